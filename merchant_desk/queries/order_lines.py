"""The lines of one order, with where their articles lie and how many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, and_, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import OrderLine
from merchant_desk.models.product import Product
from merchant_desk.models.stock import PickAllocation, Place, StockLevel
from merchant_desk.queries.kits import sells_kit
from merchant_desk.queries.products import on_hand_of, reserved_of
from merchant_desk.values.ids import OrderId, OrderLineId, ProductId
from merchant_desk.values.money import Money
from merchant_desk.values.remote import LineKind

_LINES, _PRODUCTS, _LEVELS, _PLACES, _CHOSEN = (
    table(OrderLine),
    table(Product),
    table(StockLevel),
    table(Place),
    table(PickAllocation),
)
_BINS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line of an order; ``bins`` are those chosen for picking, else those it lies in."""

    line_id: OrderLineId
    kind: LineKind
    product_id: ProductId | None
    sku: str
    name: str
    option_text: str
    quantity: int
    shipped: int
    cancelled: int
    total: Money
    on_hand: int
    reserved: int
    bins: tuple[str, ...]
    part_of_kit: bool = False

    @property
    def due(self) -> int:
        """Return how many are still to be sent."""
        return max(self.quantity - self.shipped - self.cancelled, 0)

    @property
    def unknown(self) -> bool:
        """Tell whether the desk does not know this article."""
        return self.kind is LineKind.PRODUCT and self.product_id is None

    @property
    def short(self) -> bool:
        """Tell whether fewer lie in stock than are promised."""
        return self.product_id is not None and self.due > 0 and self.on_hand < self.reserved


@dataclass(frozen=True, slots=True)
class LineCounts:
    """How many lines there are, articles the desk does not know, units still to be sent."""

    lines: int
    unknown: int
    due: int


def line_counts(session: Session, order_id: OrderId) -> LineCounts:
    """Return what the lines of an order add up to."""
    known = _LINES.c.product_id.is_not(None) & ~sells_kit(_LINES)
    unknown = and_(_LINES.c.kind == LineKind.PRODUCT, _LINES.c.product_id.is_(None))
    due = func.sum(_LINES.c.quantity - _LINES.c.shipped - _LINES.c.cancelled).filter(known)
    row = session.execute(
        select(func.count(), func.count().filter(unknown), due).where(_LINES.c.order_id == order_id)
    ).one()
    return LineCounts(int(row[0]), int(row[1]), int(row[2] or 0))


def card_lines(session: Session, order_id: OrderId, limit: int) -> tuple[CardLine, ...]:
    """Return the first lines: what she must act on first, then as ordered, goods before fees."""
    unknown = and_(_LINES.c.kind == LineKind.PRODUCT, _LINES.c.product_id.is_(None))
    wanted = (
        select(
            *(_LINES.c[name] for name in ("id", "kind", "product_id", "sku")),
            func.coalesce(_PRODUCTS.c.name, _LINES.c.name),
            func.coalesce(_PRODUCTS.c.option_text, _LINES.c.option_text),
            *(_LINES.c[name] for name in ("quantity", "shipped", "cancelled", "total")),
            on_hand_of(_LINES.c.product_id),
            reserved_of(_LINES.c.product_id),
            _LINES.c.kit_line_id,
        )
        .outerjoin(_PRODUCTS, _PRODUCTS.c.id == _LINES.c.product_id)
        .where(_LINES.c.order_id == order_id)
        .order_by(unknown.desc(), _LINES.c.kind != LineKind.PRODUCT, _LINES.c.position)
        .limit(limit)
    )
    rows = session.execute(wanted).all()
    bins = _bins(session, rows)
    return tuple(
        CardLine(*row[:10], int(row[10]), int(row[11]), bins.get(row[0], ()), row[12] is not None)
        for row in rows
    )


def _bins(
    session: Session, rows: Sequence[Row[*tuple[Any, ...]]]
) -> dict[OrderLineId, tuple[str, ...]]:
    line_ids = [row[0] for row in rows]
    chosen = _codes(
        session,
        select(_CHOSEN.c.order_line_id, _PLACES.c.code)
        .join(_PLACES, _PLACES.c.id == _CHOSEN.c.place_id)
        .where(_CHOSEN.c.order_line_id.in_(line_ids))
        .order_by(_PLACES.c.walk_order),
    )
    lies_in = _codes(
        session,
        select(_LEVELS.c.product_id, _PLACES.c.code)
        .join(_PLACES, _PLACES.c.id == _LEVELS.c.place_id)
        .where(_LEVELS.c.product_id.in_({row[2] for row in rows if row[2]}), _LEVELS.c.quantity > 0)
        .order_by(_PLACES.c.walk_order),
    )
    return {row[0]: chosen.get(row[0]) or lies_in.get(row[2], ()) for row in rows}


def _codes(session: Session, wanted: Select[Any]) -> dict[bytes, tuple[str, ...]]:
    found: dict[bytes, list[str]] = {}
    for owner, code in session.execute(wanted):
        found.setdefault(owner, []).append(code)
    return {owner: tuple(codes[:_BINS_SHOWN]) for owner, codes in found.items()}
