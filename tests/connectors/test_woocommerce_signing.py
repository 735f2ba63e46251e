"""The signature on plain HTTP, checked the way WooCommerce's own source builds it."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime
from urllib.parse import quote

from merchant_desk.connectors.woocommerce.signing import signature, signed


def _as_woocommerce(method: str, url: str, query: dict[str, str], secret: str) -> str:
    """Percent signs are encoded twice, pairs are joined by %3D and %26."""

    def normal(text: str) -> str:
        return quote(text, safe="").replace("%", "%25")

    pairs = {normal(name): normal(value) for name, value in query.items()}
    joined = "%26".join(f"{name}%3D{pairs[name]}" for name in sorted(pairs))
    base = f"{method}&{quote(url, safe='')}&{joined}"
    digest = hmac.new(f"{secret}&".encode(), base.encode(), hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


def test_the_signature_is_the_one_woocommerce_computes() -> None:
    query = {"b": "2 é/+", "a": "x&y=z", "oauth_nonce": "n~-._", "modified_after": "2026-11:21"}
    url = "http://boutique.fr:8080/wp-json/wc/v3/orders"

    ours = signature("get", url, list(query.items()), "cs_1")

    assert ours == _as_woocommerce("GET", url, query, "cs_1")


def test_every_call_carries_its_own_nonce_and_the_time_given() -> None:
    now = datetime(2026, 11, 21, 9, tzinfo=UTC)

    first = dict(signed("GET", "http://b.fr/x", [("page", "2")], ("ck", "cs"), now))
    second = dict(signed("GET", "http://b.fr/x", [("page", "2")], ("ck", "cs"), now))

    assert first["oauth_timestamp"] == str(int(now.timestamp()))
    assert first["oauth_nonce"] != second["oauth_nonce"]
    assert "cs" not in first.values()
