"""Where a pull of PrestaShop stands, and where the next page begins.

Dates are the shop's local time and repeat for an hour when its clocks go back: a finished pull is
followed by one that begins two hours before the newest date seen, never ahead of the shop's clock.
Records of those two hours that did not change since are known by a mark and not sent again.
Within a pull a page begins five seconds before the last record of the page before it, by date and
not by number; only when more records than a page share those seconds does it go by offset, one
record back: if that record is not the same one, something moved and these seconds are read again.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from merchant_desk.connectors.prestashop.local_time import FORMAT

OVERLAP = timedelta(hours=2)
PAGE = 100
FAR = "2099-12-31 23:59:59"
_STEP = timedelta(seconds=5)
_MOST_KNOWN = 500
_OLDEST = "1970-01-01 00:00:00"


@dataclass(frozen=True, slots=True)
class Seen:
    """What the next position needs to know of a record."""

    remote_id: str
    changed: str
    """The shop's local time, as it wrote it."""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the streams of a shop; ``begins`` is kept by stream between two pulls."""

    begins: Mapping[str, str] = field(default_factory=dict)
    stream: str = ""
    low: str = ""
    offset: int = 0
    last: str = ""
    newest: str = ""
    highest: int = 0
    """The highest id of a combination known: those made since have none lower."""
    known: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def query(self) -> dict[str, str]:
        """Return what to ask the shop for."""
        asked = {"sort": "[date_upd_ASC,id_ASC]", "limit": f"{self.offset},{PAGE}", "date": "1"}
        if self.low:
            asked["filter[date_upd]"] = f"[{self.low},{FAR}]"
        return asked

    def knows(self, seen: Seen) -> bool:
        """Tell whether a record was sent before as it is."""
        return self.known.get(f"{self.stream}:{seen.remote_id}") == (seen.changed, seen.mark)

    def text(self) -> str:
        """Return the position as it is kept with the page."""
        return json.dumps(
            {
                "begins": dict(self.begins),
                "stream": self.stream,
                "low": self.low,
                "offset": self.offset,
                "last": self.last,
                "newest": self.newest,
                "highest": self.highest,
                "known": {name: list(told) for name, told in self.known.items()},
            }
        )


def read_position(kept: str) -> Position:
    """Return a kept position; one that cannot be read begins anew, receiving twice is harmless."""
    try:
        data = json.loads(kept) if kept else {}
        return Position(
            begins={str(name): _wall(told) for name, told in data.get("begins", {}).items()},
            stream=str(data.get("stream") or ""),
            low=_wall(data.get("low")),
            offset=max(0, int(data.get("offset") or 0)),
            last=str(data.get("last") or ""),
            newest=_wall(data.get("newest")),
            highest=max(0, int(data.get("highest") or 0)),
            known={str(n): (str(t[0]), str(t[1])) for n, t in data.get("known", {}).items()},
        )
    except (ValueError, TypeError, AttributeError, IndexError):
        return Position()


def entered(here: Position, stream: str) -> Position:
    """Return the beginning of a stream."""
    return replace(
        here, stream=stream, low=here.begins.get(stream, ""), offset=0, last="", newest=""
    )


def next_position(here: Position, page: Sequence[Seen], server_wall: str) -> tuple[Position, bool]:
    """Return where to go on in this stream, and whether its end was reached."""
    if here.offset and (not page or page[0].remote_id != here.last):
        return replace(here, offset=0, last=""), False
    here = replace(here, newest=max([here.newest, *(each.changed for each in page)]))
    if len(page) < PAGE:
        return _ended(here, page, server_wall), True
    low = shifted(page[-1].changed, -_STEP)
    if low > here.low and page[0].changed <= low:
        return _remembering(replace(here, low=low, offset=0, last=""), page, low), False
    after = replace(here, offset=here.offset + len(page) - 1, last=page[-1].remote_id)
    return _remembering(after, page, here.low), False


def _ended(here: Position, page: Sequence[Seen], server_wall: str) -> Position:
    newest = min(here.newest, server_wall) if here.newest else ""
    begin = max(here.begins.get(here.stream, ""), shifted(newest, -OVERLAP) if newest else "")
    after = replace(here, begins={**here.begins, here.stream: begin}, low="", offset=0, last="")
    return _remembering(after, page, begin)


def _remembering(here: Position, page: Sequence[Seen], low: str) -> Position:
    """Keep the marks of the records that will be read again."""
    told = {f"{here.stream}:{each.remote_id}": (each.changed, each.mark) for each in page}
    kept = {
        name: seen
        for name, seen in {**here.known, **told}.items()
        if seen[0] >= low or not name.startswith(f"{here.stream}:")
    }
    return replace(here, known=kept if len(kept) <= _MOST_KNOWN else {})


def wall_of(told: object) -> str:
    """Return the local time of a record, the oldest of all where it has none."""
    try:
        return _wall(told) or _OLDEST
    except ValueError:
        return _OLDEST


def shifted(wall: str, by: timedelta) -> str:
    """Return a local time moved by so much of it."""
    return (datetime.strptime(wall, FORMAT) + by).strftime(FORMAT)  # noqa: DTZ007 - it is local


def _wall(kept: object) -> str:
    """Return a kept local time, empty when it is none."""
    if not isinstance(kept, str) or not kept:
        return ""
    return datetime.strptime(kept, FORMAT).strftime(FORMAT)  # noqa: DTZ007 - it is local
