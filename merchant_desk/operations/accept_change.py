"""Follow a change that a storefront made to an order the desk already has."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, select, update
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.order import Order
from merchant_desk.models.parcel import Parcel
from merchant_desk.operations.accept_new import (
    RESERVING,
    block_reason,
    counted_before,
    desk_state,
    elsewhere_reason,
    shop_fields,
    standing_reason,
)
from merchant_desk.operations.change_lines import change_lines, lines_of
from merchant_desk.operations.find_customer import find_or_make_customer
from merchant_desk.operations.link_lines import products_of_lines
from merchant_desk.operations.match_refunds import covered_units, match_refunds
from merchant_desk.operations.match_returns import match_returns
from merchant_desk.operations.note_edit import changes_slip, note_edit
from merchant_desk.operations.note_refunds import note_refunds, refund_after_invoice
from merchant_desk.operations.open_conflicts import (
    Difference,
    completed_elsewhere,
    open_conflicts,
    refunded_after_invoice,
)
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.operations.record_payment import record_remote_payments
from merchant_desk.operations.reserve_stock import release_lines, reserve_lines
from merchant_desk.queries.refund_due import refund_due
from merchant_desk.rules.vat_regime import correct_there
from merchant_desk.values import disagreements
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, ProductId, ShopId
from merchant_desk.values.money import ZERO, total
from merchant_desk.values.product_names import full_name
from merchant_desk.values.remote import Address, LineKind, RemoteLine, RemoteOrder, RemoteState
from merchant_desk.values.snapshots import read_address
from merchant_desk.values.unknown_article import says_unknown
from merchant_desk.values.words import OrderState, ParcelState

_ORDERS, _PARCELS = table(Order), table(Parcel)
_PACKED = Prepared(
    select(_PARCELS.c.id)
    .where(_PARCELS.c.order_id == bindparam("order"), _PARCELS.c.state != ParcelState.CANCELLED)
    .limit(1)
)
_ALWAYS = (
    "remote_modified_at",
    "remote_state_word",
    "payment_state",
    "payment_means",
    "paid_at",
)
_LineKey = tuple[str, str, int, int, int, int, int, int]
_DECIDABLE = frozenset({OrderState.HELD, OrderState.TO_PREPARE, OrderState.PREPARING})


def change_order(session: Session, gesture: Gesture, order: Order, remote: RemoteOrder) -> int:
    """Apply what the storefront may still change; return how many conflicts were opened."""
    if order.shop_id is None:
        raise ValueError("an order without a storefront cannot be changed by one")
    record_remote_payments(session, gesture, order.id, remote)
    if _packing_began(session, order):
        fields = shop_fields(remote)
        _write_order(session, order.id, {name: fields[name] for name in _ALWAYS})
        note_refunds(session, order.id, remote.lines)
        if remote.returns or remote.all_returns:
            match_returns(session, gesture, order, remote)
        match_refunds(session, gesture, order, remote)
        here = lines_of(session, order.id)
        lines = _line_differences(here, remote)
        differences = [
            *_state_difference(order, remote),
            *_address_difference(order, remote),
            *(lines or _refund_difference(session, order, remote)),
        ]
        opened = open_conflicts(session, gesture, order.shop_id, order.id, differences)
        if opened:  # the shop may sell again what lies in a parcel
            packed = {line.product_id for line in here if line.product_id is not None}
            queue_state(session, gesture, "stock", packed)
        return opened
    return _follow(session, gesture, order, remote, order.shop_id)


def _packing_began(session: Session, order: Order) -> bool:
    if order.state is OrderState.SHIPPED:
        return True
    return bool(_PACKED.rows(session, order=order.id))


def _write_order(session: Session, order_id: OrderId, values: Mapping[str, object]) -> None:
    _changing(tuple(values)).write(session, {**values, "of": order_id})


@cache
def _changing(names: tuple[str, ...]) -> Prepared:
    changed: dict[str, BindParameter[Any]] = {name: bindparam(name) for name in names}
    return Prepared(update(_ORDERS).where(_ORDERS.c.id == bindparam("of")).values(changed))


def _follow(
    session: Session, gesture: Gesture, order: Order, remote: RemoteOrder, shop_id: ShopId
) -> int:
    """Nothing is packed yet: the order becomes what the storefront says."""
    linked = products_of_lines(session, shop_id, remote.lines)
    products = linked.products
    before = lines_of(session, order.id)
    elsewhere = _done_elsewhere(session, order, remote, products.values())
    state, reason = _standing(session, gesture, order, remote, products)
    if elsewhere:
        state, reason = OrderState.HELD, elsewhere_reason()
    card = find_or_make_customer(session, gesture, shop_id, remote, order.customer_id)
    told = {"state": state, "customer_id": card, "blocked_reason": reason}
    _write_order(session, order.id, {**shop_fields(remote), **told})
    if _signature(before) != _remote_signature(remote) or state != order.state:
        release_lines(session, [line.id for line in before])
        due = change_lines(session, before, order.id, remote.lines, linked, state)
        if state in RESERVING:
            reserve_lines(session, due)
        touched = {line.product_id for line in before if line.product_id is not None}
        queue_state(session, gesture, "stock", touched | {line[1] for line in due})
    if _signature(before) != _remote_signature(remote) or changes_slip(order, remote):
        note_edit(session, gesture, order)
    if not elsewhere:
        return 0
    found = completed_elsewhere(order.state.value)
    return open_conflicts(session, gesture, shop_id, order.id, [found])


def _done_elsewhere(
    session: Session, order: Order, remote: RemoteOrder, products: Collection[ProductId]
) -> bool:
    """Tell whether the storefront calls done what the desk still keeps units for."""
    open_here = order.state in RESERVING | {OrderState.UNPAID}
    done = remote.state is RemoteState.COMPLETED
    return done and open_here and counted_before(session, products)


def _standing(
    session: Session,
    gesture: Gesture,
    order: Order,
    remote: RemoteOrder,
    products: dict[str, ProductId],
) -> tuple[OrderState, str]:
    """Return the state and why a person must look.

    What a person held or let go stays so until the storefront moves the order to another state.
    """
    state = desk_state(remote.state)
    wrong = standing_reason(session, gesture, remote, products)
    same_word = order.remote_state_word == remote.state_word
    if same_word and state in _DECIDABLE and order.state in _DECIDABLE:
        held = order.state is OrderState.HELD
        return order.state, wrong or (_other_reason(order) if held else "")
    if order.state is OrderState.PREPARING and state is OrderState.TO_PREPARE:
        state = OrderState.PREPARING
    return state, block_reason(session, gesture, remote, products)


def _other_reason(order: Order) -> str:
    """Return why the order was held, unless the storefront has put that right since."""
    reason = order.blocked_reason
    return "" if says_unknown(reason) or reason.endswith(correct_there()) else reason


def _signature(lines: Sequence[Row[*tuple[Any, ...]]]) -> list[_LineKey]:
    return [
        (
            line.remote_id,
            line.sku,
            line.quantity,
            line.cancelled,
            line.total.cents,
            line.refunded.cents,
            line.discount.cents,
            line.rate_bp,
        )
        for line in lines
        if line.kit_line_id is None  # its parts follow from the line that sells the kit
    ]


def _remote_signature(remote: RemoteOrder) -> list[_LineKey]:
    return [
        (
            line.remote_id,
            line.sku,
            line.quantity,
            min(line.refunded_quantity, line.quantity),
            line.total.cents,
            (line.refunded or ZERO).cents,
            line.discount.cents,
            line.rate_bp,
        )
        for line in remote.lines
    ]


def _state_difference(order: Order, remote: RemoteOrder) -> list[Difference]:
    cancelled = desk_state(remote.state) is OrderState.CANCELLED
    completed = remote.state is RemoteState.COMPLETED
    if cancelled and remote.state is not RemoteState.REFUNDED:
        return [(disagreements.STATE, order.state.value, disagreements.CANCELLED_IN_SHOP)]
    if completed and order.state is not OrderState.SHIPPED:
        return [completed_elsewhere(order.state.value)]
    return []


def _address_difference(order: Order, remote: RemoteOrder) -> list[Difference]:
    if order.state is OrderState.SHIPPED:
        return []
    desk = read_address(order.shipping)
    if desk == remote.shipping:
        return []
    return [(disagreements.ADDRESS, _one_line(desk), _one_line(remote.shipping))]


def _one_line(address: Address) -> str:
    place = f"{address.postcode} {address.city}".strip()
    parts = (address.name, address.company, address.line1, address.line2, place, address.country)
    return ", ".join(part for part in parts if part)


def _line_differences(
    lines: Sequence[Row[*tuple[Any, ...]]], remote: RemoteOrder
) -> list[Difference]:
    desk = {line.remote_id: line for line in lines if line.kit_line_id is None}
    shop = {line.remote_id: line for line in remote.lines}
    found = []
    for number in dict.fromkeys([*desk, *shop]):
        ours, theirs = desk.get(number), shop.get(number)
        before = "0" if ours is None else str(ours.quantity - ours.cancelled)
        after = "0" if theirs is None else str(_wanted_still(ours, theirs))
        named = ours if ours is not None else shop[number]
        if before != after and _is_goods(ours, theirs):
            name = full_name(named.name, named.option_text)
            found.append((disagreements.quantity_of(name), before, after))
    return found


def _wanted_still(ours: Row[*tuple[Any, ...]] | None, theirs: RemoteLine) -> int:
    """Return how many the shop wants sent: units refunded once they left are returns."""
    gone = 0 if ours is None else covered_units(theirs, ours.quantity, ours.shipped)
    return theirs.quantity - theirs.refunded_quantity + gone


def _refund_difference(session: Session, order: Order, remote: RemoteOrder) -> list[Difference]:
    """Tell of money given back on what an invoice charged: a credit note is owed, or was made."""
    told = total(refund.amount for refund in remote.refunds)
    late = refund_after_invoice(session, order.id, told)
    if not late or late <= refund_due(session, order.id).credited:
        return []
    return [refunded_after_invoice(late)]


def _is_goods(ours: Row[*tuple[Any, ...]] | None, theirs: RemoteLine | None) -> bool:
    kind = ours.kind if ours is not None else theirs.kind if theirs is not None else None
    return kind is LineKind.PRODUCT
