"""One payout taken apart: its lines with their orders, its proof, what the bank showed of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.cash_aside import Payout, PayoutLine
from merchant_desk.models.order import Order
from merchant_desk.queries.counter_cards import tickets_of
from merchant_desk.queries.seen_at_bank import seen_at_bank
from merchant_desk.values.cash_words import MatchTarget, PayoutKind
from merchant_desk.values.ids import InvoiceId, OrderId, PayoutId, RecordId
from merchant_desk.values.money import ZERO, Money, total

_PAYOUTS, _LINES, _ORDERS = table(Payout), table(PayoutLine), table(Order)
_OF_AN_ORDER = frozenset({PayoutKind.SALE, PayoutKind.REFUND, PayoutKind.CHARGEBACK})


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutPart:
    """One line of a payout, and the order it is about."""

    line_id: RecordId
    kind: PayoutKind
    happened_on: date
    amount: Money
    fee: Money
    """Its VAT included, zero or below."""
    reference: str
    order_text: str
    label: str
    order_id: OrderId | None
    order_number: str
    customer: str
    invoice_id: InvoiceId | None = None
    """The ticket of the counter, where it is about no order."""

    @property
    def not_found(self) -> bool:
        """Tell whether what it is about is not known."""
        known = self.order_id is not None or self.invoice_id is not None
        return not known and self.kind in _OF_AN_ORDER


@dataclass(frozen=True, slots=True, kw_only=True)
class KindSum:
    """What the lines of one kind come to: before fees, their fees, how many."""

    kind: PayoutKind
    amount: Money
    fee: Money
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutCard:
    """A payout with all that is known of it."""

    payout_id: PayoutId
    provider: str
    reference: str
    paid_on: date
    gross: Money
    fees: Money
    fees_vat: Money
    net: Money
    file_name: str
    at: datetime
    by: str
    undone: bool
    seen: Money
    lines: tuple[PayoutPart, ...]

    @property
    def difference(self) -> Money:
        """Return what its lines leave unexplained: zero, always."""
        return self.net - total(each.amount + each.fee for each in self.lines)

    @property
    def sums(self) -> tuple[KindSum, ...]:
        """Return what each kind of line comes to, sales first."""
        return tuple(
            KindSum(
                kind=kind,
                amount=total(each.amount for each in some),
                fee=total(each.fee for each in some),
                count=len(some),
            )
            for kind in PayoutKind
            if (some := [each for each in self.lines if each.kind is kind])
        )

    @property
    def can_undo(self) -> bool:
        """Tell whether it may be taken back."""
        return not self.undone and not self.seen


def payout_card(session: Session, payout_id: PayoutId) -> PayoutCard | None:
    """Return a payout, or None when there is none."""
    row = session.execute(select(_PAYOUTS).where(_PAYOUTS.c.id == payout_id)).one_or_none()
    if row is None:
        return None
    lines = session.execute(
        select(_LINES, _ORDERS.c.number, _ORDERS.c.customer_name)
        .join(_ORDERS, _ORDERS.c.id == _LINES.c.order_id, isouter=True)
        .where(_LINES.c.payout_id == payout_id)
        .order_by(_LINES.c.position)
    ).all()
    loose = [each for each in lines if each.order_id is None and each.kind in _OF_AN_ORDER]
    found = tickets_of(session, [(each.happened_on, each.amount) for each in loose])
    tickets = {each.id: ticket for each, ticket in zip(loose, found, strict=True)}
    return PayoutCard(
        payout_id=payout_id,
        provider=row.provider,
        reference=row.reference,
        paid_on=row.paid_on,
        gross=row.gross,
        fees=row.fees,
        fees_vat=row.fees_vat,
        net=row.net,
        file_name=row.file_name,
        at=row.at,
        by=row.by,
        undone=row.undone_at is not None,
        seen=seen_at_bank(session, MatchTarget.PAYOUT, [payout_id]).get(payout_id, ZERO),
        lines=tuple(_part(each, tickets.get(each.id)) for each in lines),
    )


def _part(row: Any, invoice_id: InvoiceId | None) -> PayoutPart:
    return PayoutPart(
        line_id=RecordId(row.id),
        kind=row.kind,
        happened_on=row.happened_on,
        amount=row.amount,
        fee=row.fee + row.fee_vat,
        reference=row.reference,
        order_text=row.order_text,
        label=row.label,
        order_id=row.order_id,
        order_number=row.number or "",
        customer=row.customer_name or "",
        invoice_id=invoice_id,
    )
