"""Where a pull of Shopify stands: what changed since an instant, and a cursor inside the pass.

Changes are found by a search index that is late by seconds, so each pass begins five minutes before
the newest change of the one before. A cursor goes no deeper than 25,000 records: long before that,
a pass begins anew where it stands.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

OVERLAP = timedelta(minutes=5)
_DEEPEST = 10_000
_FORMAT = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class Position:
    """A place in what changed: since when, the cursor of the next page, the newest change seen."""

    since: str = ""
    after: str = ""
    newest: str = ""
    passed: int = 0

    @property
    def query(self) -> str | None:
        """Return what to search for."""
        return f"updated_at:>='{self.since}'" if self.since else None

    def text(self) -> str:
        """Return the position as it is kept with the page."""
        return json.dumps(
            {"since": self.since, "after": self.after, "newest": self.newest, "passed": self.passed}
        )


def read_position(kept: str) -> Position:
    """Return a kept position; one that cannot be read begins anew, receiving twice is harmless."""
    try:
        data = json.loads(kept) if kept else {}
        return Position(
            since=_written(data.get("since")),
            after=str(data.get("after") or ""),
            newest=_written(data.get("newest")),
            passed=max(0, int(data.get("passed") or 0)),
        )
    except (ValueError, TypeError, AttributeError):
        return Position()


def position_from(since: datetime) -> Position:
    """Return where a first pull begins that leaves what is older alone."""
    return Position(since=since.astimezone(UTC).strftime(_FORMAT))


def next_position(here: Position, seen: Sequence[datetime], cursor: str | None) -> Position:
    """Return where to go on; without a cursor the pass is over and the next one overlaps it."""
    newest = max([here.newest, *(each.astimezone(UTC).strftime(_FORMAT) for each in seen)])
    passed = here.passed + len(seen)
    begin = _before(newest)
    if cursor is None:
        return Position(since=max(here.since, begin))
    if passed >= _DEEPEST and begin > here.since:
        return Position(since=begin)
    return replace(here, after=cursor, newest=newest, passed=passed)


def begun_again(here: Position) -> Position:
    """Return the beginning of the same pass: its cursor is no longer known to the shop."""
    return Position(since=here.since)


def _before(newest: str) -> str:
    if not newest:
        return ""
    return (datetime.strptime(newest, _FORMAT).replace(tzinfo=UTC) - OVERLAP).strftime(_FORMAT)


def _written(kept: object) -> str:
    """Return an instant in the one way of writing it, or raise ValueError."""
    if not isinstance(kept, str) or not kept:
        return ""
    return datetime.strptime(kept, _FORMAT).replace(tzinfo=UTC).strftime(_FORMAT)
