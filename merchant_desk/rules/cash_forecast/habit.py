"""When a customer really pays: her past delays against the due day, leant on those of the shop.

Ranks and not a mean: one invoice forgotten for a year says nothing of the next one. A customer
with few invoices is taken for a customer of the shop, little by little less so (the weight of
``_BORROWED`` invoices is borrowed from all of them).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from merchant_desk.rules.cash_days.bank import next_bank_day
from merchant_desk.values.money import round_half_up

MOST = 24
"""Of one customer the last ones tell how she pays now."""
VERY_LATE = 90
_BORROWED = 4
_ENOUGH = 5
_MANY = 20
_GIVEN_UP = 30
_DOUBTFUL = 100
_LEAST_WAIT = 14
_LIKELY = Fraction(3, 5)
"""Of those that were paid: the ones still open are later than most, and none of them is counted.

With the half, made-up years were foreseen 17,200 € off four weeks ahead; with this 10,200 €.
"""
_CAUTIOUS = Fraction(9, 10)
_UNKNOWN = (0, 15)
"""On the due day, two weeks after it for the cautious line, while nothing was ever paid."""


@dataclass(frozen=True, slots=True)
class Habit:
    """How late a customer pays, in days after the due day (below zero: before it)."""

    days: int
    late_days: int
    """Nine invoices in ten were paid by then."""
    invoices: int
    """Her own that were judged by."""
    delays: tuple[int, ...]
    """Hers, from the earliest to the latest."""
    others: tuple[int, ...] = ()
    """Those of the whole shop."""
    unpaid: tuple[int, ...] = ()
    """How late those are that nobody paid, of the whole shop too."""

    def later_than(self, days: int) -> Sequence[int]:
        """Return the delays of invoices that were later still: hers if enough were, else all."""
        own = self.delays[bisect_right(self.delays, days) :]
        return own if len(own) >= _ENOUGH else self.others[bisect_right(self.others, days) :]

    def is_doubtful(self, days: int) -> bool:
        """Tell whether more of those that were as late were given up than were paid in the end.

        One counts as given up when it is later by a month still. Few invoices tell nothing.
        """
        paid = len(self.others) - bisect_right(self.others, days)
        lost = len(self.unpaid) - bisect_left(self.unpaid, days + _GIVEN_UP)
        return len(self.others) >= _MANY and paid <= lost


@dataclass(frozen=True, slots=True)
class PayDay:
    """When an invoice is likely to be paid, and when at the latest, as far as one may expect."""

    day: date
    cautious_day: date
    waited: int
    """Days by which it is later than the customer's habit already; zero: it is not."""
    doubtful: bool = False
    """So late, invoices were mostly not paid: it is counted long from now."""


def shop_habit(delays: Sequence[int], unpaid: Sequence[int] = ()) -> Habit:
    """Return the habit of all customers together; ``unpaid``: how late the open ones are."""
    told, late_ones = tuple(sorted(delays)), tuple(sorted(unpaid))
    if not told:
        return Habit(*_UNKNOWN, 0, (), (), late_ones)
    middle, late = _quantile(told, _LIKELY), _quantile(told, _CAUTIOUS)
    return Habit(middle, late, len(told), told, told, late_ones)


def habit_of(delays: Sequence[int], shop: Habit) -> Habit:
    """Return the habit of one customer; ``delays`` are her last ones, in any order."""
    own = tuple(sorted(delays))
    if not own:
        return Habit(shop.days, shop.late_days, 0, (), shop.others, shop.unpaid)
    days = _leant(_quantile(own, _LIKELY), shop.days, len(own))
    late = _leant(_quantile(own, _CAUTIOUS), shop.late_days, len(own))
    return Habit(days, max(days, late), len(own), own, shop.others, shop.unpaid)


def pay_day(habit: Habit, due_on: date, today: date) -> PayDay:
    """Return when an invoice that is not paid today is likely to be, never before tomorrow's banks.

    One that is later than the habit already is judged by those that were as late. Where none was,
    it is taken to wait as long again as it has; a doubtful one, until after the weeks looked at.
    """
    likely = next_bank_day(due_on + timedelta(days=habit.days))
    cautious = next_bank_day(due_on + timedelta(days=habit.late_days))
    if likely > today:
        return PayDay(likely, max(likely, cautious), 0)
    late = (today - due_on).days
    later = habit.later_than(late)
    waits = max(late - habit.days, 1)
    if habit.is_doubtful(late):
        day = next_bank_day(today + timedelta(days=max(_DOUBTFUL, late)))
        return PayDay(day, day, waits, doubtful=True)
    if len(later) >= _ENOUGH:
        day = next_bank_day(due_on + timedelta(days=_quantile(later, _LIKELY)))
        last = next_bank_day(due_on + timedelta(days=_quantile(later, _CAUTIOUS)))
        return PayDay(day, last, waits)
    rest = max(_LEAST_WAIT, late)
    day = next_bank_day(today + timedelta(days=rest))
    return PayDay(day, next_bank_day(day + timedelta(days=rest)), waits)


def _leant(own: int, shop: int, count: int) -> int:
    return round_half_up(Fraction(own * count + shop * _BORROWED, count + _BORROWED))


def _quantile(told: Sequence[int], share: Fraction) -> int:
    """Return the value that this share does not exceed; the lower of two in the middle."""
    return told[max(0, -(-len(told) * share.numerator // share.denominator) - 1)]
