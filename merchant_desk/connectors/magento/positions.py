"""Where a pull of Magento stands, and where the next page begins.

``updated_at`` counts seconds and page numbers shift while records change, so no page number is ever
used: a page begins at the last second of the page before it, that second included. A second that
holds more records than a page is read by their ids, which do not change.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from merchant_desk.connectors.magento.criteria import Pairs, Where, criteria
from merchant_desk.connectors.magento.return_changes import ReturnsSeen, read_seen

OVERLAP = timedelta(seconds=5)
PAGE = 100
_SETTLED = timedelta(minutes=1)
"""What was saved longer ago than this can no longer appear behind the position."""
_FORMAT = "%Y-%m-%d %H:%M:%S"
_SECOND = timedelta(seconds=1)
_EVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the next position needs to know of a record."""

    number: int
    modified_at: datetime


@dataclass(frozen=True, slots=True)
class Position:
    """An instant from which records are read, or an id within one crowded second."""

    at: datetime = _EVER
    after: int | None = None
    since: datetime | None = None
    """Orders placed before this are left alone."""
    returns: ReturnsSeen | None = None
    """Which returns were seen, where the shop tells some."""

    def query(self, more: Sequence[Sequence[Where]] = (), fields: str = "") -> Pairs:
        """Return what to ask the shop for."""
        groups = [*more]
        if self.since is not None:
            groups.append([Where("created_at", self.since.strftime(_FORMAT), "gteq")])
        second = self.at.strftime(_FORMAT)
        if self.after is not None:
            groups += [[Where("updated_at", second)], [Where("entity_id", str(self.after), "gt")]]
            return criteria(groups, size=PAGE, sort=["entity_id"], fields=fields)
        if self.at > _EVER:
            groups.append([Where("updated_at", second, "gteq")])
        return criteria(groups, size=PAGE, sort=["updated_at", "entity_id"], fields=fields)

    def text(self) -> str:
        """Return the position as it is kept with the page."""
        since = "" if self.since is None else self.since.strftime(_FORMAT)
        kept = {"at": self.at.strftime(_FORMAT), "after": self.after, "since": since}
        more = {} if self.returns is None else {"returns": self.returns.kept()}
        return json.dumps(kept | more)


def read_position(kept: str) -> Position:
    """Return a kept position; one that cannot be read begins anew, receiving twice is harmless."""
    try:
        data = json.loads(kept) if kept else {}
        return Position(
            _instant(data.get("at")) or _EVER,
            None if data.get("after") is None else max(0, int(data["after"])),
            _instant(data.get("since")),
            read_seen(data.get("returns")),
        )
    except (ValueError, TypeError, AttributeError):
        return Position()


def next_position(
    here: Position, page: Sequence[Seen], server_now: datetime
) -> tuple[Position, bool]:
    """Return where to go on, and whether this pull is finished."""
    if len(page) >= PAGE:
        return _further(here, page), False
    if here.after is not None:
        return replace(here, at=here.at + _SECOND, after=None), False
    newest = max((each.modified_at for each in page), default=here.at - _SECOND)
    begin = max(newest - OVERLAP, min(newest + _SECOND, server_now - _SETTLED))
    return replace(here, at=max(here.at, begin.replace(microsecond=0))), True


def _further(here: Position, page: Sequence[Seen]) -> Position:
    if here.after is not None:
        highest = max(each.number for each in page)
        if highest > here.after:
            return replace(here, after=highest)
        return replace(here, at=here.at + _SECOND, after=None)  # ids that nobody can read
    last = max(each.modified_at for each in page)
    if last > here.at:
        return replace(here, at=last)
    return replace(here, after=0)


def _instant(kept: object) -> datetime | None:
    if not isinstance(kept, str) or not kept:
        return None
    return datetime.fromisoformat(kept).replace(tzinfo=UTC)
