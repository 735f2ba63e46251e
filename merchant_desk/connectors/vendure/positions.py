"""Where a pull stands: a time of the shop, and what was read of that very time.

Vendure compares times strictly and many shops keep whole seconds, so a page begins a second before
the last one ended and leaves out by name what was read: nothing that moves can hide another.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

PAGE = 25
OVERLAP = timedelta(seconds=5)
_MOST_WATCHED = 300
_SECOND = timedelta(seconds=1)
_FORMAT = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class Position:
    """A place in what a shop changed, oldest change first."""

    after: str = ""
    seen: Mapping[str, str] = field(default_factory=dict)
    """What this pull read since ``after``, with its second: left out of the next page."""
    since: str = ""
    """Orders placed before it are left alone until they change."""
    back: int = 0
    """How far back the refunds of older orders are looked at next."""
    watched: Mapping[str, str] = field(default_factory=dict)
    """What refunds were seen, by order."""
    owners: str = ""
    """Up to when the products that articles belong to were read."""

    def filter(self) -> dict[str, Any]:
        """Return what to ask for."""
        asked: dict[str, Any] = {}
        if self.after:
            asked["updatedAt"] = {"after": self.after}
        if self.seen:
            asked["id"] = {"notIn": list(self.seen)}
        return asked

    def further(self, page: Sequence[Mapping[str, Any]]) -> "Position":
        """Return where the next page of this pull begins."""
        read = {**self.seen, **{str(each["id"]): second(each.get("updatedAt")) for each in page}}
        last = max(read.values(), default=self.after)
        after = max(self.after, _shifted(last, -_SECOND))
        return replace(
            self,
            after=after,
            seen={number: at for number, at in read.items() if at > after},
        )

    def ended(self, page: Sequence[Mapping[str, Any]]) -> "Position":
        """Return where the next pull begins: the newest change less the overlap."""
        told = [*self.seen.values(), *[second(each.get("updatedAt")) for each in page]]
        if not told:
            return replace(self, seen={})
        return replace(self, after=max(_shifted(max(told), -OVERLAP), self.since), seen={})

    def watching(self, watched: Mapping[str, str], back: int) -> "Position":
        """Return the position with the refunds seen by now, the oldest forgotten."""
        together = {**self.watched, **watched}
        kept = list(together.items())[-_MOST_WATCHED:]
        return replace(self, watched=dict(kept), back=back)

    def text(self) -> str:
        """Return the position as it is kept with the page."""
        return json.dumps(
            {
                "after": self.after,
                "seen": dict(self.seen),
                "since": self.since,
                "back": self.back,
                "watched": dict(self.watched),
                "owners": self.owners,
            }
        )


def read_position(kept: str) -> Position:
    """Return a kept position; one that cannot be read begins anew, receiving twice is harmless."""
    try:
        data = json.loads(kept) if kept else {}
        return Position(
            after=_checked(data.get("after")),
            seen={str(number): str(at) for number, at in (data.get("seen") or {}).items()},
            since=_checked(data.get("since")),
            back=max(0, int(data.get("back") or 0)),
            watched={str(each): str(told) for each, told in (data.get("watched") or {}).items()},
            owners=_checked(data.get("owners")),
        )
    except (ValueError, TypeError, AttributeError):
        return Position()


def position_from(since: datetime) -> Position:
    """Return where a first pull begins that leaves older orders alone; later is strictly later."""
    begin = time_text(since - _SECOND)
    return Position(after=begin, since=begin)


def time_text(instant: datetime) -> str:
    """Return an instant as Vendure takes it."""
    return instant.astimezone(UTC).strftime(_FORMAT)


def second(told: object) -> str:
    """Return a time of the shop cut to its second: some answers show milliseconds, others none."""
    try:
        return time_text(datetime.fromisoformat(str(told)))
    except ValueError:
        return ""


def _shifted(told: str, by: timedelta) -> str:
    return time_text(datetime.fromisoformat(told) + by) if told else ""


def _checked(kept: object) -> str:
    return time_text(datetime.fromisoformat(str(kept))) if kept else ""
