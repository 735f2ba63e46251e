"""Say which product an article is that the storefront sold and the desk did not know."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, and_, select, update
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.operations.explode_kits import KitLine, add_parts, parts_sold
from merchant_desk.operations.find_record import find_product
from merchant_desk.operations.index_product import index_product
from merchant_desk.operations.note_decision import note_decision
from merchant_desk.operations.reserve_stock import reserve_lines, set_reservation
from merchant_desk.values.barcode import canonical_code
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, OrderLineId, ProductId
from merchant_desk.values.remote import LineKind
from merchant_desk.values.texts import _
from merchant_desk.values.unknown_article import says_unknown, unknown_reason
from merchant_desk.values.words import CodeKind, OrderEventKind, OrderState

_ORDERS, _LINES, _CODES = table(Order), table(OrderLine), table(ProductCode)
_OPEN = (
    OrderState.UNPAID,
    OrderState.HELD,
    OrderState.TO_PREPARE,
    OrderState.PREPARING,
    OrderState.PARTIAL,
)
_RESERVING = frozenset(_OPEN) - {OrderState.UNPAID}
_UNKNOWN = and_(_LINES.c.kind == LineKind.PRODUCT, _LINES.c.product_id.is_(None))


@dataclass(frozen=True, slots=True)
class ArticleLinked:
    """What the article is from now on, and what that set free."""

    product_id: ProductId
    product: str
    sku: str
    orders: tuple[OrderId, ...]
    """Every order that had the article."""
    freed: int
    """How many of them no unknown article blocks any more."""


def link_article(
    session: Session, gesture: Gesture, line_id: OrderLineId, product_id: ProductId
) -> ArticleLinked:
    """Make the line, and every open line with the same SKU, lines of this product.

    Their units are reserved, the orders are no longer blocked for it, and the SKU is kept as a
    code of the product, so that the next order is understood by itself.
    Raises RefusedError when the article is known already, or the product is gone.
    """
    product = find_product(session, product_id)
    line = _unknown_line(session, line_id)
    lines = _same_article(session, line)
    session.execute(
        update(_LINES)
        .where(_LINES.c.id.in_([each.id for each in lines]))
        .values(product_id=product_id)
    )
    _reserve(session, product_id, lines)
    orders = tuple(dict.fromkeys(OrderId(each.order_id) for each in lines))
    freed = sum(_settle_reason(session, order_id) for order_id in orders)
    _remember_sku(session, gesture, product, line.sku)
    said = f"{line.sku or line.name} → {product.name}"
    note_decision(session, gesture, orders, OrderEventKind.LINKED, said)
    return ArticleLinked(product_id, product.name, line.sku, orders, freed)


def _reserve(
    session: Session, product_id: ProductId, lines: Sequence[Row[*tuple[Any, ...]]]
) -> None:
    """Promise the units of these lines; of a kit, those of its parts."""
    exploded = parts_sold(session, [product_id])
    if exploded:
        for reserves in (True, False):
            some = [each for each in lines if (each.state in _RESERVING) is reserves]
            due = add_parts(session, [(_kit_line(each), product_id) for each in some], exploded)
            if reserves:
                reserve_lines(session, due)
        return
    for each in lines:
        units = each.quantity - each.shipped - each.cancelled
        if each.state in _RESERVING and units > 0:
            set_reservation(session, OrderLineId(each.id), product_id, units)


def _kit_line(row: Row[*tuple[Any, ...]]) -> KitLine:
    counts = (row.quantity, row.shipped, row.cancelled, row.rate_bp)
    return KitLine(OrderLineId(row.id), OrderId(row.order_id), *counts)


def _unknown_line(session: Session, line_id: OrderLineId) -> Row[*tuple[Any, ...]]:
    line = session.execute(
        select(_LINES.c.sku, _LINES.c.name, _ORDERS.c.shop_id, _LINES.c.id)
        .join(_ORDERS, _ORDERS.c.id == _LINES.c.order_id)
        .where(_LINES.c.id == line_id, _UNKNOWN)
    ).first()
    if line is None:
        raise RefusedError(
            _("L’article n’a pas été associé\u00a0: il l’est déjà, ou n’est plus là."),
            _("Rouvrez la commande pour voir où elle en est."),
        )
    return line


def _same_article(session: Session, line: Row[*tuple[Any, ...]]) -> Sequence[Row[*tuple[Any, ...]]]:
    same = _LINES.c.id == line.id
    if line.sku:
        same = and_(
            _LINES.c.sku == line.sku, _ORDERS.c.shop_id == line.shop_id, _ORDERS.c.state.in_(_OPEN)
        )
        same = same | (_LINES.c.id == line.id)
    names = ("id", "order_id", "quantity", "shipped", "cancelled", "rate_bp")
    return session.execute(
        select(*(_LINES.c[name] for name in names), _ORDERS.c.state)
        .join(_ORDERS, _ORDERS.c.id == _LINES.c.order_id)
        .where(_UNKNOWN, same)
        .order_by(_ORDERS.c.placed_at, _ORDERS.c.row, _LINES.c.position)
    ).all()


def _settle_reason(session: Session, order_id: OrderId) -> bool:
    """Say what is still unknown in the order, or nothing; tell whether it was freed."""
    reason = session.execute(
        select(_ORDERS.c.blocked_reason).where(_ORDERS.c.id == order_id)
    ).scalar_one()
    if not says_unknown(reason):
        return False
    left = session.execute(
        select(_LINES.c.sku, _LINES.c.name)
        .where(_LINES.c.order_id == order_id, _UNKNOWN)
        .order_by(_LINES.c.position)
    ).all()
    still = unknown_reason([row.sku or row.name for row in left]) if left else ""
    session.execute(update(_ORDERS).where(_ORDERS.c.id == order_id).values(blocked_reason=still))
    return not still


def _remember_sku(session: Session, gesture: Gesture, product: Product, sku: str) -> None:
    """Keep the SKU as a code of the product, unless something bears that code already."""
    if not sku.strip() or sku == product.sku:
        return
    code = canonical_code(sku)
    taken = session.execute(select(_CODES.c.id).where(_CODES.c.code == code)).first()
    if taken is not None:
        return
    note = _("SKU de la boutique en ligne")
    session.add(ProductCode(code=code, product_id=product.id, kind=CodeKind.SKU, note=note))
    product.changed_at = gesture.at
    index_product(session, product)
