"""What the entries of an article in a bin come to, counted while units came and went.

Whoever counts sees the shelf; the ledger knows what happened. The figure counted holds for the
instant of its last entry, and so does what was expected: what moved later moves both alike, and the
variance stays. A unit that came or went *between* two entries is another matter: nobody can say
whether it was among those counted already. Such a figure is doubtful, and is counted again. So is
one whose stock was corrected since: both would correct the same mistake.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from merchant_desk.rules.counting.packed_units import of_first
from merchant_desk.values.ids import ParcelId, PlaceId
from merchant_desk.values.off_shelf import OffShelf


class Doubt(StrEnum):
    """Why an article is to be counted again."""

    NONE = ""
    ASKED = "asked"  # somebody asked for it, and nobody has counted since
    MOVED = "moved"  # units came or went while it was being counted
    CORRECTED = "corrected"  # its stock was corrected after it was counted
    BETWEEN = "between"  # units were sold or packed between the counts of two of its bins


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; ``level`` is what the ledger said of the bin at that instant."""

    row: int
    quantity: int
    resets: bool
    level: int
    after_move: int
    in_parcels: Mapping[ParcelId, OffShelf] = field(default_factory=dict)
    by: str = ""
    takes_back: bool = False
    """An earlier entry is taken back by it."""


@dataclass(frozen=True, slots=True)
class Touch:
    """A move of the article, as it concerns the bin."""

    row: int
    change: int
    """Units that the bin gained by it."""
    parcel_id: ParcelId | None = None
    corrects: bool = False
    """Nothing moved on the shelf: the ledger was told what lies there."""
    supposed: bool = False
    """Nobody said which bin it concerns: it may have been this one."""
    packed: int = 0
    """Units that left with the parcel, of whichever bin."""


@dataclass(frozen=True, slots=True)
class Left:
    """Where the units of a parcel came from: as its moves say, else as closing it would take."""

    parts: tuple[tuple[PlaceId, int], ...]
    scans: int = 0
    """How often the article was scanned into it or out of it until now."""
    row: int | None = None
    """``stock_move.row`` of the last move it left with; None while it is open."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What was counted of an article in a bin, and what was expected at that instant."""

    counted: int
    expected: int
    doubt: Doubt = Doubt.NONE
    people: tuple[str, ...] = ()

    @property
    def variance(self) -> int:
        """Return the units too many (or, negative, missing)."""
        return self.counted - self.expected


def figure(
    place_id: PlaceId,
    entries: Sequence[Entry],
    touches: Sequence[Touch],
    left: Mapping[ParcelId, Left],
) -> Figure:
    """Return what the entries come to; they are of one article in one bin, oldest first."""
    counted = since_reset(entries)
    last = counted[-1]
    expected = last.level - off_shelf(last.in_parcels, place_id, left)
    return Figure(
        counted=sum(each.quantity for each in counted),
        expected=expected,
        doubt=_doubt(counted, touches, left),
        people=tuple(sorted({each.by for each in counted})),
    )


def since_reset(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Return the entries that count: those from the last « recompter » on."""
    start = max((n for n, each in enumerate(entries) if each.resets), default=0)
    return entries[start:]


def without_mistakes(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Return the entries, or those before the scans of which every one was taken back.

    An article whose only scan was a mistake is not counted: it is not counted as none either.
    """
    scans = [each for each in since_reset(entries) if not each.resets]
    if sum(-1 if each.takes_back else 1 for each in scans):
        return entries
    return entries[: len(entries) - len(scans)]


def off_shelf(
    in_parcels: Mapping[ParcelId, OffShelf], place_id: PlaceId, left: Mapping[ParcelId, Left]
) -> int:
    """Return how many units of the bin lay packed in open parcels at that instant.

    What is known of them since is better than what was supposed then: a parcel that has left says
    by its moves which bins it took from.
    """
    units = 0
    for parcel, packed in in_parcels.items():
        parts = left[parcel].parts if parcel in left else ()
        known = sum(part for _place, part in parts)
        here = of_first(packed.units, parts, place_id)
        unknown = max(0, packed.units - known)
        units += here + min(unknown, max(0, packed.here - here))
    return units


def handled_between(
    one: Entry, two: Entry, touches: Sequence[Touch], left: Mapping[ParcelId, Left]
) -> bool:
    """Tell whether a hand took units between two entries from a bin that it did not name.

    The desk supposes which bin a packed or sold unit came from; the hand may have taken it from
    another. A parcel that is closed moves the ledger, not the shelf: its units were taken as they
    were scanned. A unit that was packed and put back leaves nothing but its two scans.
    """
    closed: dict[ParcelId, int] = {}
    for each in _between(one, two, touches):
        if each.parcel_id is not None:
            closed[each.parcel_id] = closed.get(each.parcel_id, 0) + each.packed
        elif each.supposed:
            return True
    return any(
        _packed(two, each) + closed.get(each, 0) != _packed(one, each)
        or _scans(two, each, left) != _scans(one, each, left)
        for each in {*one.in_parcels, *two.in_parcels, *closed}
    )


def _doubt(
    counted: Sequence[Entry], touches: Sequence[Touch], left: Mapping[ParcelId, Left]
) -> Doubt:
    if counted[0].resets and len(counted) == 1:
        return Doubt.ASKED
    if any(_moved(one, two, touches, left) for one, two in pairwise(counted)):
        return Doubt.MOVED
    last = counted[-1].after_move
    corrected = any(each.corrects and each.change and each.row > last for each in touches)
    return Doubt.CORRECTED if corrected else Doubt.NONE


def _moved(one: Entry, two: Entry, touches: Sequence[Touch], left: Mapping[ParcelId, Left]) -> bool:
    """Tell whether a hand took units from the bin, or put some there, between two entries."""
    between = _between(one, two, touches)
    if any(each.change and each.parcel_id is None for each in between):
        return True
    if handled_between(one, two, between, left):
        return True
    # On a server a move may be written late under an early number: the level tells it all the same.
    return two.level != one.level + sum(each.change for each in between)


def _between(one: Entry, two: Entry, touches: Sequence[Touch]) -> list[Touch]:
    return [each for each in touches if one.after_move < each.row <= two.after_move]


def _packed(entry: Entry, parcel: ParcelId) -> int:
    packed = entry.in_parcels.get(parcel)
    return 0 if packed is None else packed.units


def _scans(entry: Entry, parcel: ParcelId, left: Mapping[ParcelId, Left]) -> int:
    """Return how often the parcel was scanned until this entry; one that has left, until it did.

    A parcel that is open but was not begun yet had no scan.
    """
    packed = entry.in_parcels.get(parcel)
    if packed is not None:
        return packed.scans
    known = left.get(parcel)
    gone = known is not None and known.row is not None and known.row <= entry.after_move
    return known.scans if known is not None and gone else 0
