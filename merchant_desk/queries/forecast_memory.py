"""What the last forecast read and the next one need not read again.

Twenty thousand open documents take a second to read and a few milliseconds to correct by what was
recorded since. Whoever shows forecasts keeps one memory and hands it in; without one everything is
read. What was recorded since is known by the ids, which are made in the order of time: those of
the last days are compared one by one, for the clocks of two stations differ.
"""

import threading
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

T = TypeVar("T")
_MARGIN_MS = 3 * 24 * 3600 * 1000
_STAMP = 6
"""Bytes of an id that say when it was made."""


class ForecastMemory:
    """Answers by name, each with what it hangs on; every lane has its own.

    What is kept is corrected in place by what was recorded since: two readers at once, one of them
    looking at the data of a moment before, would undo each other's corrections.
    """

    def __init__(self) -> None:
        self._lane = threading.local()
        self._forgotten = 0

    def kept(self, name: str, key: Hashable, read: Callable[[], T]) -> T:
        """Return what was read when it hung on the same, else read it."""
        kept = self._of_lane()
        known = kept.get(name)
        if known is None or known[0] != key:
            known = (key, read())
            kept[name] = known
        return cast("T", known[1])

    def forget(self) -> None:
        """Read everything again: a customer was erased, another file was opened."""
        self._forgotten += 1

    def _of_lane(self) -> dict[str, tuple[Hashable, Any]]:
        lane = self._lane
        if getattr(lane, "forgotten", None) != self._forgotten:
            lane.forgotten, lane.kept = self._forgotten, {}
        return cast("dict[str, tuple[Hashable, Any]]", lane.kept)


def recent_from(newest: bytes | None) -> bytes:
    """Return the least id that may have been unseen when ``newest`` was the greatest one."""
    if newest is None:
        return bytes(16)
    millis = int.from_bytes(newest[:_STAMP], "big")
    return max(0, millis - _MARGIN_MS).to_bytes(_STAMP, "big") + bytes(10)
