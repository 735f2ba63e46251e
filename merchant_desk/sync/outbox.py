"""What waits to be told to a storefront, and what becomes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, Table, func, select, update
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.parcel import Parcel
from merchant_desk.models.product import Product
from merchant_desk.models.shop import Cursor, OutboxMessage, RemoteRecord, Shop, ShopProduct
from merchant_desk.models.stock import Reservation, StockLevel
from merchant_desk.queries.opening_stock import came_in
from merchant_desk.sync.connector import RecordKind
from merchant_desk.sync.intents import PriceIntent, ShipIntent, StockIntent
from merchant_desk.values.ids import MessageId, OrderId, ParcelId, ProductId, ShopId, id_text
from merchant_desk.values.texts import _
from merchant_desk.values.words import MessageMode, MessageState, RecordState

_MESSAGES, _LINKS, _LEVELS, _RESERVATIONS = (
    table(OutboxMessage),
    table(ShopProduct),
    table(StockLevel),
    table(Reservation),
)
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=6)
_PAGE = 400
_READ = ("id", "row", "kind", "subject", "attempts", "changed_at")


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to tell; ``row`` and ``changed_at`` guard against a change while it is told."""

    id: MessageId
    row: int
    kind: str
    subject: bytes
    attempts: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class StockToTell:
    """The stock of one article, computed from this instant's ledger."""

    message: Message
    intent: StockIntent


@dataclass(frozen=True, slots=True)
class PriceToTell:
    """The price of one article, read at this instant."""

    message: Message
    intent: PriceIntent


def due(
    session: Session,
    shop_id: ShopId,
    mode: MessageMode,
    now: datetime,
    kind: str = "",
    after_row: int = -1,
) -> tuple[Message, ...]:
    """Return the next of what may be told now, in the order in which it happened.

    A wait longer than any we give was written by a clock that was wrong: it is over.
    """
    query = select(*(_MESSAGES.c[name] for name in _READ)).where(
        _MESSAGES.c.shop_id == shop_id,
        _MESSAGES.c.mode == mode,
        _MESSAGES.c.state == MessageState.WAITING,
        (_MESSAGES.c.next_attempt_at <= now) | (_MESSAGES.c.next_attempt_at > now + LONGEST_PAUSE),
        _MESSAGES.c.row > after_row,
    )
    if kind:
        query = query.where(_MESSAGES.c.kind == kind)
    rows = session.execute(query.order_by(_MESSAGES.c.row).limit(_PAGE))
    return tuple(
        Message(row.id, row.row, row.kind, bytes.fromhex(row.subject), row.attempts, row.changed_at)
        for row in rows
    )


def pull_is_finished(session: Session, shop_id: ShopId) -> bool:
    """Tell whether every order the storefront had is applied: stock may be written only then."""
    finished = session.execute(
        select(Cursor.finished).where(Cursor.shop_id == shop_id, Cursor.kind == RecordKind.ORDER)
    ).scalar()
    waiting = session.execute(
        select(RemoteRecord.id)
        .where(
            RemoteRecord.shop_id == shop_id,
            RemoteRecord.kind == RecordKind.ORDER,
            RemoteRecord.state == RecordState.WAITING,
        )
        .limit(1)
    ).first()
    return bool(finished) and waiting is None


def stock_to_tell(
    session: Session, shop_id: ShopId, messages: Sequence[Message]
) -> tuple[StockToTell, ...]:
    """Return what the desk can still sell of each article: on its shelves, less promised.

    While an order of the shop cannot be read, its units are sold and the desk does not know which:
    no stock is raised until it is settled.
    """
    by_product = {message.subject: message for message in messages}
    ids = list(by_product)
    on_hand = _sums(session, _LEVELS, ids)
    promised = _sums(session, _RESERVATIONS, ids)
    links = session.execute(
        _live_links(shop_id, ids).where(
            _LINKS.c.stock_seen.is_not(None),
            came_in(_LINKS.c.product_id),  # what never came in here is not known, not zero
        )
    )
    told = tuple(
        StockToTell(
            by_product[link.product_id],
            StockIntent(
                product_remote_id=link.remote_id,
                parent_remote_id=link.parent_remote_id,
                wanted=max(0, on_hand.get(link.product_id, 0) - promised.get(link.product_id, 0)),
                expected=link.stock_seen,
            ),
        )
        for link in links
    )
    if not _unread_orders(session, shop_id):
        return told
    return tuple(each for each in told if each.intent.wanted <= (each.intent.expected or 0))


def _live_links(shop_id: ShopId, ids: Sequence[bytes]) -> Select[*tuple[Any, ...]]:
    return select(_LINKS).where(
        _LINKS.c.shop_id == shop_id, _LINKS.c.gone_at.is_(None), _LINKS.c.product_id.in_(ids)
    )


def _unread_orders(session: Session, shop_id: ShopId) -> bool:
    """Tell whether an order that came after the opening stock was taken is parked."""
    unread = (
        select(RemoteRecord.id)
        .join(Shop, Shop.id == RemoteRecord.shop_id)
        .where(
            RemoteRecord.shop_id == shop_id,
            RemoteRecord.kind == RecordKind.ORDER,
            RemoteRecord.state == RecordState.PARKED,
            Shop.opening_taken_at.is_(None) | (RemoteRecord.received_at > Shop.opening_taken_at),
        )
    )
    return session.execute(unread.limit(1)).first() is not None


def drop_untellable(
    session: Session, shop_id: ShopId, messages: Sequence[Message], now: datetime
) -> None:
    """Forget marks of articles that the shop no longer sells or does not count."""
    by_product = {message.subject: message for message in messages}
    live = session.execute(_live_links(shop_id, list(by_product))).all()
    sold = {link.product_id for link in live}
    counted = {link.product_id for link in live if link.stock_seen is not None}
    for message in messages:
        known = counted if message.kind == "stock" else sold
        if message.subject not in known:
            _settle(session, message, state=MessageState.DROPPED, sent_at=now)


def _sums(session: Session, source: Table, ids: Sequence[bytes]) -> dict[bytes, int]:
    rows = session.execute(
        select(source.c.product_id, func.sum(source.c.quantity))
        .where(source.c.product_id.in_(ids))
        .group_by(source.c.product_id)
    )
    return {row[0]: int(row[1]) for row in rows}


def prices_to_tell(
    session: Session, shop_id: ShopId, messages: Sequence[Message]
) -> tuple[PriceToTell, ...]:
    """Return the price of each article as it is now."""
    by_product = {message.subject: message for message in messages}
    rows = session.execute(
        select(
            ShopProduct.product_id,
            ShopProduct.remote_id,
            ShopProduct.parent_remote_id,
            Product.price,
            Product.rate_bp,
        )
        .join(Product, Product.id == ShopProduct.product_id)
        .where(
            ShopProduct.shop_id == shop_id,
            ShopProduct.gone_at.is_(None),
            ShopProduct.product_id.in_(list(by_product)),
        )
    )
    return tuple(
        PriceToTell(
            by_product[row.product_id],
            PriceIntent(
                row.remote_id, row.parent_remote_id, row.price, row.rate_bp, keeps_sale=True
            ),
        )
        for row in rows
    )


def shipment(session: Session, message: Message) -> ShipIntent | None:
    """Return what to tell of a parcel, with the tracking number it has by now."""
    parcel = session.get(Parcel, ParcelId(message.subject))
    if parcel is None:
        return None
    order = session.get_one(Order, parcel.order_id)
    if order.remote_id is None:
        return None
    due_units = session.execute(
        select(
            func.coalesce(func.sum(OrderLine.quantity - OrderLine.shipped - OrderLine.cancelled), 0)
        ).where(OrderLine.order_id == order.id, OrderLine.product_id.is_not(None))
    ).scalar_one()
    return ShipIntent(
        order_remote_id=order.remote_id,
        key=id_text(message.id),
        tracking=parcel.tracking,
        carrier=parcel.carrier,
        partial=int(due_units) > 0 or _others_wait(session, message, order.id),
    )


def _others_wait(session: Session, message: Message, order_id: OrderId) -> bool:
    """Tell whether another parcel of the order is still to be told: the last one completes it."""
    parcels = session.scalars(select(Parcel.id).where(Parcel.order_id == order_id))
    others = select(_MESSAGES.c.id).where(
        _MESSAGES.c.kind == "shipped",
        _MESSAGES.c.state == MessageState.WAITING,
        _MESSAGES.c.id != message.id,
        _MESSAGES.c.subject.in_([id_text(parcel_id) for parcel_id in parcels]),
    )
    return session.execute(others.limit(1)).first() is not None


def mark_sent(session: Session, messages: Sequence[Message], now: datetime) -> None:
    """Note what was told, unless it changed meanwhile."""
    for message in messages:
        _settle(session, message, state=MessageState.SENT, sent_at=now, problem="", advice="")


def _settle(session: Session, message: Message, **values: object) -> None:
    """Change the message, unless what it tells changed since it was read."""
    session.execute(
        update(_MESSAGES)
        .where(
            _MESSAGES.c.id == message.id,
            _MESSAGES.c.row == message.row,
            _MESSAGES.c.changed_at == message.changed_at,
            _MESSAGES.c.state == MessageState.WAITING,
        )
        .values(**values)
    )


def note_stock_seen(
    session: Session, shop_id: ShopId, product_id: ProductId, quantity: int, now: datetime
) -> None:
    """Remember the stock that the storefront shows."""
    session.execute(
        update(_LINKS)
        .where(_LINKS.c.shop_id == shop_id, _LINKS.c.product_id == product_id)
        .values(stock_seen=quantity, stock_seen_at=now)
    )


def put_off(session: Session, message: Message, now: datetime, problem: str, advice: str) -> None:
    """Try again later: 30 s, then twice as long each time, up to six hours."""
    pause = min(FIRST_PAUSE * 2 ** min(message.attempts, 12), LONGEST_PAUSE)
    _settle(
        session,
        message,
        attempts=message.attempts + 1,
        next_attempt_at=now + pause,
        problem=problem,
        advice=advice,
    )


def park(session: Session, message: Message, problem: str) -> None:
    """Show it to her: the storefront refused it, and would again."""
    advice = _("Corrigez-le dans la boutique puis cliquez sur Réessayer, ou abandonnez-le.")
    _settle(session, message, state=MessageState.PARKED, problem=problem, advice=advice)
