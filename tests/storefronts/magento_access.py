"""Who may call a Magento shop: signatures of an integration, and tokens that live for an hour."""

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import quote, unquote

from tests.storefronts.fake_server import Call

CONSUMER, CONSUMER_SECRET = "consumer-key", "consumer-secret/é"
TOKEN, TOKEN_SECRET = "access-token", "access-secret+1"
ADMIN, PASSWORD = "admin", "mot de passe"
LIVES = timedelta(minutes=60)
_PAIR = re.compile(r'(\w+)="([^"]*)"')
_PATIENCE = timedelta(minutes=5)
UNAUTHORISED = "The consumer isn't authorized to access %resources."


class Doors:
    """Knows the keys that were given out; each can be taken back."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._given: dict[str, datetime] = {}
        self._nonces: set[str] = set()
        self.integration_is_active = True
        self.second_factor = False
        self.tokens_given = 0

    def give_token(self, name: object, password: object) -> str | None:
        """Return a token to an administrator."""
        if self.second_factor or (name, password) != (ADMIN, PASSWORD):
            return None
        self.tokens_given += 1
        token = secrets.token_hex(16)
        self._given[token] = self._now()
        return token

    def take_back_tokens(self) -> None:
        """Let every token die at once."""
        self._given.clear()

    def lets_in(self, call: Call) -> bool:
        """Tell whether this call proves who makes it."""
        told = call.headers.get("authorization", "")
        kind, _space, rest = told.partition(" ")
        if kind == "Bearer":  # the token of an integration is no bearer token by itself
            given = self._given.get(rest)
            return given is not None and self._now() < given + LIVES
        return kind == "OAuth" and self.integration_is_active and self._is_signed(call, rest)

    def _is_signed(self, call: Call, header: str) -> bool:
        told = {name: unquote(value) for name, value in _PAIR.findall(header)}
        if (told.get("oauth_consumer_key"), told.get("oauth_token")) != (CONSUMER, TOKEN):
            return False
        signature = told.pop("oauth_signature", "")
        nonce = told.get("oauth_nonce", "")
        at = int(told.get("oauth_timestamp", "0"))
        if nonce in self._nonces or abs(self._now().timestamp() - at) > _PATIENCE.total_seconds():
            return False
        self._nonces.add(nonce)
        pairs = sorted((_quoted(k), _quoted(v)) for k, v in [*call.query, *told.items()])
        joined = _quoted("&".join(f"{name}={value}" for name, value in pairs))
        base = f"{call.method}&{_quoted(call.base + call.path)}&{joined}"
        key = f"{_quoted(CONSUMER_SECRET)}&{_quoted(TOKEN_SECRET)}"
        digest = hmac.new(key.encode(), base.encode(), hashlib.sha256).digest()
        return hmac.compare_digest(base64.b64encode(digest).decode(), signature)


def _quoted(value: str) -> str:
    return quote(value, safe="~")
