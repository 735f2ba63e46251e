"""Tokens that a storefront gives for a while, renewed before they die."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from merchant_desk.values.clock import utc_now

_SHARE = (4, 5)
"""A token is renewed when four fifths of its life are over."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token and how long it lives from the moment it was given."""

    value: str = field(repr=False)
    lives: timedelta


class TokenCache:
    """Keeps the token of one account in memory; never on disk, never in a log."""

    def __init__(self, fetch: Callable[[], Token], now: Callable[[], datetime] = utc_now) -> None:
        self._fetch = fetch
        self._now = now
        self._token: Token | None = None
        self._renew_at: datetime | None = None
        self._lock = threading.Lock()

    def value(self) -> str:
        """Return a token that lives, fetching one when there is none or its life nears the end."""
        with self._lock:
            if self._token is None or self._renew_at is None or self._now() >= self._renew_at:
                self._token = self._fetch()
                part, whole = _SHARE
                self._renew_at = self._now() + self._token.lives * part / whole
            return self._token.value

    def forget(self) -> None:
        """Drop the token: the storefront no longer takes it."""
        with self._lock:
            self._token = None
