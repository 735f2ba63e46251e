"""What the history of the bank says, and what is found to come back in it."""

from dataclasses import dataclass
from datetime import date

from merchant_desk.rules.recurring.times import Rhythm
from merchant_desk.values.cash_words import Cadence, CashCategory
from merchant_desk.values.ids import CashAccountId
from merchant_desk.values.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenLine:
    """A line of the bank as it is looked at for what comes back."""

    account_id: CashAccountId
    day: date
    amount: Money
    label: str
    pattern: str
    counterparty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRecurring:
    """What she has answered already: it is not proposed again."""

    account_id: CashAccountId | None
    pattern: str
    amount: Money
    over_since: date | None = None
    """Ended on this day: lines after it may make it be proposed anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something that comes back, as it would be confirmed."""

    account_id: CashAccountId
    label: str
    pattern: str
    category: CashCategory
    cadence: Cadence
    day: int
    first_on: date
    amount: Money
    low: Money
    high: Money
    times: int
    last_on: date
    until: date | None
    reason: str

    @property
    def rhythm(self) -> Rhythm:
        """Return when it comes."""
        return Rhythm(cadence=self.cadence, day=self.day, first_on=self.first_on, until=self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrences:
    """What to propose, and what was left to whom it belongs."""

    proposed: tuple[Found, ...]
    left_to_taxes: tuple[Found, ...] = ()
    """Found, but the calendar of taxes foresees it already."""
