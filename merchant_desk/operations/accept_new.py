"""Write an order that the desk meets for the first time."""

import contextlib
from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Ahead, Prepared, ask_ahead, insert_into
from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.database.rows import block_ahead, next_row
from merchant_desk.models.base import table
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.stock import StockMove
from merchant_desk.operations.choose_regime import problem_on_arrival, profile_ahead
from merchant_desk.operations.explode_kits import due_of_part, kit_line, part_row, parts_sold
from merchant_desk.operations.find_customer import customer_name, find_or_make_customer
from merchant_desk.operations.line_rows import DueLine, due_of, line_row
from merchant_desk.operations.link_lines import Linked, products_ahead, products_of_lines
from merchant_desk.operations.open_conflicts import completed_elsewhere, open_conflicts
from merchant_desk.operations.queue_message import queue_state, told_ahead
from merchant_desk.operations.record_payment import (
    payment_chain,
    record_remote_payments,
    tells_money,
)
from merchant_desk.operations.reserve_stock import reserve_lines
from merchant_desk.operations.seal_records import chain_ahead
from merchant_desk.rules.promise import ship_by
from merchant_desk.values.folding import folded
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import (
    OrderId,
    OrderLineId,
    ProductId,
    ShopId,
    new_id,
    new_ids,
)
from merchant_desk.values.order_code import order_code
from merchant_desk.values.remote import (
    LineKind,
    RemoteLine,
    RemoteOrder,
    RemoteState,
)
from merchant_desk.values.signing import SealKind
from merchant_desk.values.snapshots import address_json
from merchant_desk.values.texts import _
from merchant_desk.values.unknown_article import unknown_reason
from merchant_desk.values.words import OrderState, PaymentState

_ORDERS, _LINES, _MOVES = table(Order), table(OrderLine), table(StockMove)
_BY_SLIP = Prepared(select(_ORDERS.c.id).where(_ORDERS.c.slip_code == bindparam("code")))
_COUNTED = PreparedSet(
    lambda products: (
        select(_MOVES.c.id)
        .where(_MOVES.c.product_id.in_(products), _MOVES.c.at < bindparam("at"))
        .limit(1)
    )
)
_EVER = datetime.max.replace(tzinfo=UTC)
_STATES = {
    RemoteState.UNPAID: OrderState.UNPAID,
    RemoteState.READY: OrderState.TO_PREPARE,
    RemoteState.ON_HOLD: OrderState.HELD,
    RemoteState.COMPLETED: OrderState.SHIPPED,
    RemoteState.CANCELLED: OrderState.CANCELLED,
    RemoteState.REFUNDED: OrderState.CANCELLED,
    RemoteState.UNKNOWN: OrderState.HELD,
}
RESERVING = frozenset({OrderState.TO_PREPARE, OrderState.HELD, OrderState.PREPARING})


def desk_state(state: RemoteState) -> OrderState:
    """Return where an order in this storefront state starts at the desk."""
    return _STATES[state]


def create_order(
    session: Session, gesture: Gesture, shop_id: ShopId, remote: RemoteOrder
) -> OrderId:
    """Insert the order with its customer, lines, payments and reservations."""
    order_id = OrderId(new_id())
    ask_ahead(session, *_facts_ahead(gesture, shop_id, remote))
    paid = payment_chain(session, gesture) if tells_money(remote) else None
    row = next_row(session, _ORDERS)
    products = (linked := products_of_lines(session, shop_id, remote.lines)).products
    state, reason = desk_state(remote.state), block_reason(session, gesture, remote, products)
    if elsewhere := _left_elsewhere(session, remote, products.values()):
        state, reason = OrderState.HELD, elsewhere_reason()
    slip_code = free_slip_code(session, remote.number, row)
    ask_ahead(session, told_ahead("stock", products.values()))
    customer_id = find_or_make_customer(session, gesture, shop_id, remote)
    insert_into(
        session,
        _ORDERS,
        {
            "id": order_id,
            "row": row,
            "shop_id": shop_id,
            "remote_id": remote.remote_id,
            "slip_code": slip_code,
            "customer_id": customer_id,
            "state": state,
            "channel": "online",
            "placed_at": remote.placed_at,
            "ship_by_at": ship_by(_ready_at(remote)),
            **shop_fields(remote),
            "blocked_reason": reason,
        },
    )
    if elsewhere:
        found = completed_elsewhere(_("Reçue à l’instant"))
        open_conflicts(session, gesture, shop_id, order_id, [found])
    lines = insert_lines(session, order_id, remote.lines, linked, state)
    if state in RESERVING:
        reserve_lines(session, lines)
        queue_state(session, gesture, "stock", [line[1] for line in lines])
    record_remote_payments(session, gesture, order_id, remote, noted=(), chain=paid)
    return order_id


def shop_fields(remote: RemoteOrder) -> dict[str, object]:
    """Return the columns that the storefront owns."""
    return {
        "number": remote.number,
        "remote_modified_at": remote.modified_at,
        "remote_state_word": remote.state_word,
        "customer_name": customer_name(remote),
        "email": remote.customer.email.lower(),
        "siren": remote.customer.siren,
        "vat_number": remote.customer.vat_number,
        "tax_countries": " ".join(remote.tax_countries),
        "payment_state": payment_state(remote),
        "payment_means": remote.payment_means,
        "delivery": remote.delivery,
        "carrier": remote.carrier,
        "relay_id": remote.relay_id,
        "pickup_slot": remote.pickup_slot,
        "billing": address_json(remote.billing),
        "shipping": address_json(remote.shipping),
        "note": remote.note,
        "gift_note": remote.gift_note,
        "coupon_codes": ", ".join(remote.coupon_codes),
        "paid_at": remote.paid_at,
        "total": remote.total,
        "article_count": sum(
            line.quantity for line in remote.lines if line.kind is LineKind.PRODUCT
        ),
        "search_text": search_text(remote),
    }


def insert_lines(
    session: Session,
    order_id: OrderId,
    lines: Sequence[RemoteLine],
    linked: Linked,
    state: OrderState,
) -> list[DueLine]:
    """Insert the lines; return (line, product, units still due) of those that need stock.

    The parts of a kit follow its line, and need the stock in its place.
    """
    due: list[DueLine] = []
    rows: list[dict[str, object]] = []
    parts = parts_sold(session, linked.kits)
    ids = (OrderLineId(each) for each in new_ids(len(lines)))
    for line_id, line in zip(ids, lines, strict=True):
        product_id = linked.products.get(line.remote_id)
        row = line_row(line, product_id, state)
        place = {"id": line_id, "order_id": order_id, "position": len(rows) + 1}
        rows.append({**row, **place, "kit_line_id": None})
        if product_id is None or product_id not in parts:
            due += due_of(line_id, line, product_id)
            continue
        kit = kit_line(line_id, order_id, row)
        for part in parts[product_id]:
            part_id = OrderLineId(new_id())
            rows.append({"id": part_id, "position": len(rows) + 1, **part_row(kit, part)})
            due += due_of_part(kit, part, part_id)
    insert_into(session, _LINES, rows)
    return due


def payment_state(remote: RemoteOrder) -> PaymentState:
    """Return what has been paid, refunds counted."""
    refunded = sum(refund.amount.cents for refund in remote.refunds)
    if refunded and refunded >= remote.total.cents:
        return PaymentState.REFUNDED
    if refunded:
        return PaymentState.PARTLY_REFUNDED
    return PaymentState.PENDING if remote.paid_at is None else PaymentState.PAID


def counted_before(
    session: Session, product_ids: Collection[ProductId], at: datetime = _EVER
) -> bool:
    """Tell whether the desk counts one of these products, already at that instant if given."""
    session.flush()
    return bool(_COUNTED.rows(session, sorted(set(product_ids)), at=at))


def _left_elsewhere(
    session: Session, remote: RemoteOrder, product_ids: Collection[ProductId]
) -> bool:
    """Tell whether units left for it that the desk already counted, without passing here."""
    done = remote.state is RemoteState.COMPLETED
    return done and counted_before(session, product_ids, remote.placed_at)


def elsewhere_reason() -> str:
    """Return why an order that the storefront calls done waits for a person."""
    return _("Déjà terminée dans la boutique en ligne, sans être passée par ici.")


def block_reason(
    session: Session, gesture: Gesture, remote: RemoteOrder, products: dict[str, ProductId]
) -> str:
    """Return why a person must look first, or nothing."""
    if remote.state is RemoteState.UNKNOWN:
        return _("État inconnu dans la boutique en ligne\u00a0: «\u00a0{word}\u00a0».").format(
            word=remote.state_word
        )
    return standing_reason(session, gesture, remote, products)


def standing_reason(
    session: Session, gesture: Gesture, remote: RemoteOrder, products: dict[str, ProductId]
) -> str:
    """Return which articles the desk does not know, or why no invoice may be made, or nothing."""
    if desk_state(remote.state) not in RESERVING | {OrderState.UNPAID}:
        return ""
    return missing_reason(remote, products) or problem_on_arrival(session, gesture, remote)


def missing_reason(remote: RemoteOrder, products: dict[str, ProductId]) -> str:
    """Return which articles the desk does not know, or nothing."""
    missing = [
        line.sku or line.name
        for line in remote.lines
        if line.kind is LineKind.PRODUCT and line.remote_id not in products
    ]
    if missing:
        return unknown_reason(missing)
    return ""


def search_text(remote: RemoteOrder) -> str:
    """Return what a search among orders looks into."""
    parts = (
        remote.number,
        remote.customer.name,
        remote.customer.company,
        remote.customer.email,
        remote.shipping.name,
        remote.shipping.city,
        remote.shipping.postcode,
    )
    return folded(" ".join(dict.fromkeys(part for part in parts if part)))


def _ready_at(remote: RemoteOrder) -> datetime:
    return remote.paid_at or remote.placed_at


def _facts_ahead(gesture: Gesture, shop_id: ShopId, remote: RemoteOrder) -> list[Ahead]:
    """Return what is asked about any new order before it is written."""
    facts = [block_ahead(), profile_ahead(), *products_ahead(shop_id, remote.lines)]
    if tells_money(remote):
        facts.append(chain_ahead(gesture, SealKind.PAYMENT))
    with contextlib.suppress(ValueError):  # a number that no slip can bear
        facts.append(_BY_SLIP.ahead(code=order_code(remote.number)))
    return facts


def free_slip_code(session: Session, number: str, row: int) -> str:
    """Return what the bars of a slip hold: the number of the order, where no other has it."""
    try:
        code = order_code(number)
    except ValueError:
        return order_code(f"R{row}")
    return code if not _BY_SLIP.rows(session, code=code) else order_code(f"{number}-R{row}")
