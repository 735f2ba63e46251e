"""What the entries of a count come to, article by article and bin by bin."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.count import CountEntry
from merchant_desk.queries.count_moves import (
    Entries,
    LeftOf,
    Moves,
    left_of,
    moves_since,
    touches_of,
)
from merchant_desk.queries.shelf_now import Shelf, shelves_now
from merchant_desk.rules.counting.figure import (
    Doubt,
    Entry,
    Figure,
    Touch,
    figure,
    without_mistakes,
)
from merchant_desk.rules.counting.several_bins import outdated_bins
from merchant_desk.values.count_key import CountKey
from merchant_desk.values.ids import CountId, LotId, PlaceId, ProductId
from merchant_desk.values.off_shelf import off_shelf_of

_ENTRIES = table(CountEntry)
_Several = Mapping[tuple[ProductId, LotId | None], Sequence[CountKey]]
_READ = (
    select(
        *(
            _ENTRIES.c[name]
            for name in (
                "place_id", "product_id", "lot_id", "row", "quantity", "resets", "expected",
                "after_move", "in_parcels", "by", "takes_back",
            )
        )
    )
    .where(_ENTRIES.c.count_id == bindparam("count"))
    .order_by(_ENTRIES.c.row)
)  # fmt: skip
_OF_COUNT = Prepared(_READ)
_OF_BIN = Prepared(_READ.where(_ENTRIES.c.place_id == bindparam("place")))


@dataclass(frozen=True)
class CountFigures:
    """What was counted, and the entries it comes from."""

    figures: Mapping[CountKey, Figure]
    entries: Mapping[CountKey, Sequence[Entry]]


def count_figures(
    session: Session, count_id: CountId, place_id: PlaceId | None = None
) -> CountFigures:
    """Return what the entries of a count, or of one bin of it, come to now."""
    if place_id is None:
        rows = _OF_COUNT.rows(session, count=count_id)
    else:
        rows = _OF_BIN.rows(session, count=count_id, place=place_id)
    entries = _entries(rows)
    several = _in_several_bins(entries)
    moves = moves_since(session, count_id, place_id)
    shelves = shelves_now(session, _lively(entries, several, moves))
    touches = touches_of(moves, entries, shelves)
    left = left_of(session, entries, shelves)
    figures = {
        key: _plain(told[0])
        if len(told) == 1 and key not in touches and not told[0].in_parcels
        else figure(
            key.place_id, told, touches.get(key, ()), left.get((key.product_id, key.lot_id), {})
        )
        for key, told in entries.items()
    }
    figures |= _between_bins(figures, (entries, several), shelves, (touches, left))
    return CountFigures(figures, entries)


def doubts_if_gone(
    session: Session, count_id: CountId, found: CountFigures, gone: Iterable[CountKey]
) -> dict[CountKey, Figure]:
    """Return the figures that are doubtful once these bins are said to be empty, now.

    Units that left since another bin of the article was counted may have come from either.
    """
    empty = {key[1:] for key in gone}
    entries = {key: told for key, told in found.entries.items() if key[1:] in empty}
    if not entries:
        return {}
    shelves = shelves_now(session, sorted({key.product_id for key in entries}))
    touches = touches_of(moves_since(session, count_id, None), entries, shelves)
    left = left_of(session, entries, shelves)
    counted = (entries, _by_article(entries))
    return _between_bins(found.figures, counted, shelves, (touches, left), again=True)


def _entries(rows: Iterable[Sequence[Any]]) -> dict[CountKey, Sequence[Entry]]:
    """Return what was noted of each article in each bin, scans that were all mistakes left out."""
    found: dict[CountKey, list[Entry]] = {}
    mended = set[CountKey]()
    for place, product, lot, *facts in rows:
        key = CountKey(place, product, lot)
        found.setdefault(key, []).append(_entry(*facts))
        if facts[-1] is not None:
            mended.add(key)
    entries = dict[CountKey, Sequence[Entry]](found)
    for key in mended:
        entries[key] = without_mistakes(found[key])
        if not entries[key]:
            del entries[key]
    return entries


def _plain(entry: Entry) -> Figure:
    """Return the figure of an article scanned once, and left alone: that of nearly all."""
    doubt = Doubt.ASKED if entry.resets else Doubt.NONE
    return Figure(entry.quantity, entry.level, doubt, (entry.by,))


def _entry(  # noqa: PLR0913, PLR0917 - the columns of a row, in their order
    row: int,
    quantity: int,
    resets: int,
    expected: int,
    after: int,
    packed: str,
    by: str,
    back: bytes | None,
) -> Entry:
    in_parcels = off_shelf_of(packed)
    here = sum(each.here for each in in_parcels.values()) if in_parcels else 0
    taken = back is not None
    return Entry(row, quantity, bool(resets), expected + here, after, in_parcels, by, taken)


def _between_bins(
    figures: Mapping[CountKey, Figure],
    counted: tuple[Entries, _Several],
    shelves: Mapping[ProductId, Shelf],
    since: tuple[Mapping[CountKey, Sequence[Touch]], LeftOf],
    *,
    again: bool = False,
) -> dict[CountKey, Figure]:
    """Return the figures of bins that units may have left before another bin was counted."""
    (entries, several), (touches, left) = counted, since
    found: dict[CountKey, Figure] = {}
    for (product, lot), keys in several.items():
        sure = [key for key in keys if not figures[key].doubt]
        if not sure:
            continue
        earliest = min(sure, key=lambda key: entries[key][-1].row)
        now = _entry_now(shelves[product], earliest)
        outdated = outdated_bins(
            {key.place_id: entries[key][-1] for key in sure},
            now,
            touches.get(earliest, ()),
            left.get((product, lot), {}),
            again=again or len(sure) < len(keys),
        )
        for place in outdated:
            key = CountKey(place, product, lot)
            found[key] = replace(figures[key], doubt=Doubt.BETWEEN)
    return found


def _entry_now(shelf: Shelf, key: CountKey) -> Entry:
    return Entry(
        row=0,
        quantity=0,
        resets=False,
        level=shelf.level(key),
        after_move=shelf.after_move,
        in_parcels=shelf.off_shelf(key),
    )


def _lively(entries: Entries, several: _Several, moves: Moves) -> list[ProductId]:
    """Return the articles whose shelves must be looked at: most were scanned and left alone."""
    packed = {
        key.product_id for key, told in entries.items() if any(each.in_parcels for each in told)
    }
    return sorted({*moves, *packed, *(product for product, _lot in several)})


def _in_several_bins(entries: Entries) -> _Several:
    return {which: told for which, told in _by_article(entries).items() if len(told) > 1}


def _by_article(entries: Entries) -> _Several:
    keys: dict[tuple[ProductId, LotId | None], list[CountKey]] = {}
    for key in entries:
        keys.setdefault(key[1:], []).append(key)
    return keys
