"""What ordering does to the account: what leaves and when, and what its units bring before that."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from merchant_desk.rules.reorder.terms import with_vat
from merchant_desk.values.french import euros, number, short_date
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.reorder import ReorderLine, SupplierGroup
from merchant_desk.values.texts import _, ngettext


@dataclass(frozen=True, slots=True)
class Cash:
    """Amounts with VAT: what is paid, on what day, and what the units sold until then bring."""

    paid: Money
    on: date
    units: int
    """Units of the order that sell before it is paid, on average."""
    brought: Money

    @property
    def net(self) -> Money:
        """Return what the account gains until that day; below zero, what it must advance."""
        return self.brought - self.paid


def line_cash(line: ReorderLine, group: SupplierGroup, today: date) -> Cash | None:
    """Return the effect of one line; None where nothing is ordered or no price is known."""
    if group.paid_on is None or line.cost is None or not line.quantity:
        return None
    units = _sold_of_order(line, (group.paid_on - today).days)
    return Cash(with_vat(line.cost, line.rate_bp), group.paid_on, units, line.price * units)


def group_cash(group: SupplierGroup, today: date) -> Cash | None:
    """Return the effect of the order of one supplier, carriage in; None where none is made."""
    if group.paid_on is None:
        return None
    found: Iterable[Cash | None] = [line_cash(each, group, today) for each in group.lines]
    told = [each for each in found if each is not None]
    brought = total(each.brought for each in told) or ZERO
    return Cash(group.to_pay, group.paid_on, sum(each.units for each in told), brought)


def cash_sentence(cash: Cash) -> str:
    """Return what one line does to the account, in one sentence."""
    paid = _("{amount} à payer vers le {day}").format(
        amount=euros(cash.paid), day=short_date(cash.on)
    )
    if not cash.units:
        return _("{paid}\u00a0; rien n’en sera vendu d’ici là").format(paid=paid)
    text = ngettext(
        "{paid}\u00a0; d’ici là {n} unité vendue en rapporte {amount}",
        "{paid}\u00a0; d’ici là {n} unités vendues en rapportent {amount}",
        cash.units,
    )
    return text.format(paid=paid, n=number(cash.units), amount=euros(cash.brought))


def _sold_of_order(line: ReorderLine, days: int) -> int:
    """Return the units of the order that sell within some days, after what there is already."""
    if days <= line.lead_days or not line.days:
        return 0
    asked = int(Fraction(line.likely * days, line.days))
    return min(max(asked - max(line.stock.position, 0), 0), line.quantity)
