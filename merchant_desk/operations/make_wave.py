"""Pick orders together: bins are chosen, a wave is made, its slip is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, select, update
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared, insert_into
from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.order import Order
from merchant_desk.models.parcel import Wave, WaveOrder
from merchant_desk.operations.assign_bins import assign_bins
from merchant_desk.operations.queue_print import queue_print
from merchant_desk.values.clock import paris_date
from merchant_desk.values.french import number
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, WaveId, new_id
from merchant_desk.values.order_states import why_not_preparable
from merchant_desk.values.texts import _
from merchant_desk.values.words import DocumentKind, OrderState

_ORDERS, _WAVES, _WAVE_ORDERS = table(Order), table(Wave), table(WaveOrder)
_ASKED = PreparedSet(
    lambda orders: select(
        *(_ORDERS.c[name] for name in ("id", "number", "state", "blocked_reason")),
        *(_ORDERS.c[name] for name in ("ship_by_at", "placed_at", "row")),
    ).where(_ORDERS.c.id.in_(orders))
)
_BEGIN = PreparedSet(
    lambda orders: (
        update(_ORDERS)
        .where(_ORDERS.c.id.in_(orders), _ORDERS.c.state == OrderState.TO_PREPARE)
        .values(state=OrderState.PREPARING)
    )
)
_LAST = Prepared(select(func.coalesce(func.max(_WAVES.c.number), 0)))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An order that was not taken into the wave, and why."""

    order_id: OrderId
    number: str
    reason: str


@dataclass(frozen=True, slots=True)
class WaveMade:
    """A wave ready to be picked."""

    wave_id: WaveId
    number: int
    order_ids: tuple[OrderId, ...]
    left_out: tuple[LeftOut, ...]
    short_units: int


def make_wave(session: Session, gesture: Gesture, order_ids: Sequence[OrderId]) -> WaveMade:
    """Take the orders that can be prepared, the late ones first, and ask for the picking slip.

    Raises RefusedError when none of them can be prepared.
    """
    session.flush()
    rows = sorted(
        _ASKED.typed(session, list(dict.fromkeys(order_ids))),
        key=lambda each: (each.ship_by_at, each.placed_at, each.row),
    )
    left_out = tuple(_left_out(row) for row in rows if _reason(row))
    taken = [OrderId(row.id) for row in rows if not _reason(row)]
    if not taken:
        raise RefusedError(
            _("Aucun bon n’a été fait\u00a0: aucune de ces commandes ne peut être préparée."),
            left_out[0].reason if left_out else _("Choisissez au moins une commande."),
        )
    wave_id, wave_number = _insert_wave(session, gesture, taken)
    short = assign_bins(session, taken, wave_id, paris_date(gesture.at))
    _BEGIN.write(session, taken)
    title = _("Bon de préparation n°\u00a0{number}").format(number=number(wave_number))
    queue_print(session, gesture, DocumentKind.PICKING, wave_id, title)
    return WaveMade(wave_id, wave_number, tuple(taken), left_out, sum(short.values()))


def _reason(row: Row[*tuple[Any, ...]]) -> str:
    return why_not_preparable(row.state, row.blocked_reason)


def _left_out(row: Row[*tuple[Any, ...]]) -> LeftOut:
    return LeftOut(OrderId(row.id), row.number, _reason(row))


def _insert_wave(
    session: Session, gesture: Gesture, taken: Sequence[OrderId]
) -> tuple[WaveId, int]:
    wave_id = WaveId(new_id())
    last = int(_LAST.rows(session)[0][0])
    insert_into(
        session,
        _WAVES,
        {
            "id": wave_id,
            "number": last + 1,
            "at": gesture.at,
            "by": gesture.person,
            "station_id": gesture.station_id,
        },
    )
    insert_into(
        session,
        _WAVE_ORDERS,
        [
            {"wave_id": wave_id, "order_id": order_id, "position": position}
            for position, order_id in enumerate(taken, start=1)
        ],
    )
    return wave_id, last + 1
