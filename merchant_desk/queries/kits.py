"""What kits are made of, which kits an article is part of, and how many the stock makes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, FromClause, exists, func, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.queries.blocked_stock import blocked_units
from merchant_desk.queries.unmapped.goods import KIT_PARTS, LEVELS, PRODUCTS
from merchant_desk.queries.unmapped.sales import ORDER_LINES, RESERVATIONS
from merchant_desk.rules.kit_stock import Part, whole_kits
from merchant_desk.values.article_name import full_name
from merchant_desk.values.goods_words import ProductKind
from merchant_desk.values.ids import ProductId

_OF_KITS = PreparedSet(
    lambda ids: (
        select(KIT_PARTS.c.kit_id, KIT_PARTS.c.product_id, KIT_PARTS.c.quantity)
        .where(KIT_PARTS.c.kit_id.in_(ids))
        .order_by(KIT_PARTS.c.kit_id, KIT_PARTS.c.product_id)
    )
)
Kits = Mapping[ProductId, tuple[Part, ...]]


@dataclass(frozen=True, slots=True)
class KitPartRow:
    """A part of a kit as its card shows it, and what its stock is."""

    product_id: ProductId
    sku: str
    name: str
    quantity: int
    on_hand: int
    reserved: int
    blocked: int = 0
    """Units whose lot has expired, or is recalled."""

    @property
    def available(self) -> int:
        """Return what can still be sold of the article."""
        return self.on_hand - self.reserved - self.blocked

    @property
    def makes(self) -> int:
        """Return how many kits this part allows."""
        return max(self.available, 0) // self.quantity


@dataclass(frozen=True, slots=True)
class KitStock:
    """How many kits lie on the shelves, and how many can still be sold."""

    on_hand: int
    available: int
    blocked: int = 0
    """Kits that lie there and cannot be sold, because a part of theirs has expired."""


@dataclass(frozen=True, slots=True)
class KitWith:
    """A kit that an article is part of."""

    product_id: ProductId
    sku: str
    name: str
    quantity: int


def is_kit(product_id: ColumnElement[ProductId]) -> ColumnElement[bool]:
    """Return the condition that an article is made of others."""
    return exists().where(KIT_PARTS.c.kit_id == product_id)


def sells_kit(lines: FromClause = ORDER_LINES) -> ColumnElement[bool]:
    """Return the condition that an order line sells a kit: its parts are lines of their own."""
    parts = ORDER_LINES.alias("kit_parts")
    return exists().where(parts.c.order_id == lines.c.order_id, parts.c.kit_line_id == lines.c.id)


def parts_of(session: Session, kit_ids: Collection[ProductId]) -> dict[ProductId, tuple[Part, ...]]:
    """Return the parts of those that are kits; the others are absent."""
    if not kit_ids:
        return {}
    found: dict[ProductId, list[Part]] = {}
    for kit_id, product_id, quantity in _OF_KITS.rows(session, sorted(set(kit_ids))):
        found.setdefault(ProductId(kit_id), []).append(Part(ProductId(product_id), quantity))
    return {kit_id: tuple(parts) for kit_id, parts in found.items()}


def kit_rows(session: Session, kit_id: ProductId) -> tuple[KitPartRow, ...]:
    """Return the parts of a kit with their stock, by name."""
    rows = session.execute(
        select(
            PRODUCTS.c.id,
            PRODUCTS.c.sku,
            PRODUCTS.c.name,
            PRODUCTS.c.option_text,
            KIT_PARTS.c.quantity,
        )
        .join(KIT_PARTS, KIT_PARTS.c.product_id == PRODUCTS.c.id)
        .where(KIT_PARTS.c.kit_id == kit_id)
        .order_by(PRODUCTS.c.search_text, PRODUCTS.c.row)
    ).all()
    ids = [row.id for row in rows]
    on_hand, reserved = _sums(session, LEVELS, ids), _sums(session, RESERVATIONS, ids)
    blocked = blocked_units(session, ids)
    return tuple(
        KitPartRow(
            ProductId(row.id),
            row.sku,
            full_name(row.name, row.option_text),
            row.quantity,
            on_hand.get(row.id, 0),
            reserved.get(row.id, 0),
            blocked.get(row.id, 0),
        )
        for row in rows
    )


def kit_stock(session: Session, kit_ids: Collection[ProductId]) -> dict[ProductId, KitStock]:
    """Return what the stock of their parts makes of these kits; those that are none are absent."""
    kits = parts_of(session, kit_ids)
    ids = sorted({part.product_id for parts in kits.values() for part in parts})
    on_hand, reserved = _sums(session, LEVELS, ids), _sums(session, RESERVATIONS, ids)
    blocked = blocked_units(session, ids)
    fit = {each: on_hand.get(each, 0) - blocked.get(each, 0) for each in ids}
    free = {each: fit[each] - reserved.get(each, 0) for each in ids}
    found = {}
    for kit_id, parts in kits.items():
        lying = whole_kits(on_hand, parts)
        unfit = lying - whole_kits(fit, parts)
        found[kit_id] = KitStock(lying, whole_kits(free, parts), unfit)
    return found


def kits_with(session: Session, product_id: ProductId) -> tuple[KitWith, ...]:
    """Return the kits that an article is part of, by name."""
    rows = session.execute(
        select(
            PRODUCTS.c.id,
            PRODUCTS.c.sku,
            PRODUCTS.c.name,
            PRODUCTS.c.option_text,
            KIT_PARTS.c.quantity,
        )
        .join(KIT_PARTS, KIT_PARTS.c.kit_id == PRODUCTS.c.id)
        .where(KIT_PARTS.c.product_id == product_id, PRODUCTS.c.kind == ProductKind.KIT)
        .order_by(PRODUCTS.c.search_text, PRODUCTS.c.row)
    )
    return tuple(
        KitWith(ProductId(row.id), row.sku, full_name(row.name, row.option_text), row.quantity)
        for row in rows
    )


def _sums(
    session: Session, source: FromClause, product_ids: Collection[ProductId]
) -> dict[ProductId, int]:
    rows = session.execute(
        select(source.c.product_id, func.sum(source.c.quantity))
        .where(source.c.product_id.in_(product_ids))
        .group_by(source.c.product_id)
    )
    return {ProductId(row[0]): int(row[1]) for row in rows}
