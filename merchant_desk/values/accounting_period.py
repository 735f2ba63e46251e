"""The periods that books are kept and shown by."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from merchant_desk.errors import RefusedError
from merchant_desk.values.texts import _

MONTHS = 12
QUARTER = 3


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days, both ends included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise RefusedError(
                _("La période n’a pas été lue\u00a0: elle finit avant de commencer."),
                _("Donnez d’abord le premier jour, puis le dernier."),
            )


def month_of(day: date) -> Period:
    """Return the month that a day is in."""
    return _months(day.year, day.month, 1)


def quarter_of(day: date) -> Period:
    """Return the calendar quarter that a day is in."""
    return _months(day.year, day.month - (day.month - 1) % QUARTER, QUARTER)


def financial_year(day: date, first_month: int = 1) -> Period:
    """Return the financial year that a day is in, which begins with the first of this month."""
    month = first_month if 1 <= first_month <= MONTHS else 1
    year = day.year if day.month >= month else day.year - 1
    return _months(year, month, MONTHS)


def before(period: Period, months: int) -> Period:
    """Return the period of as many months that ends where this one begins."""
    end = period.first - timedelta(days=1)
    months_back = end.year * MONTHS + end.month - months
    year, month = divmod(months_back, MONTHS)
    return _months(year, month + 1, months)


def after(period: Period, months: int) -> Period:
    """Return the period of as many months that begins where this one ends."""
    start = period.last + timedelta(days=1)
    return _months(start.year, start.month, months)


def _months(year: int, month: int, count: int) -> Period:
    last = year * MONTHS + month - 1 + count - 1
    end_year, end_month = divmod(last, MONTHS)
    end_month += 1
    days = monthrange(end_year, end_month)[1]
    return Period(date(year, month, 1), date(end_year, end_month, days))
