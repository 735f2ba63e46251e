"""What of an order can still be given back: its goods, its carriage, and no more than was paid."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect, select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.order import Order, OrderLine, Payment
from merchant_desk.models.shop import OutboxMessage, Shop
from merchant_desk.values.ids import OrderId, OrderLineId, ShopId, id_text
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.remote import LineKind
from merchant_desk.values.texts import _
from merchant_desk.values.words import MessageState

REFUND = "refund"
_MESSAGES, _LINES = table(OutboxMessage), table(OrderLine)
_ASKED = (MessageState.WAITING, MessageState.PARKED)
_ROUNDED = 5
"""Cents by which a platform may tell a refund otherwise than it was asked."""


@dataclass(frozen=True, slots=True)
class RefundableLine:
    """One line of goods; ``most`` units of it were not given back from here yet."""

    line_id: OrderLineId
    sku: str
    name: str
    quantity: int
    most: int
    total: Money

    def price_of(self, units: int) -> Money:
        """Return what these units cost; the last ones take the cents that are left."""
        given = self.quantity - self.most
        return self.total.slice(given, given + units, self.quantity) if self.quantity else ZERO


@dataclass(frozen=True, slots=True)
class Refundable:
    """An order of a storefront, as far as money can go back."""

    order_id: OrderId
    number: str
    platform: str
    shop: str
    left: Money
    carriage: Money
    lines: tuple[RefundableLine, ...]


def refundable(session: Session, order_id: OrderId) -> Refundable:
    """Return what can be given back; raise RefusedError when no storefront sold it."""
    row = session.execute(
        select(Order.number, Shop.platform, Shop.name)
        .join(Shop, Shop.id == Order.shop_id)
        .where(Order.id == order_id, Shop.active)
    ).first()
    if row is None:
        raise RefusedError(
            _("Rien n’a été remboursé\u00a0: cette commande ne vient pas d’une boutique en ligne."),
            _("Remboursez-la là où elle a été payée."),
        )
    asked = _asked(session, order_id)
    given = asked_units(session, order_id)
    carriage = Money(sum(each["carriage"] for each in asked))
    lines = session.execute(
        select(_LINES).where(_LINES.c.order_id == order_id).order_by(_LINES.c.position)
    ).all()
    shipping = total(each.total for each in lines if each.kind is LineKind.SHIPPING)
    return Refundable(
        order_id=order_id,
        number=row.number,
        platform=row.platform,
        shop=row.name,
        left=left_to_refund(session, order_id),
        carriage=max(shipping - carriage, ZERO),
        lines=tuple(
            _line(each, given)
            for each in lines
            if each.kind is LineKind.PRODUCT and each.quantity and each.kit_line_id is None
        ),
    )


def left_to_refund(session: Session, order_id: OrderId) -> Money:
    """Return what was paid, less what went back or is about to.

    What the shop was told is about to go back until the ledger shows it: a shop that was pulled
    since may have told this order late, or not at all.
    """
    payments = session.execute(
        select(Payment.amount, Payment.at).where(Payment.order_id == order_id)
    ).all()
    messages = session.execute(
        select(_MESSAGES.c.state, _MESSAGES.c.created_at, _MESSAGES.c.payload)
        .where(
            _MESSAGES.c.shop_id == _shop_of(order_id),
            _MESSAGES.c.subject == id_text(order_id),
            _MESSAGES.c.kind == REFUND,
            _MESSAGES.c.state.in_([*_ASKED, MessageState.SENT]),
        )
        .order_by(_MESSAGES.c.row)
    ).all()
    asked = [
        (row.state in _ASKED, _Told(json.loads(row.payload)["amount"], row.created_at))
        for row in messages
    ]
    about_to = [each for waits, each in asked if waits]
    sent = [each for waits, each in asked if not waits]
    gone = [_Told(-row.amount.cents, row.at) for row in payments if row.amount < ZERO]
    paid = total(row.amount for row in payments)
    return Money(paid.cents - sum(each.cents for each in (*about_to, *_not_seen(sent, gone))))


@dataclass(frozen=True, slots=True)
class _Told:
    """Cents asked of the storefront, or told by it, and when the desk wrote that down."""

    cents: int
    at: datetime


def _not_seen(sent: Sequence[_Told], gone: Sequence[_Told]) -> list[_Told]:
    """Return the refunds that were sent and that none in the ledger answers for.

    Each answers for one, the same amount first; a platform may round a line by some cents.
    """
    left, missing = list(gone), list[_Told]()
    for slack in (0, _ROUNDED):
        missing = []
        for each in sent:
            able = [
                back
                for back in left
                if back.at >= each.at and abs(back.cents - each.cents) <= slack
            ]
            if able:
                left.remove(able[0])
            else:
                missing.append(each)
        sent = missing
    return missing


def _shop_of(order_id: OrderId) -> ScalarSelect[ShopId | None]:
    """Return the shop of an order: what it was told is found by shop and subject."""
    return select(Order.shop_id).where(Order.id == order_id).scalar_subquery()


def _asked(session: Session, order_id: OrderId) -> list[Mapping[str, Any]]:
    """Return the refunds asked from here, those that left included."""
    kept = session.scalars(
        select(_MESSAGES.c.payload).where(
            _MESSAGES.c.shop_id == _shop_of(order_id),
            _MESSAGES.c.subject == id_text(order_id),
            _MESSAGES.c.kind == REFUND,
            _MESSAGES.c.state != MessageState.DROPPED,
        )
    )
    return [json.loads(each) for each in kept]


def _line(row: Any, given: Mapping[str, int]) -> RefundableLine:
    return RefundableLine(
        line_id=row.id,
        sku=row.sku,
        name=" · ".join(filter(None, (row.name, row.option_text))),
        quantity=row.quantity,
        most=max(row.quantity - given.get(row.remote_id, 0), 0),
        total=row.total,
    )


def asked_units(session: Session, order_id: OrderId) -> Mapping[str, int]:
    """Return how many units of each line the storefront was asked to refund, by its own name."""
    given = Counter[str]()
    for each in _asked(session, order_id):
        for remote_id, quantity, _amount, _vat in each["lines"]:
            given[remote_id] += quantity
    return given
