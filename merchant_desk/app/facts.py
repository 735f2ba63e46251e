"""What the window asks that is of no single screen: its frame, its search, a stray scan."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from merchant_desk.queries.frame import frame
from merchant_desk.queries.shops import ShopState
from merchant_desk.queries.sync_state import sync_line
from merchant_desk.ui.window_facts import Found, SyncKind, SyncState, WindowFacts
from merchant_desk.values.clock import utc_now
from merchant_desk.values.french import euros, number
from merchant_desk.values.ids import ProductId
from merchant_desk.values.money import Money
from merchant_desk.values.purchase_words import arrives_words
from merchant_desk.values.texts import _

if TYPE_CHECKING:
    from merchant_desk.queries.on_order import OnOrder
    from merchant_desk.queries.product_search import FoundProduct
    from merchant_desk.queries.products import ProductRow
    from merchant_desk.values.scan import Scan

_MOST = 8


def window_facts(session: Session) -> WindowFacts:
    """Return what the frame shows."""
    now = frame(session)
    waiting = now.to_check
    return WindowFacts(
        shop=now.shop,
        detail=now.detail,
        counts={
            "orders": now.to_prepare,
            "packing": now.preparing,
            "stock": now.negative_stock,
            "to_check": waiting,
        },
        people=now.people,
        sync=_sync(session),
        to_check=waiting,
    )


_STATES = {
    None: SyncKind.NONE,
    ShopState.UP_TO_DATE: SyncKind.UP_TO_DATE,
    ShopState.TROUBLE: SyncKind.TROUBLE,
}


def _sync(session: Session) -> SyncState:
    line = sync_line(session, utc_now())
    return SyncState(_STATES.get(line.state, SyncKind.WAITING), line.text, line.since)


def search(session: Session, text: str) -> tuple[Found, ...]:
    """Return products and orders for the search of the whole desk."""
    from merchant_desk.queries.orders import OrdersQuery  # noqa: PLC0415 - on first use
    from merchant_desk.queries.product_search import find_products  # noqa: PLC0415 - on first use
    from merchant_desk.queries.products import product_rows  # noqa: PLC0415 - on first use

    matches = find_products(session, text, _MOST)
    held = {row.product_id: row for row in product_rows(session, [row[0] for row in matches])}
    arrivals = _arrivals(session, held)
    products = tuple(
        Found(
            title=" · ".join(filter(None, (row.name, row.option_text))),
            detail=" · ".join(
                (row.sku, euros(Money(row.price_cents)), _to_sell(held, row, arrivals))
            ),
            icon="tag",
            screen="products",
            argument={"product_id": row.product_id},
        )
        for row in matches
    )
    orders = tuple(
        Found(
            title=f"#{row.number} · {row.customer}",
            detail=euros(row.total),
            icon="inbox",
            screen="orders",
            argument={"order_id": row.order_id},
        )
        for row in OrdersQuery(utc_now(), text=text).fetch(session, 0, _MOST)
    )
    return (*products, *orders)


def _arrivals(
    session: Session, held: "Mapping[ProductId, ProductRow]"
) -> "Mapping[ProductId, OnOrder]":
    """Return what is to come of what cannot be sold now."""
    from merchant_desk.queries.on_order import on_order  # noqa: PLC0415 - on first use

    gone = [key for key, row in held.items() if row.stocked and row.available <= 0]
    return on_order(session, gone) if gone else {}


def _to_sell(
    held: "Mapping[ProductId, ProductRow]",
    found: "FoundProduct",
    arrivals: "Mapping[ProductId, OnOrder]",
) -> str:
    """Return the answer to « Vous l’avez\u00a0? »."""
    row = held.get(found.product_id)
    if row is None or not row.stocked:
        return _("sans stock suivi")
    words = _("{n} à vendre").format(n=number(row.available))
    coming = arrivals.get(row.product_id)
    if coming is None:
        return words
    day = coming.next_on
    return f"{words}, {_('en commande') if day is None else arrives_words(day)}"


def find_scan(session: Session, scan: "Scan") -> Found | None:
    """Return where a scan that no screen took leads: its order, its product, its ticket."""
    from merchant_desk.queries.barcodes import products_of_scan  # noqa: PLC0415 - on first use
    from merchant_desk.queries.find_order import order_by_code  # noqa: PLC0415 - on first use

    for reading in scan.candidates:
        order_id = order_by_code(session, reading.code)
        if order_id is not None:
            return Found(reading.text, "", "inbox", "packing", {"order_id": order_id})
    for match in products_of_scan(session, scan):
        argument = {"product_id": match.product_id}
        return Found(match.name, match.sku, "tag", "products", argument)
    return _ticket(session, scan)


def _ticket(session: Session, scan: "Scan") -> Found | None:
    """Return the counter for a ticket that a customer brings back."""
    from merchant_desk.queries.counter_tickets import (  # noqa: PLC0415 - on first use
        ticket_by_number,
    )

    for text in dict.fromkeys(each.text for each in scan.candidates):
        found = ticket_by_number(session, text)
        if found is not None:
            argument = {"ticket_id": found.ticket_id}
            return Found(found.number, "", "shopping-bag", "counter", argument)
    return None
