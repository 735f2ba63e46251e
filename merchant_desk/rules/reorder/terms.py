"""When a supplier is paid: so many days after its invoice, or after the end of that month."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from merchant_desk.values.money import Money


@dataclass(frozen=True, slots=True)
class Outlay:
    """Money that leaves: how much, VAT included, and when."""

    amount: Money
    on: date


def due_day(invoiced_on: date, payment_days: int, *, month_end: bool) -> date:
    """Return the day an invoice is to be paid; it is taken to come with the goods."""
    from_day = invoiced_on
    if month_end:
        from_day = invoiced_on.replace(day=monthrange(invoiced_on.year, invoiced_on.month)[1])
    return from_day + timedelta(days=max(payment_days, 0))


def with_vat(amount: Money, rate_bp: int) -> Money:
    """Return what is paid for an amount before VAT."""
    return amount + amount.part(rate_bp, 10_000)
