"""Lines of the bank, what they may be, and what is proposed for them."""

from dataclasses import dataclass
from datetime import date

from merchant_desk.values.cash_words import CashCategory, MatchTarget, Sureness
from merchant_desk.values.ids import BankLineId, CashAccountId, MatchRuleId
from merchant_desk.values.money import ZERO, Money


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFact:
    """A line of the bank that waits, or the part of it that does."""

    line_id: BankLineId
    account_id: CashAccountId
    booked_on: date
    amount: Money
    """What is left of it to be matched, signed."""
    label: str
    counterparty: str = ""
    counter_iban: str = ""
    reference: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Something that a line may pay: a document, a payout, a deposit, what comes back."""

    target: MatchTarget
    target_id: bytes | None
    category: CashCategory
    amount: Money
    """What is open of it, signed as the line would be."""
    label: str
    """For her to read: « Facture F-2026-0012, Dupont »."""
    names: tuple[str, ...] = ()
    """What a label may call the other party by."""
    numbers: tuple[str, ...] = ()
    """Numbers that a label may quote: of the document, of the order, of the customer."""
    iban: str = ""
    due_on: date | None = None
    since: date | None = None
    """No line before this day can be for it."""
    low: Money | None = None
    high: Money | None = None
    """For what varies: between which amounts it lies."""
    recorded: bool = False
    """A payment that the desk knows and the bank has not shown yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedPart:
    """A part of a line, and what it would be."""

    target: MatchTarget
    target_id: bytes | None
    category: CashCategory
    amount: Money
    """Signed as the line; with the fee it is what the document is paid."""
    label: str
    fee: Money = ZERO
    """What the bank kept on the way, zero or below."""
    due_day: date | None = None
    recorded: bool = False
    """The desk knows this payment already: matching records none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchProposal:
    """What one line, or several together, would be."""

    line_ids: tuple[BankLineId, ...]
    parts: tuple[ProposedPart, ...]
    sureness: Sureness
    reason: str
    """One sentence: what of the line led there."""
    rule_id: MatchRuleId | None = None
