"""What an order to a supplier will still be invoiced, VAT included, and when each part is paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from merchant_desk.rules.purchasing.prices import line_total
from merchant_desk.rules.reorder.terms import due_day, with_vat
from merchant_desk.values.money import ZERO, Money, total


@dataclass(frozen=True, slots=True)
class Awaited:
    """Units of one line that came, or will, on a day."""

    on: date
    units: int
    cost_tenthousandths: int
    rebate_bp: int
    rate_bp: int
    came: bool

    @property
    def net(self) -> Money:
        """Return what they cost before VAT."""
        return line_total(self.cost_tenthousandths, self.rebate_bp, self.units)


@dataclass(frozen=True, slots=True)
class Terms:
    """How a supplier is paid, and whether it charges VAT."""

    payment_days: int
    month_end: bool
    charges_vat: bool


@dataclass(frozen=True, slots=True)
class ToPay:
    """One amount to pay, VAT included, above zero."""

    came_on: date
    due_on: date
    amount: Money
    came: bool


def still_to_pay(
    parts: Sequence[Awaited], carriage: Money, invoiced: Money, terms: Terms
) -> tuple[ToPay, ...]:
    """Return what is left of an order by the day its goods come, the soonest first.

    ``invoiced`` (before VAT) is taken off what came first. The carriage goes with the first part.
    """
    by_day: dict[tuple[date, bool], list[Awaited]] = {}
    for each in parts:
        if each.units > 0:
            by_day.setdefault((each.on, each.came), []).append(each)
    order = sorted(by_day, key=lambda each: (not each[1], each[0]))
    left, told = invoiced, list[ToPay]()
    for place, (on, came) in enumerate(order):
        lines = by_day[(on, came)]
        nets = [(each.net, each.rate_bp) for each in lines]
        if not place and carriage:
            nets.append((carriage, max(each.rate_bp for each in lines)))
        net = total(amount for amount, _rate in nets)
        off = min(left, net)
        left -= off
        amount = _with_vat(nets, terms) if not off else _part(nets, off, terms)
        if amount > ZERO:
            due = due_day(on, terms.payment_days, month_end=terms.month_end)
            told.append(ToPay(on, due, amount, came))
    return tuple(told)


def _with_vat(nets: Sequence[tuple[Money, int]], terms: Terms) -> Money:
    if not terms.charges_vat:
        return total(amount for amount, _rate in nets)
    by_rate: dict[int, Money] = {}
    for amount, rate_bp in nets:
        by_rate[rate_bp] = by_rate.get(rate_bp, ZERO) + amount
    return total(with_vat(amount, rate_bp) for rate_bp, amount in by_rate.items())


def _part(nets: Sequence[tuple[Money, int]], off: Money, terms: Terms) -> Money:
    """Return what is left after an invoice took its part, the rates shared alike."""
    net = total(amount for amount, _rate in nets)
    if net <= off:
        return ZERO
    share = Fraction((net - off).cents, net.cents)
    return _with_vat(nets, terms).part(share.numerator, share.denominator)
