"""What waits to be told to a storefront, and what becomes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.parcel import Parcel
from merchant_desk.models.shop import Cursor, OutboxMessage, RemoteRecord, Shop, ShopProduct
from merchant_desk.queries.opening_stock import came_in
from merchant_desk.sync.connector import RecordKind
from merchant_desk.values.ids import MessageId, ProductId, ShopId
from merchant_desk.values.texts import _
from merchant_desk.values.words import Master, MessageMode, MessageState, RecordState

_MESSAGES, _LINKS = table(OutboxMessage), table(ShopProduct)
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=6)
_PAGE = 400
_READ = ("id", "row", "kind", "subject", "attempts", "changed_at", "payload")


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to tell; ``row`` and ``changed_at`` guard against a change while it is told."""

    id: MessageId
    row: int
    kind: str
    subject: bytes
    attempts: int
    changed_at: datetime
    payload: str = ""


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
    return tuple(map(_message, rows))


def due_events(session: Session, shop_id: ShopId, now: datetime) -> tuple[Message, ...]:
    """Return the events that may be told now, in the order in which they happened.

    What waits of an order keeps everything later of that order waiting behind it.
    """
    rows = session.execute(
        select(*(_MESSAGES.c[name] for name in _READ), _MESSAGES.c.next_attempt_at)
        .where(
            _MESSAGES.c.shop_id == shop_id,
            _MESSAGES.c.mode == MessageMode.EVENT,
            _MESSAGES.c.state == MessageState.WAITING,
        )
        .order_by(_MESSAGES.c.row)
    ).all()
    orders = _orders_of(session, [bytes.fromhex(row.subject) for row in rows])
    held: set[bytes] = set()
    found = []
    for row in rows:
        message = _message(row)
        order = orders.get(message.subject, message.subject)
        if order in held or now < row.next_attempt_at <= now + LONGEST_PAUSE:
            held.add(order)
        else:
            found.append(message)
    return tuple(found)


def _message(row: Row[*tuple[Any, ...]]) -> Message:
    return Message(
        id=row.id,
        row=row.row,
        kind=row.kind,
        subject=bytes.fromhex(row.subject),
        attempts=row.attempts,
        changed_at=row.changed_at,
        payload=row.payload,
    )


def _orders_of(session: Session, parcels: Sequence[bytes]) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    for start in range(0, len(parcels), _PAGE):
        rows = session.execute(
            select(Parcel.id, Parcel.order_id).where(Parcel.id.in_(parcels[start : start + _PAGE]))
        )
        found.update({row[0]: row[1] for row in rows})
    return found


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
        .order_by(RemoteRecord.row)  # among what waits, not among all that ever came
        .limit(1)
    ).first()
    return bool(finished) and waiting is None


def drop_untellable(
    session: Session, shop_id: ShopId, messages: Sequence[Message], now: datetime
) -> tuple[Message, ...]:
    """Forget marks of what the shop no longer sells, does not count or decides itself.

    The stock of what never came in here is not known, not zero: its mark says so and goes too, and
    the first units that come in make another. Return the others.
    """
    by_product = {message.subject: message for message in messages}
    live = session.execute(
        select(
            _LINKS.c.product_id,
            _LINKS.c.stock_seen,
            came_in(_LINKS.c.product_id).label("came"),
        ).where(
            _LINKS.c.shop_id == shop_id,
            _LINKS.c.gone_at.is_(None),
            _LINKS.c.product_id.in_(list(by_product)),
        )
    ).all()
    decided = session.execute(
        select(Shop.stock_master, Shop.price_master).where(Shop.id == shop_id)
    ).one()
    sold = {link.product_id for link in live if decided.price_master is Master.DESK}
    counted = {
        link.product_id: link.came
        for link in live
        if link.stock_seen is not None and decided.stock_master is Master.DESK
    }
    kept = []
    for message in messages:
        if message.subject not in (counted if message.kind == "stock" else sold):
            _drop(session, message, now)
        elif message.kind == "stock" and not counted[message.subject]:
            _drop(session, message, now, _("Ce produit n’a pas encore de stock ici."))
        else:
            kept.append(message)
    return tuple(kept)


def _drop(session: Session, message: Message, now: datetime, why: str = "") -> None:
    advice = _("Comptez-le\u00a0: son stock sera envoyé aussitôt.") if why else ""
    dropped = MessageState.DROPPED
    _settle(session, message, state=dropped, sent_at=now, problem=why, advice=advice)


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
