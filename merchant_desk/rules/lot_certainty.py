"""Of which lot units were that nobody read: known where no other could lie on the shelves."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShelfChange:
    """Units of an article that came onto the shelves, or left them (below zero).

    ``mine``: the ledger says that they are of the lot in question. ``certain``: it was read or
    told, not supposed.
    """

    row: int
    units: int
    mine: bool
    certain: bool


def surely_of_the_lot(changes: Iterable[ShelfChange]) -> frozenset[int]:
    """Return the rows that took units of the lot for sure; ``changes`` come in their order.

    Of other lots, or of none, at most those lie there that came and are not known to have left;
    and never more than lie there at all. Units that the ledger did not know are of no known lot.
    """
    lying = others = 0
    sure: set[int] = set()
    for each in changes:
        if each.units >= 0:
            lying += each.units
            others += 0 if each.mine and each.certain else each.units
            continue
        gone = -each.units
        if each.mine and (each.certain or (others == 0 and gone <= lying)):
            sure.add(each.row)
        if not each.mine and each.certain:
            others = max(0, others - gone)
        lying = max(0, lying - gone)
        others = min(others, lying)
    return frozenset(sure)
