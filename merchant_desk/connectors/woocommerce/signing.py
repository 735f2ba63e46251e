"""OAuth 1.0a as WooCommerce checks it on plain HTTP: the secret itself never travels."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import quote

Query = Sequence[tuple[str, str]]


def encoded(value: str) -> str:
    """Return a value as RFC 3986 writes it."""
    return quote(value, safe="~")


def signature(method: str, url: str, query: Query, secret: str) -> str:
    """Return the HMAC-SHA256 signature of a call."""
    pairs = sorted((encoded(name), encoded(value)) for name, value in query)
    joined = "&".join(f"{name}={value}" for name, value in pairs)
    base = "&".join((method.upper(), encoded(url), encoded(joined)))
    digest = hmac.new(f"{secret}&".encode(), base.encode(), hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


def signed(
    method: str, url: str, query: Query, keys: tuple[str, str], now: datetime
) -> list[tuple[str, str]]:
    """Return the query with what proves who calls."""
    key, secret = keys
    told = [
        *query,
        ("oauth_consumer_key", key),
        ("oauth_nonce", secrets.token_hex(16)),
        ("oauth_signature_method", "HMAC-SHA256"),
        ("oauth_timestamp", str(int(now.timestamp()))),
    ]
    return [*told, ("oauth_signature", signature(method, url, told, secret))]
