"""What kits were made of when they were sold: their composition may have changed since."""

from collections.abc import Collection

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice, InvoiceLine
from merchant_desk.models.order import OrderLine
from merchant_desk.models.stock import SOLD_IN_KIT, StockMove
from merchant_desk.queries.kits import Kits
from merchant_desk.rules.kit_stock import Part
from merchant_desk.values.ids import InvoiceId, OrderLineId, ProductId

_LINES, _MOVES, _INVOICES, _INVOICED = (
    table(OrderLine),
    table(StockMove),
    table(Invoice),
    table(InvoiceLine),
)


def parts_of_order_lines(
    session: Session, line_ids: Collection[OrderLineId]
) -> dict[OrderLineId, tuple[Part, ...]]:
    """Return what one kit of each of these lines was made of; the other lines are absent."""
    if not line_ids:
        return {}
    kit = _LINES.alias("kit")
    rows = session.execute(
        select(kit.c.id, kit.c.quantity, _LINES.c.product_id, _LINES.c.quantity)
        .join(kit, (kit.c.id == _LINES.c.kit_line_id) & (kit.c.order_id == _LINES.c.order_id))
        .where(
            _LINES.c.order_id.in_(select(kit.c.order_id).where(kit.c.id.in_(line_ids))),
            kit.c.id.in_(line_ids),
        )
        .order_by(_LINES.c.position)
    )
    found: dict[OrderLineId, list[Part]] = {}
    for line_id, kits, product_id, units in rows:
        found.setdefault(OrderLineId(line_id), []).append(Part(product_id, units // kits))
    return {line_id: tuple(parts) for line_id, parts in found.items()}


def parts_of_ticket(session: Session, ticket_id: InvoiceId, kit_ids: Collection[ProductId]) -> Kits:
    """Return what the kits of a ticket were made of; those it did not sell as kits are absent.

    Their moves name the kit that they left for.
    """
    ticket = session.execute(
        select(_INVOICES.c.issued_at, _INVOICES.c.station_id).where(_INVOICES.c.id == ticket_id)
    ).first()
    if ticket is None or not kit_ids:
        return {}
    sold = dict(
        session.execute(
            select(_INVOICED.c.product_id, func.sum(_INVOICED.c.quantity))
            .where(_INVOICED.c.invoice_id == ticket_id, _INVOICED.c.product_id.in_(kit_ids))
            .group_by(_INVOICED.c.product_id)
        ).all()
    )
    left = session.execute(
        select(_MOVES.c.cause_id, _MOVES.c.product_id, func.sum(_MOVES.c.quantity))
        .where(
            _MOVES.c.cause_id.in_(list(sold)),
            _MOVES.c.at == ticket.issued_at,
            _MOVES.c.station_id == ticket.station_id,
            text(SOLD_IN_KIT),
        )
        .group_by(_MOVES.c.cause_id, _MOVES.c.product_id)
        .order_by(_MOVES.c.cause_id, _MOVES.c.product_id)
    )
    found: dict[ProductId, list[Part]] = {}
    for kit_id, product_id, units in left:
        found.setdefault(ProductId(kit_id), []).append(
            Part(ProductId(product_id), int(units) // int(sold[kit_id]))
        )
    return {kit_id: tuple(parts) for kit_id, parts in found.items()}
