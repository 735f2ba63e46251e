"""Choose the bins from which reserved units will be picked."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.models.base import table
from merchant_desk.models.order import OrderLine
from merchant_desk.models.parcel import WavePick
from merchant_desk.models.stock import PickAllocation, Place, Reservation, StockLevel
from merchant_desk.rules.allocation import BinStock, allocate
from merchant_desk.values.ids import (
    OrderId,
    OrderLineId,
    PlaceId,
    ProductId,
    RecordId,
    WaveId,
    new_id,
)

_RESERVATIONS, _ALLOCATIONS, _LEVELS, _PLACES, _LINES, _PICKS = (
    table(Reservation),
    table(PickAllocation),
    table(StockLevel),
    table(Place),
    table(OrderLine),
    table(WavePick),
)


def assign_bins(
    session: Session, order_ids: Sequence[OrderId], wave_id: WaveId | None
) -> dict[OrderId, int]:
    """Choose bins for what these orders reserved; return how many units are short, by order.

    Orders are served in the order given: the first ones get what there is.
    """
    line_ids = select(_LINES.c.id).where(_LINES.c.order_id.in_(order_ids))
    session.execute(delete(_ALLOCATIONS).where(_ALLOCATIONS.c.order_line_id.in_(line_ids)))
    wanted = session.execute(
        select(
            _RESERVATIONS.c.order_line_id,
            _RESERVATIONS.c.product_id,
            _RESERVATIONS.c.quantity,
            _LINES.c.order_id,
        )
        .join(_LINES, _LINES.c.id == _RESERVATIONS.c.order_line_id)
        .where(_LINES.c.order_id.in_(order_ids))
        .order_by(_LINES.c.position)
    ).all()
    rank = {order_id: position for position, order_id in enumerate(order_ids)}
    free = _free_bins(session, sorted({row.product_id for row in wanted}))
    rows: list[dict[str, object]] = []
    picks: list[dict[str, object]] = []
    short: dict[OrderId, int] = {}
    for row in sorted(wanted, key=lambda each: rank[each.order_id]):
        bins = free.get(row.product_id, {})
        chosen = allocate(row.quantity, [BinStock(place, units) for place, units in bins.items()])
        for place, units in chosen:
            bins[place] -= units
            rows.append(_allocation(row.order_line_id, row.product_id, place, units, wave_id))
            picks.append(_pick(row.order_id, row.product_id, place, units, wave_id))
        missing = row.quantity - sum(units for _place, units in chosen)
        if missing:
            short[row.order_id] = short.get(row.order_id, 0) + missing
            picks.append(_pick(row.order_id, row.product_id, None, missing, wave_id))
    if rows:
        insert_into(session, _ALLOCATIONS, rows)
    if picks and wave_id is not None:
        insert_into(session, _PICKS, picks)
    return short


def _allocation(
    line_id: OrderLineId, product_id: ProductId, place: PlaceId, units: int, wave_id: WaveId | None
) -> dict[str, object]:
    return {
        "id": RecordId(new_id()),
        "order_line_id": line_id,
        "product_id": product_id,
        "place_id": place,
        "quantity": units,
        "wave_id": wave_id,
    }


def _pick(
    order_id: OrderId,
    product_id: ProductId,
    place: PlaceId | None,
    units: int,
    wave_id: WaveId | None,
) -> dict[str, object]:
    return {
        "id": RecordId(new_id()),
        "wave_id": wave_id,
        "order_id": order_id,
        "product_id": product_id,
        "place_id": place,
        "quantity": units,
    }


def _free_bins(
    session: Session, product_ids: Sequence[ProductId]
) -> dict[ProductId, dict[PlaceId, int]]:
    """Return what lies in each bin and is not chosen for another order, in walking order."""
    chosen = {
        (row.product_id, row.place_id): int(row.units)
        for row in session.execute(
            select(
                _ALLOCATIONS.c.product_id,
                _ALLOCATIONS.c.place_id,
                func.sum(_ALLOCATIONS.c.quantity).label("units"),
            )
            .where(_ALLOCATIONS.c.product_id.in_(product_ids))
            .group_by(_ALLOCATIONS.c.product_id, _ALLOCATIONS.c.place_id)
        )
    }
    free: dict[ProductId, dict[PlaceId, int]] = {}
    for row in session.execute(
        select(_LEVELS.c.product_id, _LEVELS.c.place_id, _LEVELS.c.quantity)
        .join(_PLACES, _PLACES.c.id == _LEVELS.c.place_id)
        .where(_LEVELS.c.product_id.in_(product_ids), _LEVELS.c.quantity > 0)
        .order_by(_PLACES.c.walk_order, _PLACES.c.code)
    ):
        units = row.quantity - chosen.get((row.product_id, row.place_id), 0)
        if units > 0:
            free.setdefault(row.product_id, {})[row.place_id] = units
    return free
