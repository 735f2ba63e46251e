"""One slip: what it holds, what came back unpaid, what the bank showed of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.cash import CashAccount
from merchant_desk.models.cash_aside import BankDeposit, DepositEvent, DepositItem
from merchant_desk.models.order import Payment
from merchant_desk.models.station import ShopProfile
from merchant_desk.queries.seen_at_bank import seen_at_bank
from merchant_desk.values.cash_words import DepositEventKind, DepositKind, MatchTarget
from merchant_desk.values.deposit_slip import DepositSlip, SlipLine
from merchant_desk.values.ids import DepositId, InvoiceId, OrderId, RecordId
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.snapshots import read_seller
from merchant_desk.values.texts import _

_DEPOSITS, _ITEMS, _EVENTS, _ACCOUNTS, _PAYMENTS = (
    table(BankDeposit),
    table(DepositItem),
    table(DepositEvent),
    table(CashAccount),
    table(Payment),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositLine:
    """One cheque of a slip, or its cash."""

    item_id: RecordId
    position: int
    amount: Money
    label: str
    invoice_id: InvoiceId | None
    order_id: OrderId | None
    bounced_on: date | None
    """The day it came back unpaid; None: it did not, or that was undone."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositCard:
    """A slip with all that is known of it."""

    deposit_id: DepositId
    number: str
    kind: DepositKind
    account: str
    iban: str
    bank_name: str
    day: date
    amount: Money
    note: str
    made_at: datetime
    by: str
    lines: tuple[DepositLine, ...]
    seen: Money
    cancelled_on: date | None
    holder: str
    """The shop, as its papers name it."""

    @property
    def expected(self) -> Money:
        """Return what the bank keeps of it: cheques that came back are taken out again."""
        return self.amount - total(
            each.amount for each in self.lines if each.bounced_on is not None
        )

    @property
    def can_cancel(self) -> bool:
        """Tell whether it may still be taken back."""
        free = self.cancelled_on is None and not self.seen
        return free and all(each.bounced_on is None for each in self.lines)


def deposit_card(session: Session, deposit_id: DepositId) -> DepositCard | None:
    """Return a slip, or None when there is none."""
    row = session.execute(
        select(
            _DEPOSITS,
            _ACCOUNTS.c.name.label("account"),
            _ACCOUNTS.c.iban,
            _ACCOUNTS.c.bank_name,
        )
        .join(_ACCOUNTS, _ACCOUNTS.c.id == _DEPOSITS.c.account_id)
        .where(_DEPOSITS.c.id == deposit_id)
    ).one_or_none()
    if row is None:
        return None
    bounced = _last_bounces(session, deposit_id)
    cancelled = session.scalar(
        select(_EVENTS.c.day).where(
            _EVENTS.c.deposit_id == deposit_id, _EVENTS.c.kind == DepositEventKind.CANCELLED
        )
    )
    return DepositCard(
        deposit_id=deposit_id,
        number=row.number,
        kind=row.kind,
        account=row.account,
        iban=row.iban,
        bank_name=row.bank_name,
        day=row.day,
        amount=row.amount,
        note=row.note,
        made_at=row.at,
        by=row.by,
        lines=_lines(session, deposit_id, bounced),
        seen=seen_at_bank(session, MatchTarget.DEPOSIT, [deposit_id]).get(deposit_id, ZERO),
        cancelled_on=cancelled,
        holder=_holder(session),
    )


def deposit_slip(session: Session, deposit_id: DepositId) -> DepositSlip:
    """Return what the slip says on paper. Raises RefusedError for one that is not there."""
    card = deposit_card(session, deposit_id)
    if card is None:
        raise RefusedError(
            _("Le bordereau n’a pas été écrit\u00a0: il n’existe pas."),
            _("Rouvrez la liste des remises."),
        )
    return DepositSlip(
        number=card.number,
        kind=card.kind,
        day=card.day,
        holder=card.holder,
        account=card.account,
        iban=card.iban,
        bank_name=card.bank_name,
        lines=tuple(SlipLine(label=each.label, amount=each.amount) for each in card.lines),
        amount=card.amount,
        note=card.note,
    )


def bounced_items(session: Session, deposit_id: DepositId) -> frozenset[RecordId]:
    """Return the cheques of a slip that are unpaid as things stand."""
    return frozenset(_last_bounces(session, deposit_id))


def _last_bounces(session: Session, deposit_id: DepositId) -> dict[RecordId, Any]:
    rows = session.execute(
        select(_EVENTS)
        .where(_EVENTS.c.deposit_id == deposit_id, _EVENTS.c.item_id.is_not(None))
        .order_by(_EVENTS.c.at, _EVENTS.c.id)
    )
    last = {RecordId(row.item_id): row for row in rows}
    return {key: row for key, row in last.items() if row.kind is DepositEventKind.BOUNCED}


def _lines(
    session: Session, deposit_id: DepositId, bounced: dict[RecordId, Any]
) -> tuple[DepositLine, ...]:
    rows = session.execute(
        select(_ITEMS, _PAYMENTS.c.invoice_id, _PAYMENTS.c.order_id)
        .join(_PAYMENTS, _PAYMENTS.c.id == _ITEMS.c.payment_id, isouter=True)
        .where(_ITEMS.c.deposit_id == deposit_id)
        .order_by(_ITEMS.c.position)
    )
    return tuple(
        DepositLine(
            item_id=RecordId(row.id),
            position=row.position,
            amount=row.amount,
            label=row.label,
            invoice_id=row.invoice_id,
            order_id=row.order_id,
            bounced_on=bounced[row.id].day if row.id in bounced else None,
            note=bounced[row.id].note if row.id in bounced else "",
        )
        for row in rows
    )


def _holder(session: Session) -> str:
    profile = session.scalars(select(ShopProfile.seller)).first()
    return "" if profile is None else read_seller(profile).name
