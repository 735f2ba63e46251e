"""Where a pull of WooCommerce stands, and where the next page begins.

``modified_after`` is strictly greater with a resolution of one second, and page numbers shift while
orders arrive. So a page begins five seconds before the last record of the page before it, by date
and not by number. Only when more records than a page share those seconds does it go by offset, one
record back: if that record is not the same one, something moved, and these seconds are read again.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

OVERLAP = timedelta(seconds=5)
SETTLED = timedelta(minutes=1)
PAGE = 100
_FORMAT = "%Y-%m-%dT%H:%M:%S"
_LIVE = "live"
_TRASH = "trash"


@dataclass(frozen=True, slots=True)
class Seen:
    """What the next position needs to know of a record."""

    remote_id: str
    modified_at: datetime


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the two streams of a shop: what lives, then what went to the trash."""

    live: str = ""
    trash: str = ""
    stream: str = _LIVE
    offset: int = 0
    last: str = ""

    @property
    def in_trash(self) -> bool:
        """Tell whether the records in the trash are being read."""
        return self.stream == _TRASH

    @property
    def after(self) -> str:
        """Return the instant after which records are asked for, empty for all."""
        return self.trash if self.in_trash else self.live

    def query(self) -> dict[str, str]:
        """Return what to ask the shop for."""
        asked = {"orderby": "modified", "order": "asc", "per_page": str(PAGE)}
        if self.in_trash:
            asked["status"] = "trash"
        if self.after:
            asked["modified_after"] = self.after
            asked["dates_are_gmt"] = "true"
        if self.offset:
            asked["offset"] = str(self.offset)
        return asked

    def text(self) -> str:
        """Return the position as it is kept with the page."""
        return json.dumps(
            {
                "live": self.live,
                "trash": self.trash,
                "stream": self.stream,
                "offset": self.offset,
                "last": self.last,
            }
        )


def read_position(kept: str) -> Position:
    """Return a kept position; one that cannot be read begins anew, receiving twice is harmless."""
    try:
        data = json.loads(kept) if kept else {}
        return Position(
            live=_instant(data.get("live")),
            trash=_instant(data.get("trash")),
            stream=_TRASH if data.get("stream") == _TRASH else _LIVE,
            offset=max(0, int(data.get("offset") or 0)),
            last=str(data.get("last") or ""),
        )
    except (ValueError, TypeError, AttributeError):
        return Position()


def position_from(since: datetime) -> Position:
    """Return where a first pull begins that leaves what is older alone; later is strictly later."""
    begin = (since.astimezone(UTC) - timedelta(seconds=1)).strftime(_FORMAT)
    return Position(live=begin, trash=begin)


def next_position(
    here: Position, page: Sequence[Seen], server_time: datetime | None = None
) -> tuple[Position, bool]:
    """Return where to go on, and whether this pull is finished.

    Once a minute has gone by on the shop's clock since the newest record, nothing of that second
    can still come: the next pull begins after it, else a catalogue that was changed in one go
    would be read again by every exchange until something else changes.
    """
    if here.offset and (not page or page[0].remote_id != here.last):
        return replace(here, offset=0, last=""), False
    if len(page) >= PAGE:
        return _further(here, page), False
    here = _begun_again(here, _newest(here, page, server_time))
    if here.in_trash:
        return replace(here, stream=_LIVE), True
    return replace(here, stream=_TRASH), False


def _further(here: Position, page: Sequence[Seen]) -> Position:
    begin = _newest(here, page)
    left_behind = page[0].modified_at.strftime(_FORMAT) <= begin
    if begin > here.after and left_behind:
        return _begun_again(here, begin)
    return replace(here, offset=here.offset + len(page) - 1, last=page[-1].remote_id)


def _begun_again(here: Position, after: str) -> Position:
    if here.in_trash:
        return replace(here, trash=after, offset=0, last="")
    return replace(here, live=after, offset=0, last="")


def _newest(here: Position, page: Sequence[Seen], server_time: datetime | None = None) -> str:
    """Return the newest instant of a page less the overlap, never before where it began."""
    if not page:
        return here.after
    newest = max(seen.modified_at for seen in page)
    if server_time is None or server_time - newest < SETTLED:
        newest -= OVERLAP
    return max(here.after, newest.strftime(_FORMAT))


def _instant(kept: object) -> str:
    if not isinstance(kept, str) or not kept:
        return ""
    return datetime.fromisoformat(kept).strftime(_FORMAT)
