"""Signed calls, checked against the examples of RFC 5849, oauthlib's and WooCommerce's own way."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime
from urllib.parse import quote

import pytest

from merchant_desk.sync.oauth1 import OAuthKeys, authorization, base_string, proof, signature

RFC_PAIRS = [
    ("b5", "=%3D"),
    ("a3", "a"),
    ("c@", ""),
    ("a2", "r b"),
    ("oauth_consumer_key", "9djdj82h48djs9d2"),
    ("oauth_token", "kkk9d7dh3k39sjv7"),
    ("oauth_signature_method", "HMAC-SHA1"),
    ("oauth_timestamp", "137131201"),
    ("oauth_nonce", "7d8f3e4a"),
    ("c2", ""),
    ("a3", "2 q"),
]
RFC_BASE = (
    "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q"
    "%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_"
    "key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_m"
    "ethod%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk"
    "9d7dh3k39sjv7"
)
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def _as_woocommerce(method: str, url: str, query: dict[str, str], secret: str) -> str:
    """Percent signs are encoded twice, pairs are joined by %3D and %26."""

    def normal(text: str) -> str:
        return quote(text, safe="").replace("%", "%25")

    pairs = {normal(name): normal(value) for name, value in query.items()}
    joined = "%26".join(f"{name}%3D{pairs[name]}" for name in sorted(pairs))
    base = f"{method}&{quote(url, safe='')}&{joined}"
    digest = hmac.new(f"{secret}&".encode(), base.encode(), hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


def test_the_base_string_is_the_one_of_the_rfc() -> None:
    assert base_string("post", "http://example.com/request", RFC_PAIRS) == RFC_BASE


def test_the_signature_is_the_one_oauthlib_publishes() -> None:
    keys = OAuthKeys(
        "9djdj82h48djs9d2", "ECrDNoq1VYzzzzzzzzzyAK7TwZNtPnkqatqZZZZ",
        "kkk9d7dh3k39sjv7", "just-a-string    asdasd",
    )  # fmt: skip

    assert signature(RFC_BASE, keys) == "wdfdHUKXHbOnOGZP8WFAWMSAmWzN3EVBWWgXGlC/Eo4="


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://EXAMPLE.COM:80/r%20v/X", "http%3A%2F%2Fexample.com%2Fr%2520v%2FX"),
        ("https://www.example.net:8080", "https%3A%2F%2Fwww.example.net%3A8080%2F"),
        ("https://b.fr:443/V1/products/A%2FB", "https%3A%2F%2Fb.fr%2FV1%2Fproducts%2FA%252FB"),
    ],
)  # fmt: skip
def test_addresses_are_signed_as_the_rfc_writes_them(url: str, shown: str) -> None:
    assert base_string("GET", url, []) == f"GET&{shown}&"


def test_the_signature_is_the_one_woocommerce_computes() -> None:
    query = {"b": "2 é/+", "a": "x&y=z", "oauth_nonce": "n~-._", "modified_after": "2026-11:21"}
    url = "http://boutique.fr:8080/wp-json/wc/v3/orders"

    ours = signature(base_string("get", url, list(query.items())), OAuthKeys("ck_1", "cs_1"))

    assert ours == _as_woocommerce("GET", url, query, "cs_1")


def test_every_call_carries_its_own_nonce_and_the_time_given() -> None:
    keys = OAuthKeys("ck", "cs-secret", "at", "ats-secret")

    first = dict(proof("GET", "http://b.fr/x", [("page", "2")], keys, NOW))
    second = dict(proof("GET", "http://b.fr/x", [("page", "2")], keys, NOW))

    assert first["oauth_timestamp"] == str(int(NOW.timestamp()))
    assert first["oauth_token"] == "at"
    assert first["oauth_nonce"] != second["oauth_nonce"]
    assert not {"cs-secret", "ats-secret"} & set(first.values())


def test_a_header_holds_the_proof_and_no_secret_shows_when_keys_are_written_out() -> None:
    keys = OAuthKeys("ck", "cs-secret", "at", "ats-secret")

    header = authorization([("oauth_token", "a b"), ("oauth_signature", "x+/=")])

    assert header == 'OAuth oauth_token="a%20b", oauth_signature="x%2B%2F%3D"'
    assert repr(keys) == "OAuthKeys()"
