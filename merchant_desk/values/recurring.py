"""Something that comes back in the bank, as she says or changes it."""

from dataclasses import dataclass
from datetime import date

from merchant_desk.values.cash_words import Cadence, CashCategory
from merchant_desk.values.ids import CashAccountId
from merchant_desk.values.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurringTerms:
    """What comes back, how much and when; amounts are signed, above zero into the account."""

    label: str
    category: CashCategory
    cadence: Cadence
    day: int
    """Of the month (31: the last one), or of the week (1: Monday) for a weekly one."""
    first_on: date
    """A day it fell on, or will: its times are counted from there."""
    amount: Money
    low: Money | None = None
    """None: it is the same each time."""
    high: Money | None = None
    until: date | None = None
    account_id: CashAccountId | None = None
    pattern: str = ""
    """The words by which its lines are known."""
    reason: str = ""
