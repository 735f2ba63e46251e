"""Orders that changed after the picking slip in someone's hand was printed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import Order, OrderEvent
from merchant_desk.models.parcel import WaveOrder
from merchant_desk.models.station import PrintJob
from merchant_desk.values.ids import OrderId, WaveId, id_text
from merchant_desk.values.words import DocumentKind, OrderEventKind, PrintState

_EVENTS, _JOBS, _ORDERS, _WAVE_ORDERS = (
    table(OrderEvent),
    table(PrintJob),
    table(Order),
    table(WaveOrder),
)
_ON_PAPER = (PrintState.PRINTED, PrintState.PRINTING, PrintState.DOUBTFUL)


def slip_outdated(session: Session, order_id: OrderId) -> datetime | None:
    """Return when an order changed, if no slip of it was printed since then; else None.

    A slip that still waits for the printer is drawn when it comes out: it tells what is so.
    """
    edited = edits(session, [order_id]).get(order_id)
    if edited is None:
        return None
    waves = session.execute(
        select(_WAVE_ORDERS.c.wave_id).where(_WAVE_ORDERS.c.order_id == order_id)
    ).scalars()
    printed = session.execute(
        select(func.coalesce(_JOBS.c.printed_at, _JOBS.c.at)).where(
            _JOBS.c.state.in_(_ON_PAPER),
            _JOBS.c.kind == DocumentKind.PICKING,
            _JOBS.c.subject.in_([id_text(wave) for wave in waves]),
        )
    ).scalars()
    last = max(printed, default=None)
    return edited if last is not None and last < edited else None


def edits(session: Session, order_ids: Sequence[OrderId]) -> dict[OrderId, datetime]:
    """Return when each order that is in a wave changed last; nothing for those that did not."""
    rows = session.execute(
        select(_EVENTS.c.order_id, func.max(_EVENTS.c.at))
        .where(_EVENTS.c.order_id.in_(list(order_ids)), _EVENTS.c.kind == OrderEventKind.EDITED)
        .group_by(_EVENTS.c.order_id)
    )
    return {OrderId(row[0]): row[1] for row in rows}


def edited_since(session: Session, wave_id: WaveId, at: datetime) -> dict[OrderId, str]:
    """Return the orders of a wave that changed after an instant, with their numbers."""
    rows = session.execute(
        select(_ORDERS.c.id, _ORDERS.c.number)
        .join(_WAVE_ORDERS, _WAVE_ORDERS.c.order_id == _ORDERS.c.id)
        .join(_EVENTS, _EVENTS.c.order_id == _ORDERS.c.id)
        .where(
            _WAVE_ORDERS.c.wave_id == wave_id,
            _EVENTS.c.kind == OrderEventKind.EDITED,
            _EVENTS.c.at > at,
        )
        .order_by(_WAVE_ORDERS.c.position)
    )
    return {OrderId(row.id): row.number for row in rows}
