"""OAuth 1.0a with HMAC-SHA256 (RFC 5849): a call is signed, and no secret ever travels."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote, urlsplit

Pairs = Sequence[tuple[str, str]]
_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class OAuthKeys:
    """The keys of an application, and of the account that let it in where there is one."""

    consumer: str = field(repr=False)
    consumer_secret: str = field(repr=False)
    token: str = field(default="", repr=False)
    token_secret: str = field(default="", repr=False)


def encoded(value: str) -> str:
    """Return a value as RFC 3986 writes it."""
    return quote(value, safe="~")


def base_string(method: str, url: str, pairs: Pairs) -> str:
    """Return what is signed: the method, the address without its query, every pair in order."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    if parts.port is not None and parts.port != _DEFAULT_PORTS.get(parts.scheme):
        host = f"{host}:{parts.port}"
    address = f"{parts.scheme.lower()}://{host}{parts.path or '/'}"
    listed = sorted((encoded(name), encoded(value)) for name, value in pairs)
    joined = "&".join(f"{name}={value}" for name, value in listed)
    return "&".join((method.upper(), encoded(address), encoded(joined)))


def signature(base: str, keys: OAuthKeys) -> str:
    """Return the HMAC-SHA256 signature of a base string."""
    secret = f"{encoded(keys.consumer_secret)}&{encoded(keys.token_secret)}"
    digest = hmac.new(secret.encode(), base.encode(), hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


def proof(
    method: str, url: str, query: Pairs, keys: OAuthKeys, now: datetime
) -> list[tuple[str, str]]:
    """Return the pairs that prove who makes this call; they go into its query or a header."""
    told = [
        ("oauth_consumer_key", keys.consumer),
        ("oauth_nonce", secrets.token_hex(16)),
        ("oauth_signature_method", "HMAC-SHA256"),
        ("oauth_timestamp", str(int(now.timestamp()))),
    ]
    if keys.token:
        told.append(("oauth_token", keys.token))
    base = base_string(method, url, [*query, *told])
    return [*told, ("oauth_signature", signature(base, keys))]


def authorization(pairs: Pairs) -> str:
    """Return the header that carries a proof."""
    return "OAuth " + ", ".join(f'{encoded(name)}="{encoded(value)}"' for name, value in pairs)
