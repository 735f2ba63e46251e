"""Days, months and financial years as closings name them."""

from dataclasses import dataclass
from datetime import date, timedelta

from merchant_desk.values.closings import ClosingLevel
from merchant_desk.values.french import short_date
from merchant_desk.values.texts import _

_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class FiscalPeriod:
    """A day, a month or a financial year; ``name`` is unique within its level."""

    level: ClosingLevel
    name: str
    first: date
    last: date

    @property
    def words(self) -> str:
        """Return how it is called on a screen: « Journée du 22/11/2026 »."""
        match self.level:
            case ClosingLevel.DAY:
                return _("Journée du {day}").format(day=short_date(self.first))
            case ClosingLevel.MONTH:
                return _("Mois {month}").format(month=self.first.strftime("%m/%Y"))
            case ClosingLevel.YEAR:
                text = _("Exercice du {first} au {last}")
                return text.format(first=short_date(self.first), last=short_date(self.last))


def day_period(day: date) -> FiscalPeriod:
    """Return one day."""
    return FiscalPeriod(ClosingLevel.DAY, day.isoformat(), day, day)


def month_period(day: date) -> FiscalPeriod:
    """Return the month of a day."""
    first = day.replace(day=1)
    return FiscalPeriod(
        ClosingLevel.MONTH, first.strftime("%Y-%m"), first, _before(_next_month(first))
    )


def year_period(day: date, first_month: int = 1) -> FiscalPeriod:
    """Return the financial year of a day; named by its year, or by both when it straddles two."""
    month = min(max(first_month, 1), _DECEMBER)
    year = day.year if day.month >= month else day.year - 1
    first = date(year, month, 1)
    last = _before(date(year + 1, month, 1))
    name = f"{year}" if last.year == year else f"{year}-{last.year}"
    return FiscalPeriod(ClosingLevel.YEAR, name, first, last)


def period_of(level: ClosingLevel, day: date, first_month: int = 1) -> FiscalPeriod:
    """Return the period of this level that a day is in."""
    match level:
        case ClosingLevel.DAY:
            return day_period(day)
        case ClosingLevel.MONTH:
            return month_period(day)
        case ClosingLevel.YEAR:
            return year_period(day, first_month)


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _before(day: date) -> date:
    return day - timedelta(days=1)
