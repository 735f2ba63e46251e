"""Follow a change that a storefront made to an order the desk already has."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.parcel import Parcel
from merchant_desk.models.shop import Conflict
from merchant_desk.operations.accept_new import (
    RESERVING,
    block_reason,
    desk_state,
    find_or_make_customer,
    insert_lines,
    shop_fields,
)
from merchant_desk.operations.link_lines import products_of_lines
from merchant_desk.operations.record_payment import record_remote_payments
from merchant_desk.operations.reserve_stock import release_lines, reserve_lines
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ConflictId, ShopId, new_id
from merchant_desk.values.remote import Address, LineKind, RemoteLine, RemoteOrder, RemoteState
from merchant_desk.values.snapshots import read_address
from merchant_desk.values.texts import _
from merchant_desk.values.words import ConflictState, OrderState, ParcelState

_ORDERS, _LINES, _PARCELS, _CONFLICTS = (
    table(Order),
    table(OrderLine),
    table(Parcel),
    table(Conflict),
)
_ALWAYS = (
    "remote_modified_at",
    "remote_state_word",
    "payment_state",
    "payment_means",
    "paid_at",
)
_LineKey = tuple[str, str, int, int, int]
_Difference = tuple[str, str, str]


def change_order(session: Session, gesture: Gesture, order: Order, remote: RemoteOrder) -> int:
    """Apply what the storefront may still change; return how many conflicts were opened."""
    if order.shop_id is None:
        raise ValueError("an order without a storefront cannot be changed by one")
    record_remote_payments(session, gesture, order.id, remote)
    fields = shop_fields(remote)
    session.execute(
        update(_ORDERS)
        .where(_ORDERS.c.id == order.id)
        .values(**{name: fields[name] for name in _ALWAYS})
    )
    if _packing_began(session, order):
        return _compare_with_packed(session, gesture, order, remote)
    _follow(session, gesture, order, remote, order.shop_id)
    return 0


def _packing_began(session: Session, order: Order) -> bool:
    if order.state is OrderState.SHIPPED:
        return True
    open_or_closed = select(_PARCELS.c.id).where(
        _PARCELS.c.order_id == order.id, _PARCELS.c.state != ParcelState.CANCELLED
    )
    return session.execute(open_or_closed.limit(1)).first() is not None


def _follow(
    session: Session, gesture: Gesture, order: Order, remote: RemoteOrder, shop_id: ShopId
) -> None:
    """Nothing is packed yet: the order becomes what the storefront says."""
    products = products_of_lines(session, shop_id, remote.lines)
    state = desk_state(remote.state)
    if order.state is OrderState.PREPARING and state is OrderState.TO_PREPARE:
        state = OrderState.PREPARING
    session.execute(
        update(_ORDERS)
        .where(_ORDERS.c.id == order.id)
        .values(
            **shop_fields(remote),
            state=state,
            customer_id=find_or_make_customer(session, gesture, shop_id, remote),
            blocked_reason=block_reason(remote, products),
        )
    )
    lines = _desk_lines(session, order)
    if _signature(lines) == _remote_signature(remote) and state == order.state:
        return
    line_ids = [line.id for line in lines]
    release_lines(session, line_ids)
    session.execute(delete(_LINES).where(_LINES.c.order_id == order.id))
    due = insert_lines(session, order.id, remote.lines, products, state)
    if state in RESERVING:
        reserve_lines(session, due)


def _desk_lines(session: Session, order: Order) -> Sequence[Row[*tuple[Any, ...]]]:
    return session.execute(
        select(_LINES).where(_LINES.c.order_id == order.id).order_by(_LINES.c.position)
    ).all()


def _signature(lines: Sequence[Row[*tuple[Any, ...]]]) -> list[_LineKey]:
    return [
        (line.remote_id, line.sku, line.quantity, line.total.cents, line.cancelled)
        for line in lines
    ]


def _remote_signature(remote: RemoteOrder) -> list[_LineKey]:
    return [
        (
            line.remote_id,
            line.sku,
            line.quantity,
            line.total.cents,
            min(line.refunded_quantity, line.quantity),
        )
        for line in remote.lines
    ]


def _compare_with_packed(
    session: Session, gesture: Gesture, order: Order, remote: RemoteOrder
) -> int:
    """Packing has begun: nothing is overwritten; each difference is shown with both values."""
    differences = [
        *_state_difference(order, remote),
        *_address_difference(order, remote),
        *_line_differences(_desk_lines(session, order), remote),
    ]
    known = {
        (row.field, row.shop_value)
        for row in session.execute(select(_CONFLICTS).where(_CONFLICTS.c.order_id == order.id))
    }
    fresh = [
        difference for difference in differences if (difference[0], difference[2]) not in known
    ]
    if fresh:
        session.execute(
            insert(_CONFLICTS),
            [
                {
                    "id": ConflictId(new_id()),
                    "shop_id": order.shop_id,
                    "order_id": order.id,
                    "product_id": None,
                    "field": field,
                    "desk_value": desk_value,
                    "shop_value": shop_value,
                    "state": ConflictState.OPEN,
                    "at": gesture.at,
                    "settled_at": None,
                    "settled_by": "",
                }
                for field, desk_value, shop_value in fresh
            ],
        )
    return len(fresh)


def _state_difference(order: Order, remote: RemoteOrder) -> list[_Difference]:
    cancelled = desk_state(remote.state) is OrderState.CANCELLED
    completed = remote.state is RemoteState.COMPLETED
    if cancelled and remote.state is not RemoteState.REFUNDED:
        return [(_("État"), _state_word(order), _("Annulée dans la boutique en ligne"))]
    if completed and order.state is not OrderState.SHIPPED:
        return [(_("État"), _state_word(order), _("Terminée dans la boutique en ligne"))]
    return []


def _state_word(order: Order) -> str:
    return _("Expédiée") if order.state is OrderState.SHIPPED else _("En préparation")


def _address_difference(order: Order, remote: RemoteOrder) -> list[_Difference]:
    if order.state is OrderState.SHIPPED:
        return []
    desk = read_address(order.shipping)
    if desk == remote.shipping:
        return []
    return [(_("Adresse de livraison"), _one_line(desk), _one_line(remote.shipping))]


def _one_line(address: Address) -> str:
    place = f"{address.postcode} {address.city}".strip()
    parts = (address.name, address.company, address.line1, address.line2, place, address.country)
    return ", ".join(part for part in parts if part)


def _line_differences(
    lines: Sequence[Row[*tuple[Any, ...]]], remote: RemoteOrder
) -> list[_Difference]:
    desk = {line.remote_id: line for line in lines}
    shop = {line.remote_id: line for line in remote.lines}
    found = []
    for number in dict.fromkeys([*desk, *shop]):
        ours, theirs = desk.get(number), shop.get(number)
        before = "0" if ours is None else str(ours.quantity - ours.cancelled)
        after = "0" if theirs is None else str(theirs.quantity - theirs.refunded_quantity)
        name = ours.name if ours is not None else shop[number].name
        if before != after and _is_goods(ours, theirs):
            found.append((_("Quantité de {name}").format(name=name), before, after))
    return found


def _is_goods(ours: Row[*tuple[Any, ...]] | None, theirs: RemoteLine | None) -> bool:
    kind = ours.kind if ours is not None else theirs.kind if theirs is not None else None
    return kind is LineKind.PRODUCT
