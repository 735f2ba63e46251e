"""The bank: accounts, the files that told of them, their lines, and what each was found to be.

Lines and matches are ledgers: a file is undone whole, a match by a counter-entry.
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from merchant_desk.database.column_types import IdColumn, words
from merchant_desk.models.base import Model
from merchant_desk.values.cash_words import (
    BankFormat,
    Cadence,
    CashCategory,
    MatchTarget,
    RecurringState,
    Sureness,
)
from merchant_desk.values.ids import (
    BankImportId,
    BankLineId,
    CashAccountId,
    MatchId,
    MatchRuleId,
    PaymentId,
    RecordId,
    RecurringId,
    StationId,
    new_id,
)
from merchant_desk.values.money import ZERO, Money


class CashAccount(Model, kw_only=True):
    """One account of the shop at a bank."""

    __tablename__ = "cash_account"

    id: Mapped[CashAccountId] = mapped_column(primary_key=True)
    name: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)
    """What its files name it by: IBAN, else bank, branch and number, folded."""
    iban: Mapped[str] = mapped_column(default="")
    bank_name: Mapped[str] = mapped_column(default="")
    opening: Mapped[Money] = mapped_column(default=ZERO)
    """What it held before the first line of its first file."""
    opening_on: Mapped[date | None] = mapped_column(default=None)
    """The evening of that balance; None: no balance is known yet."""
    active: Mapped[bool] = mapped_column(default=True)
    changed_at: Mapped[datetime]
    by: Mapped[str]


class BankImport(Model, kw_only=True):
    """One file of a bank, taken in whole; it may be undone whole."""

    __tablename__ = "bank_import"
    __table_args__ = (Index("ix_bank_import_account_id_at", "account_id", "at"),)

    id: Mapped[BankImportId] = mapped_column(primary_key=True)
    account_id: Mapped[CashAccountId] = mapped_column(ForeignKey("cash_account.id"))
    file_name: Mapped[str]
    digest: Mapped[str]
    """SHA-256 of the file, hexadecimal."""
    format: Mapped[BankFormat] = mapped_column(words(BankFormat))
    encoding: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]
    line_count: Mapped[int]
    added_count: Mapped[int]
    """Lines that no file had told before."""
    leans_on: Mapped[str] = mapped_column(default="[]")
    """JSON: the imports that had told some of its lines; they are undone after it."""
    at: Mapped[datetime]
    by: Mapped[str]
    station_id: Mapped[StationId]
    undone_at: Mapped[datetime | None] = mapped_column(default=None)
    undone_by: Mapped[str] = mapped_column(default="")


class BankStatement(Model, kw_only=True):
    """A statement in a file: opening, movements and closing, proved when they are told."""

    __tablename__ = "bank_statement"

    id: Mapped[RecordId] = mapped_column(
        primary_key=True, default_factory=lambda: RecordId(new_id())
    )
    import_id: Mapped[BankImportId] = mapped_column(ForeignKey("bank_import.id"), index=True)
    position: Mapped[int]
    number: Mapped[str] = mapped_column(default="")
    first_day: Mapped[date]
    last_day: Mapped[date]
    opening: Mapped[Money | None] = mapped_column(default=None)
    opening_on: Mapped[date | None] = mapped_column(default=None)
    closing: Mapped[Money | None] = mapped_column(default=None)
    closing_on: Mapped[date | None] = mapped_column(default=None)
    movements: Mapped[Money]
    """The sum of its lines."""


class BankLine(Model, kw_only=True):
    """One movement of an account as its bank told it; append-only, refused by triggers."""

    __tablename__ = "bank_line"
    __table_args__ = (
        UniqueConstraint("import_id", "identity"),
        Index("ix_bank_line_account_id_booked_on", "account_id", "booked_on", "amount"),
        Index("ix_bank_line_identity", "identity"),
    )

    id: Mapped[BankLineId] = mapped_column(primary_key=True)
    row: Mapped[int] = mapped_column(BigInteger, unique=True)
    account_id: Mapped[CashAccountId] = mapped_column(ForeignKey("cash_account.id"))
    import_id: Mapped[BankImportId] = mapped_column(ForeignKey("bank_import.id"))
    booked_on: Mapped[date]
    value_on: Mapped[date]
    amount: Mapped[Money]
    """Above zero into the account."""
    label: Mapped[str]
    counterparty: Mapped[str] = mapped_column(default="")
    counter_iban: Mapped[str] = mapped_column(default="")
    reference: Mapped[str] = mapped_column(default="")
    """What the payer wrote to be found again by (end-to-end reference)."""
    code: Mapped[str] = mapped_column(default="")
    """The bank's own kind of movement (CFONB operation code, OFX TRNTYPE, ISO 20022 BkTxCd)."""
    bank_reference: Mapped[str] = mapped_column(default="")
    """The bank's own number of the line (FITID, AcctSvcrRef, entry number)."""
    identity: Mapped[str]
    """What makes it the same line in another file, its rank among equals included."""


class CashMatch(Model, kw_only=True):
    """What a part of a line of the bank was found to be; append-only, undone by a counter-entry."""

    __tablename__ = "cash_match"
    __table_args__ = (
        Index("ix_cash_match_line_id", "line_id"),
        Index("ix_cash_match_target_id", "target_id"),
    )

    id: Mapped[MatchId] = mapped_column(primary_key=True)
    row: Mapped[int] = mapped_column(BigInteger, unique=True)
    line_id: Mapped[BankLineId] = mapped_column(ForeignKey("bank_line.id"))
    target: Mapped[MatchTarget] = mapped_column(words(MatchTarget))
    target_id: Mapped[bytes | None] = mapped_column(IdColumn(), default=None)
    """The document, payout, deposit or recurring item; None for a category alone."""
    category: Mapped[CashCategory] = mapped_column(words(CashCategory))
    amount: Mapped[Money]
    """The part of the line, signed as it is; a counter-entry has the opposite sign."""
    fee: Mapped[Money] = mapped_column(default=ZERO)
    """What the bank kept on the way, zero or below: the document is paid amount minus fee."""
    sureness: Mapped[Sureness | None] = mapped_column(words(Sureness), default=None)
    """Of the proposal she accepted; None: chosen by hand."""
    reason: Mapped[str] = mapped_column(default="")
    rule_id: Mapped[MatchRuleId | None] = mapped_column(ForeignKey("match_rule.id"), default=None)
    payment_id: Mapped[PaymentId | None] = mapped_column(default=None)
    """The payment it recorded on the document; None when it had been recorded before."""
    undoes_id: Mapped[MatchId | None] = mapped_column(
        ForeignKey("cash_match.id"), unique=True, default=None
    )
    due_day: Mapped[date | None] = mapped_column(default=None)
    """For what comes back and for taxes: the day it was due, which this settles."""
    at: Mapped[datetime]
    by: Mapped[str]
    station_id: Mapped[StationId]


class MatchRule(Model, kw_only=True):
    """What her choices taught: lines that read alike are for the same thing."""

    __tablename__ = "match_rule"
    __table_args__ = (UniqueConstraint("pattern", "incoming", "account_id"),)

    id: Mapped[MatchRuleId] = mapped_column(primary_key=True)
    account_id: Mapped[CashAccountId] = mapped_column(ForeignKey("cash_account.id"))
    pattern: Mapped[str]
    """The words of the label that do not change, folded, in order."""
    incoming: Mapped[bool]
    target: Mapped[MatchTarget] = mapped_column(words(MatchTarget))
    target_id: Mapped[bytes | None] = mapped_column(IdColumn(), default=None)
    category: Mapped[CashCategory] = mapped_column(words(CashCategory))
    accepted: Mapped[int] = mapped_column(default=0)
    refused: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)
    changed_at: Mapped[datetime]
    by: Mapped[str]


class Recurring(Model, kw_only=True):
    """Something that comes back: rent, salaries, subscriptions, loans, a tax."""

    __tablename__ = "recurring"
    __table_args__ = (Index("ix_recurring_state", "state"),)

    id: Mapped[RecurringId] = mapped_column(primary_key=True)
    account_id: Mapped[CashAccountId | None] = mapped_column(
        ForeignKey("cash_account.id"), default=None
    )
    label: Mapped[str]
    pattern: Mapped[str] = mapped_column(default="")
    """As in ``MatchRule``: the words by which its lines are known."""
    category: Mapped[CashCategory] = mapped_column(words(CashCategory))
    cadence: Mapped[Cadence] = mapped_column(words(Cadence))
    amount: Mapped[Money]
    """Of one time, signed; what varies is said by ``low`` and ``high``."""
    low: Mapped[Money]
    high: Mapped[Money]
    day: Mapped[int]
    """The day of the month (31: the last one), or of the week (1: Monday) for a weekly one."""
    first_on: Mapped[date]
    """A day it fell on, from which its times are counted."""
    until: Mapped[date | None] = mapped_column(default=None)
    state: Mapped[RecurringState] = mapped_column(words(RecurringState))
    reason: Mapped[str] = mapped_column(default="")
    """What in the history of the bank made it be proposed."""
    changed_at: Mapped[datetime]
    by: Mapped[str]
