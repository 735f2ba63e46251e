"""From which bins the units of an order are taken."""

from collections.abc import Sequence
from dataclasses import dataclass

from merchant_desk.values.ids import PlaceId


@dataclass(frozen=True, slots=True)
class BinStock:
    """Units free to be picked in a bin; bins come in walking order."""

    place_id: PlaceId
    free: int


def allocate(wanted: int, bins: Sequence[BinStock]) -> tuple[tuple[PlaceId, int], ...]:
    """Return (bin, units): one bin when one suffices, else the fewest steps in walking order.

    What cannot be found is left out: the sum may be smaller than ``wanted``.
    """
    for each in bins:
        if each.free >= wanted > 0:
            return ((each.place_id, wanted),)
    chosen: list[tuple[PlaceId, int]] = []
    for each in bins:
        if wanted > 0 and each.free > 0:
            taken = min(wanted, each.free)
            chosen.append((each.place_id, taken))
            wanted -= taken
    return tuple(chosen)
