"""What an order comes to before VAT, its carriage, and what it lacks to be accepted."""

from collections.abc import Iterable
from dataclasses import dataclass

from merchant_desk.rules.purchasing.prices import line_total
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.purchases import SupplierTerms


@dataclass(frozen=True, slots=True)
class PricedLine:
    """One line of an order for its total."""

    quantity: int
    cost_tenthousandths: int | None
    rebate_bp: int = 0

    @property
    def total(self) -> Money | None:
        """Return what it comes to; None while its price is not known."""
        if self.cost_tenthousandths is None:
            return None
        return line_total(self.cost_tenthousandths, self.rebate_bp, self.quantity)


@dataclass(frozen=True, slots=True)
class OrderTotals:
    """The amounts of an order, before VAT."""

    goods: Money
    carriage: Money
    units: int
    unknown: int
    """Lines whose price is not known: they count for nothing."""
    below_minimum: Money = ZERO
    """What it lacks to reach the supplier's minimum."""
    to_free_carriage: Money = ZERO
    """What it lacks for the carriage to be free; zero when there is none to save."""

    @property
    def total(self) -> Money:
        """Return the goods and their carriage."""
        return self.goods + self.carriage


def order_totals(
    lines: Iterable[PricedLine], terms: SupplierTerms, carriage: Money | None = None
) -> OrderTotals:
    """Return what an order comes to.

    ``carriage`` is what was agreed; without it, the supplier's own counts, free from its threshold
    on, and none for an order without goods.
    """
    told = tuple(lines)
    amounts = [each.total for each in told]
    goods = total(each for each in amounts if each is not None)
    units = sum(each.quantity for each in told)
    usual = usual_carriage(goods, units, terms)
    free = terms.free_carriage_from
    saves = carriage is None and free is not None and usual > ZERO
    return OrderTotals(
        goods=goods,
        carriage=usual if carriage is None else carriage,
        units=units,
        unknown=sum(each is None for each in amounts),
        below_minimum=max(ZERO, terms.minimum - goods),
        to_free_carriage=free - goods if saves and free is not None else ZERO,
    )


def usual_carriage(goods: Money, units: int, terms: SupplierTerms) -> Money:
    """Return the carriage the supplier charges for so much."""
    free = terms.free_carriage_from
    if not units or (free is not None and goods >= free):
        return ZERO
    return terms.carriage
