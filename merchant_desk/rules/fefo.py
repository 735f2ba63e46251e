"""First expired, first out: from which bins units leave when the lots in them are known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from merchant_desk.rules.allocation import BinStock, allocate
from merchant_desk.values.ids import PlaceId


@dataclass(frozen=True, slots=True)
class LotLying:
    """Units of one lot in a bin, that may still be sold; lots come in walking order of bins."""

    place_id: PlaceId
    units: int
    expires_on: date | None


def leaves_before(one: date | None, other: date | None) -> bool:
    """Tell whether units that expire on ``one`` leave before those of ``other``.

    What bears no date leaves after what bears one.
    """
    if one is None:
        return False
    return other is None or one < other


def first_expired(
    wanted: int, bins: Sequence[BinStock], lots: Sequence[LotLying]
) -> tuple[tuple[PlaceId, int], ...]:
    """Return (bin, units), the earliest lots first; then what lies without a lot.

    ``bins`` says how many units are free, those of lots included. What others were promised of a
    bin is taken to be its earliest units. What cannot be found is left out.
    """
    free = {each.place_id: max(each.free, 0) for each in bins}
    promised = _promised(free, lots)
    taken: dict[PlaceId, int] = {}
    for lot in sorted(lots, key=lambda each: each.expires_on or date.max):
        theirs = min(promised.get(lot.place_id, 0), lot.units)
        promised[lot.place_id] = promised.get(lot.place_id, 0) - theirs
        units = min(wanted, lot.units - theirs, free.get(lot.place_id, 0))
        if units > 0:
            taken[lot.place_id] = taken.get(lot.place_id, 0) + units
            free[lot.place_id] -= units
            wanted -= units
    rest = [BinStock(each.place_id, free[each.place_id]) for each in bins]
    for place, units in allocate(wanted, rest):
        taken[place] = taken.get(place, 0) + units
    return tuple(taken.items())


def _promised(free: dict[PlaceId, int], lots: Sequence[LotLying]) -> dict[PlaceId, int]:
    lying: dict[PlaceId, int] = {}
    for lot in lots:
        lying[lot.place_id] = lying.get(lot.place_id, 0) + lot.units
    return {place: max(0, units - free.get(place, 0)) for place, units in lying.items()}
