"""A forecast that was kept, against what the bank told since: the error, and what made it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from merchant_desk.values.cash_flow import FlowSource
from merchant_desk.values.cash_words import CashCategory, MatchTarget
from merchant_desk.values.ids import KeptForecastId
from merchant_desk.values.money import Money


class Cause(StrEnum):
    """Why the account is not where it was foreseen."""

    LATE_CUSTOMERS = "late_customers"
    SALES = "sales"  # more or less came in than was expected
    UNFORESEEN_EXPENSE = "unforeseen_expense"
    UNFORESEEN_INCOME = "unforeseen_income"
    AMOUNT = "amount"  # it came, and was another amount
    TIMING = "timing"  # it came, on the other side of the last day
    NOT_HAPPENED = "not_happened"
    UNMATCHED = "unmatched"  # lines of the bank that are not yet known to be anything
    OPENING = "opening"  # the account did not hold then what it was known to hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """One amount of the kept forecast."""

    key: str
    source: FlowSource
    category: CashCategory
    label: str
    party: str
    day: date
    amount: Money
    document_id: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """A line of the bank, or a part of it, and what it was found to be."""

    day: date
    amount: Money
    label: str
    category: CashCategory = CashCategory.OTHER
    target: MatchTarget | None = None
    """None: it was not matched yet."""
    target_id: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One part of the error: what happened less what was foreseen."""

    cause: Cause
    label: str
    party: str
    foreseen: Money
    happened: Money
    source: FlowSource | None = None
    document_id: bytes | None = None

    @property
    def amount(self) -> Money:
        """Return what it adds to the error; below zero the account is lower for it."""
        return self.happened - self.foreseen


@dataclass(frozen=True, slots=True)
class CauseShare:
    """All that one cause makes of the error, the largest differences first."""

    cause: Cause
    amount: Money
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class ComparedDay:
    """One evening: as it was foreseen, and as it was."""

    day: date
    foreseen: Money
    happened: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRow:
    """One forecast that may be compared."""

    forecast_id: KeptForecastId
    made_on: date
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What became of a forecast, from the day it was made to the last one the bank told of."""

    forecast_id: KeptForecastId
    made_on: date
    since: date
    """The evening that both lines start from."""
    until: date
    opening: Money
    """What the forecast started from."""
    held: Money
    """What the bank says today of that same evening: a statement may have come late."""
    foreseen: Money
    """The evening of the last day, as it was foreseen."""
    happened: Money
    """The same evening, by the bank."""
    causes: tuple[CauseShare, ...]
    """The largest first; they add up to the error."""
    days: tuple[ComparedDay, ...]

    @property
    def error(self) -> Money:
        """Return what happened less what was foreseen."""
        return self.happened - self.foreseen
