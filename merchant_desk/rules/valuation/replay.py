"""Weighted average again from the frozen ledger, each line explained: what is kept is proved so.

What came in is a fact. What left is worked out again from the average before it, and compared
with what was noted when it left.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from merchant_desk.rules.valuation.cost_sentences import line_sentence
from merchant_desk.rules.valuation.moving_average import Worth, price_move
from merchant_desk.values.goods_words import CostReason
from merchant_desk.values.ids import RecordId
from merchant_desk.values.stock_cost import share_of
from merchant_desk.values.stock_ledger import LedgerLine
from merchant_desk.values.words import MoveReason


@dataclass(frozen=True, slots=True)
class CostLine:
    """One line of the story of a cost, and the stock after it."""

    at: datetime
    reason: MoveReason | CostReason
    cause_id: RecordId | None
    note: str
    units: int
    unit_cost: int
    value: int
    stock: int
    worth: int
    average: int
    sentence: str
    agrees: bool = True
    """What left took the average of that moment, or the cost it came at."""


def replay(lines: Iterable[LedgerLine]) -> tuple[CostLine, ...]:
    """Return the story of a cost under the weighted average, the oldest line first."""
    told: list[CostLine] = []
    worth, last = Worth(), 0
    for line in lines:
        after = worth.after(line.units, line.value)
        agrees = _agrees(worth, line, last)
        if line.units > 0 and line.value > 0:
            last = share_of(line.value, 1, line.units)
        average = after.unit(last)
        told.append(_told(line, after, average, agrees=agrees))
        worth = after
    return tuple(told)


def replayed_worth(lines: Iterable[LedgerLine]) -> Worth:
    """Return what the stock is worth when costs are worked out again from what came in.

    Only what came in and changes of cost are taken from the ledger; what left is reckoned anew,
    but what took a receipt or an import back, which leaves at what it came at.
    """
    worth, last = Worth(), 0
    for line in lines:
        if line.units == 0:
            if line.reason is not CostReason.UNCOVERED:
                worth = worth.after(0, line.value)
            continue
        fixed = line.units > 0 or line.takes_back
        given = abs(line.value) if fixed else None
        priced = price_move(worth, line.units, last, given)
        if line.units > 0 and line.value > 0:
            last = share_of(line.value, 1, line.units)
        worth = worth.after(line.units, priced.value - priced.uncovered)
    return worth


def _agrees(worth: Worth, line: LedgerLine, last: int) -> bool:
    """Tell whether what left took the average; without a stock no average says what it costs."""
    if line.units >= 0 or worth.quantity <= 0 or -line.units > worth.quantity:
        return True
    if line.takes_back:
        return True
    return price_move(worth, line.units, last).value == line.value


def _told(line: LedgerLine, after: Worth, average: int, *, agrees: bool) -> CostLine:
    unit = share_of(line.value, 1, line.units) if line.units else 0
    unit = abs(unit) if line.units else unit
    return CostLine(
        at=line.at,
        reason=line.reason,
        cause_id=line.cause_id,
        note=line.note,
        units=line.units,
        unit_cost=unit,
        value=line.value,
        stock=after.quantity,
        worth=after.value,
        average=average,
        sentence=line_sentence(line, unit, after.quantity, average),
        agrees=agrees,
    )
