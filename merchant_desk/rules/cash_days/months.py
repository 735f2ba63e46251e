"""Months added and ended, and the terms of payment that count with them."""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

_MONTHS = 12


class MonthEnd(StrEnum):
    """The two ways of reading « 45 jours fin de mois »; both are lawful (C. com. L441-10, I)."""

    DAYS_THEN_END = "days_then_end"
    """The days first, then the end of the month they lead to."""
    END_THEN_DAYS = "end_then_days"
    """The end of the month of the invoice first, then the days."""


def month_end(day: date) -> date:
    """Return the last day of the month of a day."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def add_months(day: date, months: int, on: int = 0) -> date:
    """Return the day so many months later, or the last one of a month that is too short.

    ``on`` is the day of the month that is meant, when it is not the one of ``day``: a loan of the
    31st comes on 28 February, then on 31 March.
    """
    count = day.year * _MONTHS + day.month - 1 + months
    year, month = divmod(count, _MONTHS)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(on or day.day, last))


def day_of_month(day: date, on: int) -> date:
    """Return this day of the month that ``day`` is in; 31 is always its last one."""
    return add_months(day, 0, on)


def term_day(issued_on: date, days: int, end: MonthEnd | None = None) -> date:
    """Return when an invoice is to be paid: so many days after it, ended by a month or not."""
    span = timedelta(days=max(days, 0))
    match end:
        case MonthEnd.DAYS_THEN_END:
            return month_end(issued_on + span)
        case MonthEnd.END_THEN_DAYS:
            return month_end(issued_on) + span
        case None:
            return issued_on + span
