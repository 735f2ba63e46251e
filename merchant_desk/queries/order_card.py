"""Everything of one order, for the sheet beside the list: bounded, whatever was sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.order import Customer, Order, Payment
from merchant_desk.models.parcel import Parcel
from merchant_desk.models.shop import Conflict, OutboxMessage, Shop
from merchant_desk.queries.order_lines import CardLine, LineCounts, card_lines, line_counts
from merchant_desk.queries.order_papers import CardInvoice, CardParcel, card_invoices, card_parcels
from merchant_desk.queries.order_story import StoryEvent, order_story
from merchant_desk.queries.outdated_slips import slip_outdated
from merchant_desk.values.disagreements import field_words, value_words
from merchant_desk.values.ids import ConflictId, OrderId, ParcelId, id_text
from merchant_desk.values.money import Money
from merchant_desk.values.order_states import PREPARABLE, why_not_preparable
from merchant_desk.values.remote import Address, Delivery
from merchant_desk.values.snapshots import read_address
from merchant_desk.values.texts import _
from merchant_desk.values.words import (
    ConflictState,
    MessageState,
    OrderState,
    ParcelState,
    PaymentState,
)

_ORDERS, _CUSTOMERS, _SHOPS, _PAYMENTS, _CONFLICTS, _MESSAGES, _PARCELS = (
    table(Order),
    table(Customer),
    table(Shop),
    table(Payment),
    table(Conflict),
    table(OutboxMessage),
    table(Parcel),
)
LINES_SHOWN = 60
NOTE_SHOWN = 4_000


@dataclass(frozen=True, slots=True)
class CardPayment:
    """Money that came in or went back."""

    amount: Money
    means: str
    paid_at: datetime


@dataclass(frozen=True, slots=True)
class CardConflict:
    """A field on which desk and storefront disagree, and both values, in words."""

    conflict_id: ConflictId
    field: str
    desk_value: str
    shop_value: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CardMessage:
    """What the storefront was told of this order, or will be."""

    kind: str
    state: MessageState
    problem: str
    created_at: datetime
    next_attempt_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class CardHead:
    """What stands in the order itself; long notes are cut at ``NOTE_SHOWN`` signs."""

    order_id: OrderId
    number: str
    slip_code: str
    shop: str
    channel: str
    state: OrderState
    remote_state_word: str
    payment: PaymentState
    payment_means: str
    customer: str
    email: str
    phone: str
    company: str
    delivery: Delivery
    carrier: str
    relay_id: str
    pickup_slot: str
    billing: Address
    shipping: Address
    note: str
    note_length: int
    gift_note: str
    coupons: str
    placed_at: datetime
    paid_at: datetime | None
    ship_by_at: datetime
    total: Money
    articles: int
    blocked_reason: str


@dataclass(frozen=True, slots=True)
class OrderCard:
    """One order with all that belongs to it, and what can be done with it now."""

    head: CardHead
    lines: tuple[CardLine, ...]
    counts: LineCounts
    parcels: tuple[CardParcel, ...]
    invoices: tuple[CardInvoice, ...]
    payments: tuple[CardPayment, ...]
    conflicts: tuple[CardConflict, ...]
    messages: tuple[CardMessage, ...]
    story: tuple[StoryEvent, ...]
    late: bool
    can_pick: bool
    can_pack: bool
    can_release: bool
    can_hold: bool
    open_parcel_id: ParcelId | None
    edited_at: datetime | None
    """When it changed, if the slip printed last tells what was before."""

    @property
    def paid(self) -> Money:
        """Return what came in, refunds taken off."""
        return Money(sum(each.amount.cents for each in self.payments))


def order_card(
    session: Session, order_id: OrderId, now: datetime, lines: int = LINES_SHOWN
) -> OrderCard:
    """Return the order with its first ``lines`` lines; raise RefusedError when it is gone."""
    head = _head(session, order_id)
    counts = line_counts(session, order_id)
    parcels = card_parcels(session, order_id)
    ready = not why_not_preparable(head.state, head.blocked_reason)
    stopped = head.state is OrderState.HELD or bool(head.blocked_reason)
    opened = (each.parcel_id for each in parcels if each.state is ParcelState.OPEN)
    return OrderCard(
        head=head,
        lines=card_lines(session, order_id, lines),
        counts=counts,
        parcels=parcels,
        invoices=card_invoices(session, order_id),
        payments=_payments(session, order_id),
        conflicts=_conflicts(session, order_id),
        messages=_messages(session, order_id),
        story=order_story(session, order_id),
        late=ready and head.ship_by_at < now,
        can_pick=ready and counts.due > 0,
        can_pack=ready and counts.due > 0,
        can_release=head.state is OrderState.HELD and counts.unknown == 0,
        can_hold=head.state in PREPARABLE and not stopped,
        open_parcel_id=next(opened, None),
        edited_at=slip_outdated(session, order_id) if head.state in PREPARABLE else None,
    )


def _head(session: Session, order_id: OrderId) -> CardHead:
    row = session.execute(
        select(
            *(_ORDERS.c[name] for name in ("id", "number", "slip_code")),
            func.coalesce(_SHOPS.c.name, ""),
            *(_ORDERS.c[name] for name in ("channel", "state", "remote_state_word")),
            *(_ORDERS.c[name] for name in ("payment_state", "payment_means", "customer_name")),
            *(_CUSTOMERS.c[name] for name in ("email", "phone", "company")),
            *(_ORDERS.c[name] for name in ("delivery", "carrier", "relay_id", "pickup_slot")),
            *(_ORDERS.c[name] for name in ("billing", "shipping")),
            func.substr(_ORDERS.c.note, 1, NOTE_SHOWN),
            func.length(_ORDERS.c.note),
            func.substr(_ORDERS.c.gift_note, 1, NOTE_SHOWN),
            *(_ORDERS.c[name] for name in ("coupon_codes", "placed_at", "paid_at", "ship_by_at")),
            *(_ORDERS.c[name] for name in ("total", "article_count", "blocked_reason")),
        )
        .join(_CUSTOMERS, _CUSTOMERS.c.id == _ORDERS.c.customer_id)
        .outerjoin(_SHOPS, _SHOPS.c.id == _ORDERS.c.shop_id)
        .where(_ORDERS.c.id == order_id)
    ).first()
    if row is None:
        raise RefusedError(
            _("La commande n’a pas été ouverte\u00a0: elle n’existe pas ou plus."),
            _("Cherchez-la par son numéro ou par le nom du client."),
        )
    return _read_head(row)


def _read_head(row: Row[*tuple[Any, ...]]) -> CardHead:
    billing, shipping = read_address(row[17]), read_address(row[18])
    return CardHead(*(*row[:17], billing, shipping, *row[19:]))


def _payments(session: Session, order_id: OrderId) -> tuple[CardPayment, ...]:
    rows = session.execute(
        select(_PAYMENTS.c.amount, _PAYMENTS.c.means, _PAYMENTS.c.paid_at)
        .where(_PAYMENTS.c.order_id == order_id)
        .order_by(_PAYMENTS.c.paid_at, _PAYMENTS.c.id)
    )
    return tuple(CardPayment(*row) for row in rows)


def _conflicts(session: Session, order_id: OrderId) -> tuple[CardConflict, ...]:
    kept = _CONFLICTS.c
    rows = session.execute(
        select(kept.id, kept.field, kept.desk_value, kept.shop_value, kept.at)
        .where(kept.order_id == order_id, kept.state == ConflictState.OPEN)
        .order_by(kept.at, kept.id)
    )
    return tuple(
        CardConflict(
            conflict_id=row.id,
            field=field_words(row.field),
            desk_value=value_words(row.field, row.desk_value),
            shop_value=value_words(row.field, row.shop_value),
            at=row.at,
        )
        for row in rows
    )


def _messages(session: Session, order_id: OrderId) -> tuple[CardMessage, ...]:
    parcels = session.execute(select(_PARCELS.c.id).where(_PARCELS.c.order_id == order_id))
    return _messages_about(session, [id_text(order_id), *map(id_text, parcels.scalars())])


def _messages_about(session: Session, subjects: Sequence[str]) -> tuple[CardMessage, ...]:
    kept = _MESSAGES.c
    wanted = (
        kept.kind,
        kept.state,
        kept.problem,
        kept.created_at,
        kept.next_attempt_at,
        kept.sent_at,
    )
    shops = select(_SHOPS.c.id)  # the index begins with the shop
    rows = session.execute(
        select(*wanted)
        .where(kept.shop_id.in_(shops), kept.subject.in_(subjects))
        .order_by(kept.row)
    )
    return tuple(CardMessage(*row) for row in rows)
