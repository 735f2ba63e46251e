"""What waits at the packing station: orders of the waves, and parcels left open."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session

from merchant_desk.queries.kits import sells_kit
from merchant_desk.queries.unmapped.sales import ORDER_LINES, ORDERS, PARCEL_LINES, PARCELS
from merchant_desk.values.clock import PARIS, paris_date
from merchant_desk.values.folding import folded
from merchant_desk.values.french import spoken_day
from merchant_desk.values.ids import OrderId, StationId
from merchant_desk.values.order_states import PREPARABLE
from merchant_desk.values.texts import _
from merchant_desk.values.words import OrderState, ParcelState

_MOST = 200


@dataclass(frozen=True, slots=True)
class QueuedOrder:
    """An order to pack: how many articles it still waits for, and what its open parcel holds."""

    order_id: OrderId
    number: str
    customer: str
    articles: int
    packed: int
    parcel_open: bool
    ship_by_at: datetime
    due: str
    late: bool
    today: bool


def packing_queue(session: Session, now: datetime) -> tuple[QueuedOrder, ...]:
    """Return the orders in preparation, the late ones first."""
    return _rows(session, now, waits_for_packing())


def find_to_pack(session: Session, text: str, now: datetime) -> tuple[QueuedOrder, ...]:
    """Return the orders that may be packed and match what was typed; the queue for nothing."""
    typed = folded(text).strip().removeprefix("#")
    if not typed:
        return packing_queue(session, now)
    matches = ORDERS.c.search_text.contains(typed, autoescape=True)
    return _rows(session, now, ORDERS.c.state.in_(sorted(PREPARABLE)) & matches)


def _rows(
    session: Session, now: datetime, condition: ColumnElement[bool]
) -> tuple[QueuedOrder, ...]:
    due = func.sum(ORDER_LINES.c.quantity - ORDER_LINES.c.shipped - ORDER_LINES.c.cancelled)
    articles = (
        select(due)
        .where(
            ORDER_LINES.c.order_id == ORDERS.c.id,
            ORDER_LINES.c.product_id.is_not(None),
            ~sells_kit(),
        )
        .scalar_subquery()
    )
    packed = (
        select(func.sum(PARCEL_LINES.c.packed))
        .join(PARCELS, PARCELS.c.id == PARCEL_LINES.c.parcel_id)
        .where(PARCELS.c.order_id == ORDERS.c.id, PARCELS.c.state == ParcelState.OPEN)
        .scalar_subquery()
    )
    columns = (ORDERS.c[name] for name in ("id", "number", "customer_name", "ship_by_at"))
    rows = session.execute(
        select(*columns, articles.label("articles"), packed.label("packed"))
        .where(condition)
        .order_by(ORDERS.c.ship_by_at, ORDERS.c.placed_at, ORDERS.c.row)
        .limit(_MOST)
    )
    return tuple(
        QueuedOrder(
            order_id=OrderId(row.id),
            number=row.number,
            customer=row.customer_name,
            articles=int(row.articles or 0),
            packed=int(row.packed or 0),
            parcel_open=row.packed is not None,
            ship_by_at=row.ship_by_at,
            due=due_words(row.ship_by_at, now),
            late=row.ship_by_at < now,
            today=paris_date(row.ship_by_at) <= paris_date(now),
        )
        for row in rows
    )


def packing_count(session: Session) -> int:
    """Return how many orders wait at the packing station."""
    count = select(func.count()).select_from(ORDERS).where(waits_for_packing())
    return session.execute(count).scalar_one()


def left_open_here(session: Session, station_id: StationId) -> OrderId | None:
    """Return the order whose parcel this station left open last, to go on after a stop."""
    found = session.execute(
        select(PARCELS.c.order_id)
        .where(PARCELS.c.state == ParcelState.OPEN, PARCELS.c.station_id == station_id)
        .order_by(PARCELS.c.opened_at.desc(), PARCELS.c.number.desc())
        .limit(1)
    ).scalar()
    return None if found is None else OrderId(found)


def due_words(ship_by_at: datetime, now: datetime) -> str:
    """Return by when an order must leave, as people say it: « Avant 16 h », « Demain »."""
    if ship_by_at < now:
        return _("En retard")
    day, today = paris_date(ship_by_at), paris_date(now)
    if day != today:
        return spoken_day(day, today).capitalize()
    local = ship_by_at.astimezone(PARIS)
    if local.minute:
        return _("Avant {hour}\u00a0h\u00a0{minute}").format(
            hour=local.hour, minute=f"{local.minute:02d}"
        )
    return _("Avant {hour}\u00a0h").format(hour=local.hour)


def waits_for_packing() -> ColumnElement[bool]:
    """Return the condition of the queue: a slip was made, or a parcel is open for the rest."""
    opened = exists().where(PARCELS.c.order_id == ORDERS.c.id, PARCELS.c.state == ParcelState.OPEN)
    partly = (ORDERS.c.state == OrderState.PARTIAL) & opened
    return or_(ORDERS.c.state == OrderState.PREPARING, partly)
