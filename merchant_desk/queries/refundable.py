"""What of an order can still be given back: its goods, its carriage, and no more than was paid."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
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

    What the shop was told since its last pull is not in the ledger yet: the next one brings it.
    """
    shop = session.execute(
        select(Shop.last_pull_at).join(Order, Order.shop_id == Shop.id).where(Order.id == order_id)
    ).first()
    told_since = _MESSAGES.c.state == MessageState.SENT
    if shop is not None and shop.last_pull_at is not None:
        told_since &= _MESSAGES.c.sent_at >= shop.last_pull_at
    paid = total(session.scalars(select(Payment.amount).where(Payment.order_id == order_id)).all())
    about_to = session.scalars(
        select(_MESSAGES.c.payload).where(
            _MESSAGES.c.shop_id == _shop_of(order_id),
            _MESSAGES.c.subject == id_text(order_id),
            _MESSAGES.c.kind == REFUND,
            _MESSAGES.c.state.in_(_ASKED) | told_since,
        )
    )
    return Money(paid.cents - sum(json.loads(each)["amount"] for each in about_to))


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
