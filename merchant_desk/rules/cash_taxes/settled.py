"""Which dues the bank has seen already: each payment settles one of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from merchant_desk.rules.cash_taxes.due import TaxDue, TaxKind, category_of
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.money import Money

_BEFORE, _AFTER = timedelta(days=7), timedelta(days=10)
"""How far from its day a payment may be booked and still be that of a due."""
_TENTH = 10
"""What comes back and is off by a tenth at most is the announced amount."""
_ANNOUNCED = frozenset({TaxKind.EMPLOYER, TaxKind.OWNER})
"""Their amount is known: a payment of half of it, or of twice as much, is another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxPaid:
    """A part of a line of the bank that was found to be a tax."""

    category: CashCategory
    booked_on: date
    amount: Money
    """Below zero, as on the account."""
    due_day: date | None = None


def unsettled(dues: Sequence[TaxDue], paid: Iterable[TaxPaid]) -> tuple[TaxDue, ...]:
    """Return the dues that no payment settles, the nearest amount taken for each payment."""
    left = list(dues)
    told = sorted(paid, key=lambda each: (each.due_day is None, each.booked_on))
    for payment in told:
        possible = [each for each in left if _may_settle(payment, each)]
        if possible:
            left.remove(min(possible, key=lambda each: _distance(payment, each)))
    return tuple(left)


def not_coming_back(
    dues: Iterable[TaxDue], back: Mapping[CashCategory, Sequence[Money]]
) -> list[TaxDue]:
    """Return the dues that nothing told which comes back in the bank by itself: it counts them.

    ``back`` are the amounts of what she confirmed, below zero. Charges of wages and her own are of
    one category: what has the amount of one of them does not stand for the other.
    """
    all_of = list(dues)
    gone = {
        kind
        for category, amounts in back.items()
        for amount in amounts
        for kind in _told_by(amount, [due for due in all_of if category_of(due.kind) is category])
    }
    return [due for due in all_of if due.kind not in gone]


def _told_by(amount: Money, dues: Sequence[TaxDue]) -> set[TaxKind]:
    near = {
        due.kind
        for due in dues
        if due.kind in _ANNOUNCED
        and abs(amount.cents + due.amount.cents) * _TENTH <= due.amount.cents
    }
    return near or {due.kind for due in dues}


def _may_settle(payment: TaxPaid, due: TaxDue) -> bool:
    if payment.category is not category_of(due.kind):
        return False
    if payment.due_day is not None:
        return payment.due_day in {due.day, due.legal_day}
    if not due.day - _BEFORE <= payment.booked_on <= due.day + _AFTER:
        return False
    paid, owed = -payment.amount.cents, due.amount.cents
    return due.kind not in _ANNOUNCED or owed <= 2 * paid <= 4 * owed


def _distance(payment: TaxPaid, due: TaxDue) -> tuple[int, int]:
    return (
        abs(payment.amount.cents + due.amount.cents),
        abs((payment.booked_on - due.day).days),
    )
