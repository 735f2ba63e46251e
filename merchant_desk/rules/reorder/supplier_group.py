"""The lines of a shop supplier by supplier, with what each order comes to and when it is paid."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from merchant_desk.rules.purchasing.prices import line_total, price_for
from merchant_desk.rules.purchasing.totals import PricedLine, order_totals
from merchant_desk.rules.reorder.terms import due_day, with_vat
from merchant_desk.values.ids import SupplierId
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.purchases import SupplierTerms
from merchant_desk.values.reorder import ReorderLine, SupplierGroup
from merchant_desk.values.texts import _

CARRIAGE_RATE_BP = 2000
"""Carriage is charged at the standard rate."""


def groups_of(
    lines: Iterable[ReorderLine], suppliers: Mapping[SupplierId, SupplierTerms], today: date
) -> list[SupplierGroup]:
    """Return the lines supplier by supplier, the most at risk first."""
    by_supplier: dict[SupplierId | None, list[ReorderLine]] = {}
    for each in lines:
        by_supplier.setdefault(each.supplier_id, []).append(each)
    return sorted(
        (
            group_of(supplier, several, None if supplier is None else suppliers[supplier], today)
            for supplier, several in by_supplier.items()
        ),
        key=lambda group: (group.supplier_id is None, -group.at_risk.cents, group.name),
    )


def group_of(
    supplier_id: SupplierId | None,
    lines: Sequence[ReorderLine],
    terms: SupplierTerms | None,
    today: date,
) -> SupplierGroup:
    """Return the lines of one supplier with its totals, and when it is paid."""
    told = terms or SupplierTerms(name=_("Sans fournisseur"))
    totals = order_totals(
        (PricedLine(each.quantity, each.cost_tenthousandths) for each in lines), told
    )
    bought = [each for each in lines if each.quantity]
    arrives = today + timedelta(days=max((each.lead_days for each in bought), default=0))
    ordered = bool(bought) and terms is not None
    return SupplierGroup(
        supplier_id=supplier_id,
        name=told.name,
        lines=tuple(sorted(lines, key=_order)),
        goods=totals.goods,
        carriage=totals.carriage,
        below_minimum=totals.below_minimum if ordered else ZERO,
        to_free_carriage=totals.to_free_carriage if ordered else ZERO,
        at_risk=total(each.at_risk or ZERO for each in lines),
        to_pay=_to_pay(lines, totals.carriage),
        paid_on=due_day(arrives, told.payment_days, month_end=told.month_end) if ordered else None,
        arrives_on=arrives if ordered else None,
    )


def _to_pay(lines: Iterable[ReorderLine], carriage: Money) -> Money:
    """Return what is paid, VAT included: worked out on each rate's sum, as on an invoice."""
    by_rate = {CARRIAGE_RATE_BP: carriage}
    for each in lines:
        if each.cost is not None:
            by_rate[each.rate_bp] = by_rate.get(each.rate_bp, ZERO) + each.cost
    return total(with_vat(amount, rate_bp) for rate_bp, amount in by_rate.items())


def with_quantity(line: ReorderLine, quantity: int) -> ReorderLine:
    """Return a line for another number of units: its price follows the supplier's breaks."""
    cost = price_for(line.terms, quantity)
    cost = line.cost_tenthousandths if cost is None else cost
    amount = None if cost is None else line_total(cost, 0, quantity)
    return replace(line, quantity=quantity, cost_tenthousandths=cost, cost=amount)


def _order(line: ReorderLine) -> tuple[int, str]:
    risk = ZERO if line.at_risk is None else line.at_risk
    return (-risk.cents, line.sku)
