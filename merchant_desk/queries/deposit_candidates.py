"""What may be brought to the bank: cheques not brought yet, cash that left the drawer for it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.cash_aside import DepositEvent, DepositItem
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Order, Payment
from merchant_desk.models.seal import DrawerMove
from merchant_desk.queries.cheques_since import cheques_since
from merchant_desk.queries.deposits import CANCELLED
from merchant_desk.values.cash_words import DepositEventKind
from merchant_desk.values.clock import PARIS, paris_date
from merchant_desk.values.closings import DrawerKind
from merchant_desk.values.ids import PaymentId, RecordId
from merchant_desk.values.money import Money
from merchant_desk.values.snapshots import read_buyer

_PAYMENTS, _INVOICES, _ORDERS, _ITEMS, _EVENTS, _MOVES = (
    table(Payment),
    table(Invoice),
    table(Order),
    table(DepositItem),
    table(DepositEvent),
    table(DrawerMove),
)
_PAID_FOR = timedelta(days=365 + 8)
_CHEQUE_WORDS = ("cheque", "chèque", "check")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChequeToBring:
    """A payment by cheque that no slip holds."""

    payment_id: PaymentId
    amount: Money
    received_on: date
    number: str
    """As it was noted with the payment; may be empty."""
    who: str
    document: str
    """The number of the invoice or of the order it pays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CashToBring:
    """Cash that left the drawer for the bank and that no slip holds."""

    move_id: RecordId
    amount: Money
    day: date
    note: str


def cheques_to_bring(session: Session, today: date) -> tuple[ChequeToBring, ...]:
    """Return the cheques received and not brought to the bank yet, the oldest first.

    A cheque is paid for a year after the eight days of its presentation (C. mon. fin. L131-59):
    older ones are worth nothing at the bank. Those before the day she said were brought.
    """
    first = max(today - _PAID_FOR, cheques_since(session) or date.min)
    since = datetime.combine(first, time(), PARIS)
    rows = session.execute(
        select(
            _PAYMENTS.c.id, _PAYMENTS.c.amount, _PAYMENTS.c.paid_at, _PAYMENTS.c.reference,
            _PAYMENTS.c.invoice_id, _PAYMENTS.c.order_id, _INVOICES.c.number.label("invoice"),
            _INVOICES.c.buyer, _ORDERS.c.number.label("order"), _ORDERS.c.customer_name,
        )
        .join_from(_PAYMENTS, _INVOICES, _INVOICES.c.id == _PAYMENTS.c.invoice_id, isouter=True)
        .join(_ORDERS, _ORDERS.c.id == _PAYMENTS.c.order_id, isouter=True)
        .where(
            func.lower(_PAYMENTS.c.means).in_(_CHEQUE_WORDS),
            _PAYMENTS.c.paid_at >= since,
            _PAYMENTS.c.id.not_in(_held()),
            _PAYMENTS.c.id.not_in(_noted_by_bounces()),
        )
        .order_by(_PAYMENTS.c.paid_at, _PAYMENTS.c.id)
    ).all()  # fmt: skip
    return tuple(_cheque(row) for row in _still_there(rows))


def _still_there(rows: Sequence[Any]) -> Iterator[Any]:
    """Yield the cheques that were not handed back to who wrote them."""
    back = Counter(
        (row.invoice_id, row.order_id, -row.amount.cents) for row in rows if row.amount.cents < 0
    )
    for row in rows:
        paid_for = (row.invoice_id, row.order_id, row.amount.cents)
        if back[paid_for] > 0:
            back[paid_for] -= 1
        elif row.amount.cents > 0:
            yield row


def _held() -> Any:
    """Return the question of which payments a slip holds that was not cancelled."""
    return select(_ITEMS.c.payment_id).where(
        _ITEMS.c.payment_id.is_not(None), _ITEMS.c.deposit_id.not_in(CANCELLED)
    )


def _noted_by_bounces() -> Any:
    """Return the question of which payments only say that a cheque came back, or did not."""
    kinds = (DepositEventKind.BOUNCED, DepositEventKind.BOUNCE_UNDONE)
    return select(_EVENTS.c.payment_id).where(
        _EVENTS.c.payment_id.is_not(None), _EVENTS.c.kind.in_(kinds)
    )


def _cheque(row: Any) -> ChequeToBring:
    who = row.customer_name or ""
    if not who and row.buyer:
        buyer = read_buyer(row.buyer)
        who = buyer.address.company or buyer.address.name
    return ChequeToBring(
        payment_id=PaymentId(row.id),
        amount=row.amount,
        received_on=paris_date(row.paid_at),
        number=row.reference,
        who=who,
        document=row.invoice or row.order or "",
    )


def cash_to_bring(session: Session) -> tuple[CashToBring, ...]:
    """Return the cash that left the drawers for the bank and is on no slip, the oldest first."""
    held = select(_ITEMS.c.drawer_move_id).where(
        _ITEMS.c.drawer_move_id.is_not(None), _ITEMS.c.deposit_id.not_in(CANCELLED)
    )
    rows = session.execute(
        select(_MOVES)
        .where(_MOVES.c.kind == DrawerKind.TO_BANK, _MOVES.c.id.not_in(held))
        .order_by(_MOVES.c.day, _MOVES.c.id)
    )
    return tuple(
        CashToBring(move_id=RecordId(row.id), amount=-row.amount, day=row.day, note=row.note)
        for row in rows
    )
