"""A count as whoever counts walks through it: the bins, and what was counted in one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.count import CountBin, CountEntry
from merchant_desk.models.stock import Place
from merchant_desk.queries.count_figures import count_figures
from merchant_desk.queries.count_review import (
    CountHead,
    VarianceRow,
    count_head,
    expected_of,
    variance_rows,
)
from merchant_desk.queries.count_scope import scope_bins, scope_keys
from merchant_desk.queries.shelf_now import shelves_now
from merchant_desk.values.ids import CountId, PlaceId, ProductId

_BINS, _PLACES, _ENTRIES = table(CountBin), table(Place), table(CountEntry)
_DONE = Prepared(select(_BINS).where(_BINS.c.count_id == bindparam("count")))
_CODES = Prepared(select(_PLACES.c.id, _PLACES.c.code))
_BEGUN = Prepared(
    select(_ENTRIES.c.place_id, _ENTRIES.c.product_id, _ENTRIES.c.by)
    .where(_ENTRIES.c.count_id == bindparam("count"))
    .distinct()
)


@dataclass(frozen=True, slots=True)
class WalkBin:
    """A bin to count: what should lie in it, what was counted, whether it is finished."""

    place_id: PlaceId
    code: str
    expected_articles: int
    counted_articles: int
    people: tuple[str, ...]
    closed_at: datetime | None
    closed_by: str

    @property
    def done(self) -> bool:
        """Tell whether somebody said that it is finished."""
        return self.closed_at is not None


@dataclass(frozen=True, slots=True)
class CountWalk:
    """The bins of a count in the order of the walk."""

    head: CountHead
    bins: tuple[WalkBin, ...]

    @property
    def done(self) -> int:
        """Return how many bins are finished."""
        return sum(each.done for each in self.bins)


@dataclass(frozen=True, slots=True)
class BinCounted:
    """One bin of a count: what was counted, the latest first, and what was not."""

    head: CountHead
    place_id: PlaceId
    code: str
    counted: tuple[VarianceRow, ...]
    uncounted: tuple[VarianceRow, ...]


def count_walk(session: Session, count_id: CountId) -> CountWalk | None:
    """Return the bins of a count; without a named bin, those with something to find."""
    head = count_head(session, count_id)
    if head is None:
        return None
    expected: dict[PlaceId, set[ProductId]] = {}
    for key in scope_keys(session, head.scope, head.location_id):
        expected.setdefault(key.place_id, set()).add(key.product_id)
    counted: dict[PlaceId, set[ProductId]] = {}
    people: dict[PlaceId, set[str]] = {}
    for row in _BEGUN.typed(session, count=count_id):
        counted.setdefault(row.place_id, set()).add(row.product_id)
        people.setdefault(row.place_id, set()).add(row.by)
    done = {row.place_id: row for row in _DONE.typed(session, count=count_id)}
    codes: Mapping[PlaceId, str] = {row.id: row.code for row in _CODES.typed(session)}
    bins = tuple(
        WalkBin(
            place_id=place,
            code=codes[place],
            expected_articles=len(expected.get(place, ())),
            counted_articles=len(counted.get(place, ())),
            people=tuple(sorted(people.get(place, ()))),
            closed_at=done[place].closed_at if place in done else None,
            closed_by=done[place].closed_by if place in done else "",
        )
        for place in scope_bins(session, head.scope, head.location_id)
        if head.scope.bins or place in expected or place in counted or place in done
    )
    return CountWalk(head, bins)


def bin_counted(session: Session, count_id: CountId, place_id: PlaceId) -> BinCounted | None:
    """Return what was counted in a bin, the latest first, and what should lie there besides."""
    head = count_head(session, count_id)
    if head is None:
        return None
    found = count_figures(session, count_id, place_id)
    keys = scope_keys(session, head.scope, head.location_id, place_id)
    left = [key for key in keys if key not in found.figures]
    expected = expected_of(shelves_now(session, [key.product_id for key in left]), left)
    latest = {key: told[-1].row for key, told in found.entries.items()}
    counted = variance_rows(session, found.figures)
    codes: Mapping[PlaceId, str] = {row.id: row.code for row in _CODES.typed(session)}
    return BinCounted(
        head=head,
        place_id=place_id,
        code=codes.get(place_id, ""),
        counted=tuple(sorted(counted, key=lambda each: -latest[each.key])),
        uncounted=tuple(sorted(variance_rows(session, expected), key=lambda each: each.title)),
    )
