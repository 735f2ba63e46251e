"""What the window asks that is of no single screen: its frame, its search, a stray scan."""

from sqlalchemy.orm import Session

from merchant_desk.queries.barcodes import products_by_code
from merchant_desk.queries.find_order import order_by_code
from merchant_desk.queries.frame import Frame, frame
from merchant_desk.queries.orders import OrdersQuery
from merchant_desk.queries.product_search import find_products
from merchant_desk.ui.window_facts import Found, SyncKind, SyncState, WindowFacts
from merchant_desk.values.clock import utc_now
from merchant_desk.values.french import ago, euros, number
from merchant_desk.values.ids import id_text
from merchant_desk.values.money import Money
from merchant_desk.values.scan import Scan
from merchant_desk.values.texts import _, ngettext

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
        sync=_sync(now),
        to_check=waiting,
    )


def _sync(now: Frame) -> SyncState:
    if not now.has_storefront:
        return SyncState(SyncKind.NONE, _("Aucune boutique en ligne"))
    if now.problem:
        return SyncState(SyncKind.TROUBLE, now.problem)
    if now.waiting_messages:
        text = ngettext("{n} envoi en attente", "{n} envois en attente", now.waiting_messages)
        return SyncState(SyncKind.WAITING, text.format(n=number(now.waiting_messages)))
    if now.last_pull_at is None:
        return SyncState(SyncKind.WAITING, _("Première relève à faire"))
    return SyncState(
        SyncKind.UP_TO_DATE, _("Synchronisé {ago}").format(ago=ago(now.last_pull_at, utc_now()))
    )


def search(session: Session, text: str) -> tuple[Found, ...]:
    """Return products and orders for the search of the whole desk."""
    products = tuple(
        Found(
            title=" · ".join(filter(None, (row.name, row.option_text))),
            detail=f"{row.sku} · {euros(Money(row.price_cents))}",
            icon="tag",
            screen="products",
            argument={"product_id": row.product_id},
        )
        for row in find_products(session, text, _MOST)
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


def find_scan(session: Session, scan: Scan) -> Found | None:
    """Return where a scan that no screen took leads: its order, else its product."""
    for reading in scan.candidates:
        order_id = order_by_code(session, reading.code)
        if order_id is not None:
            return Found(reading.text, "", "inbox", "packing", {"order_id": order_id})
    found = products_by_code(session, tuple(reading.text for reading in scan.candidates))
    if not found:
        return None
    first = found[0]
    argument = {"product_id": first.product_id}
    return Found(id_text(first.product_id), "", "tag", "products", argument)
