"""A loan given back in equal monthly instalments, to the cent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from merchant_desk.rules.cash_days.bank import next_bank_day
from merchant_desk.rules.cash_days.months import add_months
from merchant_desk.values.cash_plan import TakeLoan
from merchant_desk.values.money import Money, round_half_up

_YEAR = 12 * 10_000
"""Months in a year times basis points in one."""


@dataclass(frozen=True, slots=True)
class Instalment:
    """What is given back on a day: interest of the month first, the rest of it repays."""

    day: date
    interest: Money
    repaid: Money

    @property
    def amount(self) -> Money:
        """Return what leaves the account."""
        return self.interest + self.repaid


def instalment(amount: Money, months: int, rate_bp: int) -> Money:
    """Return the equal instalment of a loan: amount × i ÷ (1 − (1 + i)^−months)."""
    if not rate_bp:
        return amount.part(1, months)
    month = Fraction(rate_bp, _YEAR)
    return Money(round_half_up(amount.cents * month / (1 - (1 + month) ** -months)))


def instalments(loan: TakeLoan) -> Iterator[Instalment]:
    """Yield what is given back month by month; the last one takes what rounding left."""
    equal = instalment(loan.amount, loan.months, loan.rate_bp)
    left = loan.amount
    for month in range(1, loan.months + 1):
        interest = left.part(loan.rate_bp, _YEAR)
        repaid = left if month == loan.months else min(equal - interest, left)
        left -= repaid
        yield Instalment(next_bank_day(add_months(loan.on, month)), interest, repaid)
