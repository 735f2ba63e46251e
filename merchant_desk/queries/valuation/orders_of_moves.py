"""Which order units left with, for the moves whose units came back since."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from merchant_desk.database.bulk import chunks
from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice, InvoiceLine
from merchant_desk.models.parcel import Parcel
from merchant_desk.models.returned import Return, ReturnLine
from merchant_desk.values.ids import OrderId
from merchant_desk.values.words import MoveReason

_INVOICES, _INVOICE_LINES, _PARCELS = table(Invoice), table(InvoiceLine), table(Parcel)
_RETURNS, _RETURN_LINES = table(Return), table(ReturnLine)
_BACK = frozenset({MoveReason.RETURN, MoveReason.REPAIR})


def orders_of_moves(
    session: Session, moves: Sequence[Row[*tuple[Any, ...]]]
) -> Mapping[bytes, OrderId]:
    """Return, by move, the order of what came back, and of the sales it may come back from.

    A move that comes in names the line of its return, or the one its credit note is about.
    Nothing is asked of articles that nobody sent back.
    """
    back = {
        move.id: move.cause_id
        for move in moves
        if move.change > 0 and move.cause_id is not None and move.reason in _BACK
    }
    if not back:
        return {}
    of_cause = dict(_of_lines(session, set(back.values())))
    found = {move: of_cause[cause] for move, cause in back.items() if cause in of_cause}
    parcels = _of_parcels(session, set(found.values()))
    for move in moves:
        if move.reason is MoveReason.SALE and move.parcel_id in parcels:
            found[move.id] = parcels[move.parcel_id]
    return found


def _of_lines(session: Session, causes: Collection[bytes]) -> Iterator[tuple[bytes, OrderId]]:
    returned = select(_RETURN_LINES.c.id, _RETURNS.c.order_id).join(
        _RETURNS, _RETURNS.c.id == _RETURN_LINES.c.return_id
    )
    credited = select(_INVOICE_LINES.c.id, _INVOICES.c.order_id).join(
        _INVOICES, _INVOICES.c.id == _INVOICE_LINES.c.invoice_id
    )
    for some in chunks(sorted(causes)):
        for lines, wanted in ((_RETURN_LINES, returned), (_INVOICE_LINES, credited)):
            for line_id, order_id in session.execute(wanted.where(lines.c.id.in_(some))):
                if order_id is not None:
                    yield line_id, order_id


def _of_parcels(session: Session, orders: Collection[OrderId]) -> dict[bytes, OrderId]:
    found: dict[bytes, OrderId] = {}
    for some in chunks(sorted(orders)):
        rows = session.execute(
            select(_PARCELS.c.id, _PARCELS.c.order_id).where(_PARCELS.c.order_id.in_(some))
        )
        found |= {row.id: row.order_id for row in rows}
    return found
