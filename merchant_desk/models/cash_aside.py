"""Beside the bank: payouts of providers, what is brought to the bank, plans and kept forecasts."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from merchant_desk.database.column_types import words
from merchant_desk.models.base import Model
from merchant_desk.values.cash_words import (
    DepositEventKind,
    DepositKind,
    PayoutKind,
    ScenarioState,
)
from merchant_desk.values.ids import (
    CashAccountId,
    DepositId,
    KeptForecastId,
    OrderId,
    PaymentId,
    PayoutId,
    RecordId,
    ScenarioId,
    StationId,
    new_id,
)
from merchant_desk.values.money import Money


class Payout(Model, kw_only=True):
    """What a payment provider sent to the bank in one transfer, as its settlement tells."""

    __tablename__ = "payout"
    __table_args__ = (Index("ix_payout_provider_reference", "provider", "reference"),)

    id: Mapped[PayoutId] = mapped_column(primary_key=True)
    provider: Mapped[str]
    reference: Mapped[str]
    paid_on: Mapped[date]
    """The day the provider says the bank has it."""
    gross: Mapped[Money]
    """Sales less refunds and chargebacks."""
    fees: Mapped[Money]
    """Zero or below, without their VAT."""
    fees_vat: Mapped[Money]
    net: Mapped[Money]
    """What reaches the bank: gross + fees + VAT of fees, to the cent."""
    line_count: Mapped[int]
    file_name: Mapped[str]
    digest: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
    station_id: Mapped[StationId]
    undone_at: Mapped[datetime | None] = mapped_column(default=None)
    undone_by: Mapped[str] = mapped_column(default="")


class PayoutLine(Model, kw_only=True):
    """One line of a settlement; append-only, refused by triggers."""

    __tablename__ = "payout_line"
    __table_args__ = (
        UniqueConstraint("payout_id", "position"),
        Index("ix_payout_line_order_id", "order_id"),
    )

    id: Mapped[RecordId] = mapped_column(
        primary_key=True, default_factory=lambda: RecordId(new_id())
    )
    payout_id: Mapped[PayoutId] = mapped_column(ForeignKey("payout.id"))
    position: Mapped[int]
    kind: Mapped[PayoutKind] = mapped_column(words(PayoutKind))
    happened_on: Mapped[date]
    reference: Mapped[str] = mapped_column(default="")
    """The provider's number of the transaction."""
    order_text: Mapped[str] = mapped_column(default="")
    """What the settlement says of the order."""
    order_id: Mapped[OrderId | None] = mapped_column(ForeignKey("sales_order.id"), default=None)
    amount: Mapped[Money]
    """Before fees, signed."""
    fee: Mapped[Money]
    """Zero or below."""
    fee_vat: Mapped[Money]
    label: Mapped[str] = mapped_column(default="")


class BankDeposit(Model, kw_only=True):
    """Cheques or cash brought to the bank, under one slip."""

    __tablename__ = "bank_deposit"

    id: Mapped[DepositId] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[DepositKind] = mapped_column(words(DepositKind))
    account_id: Mapped[CashAccountId] = mapped_column(ForeignKey("cash_account.id"))
    day: Mapped[date]
    amount: Mapped[Money]
    note: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    by: Mapped[str]
    station_id: Mapped[StationId]


class DepositItem(Model, kw_only=True):
    """One cheque of a slip, or the cash that left the drawer; append-only."""

    __tablename__ = "deposit_item"
    __table_args__ = (
        UniqueConstraint("deposit_id", "position"),
        Index("ix_deposit_item_payment_id", "payment_id"),
    )

    id: Mapped[RecordId] = mapped_column(
        primary_key=True, default_factory=lambda: RecordId(new_id())
    )
    deposit_id: Mapped[DepositId] = mapped_column(ForeignKey("bank_deposit.id"))
    position: Mapped[int]
    payment_id: Mapped[PaymentId | None] = mapped_column(default=None)
    """The payment by cheque; None for cash and for a cheque received otherwise."""
    drawer_move_id: Mapped[RecordId | None] = mapped_column(default=None)
    amount: Mapped[Money]
    label: Mapped[str] = mapped_column(default="")


class DepositEvent(Model, kw_only=True):
    """A cheque that came back unpaid, a slip that was cancelled; append-only."""

    __tablename__ = "deposit_event"
    __table_args__ = (Index("ix_deposit_event_deposit_id", "deposit_id"),)

    id: Mapped[RecordId] = mapped_column(
        primary_key=True, default_factory=lambda: RecordId(new_id())
    )
    deposit_id: Mapped[DepositId] = mapped_column(ForeignKey("bank_deposit.id"))
    item_id: Mapped[RecordId | None] = mapped_column(default=None)
    kind: Mapped[DepositEventKind] = mapped_column(words(DepositEventKind))
    day: Mapped[date]
    payment_id: Mapped[PaymentId | None] = mapped_column(default=None)
    """The counter-payment it recorded."""
    note: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    by: Mapped[str]
    station_id: Mapped[StationId]


class CashScenario(Model, kw_only=True):
    """Dated changes to the plan that she tries; once accepted they are the plan."""

    __tablename__ = "cash_scenario"

    id: Mapped[ScenarioId] = mapped_column(primary_key=True)
    name: Mapped[str]
    body: Mapped[str]
    """JSON, in the format of ``cash scenario``."""
    state: Mapped[ScenarioState] = mapped_column(words(ScenarioState))
    changed_at: Mapped[datetime]
    by: Mapped[str]


class KeptForecast(Model, kw_only=True):
    """A forecast as it was on a day, to be compared with what happened; append-only."""

    __tablename__ = "kept_forecast"
    __table_args__ = (Index("ix_kept_forecast_made_on", "made_on"),)

    id: Mapped[KeptForecastId] = mapped_column(primary_key=True)
    made_on: Mapped[date]
    last_day: Mapped[date]
    opening: Mapped[Money]
    body: Mapped[str]
    """JSON: its flows, as ``values/cash_flow`` writes them."""
    at: Mapped[datetime]
    by: Mapped[str]
    station_id: Mapped[StationId]
