"""What waits to be told to a storefront, and what becomes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Table, func, select, update
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.parcel import Parcel
from merchant_desk.models.product import Product
from merchant_desk.models.shop import Cursor, OutboxMessage, RemoteRecord, ShopProduct
from merchant_desk.models.stock import Reservation, StockLevel
from merchant_desk.sync.connector import PriceIntent, RecordKind, ShipIntent, StockIntent
from merchant_desk.values.ids import MessageId, ParcelId, ProductId, ShopId, id_text
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


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to tell; ``changed_at`` guards against a change made while it is told."""

    id: MessageId
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
    session: Session, shop_id: ShopId, mode: MessageMode, now: datetime, kinds: Sequence[str] = ()
) -> tuple[Message, ...]:
    """Return what may be told now, in the order in which it happened."""
    query = select(_MESSAGES).where(
        _MESSAGES.c.shop_id == shop_id,
        _MESSAGES.c.mode == mode,
        _MESSAGES.c.state == MessageState.WAITING,
        _MESSAGES.c.next_attempt_at <= now,
    )
    if kinds:
        query = query.where(_MESSAGES.c.kind.in_(list(kinds)))
    rows = session.execute(query.order_by(_MESSAGES.c.row).limit(_PAGE))
    return tuple(
        Message(row.id, row.kind, bytes.fromhex(row.subject), row.attempts, row.changed_at)
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
    """Return what the desk can still sell of each article: on its shelves, less promised."""
    by_product = {message.subject: message for message in messages}
    ids = list(by_product)
    on_hand = _sums(session, _LEVELS, ids)
    promised = _sums(session, _RESERVATIONS, ids)
    links = session.execute(
        select(_LINKS).where(_LINKS.c.shop_id == shop_id, _LINKS.c.product_id.in_(ids))
    )
    return tuple(
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
        .where(ShopProduct.shop_id == shop_id, ShopProduct.product_id.in_(list(by_product)))
    )
    return tuple(
        PriceToTell(
            by_product[row.product_id],
            PriceIntent(row.remote_id, row.parent_remote_id, row.price, row.rate_bp),
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
        partial=int(due_units) > 0,
    )


def mark_sent(session: Session, messages: Sequence[Message], now: datetime) -> None:
    """Note what was told, unless it changed meanwhile."""
    for message in messages:
        session.execute(
            update(_MESSAGES)
            .where(
                _MESSAGES.c.id == message.id,
                _MESSAGES.c.changed_at == message.changed_at,
                _MESSAGES.c.state == MessageState.WAITING,
            )
            .values(state=MessageState.SENT, sent_at=now, problem="", advice="")
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
    session.execute(
        update(_MESSAGES)
        .where(_MESSAGES.c.id == message.id)
        .values(
            attempts=_MESSAGES.c.attempts + 1,
            next_attempt_at=now + pause,
            problem=problem,
            advice=advice,
        )
    )


def park(session: Session, message: Message, problem: str) -> None:
    """Show it to her: the storefront refused it, and would again."""
    session.execute(
        update(_MESSAGES)
        .where(_MESSAGES.c.id == message.id)
        .values(state=MessageState.PARKED, problem=problem)
    )
