"""What the picking slip of a wave and the slip of a parcel print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session, aliased

from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.parcel import Parcel, ParcelLine, Wave, WaveOrder, WavePick
from merchant_desk.models.product import Product
from merchant_desk.models.station import ShopProfile
from merchant_desk.models.stock import PickAllocation, Place, Reservation
from merchant_desk.queries.article_eans import article_eans
from merchant_desk.queries.outdated_slips import edited_since
from merchant_desk.queries.slip_kits import kit_shares
from merchant_desk.queries.wave_lines import consolidated
from merchant_desk.values.clock import paris_date
from merchant_desk.values.french import number
from merchant_desk.values.ids import OrderId, OrderLineId, ParcelId, ProductId, WaveId
from merchant_desk.values.product_names import plain_name
from merchant_desk.values.slips import (
    KitShare,
    PackingSlip,
    PickingBatch,
    SlipLine,
    walking_order,
)
from merchant_desk.values.snapshots import read_address, read_seller

_AnyRow = Row[*tuple[Any, ...]]
_PAGE = 500
MISSING = "MANQUE"
"""Stands for a bin on paper, which is French whatever the screens speak: it is not translated."""


def wave_slip(session: Session, wave_id: WaveId, now: datetime) -> PickingBatch:
    """Return the slip of a wave: what to take from each bin, then one slip an order."""
    wave = session.get_one(Wave, wave_id)
    order_ids = session.scalars(
        select(WaveOrder.order_id).where(WaveOrder.wave_id == wave_id).order_by(WaveOrder.position)
    ).all()
    head = _Head(number(wave.number), wave.at, wave.by)
    picks = _wave_picks(session, wave_id)
    edited = list(edited_since(session, wave_id, wave.at))
    if edited:  # what the wave took is no longer what they want
        fresh = _picks(session, edited)
        picks |= {order_id: fresh.get(order_id, []) for order_id in edited}
    return _batch(session, order_ids, now, head, picks)


def orders_slip(
    session: Session, order_ids: Sequence[OrderId], now: datetime, prepared_by: str = ""
) -> PickingBatch:
    """Return a slip for orders outside any wave, as a preview."""
    head = _Head("", now, prepared_by)
    return _batch(session, order_ids, now, head, _picks(session, order_ids))


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands at the top of the slip."""

    wave_number: str
    made_at: datetime
    prepared_by: str


def _batch(
    session: Session,
    order_ids: Sequence[OrderId],
    now: datetime,
    head: _Head,
    lines: Mapping[OrderId, Sequence[SlipLine]],
) -> PickingBatch:
    orders = {order.id: order for order in _orders(session, order_ids)}
    shop_name, logo = _shop(session)
    slips = tuple(
        _slip(orders[order_id], lines.get(order_id, []), now, shop_name)
        for order_id in order_ids
        if order_id in orders
    )
    picks = [
        (slip.order_number, line)
        for slip, order_id in zip(slips, [one for one in order_ids if one in orders], strict=True)
        for line in lines.get(order_id, [])
    ]
    return PickingBatch(
        wave_number=head.wave_number,
        created_at=head.made_at,
        pick_lines=tuple(consolidated(picks)),
        slips=slips,
        shop_name=shop_name,
        logo=logo,
        prepared_by=head.prepared_by,
    )


def parcel_slip(session: Session, parcel_id: ParcelId, now: datetime) -> PackingSlip:
    """Return the slip that goes into a parcel: what is in it."""
    parcel = session.get_one(Parcel, parcel_id)
    order = _orders(session, [parcel.order_id])[0]
    eans = article_eans(session, [row.product_id for row in _packed(session, parcel_id)])
    lines = [
        SlipLine(
            bin_code="",
            sku=row.sku,
            name=row.name,
            quantity=row.packed,
            option=row.option_text,
            ean=eans.get(row.product_id, ""),
            kits=_of_kit(row),
        )
        for row in _packed(session, parcel_id)
    ]
    shop_name, logo = _shop(session)
    slip = _slip(order, lines, now, shop_name)
    return replace(slip, lines=tuple(lines), logo=logo, in_parcel=True)


def _of_kit(row: _AnyRow) -> tuple[KitShare, ...]:
    """Return the kit that the order line of a row is a part of."""
    return (KitShare(plain_name(row.kit, row.kit_option)),) if row.kit else ()


def _packed(session: Session, parcel_id: ParcelId) -> Sequence[_AnyRow]:
    kit = aliased(OrderLine)
    return session.execute(
        select(
            ParcelLine.product_id,
            ParcelLine.packed,
            OrderLine.sku,
            OrderLine.name,
            OrderLine.option_text,
            kit.name.label("kit"),
            kit.option_text.label("kit_option"),
        )
        .join(OrderLine, OrderLine.id == ParcelLine.order_line_id)
        .outerjoin(kit, kit.id == OrderLine.kit_line_id)
        .where(ParcelLine.parcel_id == parcel_id, ParcelLine.packed > 0)
        .order_by(OrderLine.position)
    ).all()


def _orders(session: Session, order_ids: Sequence[OrderId]) -> Sequence[Order]:
    found: list[Order] = []
    for start in range(0, len(order_ids), _PAGE):
        found.extend(
            session.scalars(select(Order).where(Order.id.in_(order_ids[start : start + _PAGE])))
        )
    return found


def _slip(order: Order, lines: Sequence[SlipLine], now: datetime, shop_name: str) -> PackingSlip:
    return PackingSlip(
        order_number=order.number,
        order_code=order.slip_code,
        shipping=read_address(order.shipping),
        delivery=order.delivery,
        lines=tuple(walking_order(lines)),
        customer=order.customer_name,
        placed_on=paris_date(order.placed_at),
        carrier=order.carrier,
        promised_on=paris_date(order.ship_by_at),
        late=order.ship_by_at < now,
        customer_note=order.note,
        gift_note=order.gift_note,
        is_gift=bool(order.gift_note),
        pickup_slot=order.pickup_slot,
        relay_id=order.relay_id,
        shop_name=shop_name,
    )


def _shop(session: Session) -> tuple[str, bytes | None]:
    profile = session.scalars(select(ShopProfile)).first()
    if profile is None:
        return "", None
    seller = read_seller(profile.seller)
    return seller.trade_name or seller.name, profile.logo


def _wave_picks(session: Session, wave_id: WaveId) -> dict[OrderId, list[SlipLine]]:
    """Return what the wave took for each order when it was made."""
    rows = session.execute(
        select(
            WavePick.order_id,
            WavePick.quantity,
            Place.code,
            Product.id.label("product_id"),
            Product.sku,
            Product.name,
            Product.option_text,
        )
        .join(Product, Product.id == WavePick.product_id)
        .outerjoin(Place, Place.id == WavePick.place_id)
        .where(WavePick.wave_id == wave_id)
        .order_by(WavePick.id)
    ).all()
    eans = article_eans(session, sorted({row.product_id for row in rows}))
    kits = kit_shares(session, sorted({row.order_id for row in rows}))
    found: dict[OrderId, list[SlipLine]] = {}
    for row in rows:
        line = _line(
            row,
            row.code or MISSING,
            row.quantity,
            eans,
            kits.get((row.order_id, row.product_id), ()),
        )
        found.setdefault(row.order_id, []).append(line)
    return found


def _picks(session: Session, order_ids: Sequence[OrderId]) -> dict[OrderId, list[SlipLine]]:
    """Return what each order takes from which bin; what no bin has comes last, without a bin."""
    rows: list[_AnyRow] = []
    for start in range(0, len(order_ids), _PAGE):
        rows.extend(_due(session, order_ids[start : start + _PAGE]))
    chosen = _allocations(session, [row.id for row in rows])
    eans = article_eans(session, sorted({row.product_id for row in rows}))
    found: dict[OrderId, list[SlipLine]] = {}
    for row in rows:
        left = row.quantity
        places = chosen.get(row.id, [])
        for code, units in places:
            left -= units
            found.setdefault(row.order_id, []).append(_line(row, code, units, eans, _of_kit(row)))
        if left > 0:
            short = MISSING if places or chosen else ""
            found.setdefault(row.order_id, []).append(_line(row, short, left, eans, _of_kit(row)))
    return found


def _line(
    row: _AnyRow, bin_code: str, units: int, eans: dict[ProductId, str], kits: tuple[KitShare, ...]
) -> SlipLine:
    return SlipLine(
        bin_code=bin_code,
        sku=row.sku,
        name=row.name,
        quantity=units,
        option=row.option_text,
        ean=eans.get(row.product_id, ""),
        kits=kits,
    )


def _due(session: Session, order_ids: Sequence[OrderId]) -> Sequence[_AnyRow]:
    kit = aliased(OrderLine)
    return session.execute(
        select(
            OrderLine.id,
            OrderLine.order_id,
            Product.id.label("product_id"),
            Product.sku,
            Product.name,
            Product.option_text,
            Reservation.quantity,
            kit.name.label("kit"),
            kit.option_text.label("kit_option"),
        )
        .join(Reservation, Reservation.order_line_id == OrderLine.id)
        .join(Product, Product.id == Reservation.product_id)
        .outerjoin(kit, kit.id == OrderLine.kit_line_id)
        .where(OrderLine.order_id.in_(order_ids))
        .order_by(OrderLine.position)
    ).all()


def _allocations(
    session: Session, line_ids: Sequence[OrderLineId]
) -> dict[OrderLineId, list[tuple[str, int]]]:
    found: dict[OrderLineId, list[tuple[str, int]]] = {}
    for start in range(0, len(line_ids), _PAGE):
        for row in session.execute(
            select(PickAllocation.order_line_id, Place.code, PickAllocation.quantity)
            .join(Place, Place.id == PickAllocation.place_id)
            .where(PickAllocation.order_line_id.in_(line_ids[start : start + _PAGE]))
            .order_by(Place.walk_order)
        ):
            found.setdefault(row.order_line_id, []).append((row.code, row.quantity))
    return found
