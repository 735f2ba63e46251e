"""The periods that books are kept and shown by."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from merchant_desk.errors import RefusedError
from merchant_desk.values.french import month_year
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


class Span(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


def period_at(span: Span, day: date, first_month: int = 1) -> Period:
    """Return the period of this length that a day is in."""
    match span:
        case Span.MONTH:
            return month_of(day)
        case Span.QUARTER:
            return quarter_of(day)
        case Span.YEAR:
            return financial_year(day, first_month)


def span_words(span: Span, period: Period) -> str:
    """Return how a period is called: « Novembre 2026 », « 4e trimestre 2026 »."""
    first, last = period.first, period.last
    match span:
        case Span.MONTH:
            return month_year(first).capitalize()
        case Span.QUARTER:
            place = (first.month - 1) // QUARTER
            told = (_("1er trimestre"), _("2e trimestre"), _("3e trimestre"), _("4e trimestre"))
            return f"{told[place]} {first.year}"
        case Span.YEAR:
            years = str(first.year) if first.year == last.year else f"{first.year}-{last.year}"
            return _("Exercice {years}").format(years=years)


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


def moved(period: Period, span: Span, steps: int) -> Period:
    """Return the period of the same length so many steps later, or earlier below zero."""
    count = {Span.MONTH: 1, Span.QUARTER: QUARTER, Span.YEAR: MONTHS}[span]
    months = period.first.year * MONTHS + period.first.month - 1 + steps * count
    return _months(months // MONTHS, months % MONTHS + 1, count)


def _months(year: int, month: int, count: int) -> Period:
    last = year * MONTHS + month - 1 + count - 1
    end_year, end_month = divmod(last, MONTHS)
    end_month += 1
    days = monthrange(end_year, end_month)[1]
    return Period(date(year, month, 1), date(end_year, end_month, days))
