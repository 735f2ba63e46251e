"""What will come in and go out, each amount with the document behind it, and the days it makes."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.money import ZERO, Money


class FlowSource(StrEnum):
    """Where a foreseen amount comes from."""

    INVOICE = "invoice"
    ORDER = "order"
    PAYOUT = "payout"  # on its way from a payment provider
    DEPOSIT = "deposit"  # brought to the bank, not seen there yet
    SUPPLIER_INVOICE = "supplier_invoice"
    PURCHASE = "purchase"
    REFUND = "refund"
    RECURRING = "recurring"
    TAX = "tax"
    SALES = "sales"  # expected, no document yet
    GOODS = "goods"  # what expected sales will make her buy
    PLAN = "plan"  # an accepted scenario
    SCENARIO = "scenario"  # tried, not accepted


class Reading(StrEnum):
    """The three lines of the forecast."""

    CERTAIN = "certain"
    LIKELY = "likely"
    CAUTIOUS = "cautious"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """One foreseen amount: above zero it comes in.

    The certain line counts it when ``certain``; the likely one on ``day``; the cautious one on
    ``cautious_day`` for ``cautious_amount`` (money in later or less, money out sooner or more).
    """

    key: str
    """The same from day to day: « invoice:<id> », « recurring:<id>:2026-12-05 »."""
    source: FlowSource
    category: CashCategory
    label: str
    why: str
    """The sentence that tells where its day and its amount come from."""
    day: date
    amount: Money
    certain: bool
    cautious_day: date
    cautious_amount: Money
    due_on: date | None = None
    """The contractual day, where there is one."""
    party: str = ""
    document_id: bytes | None = None
    """What it opens to, of the kind that ``source`` says."""
    movable: bool = True
    """It may be tried on another day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CashDay:
    """One day: the balances of its evening on each line, and what moves on the likely one."""

    day: date
    certain: Money
    likely: Money
    cautious: Money
    money_in: Money = ZERO
    money_out: Money = ZERO
    """Zero or below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CashWeek:
    """One week, its Monday first, on the likely line."""

    monday: date
    money_in: Money
    money_out: Money
    closing: Money
    keys: tuple[str, ...]
    """The flows of the week, the largest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LowPoint:
    """The lowest evening of a line, and what brings the balance there."""

    reading: Reading
    day: date
    balance: Money
    causes: tuple[str, ...]
    """Keys of the largest flows out since the last high point, the largest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The account over the days to come."""

    made_on: date
    opening: Money
    """The balance to date, of the bank."""
    opening_on: date | None
    """The evening that the bank told of last; None: no file was brought yet."""
    floor: Money
    """Under which she does not want to go."""
    days: tuple[CashDay, ...]
    weeks: tuple[CashWeek, ...]
    flows: tuple[Flow, ...]
    lows: tuple[LowPoint, ...]
    """One a reading."""
    red_days: tuple[tuple[Reading, date], ...]
    """The first evening under the floor, for the readings that have one."""
    notes: tuple[str, ...] = field(default=())
    """What the forecast does not know or had to suppose, in sentences."""

    def low(self, reading: Reading) -> LowPoint:
        """Return the lowest evening of a line."""
        return next(each for each in self.lows if each.reading is reading)

    def red_day(self, reading: Reading) -> date | None:
        """Return the first evening under the floor, or None."""
        return dict(self.red_days).get(reading)
