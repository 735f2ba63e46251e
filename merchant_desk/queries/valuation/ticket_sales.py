"""What the units of a ticket left for, and how many of them have not come back yet."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.stock import StockMove
from merchant_desk.values.ids import InvoiceId, LotId, ProductId, RecordId
from merchant_desk.values.words import MoveReason

_INVOICES, _MOVES = table(Invoice), table(StockMove)


@dataclass(frozen=True, slots=True)
class SoldMove:
    """A move of a sale: what of it is still out, and what that left for."""

    move_id: RecordId
    units: int
    value: int
    """Ten-thousandths of a euro, of those units together."""
    lot_id: LotId | None = None


def sales_of_ticket(
    session: Session, ticket_id: InvoiceId, product_ids: Collection[ProductId]
) -> Mapping[ProductId, list[SoldMove]]:
    """Return, of each article, the moves that the ticket made and that did not come back whole."""
    ticket = session.execute(
        select(_INVOICES.c.issued_at, _INVOICES.c.station_id).where(_INVOICES.c.id == ticket_id)
    ).first()
    if ticket is None or not product_ids:
        return {}
    sold = session.execute(
        select(*(_MOVES.c[name] for name in ("id", "product_id", "quantity", "value", "lot_id")))
        .where(
            _MOVES.c.product_id.in_(product_ids),
            _MOVES.c.at == ticket.issued_at,
            _MOVES.c.station_id == ticket.station_id,
            _MOVES.c.reason == MoveReason.SALE,
        )
        .order_by(_MOVES.c.row)
    ).all()
    back = _back(session, product_ids, [row.id for row in sold])
    found: dict[ProductId, list[SoldMove]] = {}
    for row in sold:
        units, value = back.get(row.id, (0, 0))
        if row.quantity > units:
            left = SoldMove(RecordId(row.id), row.quantity - units, -row.value - value, row.lot_id)
            found.setdefault(row.product_id, []).append(left)
    return found


def _back(
    session: Session, product_ids: Collection[ProductId], move_ids: list[bytes]
) -> dict[bytes, tuple[int, int]]:
    rows = session.execute(
        select(_MOVES.c.cause_id, func.sum(_MOVES.c.quantity), func.sum(_MOVES.c.value))
        .where(
            _MOVES.c.product_id.in_(product_ids),
            _MOVES.c.cause_id.in_(move_ids),
            _MOVES.c.reason == MoveReason.RETURN,
        )
        .group_by(_MOVES.c.cause_id)
    )
    return {cause: (int(units), int(value)) for cause, units, value in rows}
