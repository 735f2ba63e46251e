"""The bucket of points a shop gives: a document takes some, and it fills by the second."""

from collections.abc import Callable, Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any

from merchant_desk.sync.record_fields import UnfitError, exact

_FIRST_GUESS_S = 2.0


class Bucket:
    """Waits before a document that the bucket would not pay for."""

    def __init__(self, now: Callable[[], datetime], wait: Callable[[float], None]) -> None:
        self._now = now
        self._wait = wait
        self._costs: dict[str, Fraction] = {}
        self._left = Fraction(0)
        self._rate = Fraction(0)
        self._noted_at: datetime | None = None
        self._refused = False

    def wait_for(self, document: str) -> None:
        """Wait until there are points enough for this document, as far as its cost is known."""
        if self._noted_at is None or not self._rate:
            if self._refused:
                self._wait(_FIRST_GUESS_S)
            return
        passed = Fraction(max(0.0, (self._now() - self._noted_at).total_seconds()))
        missing = self._costs.get(document, Fraction(0)) - self._left - passed * self._rate
        if missing > 0:
            self._wait(float(missing / self._rate))

    def note(self, document: str, extensions: Mapping[str, Any], *, throttled: bool) -> None:
        """Remember what a document cost and what is left."""
        cost = extensions.get("cost")
        status = cost.get("throttleStatus") if isinstance(cost, dict) else None
        if not isinstance(cost, dict) or not isinstance(status, dict):
            self._refused, self._noted_at = throttled, None
            return
        self._costs[document] = _number(cost.get("requestedQueryCost"))
        self._left = _number(status.get("currentlyAvailable"))
        self._rate = _number(status.get("restoreRate"))
        self._noted_at = self._now()


def _number(told: object) -> Fraction:
    """Return a number of points; a fraction arrives as text."""
    try:
        return exact(told, "cost")
    except UnfitError:
        return Fraction(0)
