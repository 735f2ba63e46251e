"""From which bins the units lie packed in open parcels, as closing the parcels will take them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from merchant_desk.values.ids import OrderLineId, ParcelId, PlaceId

Parts = tuple[tuple[PlaceId, int], ...]


@dataclass(frozen=True, slots=True)
class PackedLine:
    """Units of an article in an open parcel, and the bins chosen for its order line."""

    parcel_id: ParcelId
    order_line_id: OrderLineId
    packed: int
    chosen: Parts = ()


@dataclass(frozen=True, slots=True)
class TakenLine:
    """The same line with the bins its units come from, in the order they are taken."""

    line: PackedLine
    parts: Parts


def packed_from(
    lines: Sequence[PackedLine], levels: Mapping[PlaceId, int], usual: PlaceId | None
) -> tuple[TakenLine, ...]:
    """Take every line's units off the bins: those chosen, else the fullest, else the usual one.

    The lines come in the order of their parcels; each takes what the ones before it left.
    """
    left = dict(levels)
    return tuple(TakenLine(line, _parts(line, left, usual)) for line in lines)


def _parts(line: PackedLine, levels: dict[PlaceId, int], usual: PlaceId | None) -> Parts:
    parts: dict[PlaceId, int] = {}
    wanted = line.packed
    for place, chosen in line.chosen:
        wanted -= _take(parts, levels, place, min(wanted, chosen))
    for place in sorted(levels, key=lambda each: (-levels[each], each)):
        wanted -= _take(parts, levels, place, wanted)
    if wanted and usual is not None:
        parts[usual] = parts.get(usual, 0) + wanted
    return tuple(parts.items())


def _take(parts: dict[PlaceId, int], levels: dict[PlaceId, int], place: PlaceId, most: int) -> int:
    units = min(most, levels.get(place, 0))
    if units <= 0:
        return 0
    levels[place] -= units
    parts[place] = parts.get(place, 0) + units
    return units


def of_first(units: int, parts: Sequence[tuple[PlaceId, int]], place: PlaceId) -> int:
    """Return how many of the first units taken are of this bin."""
    here = 0
    for where, part in parts:
        taken = min(units, part)
        units -= taken
        here += taken if where == place else 0
    return here


def chosen_anew(taken: TakenLine) -> Parts:
    """Return the choice of bins of the line that has its packed units come from ``parts``.

    What was chosen for units still to be packed stays chosen where it was.
    """
    line = taken.line
    chosen = dict(taken.parts)
    later = max(0, sum(units for _place, units in line.chosen) - line.packed)
    for place, units in reversed(line.chosen):
        part = min(later, units)
        later -= part
        if part:
            chosen[place] = chosen.get(place, 0) + part
    return tuple(chosen.items())
