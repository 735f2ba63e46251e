"""The lowest evening of a line, and what brings the balance there."""

from collections.abc import Sequence
from datetime import date
from heapq import nsmallest

from merchant_desk.rules.cash_forecast.span import Span
from merchant_desk.values.cash_flow import Flow, LowPoint, Reading
from merchant_desk.values.money import Money

CAUSES = 5
"""How many are named: the largest."""


def lowest(
    reading: Reading, span: Span, opening: int, evenings: Sequence[int], flows: Sequence[Flow]
) -> LowPoint:
    """Return the first of the lowest evenings, with the largest amounts out since the last high."""
    at = min(range(span.length), key=evenings.__getitem__)
    before = [opening, *evenings[: at + 1]]
    top = max(before)
    high = max(place for place, cents in enumerate(before) if cents == top)  # 0: before the first
    falls = (
        (cents, flow.key)
        for flow in flows
        for day, cents in (moved_by(flow, reading),)
        if cents < 0 and high <= day.toordinal() - span.first <= at
    )
    return LowPoint(
        reading=reading,
        day=span.day(at),
        balance=Money(evenings[at]),
        causes=tuple(key for _cents, key in nsmallest(CAUSES, falls)),
    )


def moved_by(flow: Flow, reading: Reading) -> tuple[date, int]:
    """Return when a flow moves a line, and by how much; nothing where the line leaves it out."""
    if reading is Reading.CAUTIOUS:
        return flow.cautious_day, flow.cautious_amount.cents
    if reading is Reading.CERTAIN and not flow.certain:
        return flow.day, 0
    return flow.day, flow.amount.cents


def first_red(evenings: Sequence[int], floor: int) -> int | None:
    """Return the place of the first evening under the floor."""
    return next((at for at, cents in enumerate(evenings) if cents < floor), None)
