"""The parts of kits as lines of an order: the kit's line has the price, its parts the stock."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.order import OrderLine
from merchant_desk.models.product import Product
from merchant_desk.operations.line_rows import DueLine
from merchant_desk.queries.kits import parts_of
from merchant_desk.rules.kit_stock import Part, kits_left_whole
from merchant_desk.values.ids import OrderId, OrderLineId, ProductId, new_id
from merchant_desk.values.money import ZERO
from merchant_desk.values.product_names import plain_name
from merchant_desk.values.remote import LineKind

_LINES, _PRODUCTS = table(OrderLine), table(Product)
_NAMED = PreparedSet(
    lambda ids: select(*(_PRODUCTS.c[name] for name in ("id", "sku", "name", "option_text"))).where(
        _PRODUCTS.c.id.in_(ids)
    )
)


@dataclass(frozen=True, slots=True)
class PartSold:
    """A part of a kit, with the words that a line of an order keeps of it."""

    product_id: ProductId
    quantity: int
    sku: str
    name: str
    option_text: str


Exploded = Mapping[ProductId, tuple[PartSold, ...]]


@dataclass(frozen=True, slots=True)
class KitLine:
    """A line that sells kits."""

    id: OrderLineId
    order_id: OrderId
    quantity: int
    shipped: int
    cancelled: int
    rate_bp: int


def kit_line(line_id: OrderLineId, order_id: OrderId, row: Mapping[str, Any]) -> KitLine:
    """Return the line of these columns as one that sells kits."""
    counts = (row[name] for name in ("quantity", "shipped", "cancelled", "rate_bp"))
    return KitLine(line_id, order_id, *counts)


def parts_sold(session: Session, kit_ids: Sequence[ProductId]) -> Exploded:
    """Return the parts of these kits; nothing is asked when there is no kit."""
    kits = parts_of(session, kit_ids)
    if not kits:
        return {}
    wanted = {part.product_id for parts in kits.values() for part in parts}
    named = {row[0]: row[1:] for row in _NAMED.rows(session, sorted(wanted))}
    return {
        kit_id: tuple(_part(part, *named[part.product_id]) for part in parts)
        for kit_id, parts in kits.items()
    }


def part_row(kit: KitLine, part: PartSold) -> dict[str, object]:
    """Return the columns of the line of a part: it costs nothing, the kit does."""
    return {
        "kit_line_id": kit.id,
        "order_id": kit.order_id,
        "product_id": part.product_id,
        "cancelled": kit.cancelled * part.quantity,
        "shipped": kit.shipped * part.quantity,
        "remote_id": "",
        "kind": LineKind.PRODUCT,
        "sku": part.sku,
        "name": plain_name(part.name, part.option_text),
        "option_text": part.option_text,
        "quantity": kit.quantity * part.quantity,
        "total": ZERO,
        "discount": ZERO,
        "refunded": ZERO,
        "rate_bp": kit.rate_bp,
    }


def due_of_part(kit: KitLine, part: PartSold, line_id: OrderLineId) -> Iterator[DueLine]:
    """Yield what the part still needs from the shelves, if anything."""
    units = (kit.quantity - kit.cancelled - kit.shipped) * part.quantity
    if units > 0:
        yield line_id, part.product_id, units


def add_parts(
    session: Session, lines: Sequence[tuple[KitLine, ProductId]], exploded: Exploded
) -> list[DueLine]:
    """Write the parts of lines that turn out to sell kits; return what these need."""
    rows: list[dict[str, object]] = []
    due: list[DueLine] = []
    last = _last_positions(session, {kit.order_id for kit, _kit_id in lines})
    for kit, kit_id in lines:
        for part in exploded[kit_id]:
            line_id = OrderLineId(new_id())
            last[kit.order_id] += 1
            rows.append({"id": line_id, "position": last[kit.order_id], **part_row(kit, part)})
            due += due_of_part(kit, part, line_id)
    insert_into(session, _LINES, rows)
    return due


def kits_leaving(lines: Sequence[Any], packed: Mapping[OrderLineId, int]) -> dict[OrderLineId, int]:
    """Return how many kits of each line have left whole once these units are gone, and had not.

    ``lines`` are those of one order, as they stand before it.
    """
    parts: dict[OrderLineId, list[tuple[int, int]]] = {}
    for line in lines:
        if line.kit_line_id is not None:
            left = line.shipped + packed.get(line.id, 0)
            parts.setdefault(line.kit_line_id, []).append((line.quantity, left))
    found = {}
    for line in lines if parts else ():
        if line.id in parts:
            whole = kits_left_whole(line.quantity, parts[line.id])
            kits = min(whole, line.quantity - line.cancelled) - line.shipped
            if kits > 0:
                found[line.id] = kits
    return found


def _part(part: Part, sku: str, name: str, option_text: str) -> PartSold:
    return PartSold(part.product_id, part.quantity, sku, name, option_text)


def _last_positions(session: Session, order_ids: set[OrderId]) -> dict[OrderId, int]:
    rows = session.execute(
        select(_LINES.c.order_id, func.max(_LINES.c.position))
        .where(_LINES.c.order_id.in_(order_ids))
        .group_by(_LINES.c.order_id)
    )
    return {OrderId(row[0]): int(row[1]) for row in rows}
