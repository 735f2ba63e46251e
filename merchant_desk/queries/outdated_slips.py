"""Orders that changed after the picking slip in someone's hand was printed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.queries.unmapped.sales import ORDER_EVENTS, ORDERS, WAVE_ORDERS
from merchant_desk.queries.unmapped.station import PRINT_JOBS
from merchant_desk.values.ids import OrderId, WaveId, id_text
from merchant_desk.values.words import DocumentKind, OrderEventKind, PrintState

_ON_PAPER = (PrintState.PRINTED, PrintState.PRINTING, PrintState.DOUBTFUL)


def slip_outdated(session: Session, order_id: OrderId) -> datetime | None:
    """Return when an order changed, if no slip of it was printed since then; else None.

    A slip that still waits for the printer is drawn when it comes out: it tells what is so.
    """
    edited = edits(session, [order_id]).get(order_id)
    if edited is None:
        return None
    waves = session.execute(
        select(WAVE_ORDERS.c.wave_id).where(WAVE_ORDERS.c.order_id == order_id)
    ).scalars()
    printed = session.execute(
        select(func.coalesce(PRINT_JOBS.c.printed_at, PRINT_JOBS.c.at)).where(
            PRINT_JOBS.c.state.in_(_ON_PAPER),
            PRINT_JOBS.c.kind == DocumentKind.PICKING,
            PRINT_JOBS.c.subject.in_([id_text(wave) for wave in waves]),
        )
    ).scalars()
    last = max(printed, default=None)
    return edited if last is not None and last < edited else None


def edits(session: Session, order_ids: Sequence[OrderId]) -> dict[OrderId, datetime]:
    """Return when each order that is in a wave changed last; nothing for those that did not."""
    rows = session.execute(
        select(ORDER_EVENTS.c.order_id, func.max(ORDER_EVENTS.c.at))
        .where(
            ORDER_EVENTS.c.order_id.in_(list(order_ids)),
            ORDER_EVENTS.c.kind == OrderEventKind.EDITED,
        )
        .group_by(ORDER_EVENTS.c.order_id)
    )
    return {OrderId(row[0]): row[1] for row in rows}


def edited_since(session: Session, wave_id: WaveId, at: datetime) -> dict[OrderId, str]:
    """Return the orders of a wave that changed after an instant, with their numbers."""
    rows = session.execute(
        select(ORDERS.c.id, ORDERS.c.number)
        .join(WAVE_ORDERS, WAVE_ORDERS.c.order_id == ORDERS.c.id)
        .join(ORDER_EVENTS, ORDER_EVENTS.c.order_id == ORDERS.c.id)
        .where(
            WAVE_ORDERS.c.wave_id == wave_id,
            ORDER_EVENTS.c.kind == OrderEventKind.EDITED,
            ORDER_EVENTS.c.at > at,
        )
        .order_by(WAVE_ORDERS.c.position)
    )
    return {OrderId(row.id): row.number for row in rows}
