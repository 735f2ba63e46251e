"""The storefront accounts: how each one is doing, and what waits to be told to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import Order
from merchant_desk.models.parcel import Parcel
from merchant_desk.models.product import Product
from merchant_desk.models.shop import OutboxMessage, RemoteRecord, Shop
from merchant_desk.values.ids import MessageId, OrderId, ProductId, ShopId
from merchant_desk.values.texts import _
from merchant_desk.values.words import Master, MessageState, RecordState

_SHOPS, _MESSAGES, _RECORDS, _PRODUCTS, _PARCELS, _ORDERS = (
    table(Shop),
    table(OutboxMessage),
    table(RemoteRecord),
    table(Product),
    table(Parcel),
    table(Order),
)


class ShopState(StrEnum):
    """The only three things that may be said of an exchange, and « never read yet »."""

    NEVER = "never"
    UP_TO_DATE = "up_to_date"
    WAITING = "waiting"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class ShopRow:
    """A storefront account and how it is doing."""

    shop_id: ShopId
    name: str
    platform: str
    url: str
    key_hint: str
    stock_master: Master
    price_master: Master
    opening_taken_at: datetime | None
    last_pull_at: datetime | None
    last_push_at: datetime | None
    problem: str
    advice: str
    to_send: int
    to_apply: int
    parked: int

    @property
    def state(self) -> ShopState:
        """Return the one word that is true of it now."""
        if self.problem:
            return ShopState.TROUBLE
        if self.to_send or self.to_apply:
            return ShopState.WAITING
        return ShopState.NEVER if self.last_pull_at is None else ShopState.UP_TO_DATE

    @property
    def undecided(self) -> bool:
        """Tell whether the questions of the first pull are still open."""
        return Master.UNDECIDED in (self.stock_master, self.price_master)

    @property
    def asks_about_cancellations(self) -> bool:
        """Tell whether the pull stopped because it would cancel unlikely many orders."""
        asked = _("La relève s’est arrêtée\u00a0: {count} commandes en cours seraient annulées.")
        head, _count, tail = asked.partition("{count}")
        return self.problem.startswith(head) and self.problem.endswith(tail)


@dataclass(frozen=True, slots=True)
class WaitingMessage:
    """One thing a storefront is still to be told, in words."""

    message_id: MessageId
    shop_id: ShopId
    kind: str
    about: str
    created_at: datetime
    next_attempt_at: datetime
    attempts: int
    problem: str
    advice: str
    order_id: OrderId | None
    product_id: ProductId | None

    @property
    def what(self) -> str:
        """Return what is to be told: « Expédition de la commande 1042 »."""
        return _words(self.kind).format(about=self.about)


def shops(session: Session) -> tuple[ShopRow, ...]:
    """Return the active accounts, the oldest first."""
    to_send = _counted(
        session,
        select(_MESSAGES.c.shop_id, func.count())
        .where(_MESSAGES.c.state == MessageState.WAITING)
        .group_by(_MESSAGES.c.shop_id),
    )
    records = {
        state: _counted(
            session,
            select(_RECORDS.c.shop_id, func.count())
            .where(_RECORDS.c.state == state)
            .group_by(_RECORDS.c.shop_id),
        )
        for state in (RecordState.WAITING, RecordState.PARKED)
    }
    rows = session.execute(
        select(_SHOPS).where(_SHOPS.c.active).order_by(_SHOPS.c.added_at, _SHOPS.c.id)
    )
    return tuple(
        ShopRow(
            shop_id=row.id,
            name=row.name,
            platform=row.platform,
            url=row.url,
            key_hint=row.key_hint,
            stock_master=row.stock_master,
            price_master=row.price_master,
            opening_taken_at=row.opening_taken_at,
            last_pull_at=row.last_pull_at,
            last_push_at=row.last_push_at,
            problem=row.problem,
            advice=row.problem_advice,
            to_send=to_send.get(row.id, 0),
            to_apply=records[RecordState.WAITING].get(row.id, 0),
            parked=records[RecordState.PARKED].get(row.id, 0),
        )
        for row in rows
    )


def waiting_messages(
    session: Session, shop_id: ShopId | None = None, limit: int = 200
) -> tuple[WaitingMessage, ...]:
    """Return what waits to be told, the oldest first; of every shop when none is named."""
    return messages_in(session, MessageState.WAITING, shop_id, limit)


def messages_in(
    session: Session, state: MessageState, shop_id: ShopId | None = None, limit: int = 200
) -> tuple[WaitingMessage, ...]:
    """Return the messages in this state, with what they are about."""
    query = (
        select(_MESSAGES)
        .join(_SHOPS, _SHOPS.c.id == _MESSAGES.c.shop_id)
        .where(_MESSAGES.c.state == state, _SHOPS.c.active)
    )
    if shop_id is not None:
        query = query.where(_MESSAGES.c.shop_id == shop_id)
    rows = session.execute(query.order_by(_MESSAGES.c.row).limit(limit)).all()
    subjects = [bytes.fromhex(row.subject) for row in rows]
    products = _product_names(session, subjects)
    orders = _orders_of_parcels(session, subjects)
    found = []
    for row, subject in zip(rows, subjects, strict=True):
        order = orders.get(subject)
        product = products.get(subject)
        found.append(
            WaitingMessage(
                message_id=row.id,
                shop_id=row.shop_id,
                kind=row.kind,
                about=product or (order[1] if order else ""),
                created_at=row.created_at,
                next_attempt_at=row.next_attempt_at,
                attempts=row.attempts,
                problem=row.problem,
                advice=row.advice,
                order_id=order[0] if order else None,
                product_id=ProductId(subject) if product else None,
            )
        )
    return tuple(found)


def _words(kind: str) -> str:
    match kind:
        case "stock":
            return _("Stock de {about}")
        case "price":
            return _("Prix de {about}")
        case "tracking":
            return _("Suivi de la commande {about}")
        case _:
            return _("Expédition de la commande {about}")


def _counted(session: Session, query: Select[Any]) -> dict[ShopId, int]:
    return {row[0]: row[1] for row in session.execute(query)}


def _product_names(session: Session, subjects: Sequence[bytes]) -> dict[bytes, str]:
    rows = session.execute(
        select(_PRODUCTS.c.id, _PRODUCTS.c.name, _PRODUCTS.c.option_text).where(
            _PRODUCTS.c.id.in_(subjects)
        )
    )
    return {row[0]: " · ".join(part for part in (row[1], row[2]) if part) for row in rows}


def _orders_of_parcels(
    session: Session, subjects: Sequence[bytes]
) -> dict[bytes, tuple[OrderId, str]]:
    rows = session.execute(
        select(_PARCELS.c.id, _ORDERS.c.id, _ORDERS.c.number)
        .join(_ORDERS, _ORDERS.c.id == _PARCELS.c.order_id)
        .where(_PARCELS.c.id.in_(subjects))
    )
    return {row[0]: (row[1], row[2]) for row in rows}
