"""The VAT that what is foreseen will make: on sales to come, on goods they make her buy."""

from collections.abc import Iterable
from dataclasses import dataclass

from merchant_desk.rules.cash_sales.keys import sold_on
from merchant_desk.values.accounting_period import Period
from merchant_desk.values.cash_flow import Flow, FlowSource
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.money import ZERO, Money

_BOUGHT = frozenset({FlowSource.GOODS, FlowSource.PURCHASE})
_WHOLE_BP = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class VatShares:
    """What of an amount paid is VAT."""

    home: Money
    """Declared here, of ``sold``."""
    elsewhere: Money
    """Declared with the one-stop shop, of ``sold``."""
    sold: Money
    bought_bp: int
    """The rate on goods bought; 0: nothing is deducted."""
    untaxed: frozenset[str] = frozenset()
    """Suppliers of other countries, who charge none: what is declared for them is deducted too."""


def foreseen_vat(flows: Iterable[Flow], period: Period, shares: VatShares) -> Money:
    """Return what the flows of a period add to its return."""
    found = ZERO
    for flow in flows:
        if _is_sold(flow) and period.first <= sold_on(flow) <= period.last:
            found += _part(flow.amount, shares.home, shares.sold)
        elif _is_bought(flow, shares) and period.first <= flow.day <= period.last:
            rate = shares.bought_bp
            found += flow.amount.part(rate, _WHOLE_BP + rate)
    return found


def foreseen_oss(flows: Iterable[Flow], period: Period, shares: VatShares) -> Money:
    """Return what the flows of a period add to the return of the one-stop shop."""
    found = ZERO
    for flow in flows:
        if _is_sold(flow) and period.first <= sold_on(flow) <= period.last:
            found += _part(flow.amount, shares.elsewhere, shares.sold)
    return found


def makes_vat(flow: Flow) -> bool:
    """Tell whether a flow adds to a return: no document of the books tells its VAT yet."""
    return flow.source in _BOUGHT or _is_sold(flow)


def _is_sold(flow: Flow) -> bool:
    """Tell whether a sale is still to be invoiced: what a provider holds was sold before."""
    unpaid = flow.source is FlowSource.ORDER and flow.category is CashCategory.SALES
    return unpaid or flow.source is FlowSource.SALES


def _is_bought(flow: Flow, shares: VatShares) -> bool:
    return flow.source in _BOUGHT and flow.party not in shares.untaxed


def _part(amount: Money, vat: Money, sold: Money) -> Money:
    return amount.part(vat.cents, sold.cents) if sold > ZERO else ZERO
