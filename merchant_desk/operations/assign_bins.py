"""Choose the bins from which reserved units will be picked."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.order import OrderLine
from merchant_desk.models.parcel import WavePick
from merchant_desk.models.stock import PickAllocation, Place, Reservation, StockLevel
from merchant_desk.queries.lot_shelves import has_lots, lots_to_pick
from merchant_desk.rules.allocation import BinStock, allocate
from merchant_desk.rules.fefo import first_expired
from merchant_desk.values.ids import (
    OrderId,
    OrderLineId,
    PlaceId,
    ProductId,
    RecordId,
    WaveId,
    new_ids,
)

_RESERVATIONS, _ALLOCATIONS, _LEVELS, _PLACES, _LINES, _PICKS = (
    table(Reservation),
    table(PickAllocation),
    table(StockLevel),
    table(Place),
    table(OrderLine),
    table(WavePick),
)

_FORGET = PreparedSet(
    lambda orders: delete(_ALLOCATIONS).where(
        _ALLOCATIONS.c.order_line_id.in_(select(_LINES.c.id).where(_LINES.c.order_id.in_(orders)))
    )
)
_WANTED = PreparedSet(
    lambda orders: (
        select(
            _RESERVATIONS.c.order_line_id,
            _RESERVATIONS.c.product_id,
            _RESERVATIONS.c.quantity,
            _LINES.c.order_id,
        )
        .join(_LINES, _LINES.c.id == _RESERVATIONS.c.order_line_id)
        .where(_LINES.c.order_id.in_(orders))
        .order_by(_LINES.c.position)
    )
)
_CHOSEN = (
    select(func.sum(_ALLOCATIONS.c.quantity))
    .where(
        _ALLOCATIONS.c.product_id == _LEVELS.c.product_id,
        _ALLOCATIONS.c.place_id == _LEVELS.c.place_id,
    )
    .scalar_subquery()
)
_FREE = PreparedSet(
    lambda products: (
        select(
            _LEVELS.c.product_id,
            _LEVELS.c.place_id,
            (_LEVELS.c.quantity - func.coalesce(_CHOSEN, 0)).label("units"),
            has_lots(_LEVELS.c.product_id),
        )
        .join(_PLACES, _PLACES.c.id == _LEVELS.c.place_id)
        .where(_LEVELS.c.product_id.in_(products), _LEVELS.c.quantity > 0)
        .order_by(_PLACES.c.walk_order, _PLACES.c.code)
    )
)


def assign_bins(
    session: Session, order_ids: Sequence[OrderId], wave_id: WaveId | None, today: date
) -> dict[OrderId, int]:
    """Choose bins for what these orders reserved; return how many units are short, by order.

    Orders are served in the order given: the first ones get what there is. Of articles with lots
    those that expire first leave first, and none that has expired by ``today``.
    """
    session.flush()
    _FORGET.write(session, order_ids)
    return choose_bins(session, order_ids, wave_id, today)


def choose_bins(
    session: Session, order_ids: Sequence[OrderId], wave_id: WaveId | None, today: date
) -> dict[OrderId, int]:
    """Do the same for orders of which no bin was chosen before."""
    wanted = _WANTED.typed(session, order_ids)
    rank = {order_id: position for position, order_id in enumerate(order_ids)}
    shelves = _Shelves(session, sorted({row.product_id for row in wanted}), today)
    rows: list[dict[str, object]] = []
    picks: list[dict[str, object]] = []
    short: dict[OrderId, int] = {}
    for row in sorted(wanted, key=lambda each: rank[each.order_id]):
        chosen = shelves.take(row.product_id, row.quantity)
        for place, units in chosen:
            rows.append(_allocation(row.order_line_id, row.product_id, place, units, wave_id))
            picks.append(_pick(row.order_id, row.product_id, place, units, wave_id))
        missing = row.quantity - sum(units for _place, units in chosen)
        if missing:
            short[row.order_id] = short.get(row.order_id, 0) + missing
            picks.append(_pick(row.order_id, row.product_id, None, missing, wave_id))
    insert_into(session, _ALLOCATIONS, _identified(rows))
    if wave_id is not None:
        insert_into(session, _PICKS, _identified(picks))
    return short


def _identified(rows: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    ids = (RecordId(each) for each in new_ids(len(rows)))
    return [{"id": its_id, **row} for its_id, row in zip(ids, rows, strict=True)]


def _allocation(
    line_id: OrderLineId, product_id: ProductId, place: PlaceId, units: int, wave_id: WaveId | None
) -> dict[str, object]:
    return {
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
        "wave_id": wave_id,
        "order_id": order_id,
        "product_id": product_id,
        "place_id": place,
        "quantity": units,
    }


class _Shelves:
    """What lies in each bin and is not chosen for another order, in walking order."""

    def __init__(self, session: Session, product_ids: Sequence[ProductId], today: date) -> None:
        self._free: dict[ProductId, dict[PlaceId, int]] = {}
        tracked: set[ProductId] = set()
        for product_id, place_id, units, by_lot in _FREE.rows(session, product_ids):
            if units > 0:
                self._free.setdefault(product_id, {})[place_id] = int(units)
                if by_lot:
                    tracked.add(product_id)
        self._lots = lots_to_pick(session, tracked, today)
        for product_id, lots in self._lots.items():
            bins = self._free[product_id]
            for place_id, units in lots.blocked.items():
                bins[place_id] = max(0, bins.get(place_id, 0) - units)

    def take(self, product_id: ProductId, wanted: int) -> tuple[tuple[PlaceId, int], ...]:
        """Return from which bins the units are to be picked; they are no longer free."""
        bins = self._free.get(product_id, {})
        stock = [BinStock(place, units) for place, units in bins.items()]
        lots = self._lots.get(product_id)
        chosen = allocate(wanted, stock) if lots is None else first_expired(wanted, stock, lots.fit)
        for place, units in chosen:
            bins[place] -= units
        return chosen
