"""Sales that are higher or lower than expected, and a promotion, with the goods behind them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from merchant_desk.rules.cash_days.bank import next_bank_day
from merchant_desk.rules.cash_sales.keys import sold_on
from merchant_desk.rules.cash_scenario.added import Added
from merchant_desk.values.cash_flow import Flow, FlowSource
from merchant_desk.values.cash_plan import ChangeSales, TryPromotion
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

_WHOLE = 100
_SUPPLIER_DAYS = 30
"""After which the goods of a promotion are paid, when no supplier is known (C. com. L441-10)."""
_FOLLOWS = frozenset({FlowSource.SALES, FlowSource.GOODS})


def changed_sales(flows: Sequence[Flow], change: ChangeSales) -> list[Flow]:
    """Return the flows with expected sales of these days, and the goods paid in them, changed."""
    part = _WHOLE + change.percent
    inside = _within(change.first, change.last)
    return [
        _scaled(each, part, _WHOLE) if each.source in _FOLLOWS and inside(_made_on(each)) else each
        for each in flows
    ]


def promoted(flows: Sequence[Flow], change: TryPromotion, to: Added) -> list[Flow]:
    """Return the flows with the sales of a promotion, and what its goods cost more."""
    part = (_WHOLE + change.percent) * (_WHOLE - change.discount)
    inside = _within(change.first, change.last)
    usual = 0
    changed = []
    for each in flows:
        if each.source is FlowSource.SALES and inside(_made_on(each)):
            usual += each.amount.cents
            changed.append(_scaled(each, part, _WHOLE * _WHOLE))
        else:
            changed.append(each)
    more = Money(usual).part(change.percent, _WHOLE)
    day = next_bank_day(change.last + timedelta(days=_SUPPLIER_DAYS))
    goods = goods_of(flows, more)
    if goods and day <= to.last:
        label = _("Articles de «\u00a0{label}\u00a0»").format(label=change.label)
        why = _("{percent} d’unités en plus, au coût moyen des ventes attendues.").format(
            percent=f"{change.percent}\u00a0%"
        )
        changed.append(to.flow(day, goods, label, why, CashCategory.GOODS))
    return changed


def goods_of(flows: Sequence[Flow], sales: Money) -> Money:
    """Return what so much more sales makes her buy: the share that goods have of expected sales."""
    sold = sum(each.amount.cents for each in flows if each.source is FlowSource.SALES)
    bought = sum(each.amount.cents for each in flows if each.source is FlowSource.GOODS)
    return sales.part(bought, sold) if sold > 0 else Money(0)


def _made_on(flow: Flow) -> date:
    """Return the day of an expected sale, which its money follows; of goods the day they are paid.

    A sale whose name tells no day is taken to be paid at once.
    """
    try:
        return sold_on(flow)
    except (ValueError, IndexError):
        return flow.day


def _scaled(flow: Flow, part: int, whole: int) -> Flow:
    return replace(
        flow,
        amount=flow.amount.part(part, whole),
        cautious_amount=flow.cautious_amount.part(part, whole),
    )


def _within(first: date | None, last: date | None) -> Callable[[date], bool]:
    """Return what tells whether a day is between these; None leaves that end open."""

    def inside(day: date) -> bool:
        return (first is None or day >= first) and (last is None or day <= last)

    return inside
