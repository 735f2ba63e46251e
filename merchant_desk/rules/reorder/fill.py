"""An order brought up to what its supplier accepts: more of what will sell out soonest."""

from collections.abc import Sequence
from fractions import Fraction
from heapq import heapify, heapreplace

from merchant_desk.rules.purchasing.prices import line_total, price_for
from merchant_desk.rules.purchasing.quantities import rounded_up
from merchant_desk.values.ids import ProductId
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.reorder import Doubt, ReorderLine

LONGEST_DAYS = 180
"""An order is never filled up with what lasts longer than half a year."""
_MOST_STEPS = 10_000
_NOT_FILLED = frozenset({Doubt.SOLDES, Doubt.LOSS, Doubt.NO_COST, Doubt.ZERO_COST})


def filled_up(
    lines: Sequence[ReorderLine], least: Money, most: Money | None = None
) -> dict[ProductId, int] | None:
    """Return the quantities that bring the lines to ``least`` before VAT, in whole packs.

    The article that lasts the shortest gets the next pack, again and again. None when it cannot be
    reached: nothing left that sells within half a year, or more than ``most`` would be spent.
    """
    units = {each.product_id: each.quantity for each in lines}
    spent = total(_cost(each, each.quantity) for each in lines)
    waiting = [
        (_lasts(each, each.quantity), each.sku, place)
        for place, each in enumerate(lines)
        if _may_grow(each)
    ]
    heapify(waiting)
    for _step in range(_MOST_STEPS):
        if spent >= least:
            return units if most is None or spent <= most else None
        if not waiting or waiting[0][0] >= LONGEST_DAYS:
            return None
        line = lines[waiting[0][-1]]
        now = units[line.product_id]
        more = _grown(line, now)
        spent += _cost(line, more) - _cost(line, now)
        units[line.product_id] = more
        heapreplace(waiting, (_lasts(line, more), line.sku, waiting[0][-1]))
    return None


def _grown(line: ReorderLine, units: int) -> int:
    pack = max(line.terms.pack_units, 1)
    return rounded_up(units + pack, pack, line.terms.minimum_units).units


def _lasts(line: ReorderLine, units: int) -> Fraction:
    """Return how many days the stock lasts with so many units."""
    return Fraction((max(line.stock.position, 0) + units) * line.days, line.likely)


def _may_grow(line: ReorderLine) -> bool:
    return line.likely > 0 and line.days > 0 and _NOT_FILLED.isdisjoint(line.doubts)


def _cost(line: ReorderLine, units: int) -> Money:
    cost = price_for(line.terms, units)
    cost = line.cost_tenthousandths if cost is None else cost
    return ZERO if cost is None else line_total(cost, 0, units)
