"""What storefronts were told, are still to be told, or refused to hear; each in words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import Order
from merchant_desk.models.parcel import Parcel
from merchant_desk.models.product import Product
from merchant_desk.models.shop import OutboxMessage, Shop
from merchant_desk.values.ids import MessageId, OrderId, ProductId, ShopId
from merchant_desk.values.texts import _, later
from merchant_desk.values.words import MessageState

_SHOPS, _MESSAGES, _PRODUCTS, _PARCELS, _ORDERS = (
    table(Shop),
    table(OutboxMessage),
    table(Product),
    table(Parcel),
    table(Order),
)
_WORDS = {
    "stock": later("Stock de {about}"),
    "price": later("Prix de {about}"),
    "shipped": later("Expédition de la commande {about}"),
    "tracking": later("Suivi de la commande {about}"),
    "refund": later("Remboursement de la commande {about}"),
    "product": later("Nouveau produit\u00a0: {about}"),
}
_SORTS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "at": (),
    "sent": (_MESSAGES.c.sent_at,),
    "what": (_MESSAGES.c.kind,),
    "shop": (_SHOPS.c.name,),
    "attempts": (_MESSAGES.c.attempts,),
}


@dataclass(frozen=True, slots=True)
class ShopMessage:
    """One thing a storefront was told, refused, or is still to be told."""

    message_id: MessageId
    shop_id: ShopId
    shop: str
    kind: str
    about: str
    state: MessageState
    created_at: datetime
    changed_at: datetime
    next_attempt_at: datetime
    sent_at: datetime | None
    attempts: int
    problem: str
    advice: str
    order_id: OrderId | None
    product_id: ProductId | None

    @property
    def what(self) -> str:
        """Return what is told: « Expédition de la commande 1042 »."""
        return _(_WORDS.get(self.kind, self.kind)).format(about=self.about)


@dataclass(frozen=True)
class MessageList:
    """The messages in one state, of one storefront or of all, the newest first.

    ``at`` is when they were asked for, ``sent`` when the storefront answered.
    """

    state: MessageState
    shop_id: ShopId | None = None
    sort: str = "at"
    descending: bool = True

    def count(self, session: Session) -> int:
        """Return how many there are."""
        return int(session.execute(self._kept(select(func.count()))).scalar_one())

    def fetch(self, session: Session, offset: int, limit: int) -> Sequence[ShopMessage]:
        """Return one page, in words."""
        page = self._ordered(select(_MESSAGES, _SHOPS.c.name.label("shop")))
        return _in_words(session, session.execute(page.offset(offset).limit(limit)).all())

    def ids(self, session: Session) -> Sequence[bytes]:
        """Return the id of every message."""
        return session.scalars(self._ordered(select(_MESSAGES.c.id))).all()

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Return the same messages in another order."""
        return replace(self, sort=key, descending=descending)

    def _ordered(self, wanted: Select[Any]) -> Select[Any]:
        by = (*_SORTS.get(self.sort, ()), _MESSAGES.c.row)
        return self._kept(wanted).order_by(
            *(each.desc() if self.descending else each.asc() for each in by)
        )

    def _kept(self, wanted: Select[Any]) -> Select[Any]:
        kept = (
            wanted.select_from(_MESSAGES)
            .join(_SHOPS, _SHOPS.c.id == _MESSAGES.c.shop_id)
            .where(_MESSAGES.c.state == self.state, _SHOPS.c.active)
        )
        return kept if self.shop_id is None else kept.where(_MESSAGES.c.shop_id == self.shop_id)


def waiting_messages(
    session: Session, shop_id: ShopId | None = None, limit: int = 200
) -> tuple[ShopMessage, ...]:
    """Return what waits to be told, the oldest first; of every shop when none is named."""
    return messages_in(session, MessageState.WAITING, shop_id, limit)


def messages_in(
    session: Session, state: MessageState, shop_id: ShopId | None = None, limit: int = 200
) -> tuple[ShopMessage, ...]:
    """Return the messages in this state, the oldest first."""
    return tuple(MessageList(state, shop_id, descending=False).fetch(session, 0, limit))


def _in_words(session: Session, rows: Sequence[Row[*tuple[Any, ...]]]) -> tuple[ShopMessage, ...]:
    subjects = [bytes.fromhex(row.subject) for row in rows]
    products = _product_names(session, subjects)
    orders = _orders_of(session, subjects)
    return tuple(
        _message(row, products.get(subject), orders.get(subject))
        for row, subject in zip(rows, subjects, strict=True)
    )


def _message(
    row: Row[*tuple[Any, ...]],
    product: tuple[ProductId, str] | None,
    order: tuple[OrderId, str] | None,
) -> ShopMessage:
    return ShopMessage(
        message_id=row.id,
        shop_id=row.shop_id,
        shop=row.shop,
        kind=row.kind,
        about=(product or order or (None, ""))[1],
        state=row.state,
        created_at=row.created_at,
        changed_at=row.changed_at,
        next_attempt_at=row.next_attempt_at,
        sent_at=row.sent_at,
        attempts=row.attempts,
        problem=row.problem,
        advice=row.advice,
        order_id=order[0] if order else None,
        product_id=product[0] if product else None,
    )


def _product_names(
    session: Session, subjects: Sequence[bytes]
) -> dict[bytes, tuple[ProductId, str]]:
    rows = session.execute(
        select(_PRODUCTS.c.id, _PRODUCTS.c.name, _PRODUCTS.c.option_text).where(
            _PRODUCTS.c.id.in_(subjects)
        )
    )
    return {row[0]: (row[0], " · ".join(filter(None, (row[1], row[2])))) for row in rows}


def _orders_of(session: Session, subjects: Sequence[bytes]) -> dict[bytes, tuple[OrderId, str]]:
    """Return the orders that parcels belong to, and those that are meant themselves."""
    parcels = (
        select(_PARCELS.c.id, _ORDERS.c.id, _ORDERS.c.number)
        .join(_ORDERS, _ORDERS.c.id == _PARCELS.c.order_id)
        .where(_PARCELS.c.id.in_(subjects))
    )
    themselves = select(_ORDERS.c.id, _ORDERS.c.id, _ORDERS.c.number).where(
        _ORDERS.c.id.in_(subjects)
    )
    found = [*session.execute(parcels), *session.execute(themselves)]
    return {row[0]: (row[1], row[2]) for row in found}
