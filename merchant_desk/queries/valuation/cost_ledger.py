"""Both ledgers of a cost, the moves and the changes, in the one order they happened in."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.bulk import chunks
from merchant_desk.models.base import table
from merchant_desk.models.stock import StockMove
from merchant_desk.models.valuation import CostChange
from merchant_desk.queries.valuation.orders_of_moves import orders_of_moves
from merchant_desk.values.ids import ProductId, RecordId
from merchant_desk.values.stock_ledger import LedgerLine

_MOVES, _CHANGES = table(StockMove), table(CostChange)
_Key = tuple[int, int, int]


def cost_ledger(
    session: Session, product_id: ProductId, until: datetime | None = None
) -> Sequence[LedgerLine]:
    """Return the lines of one article in the order they were recorded, before an instant."""
    return cost_ledgers(session, [product_id], until).get(product_id, [])


def cost_ledgers(
    session: Session, product_ids: Iterable[ProductId], until: datetime | None = None
) -> dict[ProductId, list[LedgerLine]]:
    """Return the lines of several articles; transfers from bin to bin change no cost."""
    found: dict[ProductId, list[tuple[_Key, LedgerLine]]] = {}
    for some in chunks(sorted(set(product_ids))):
        _read_moves(session, some, until, found)
        _read_changes(session, some, until, found)
    return {
        product: [line for _key, line in sorted(lines, key=lambda pair: pair[0])]
        for product, lines in found.items()
    }


def _read_moves(
    session: Session,
    some: Sequence[ProductId],
    until: datetime | None,
    found: dict[ProductId, list[tuple[_Key, LedgerLine]]],
) -> None:
    wanted = select(
        _MOVES.c.product_id, _MOVES.c.row, _MOVES.c.id, _MOVES.c.at, _MOVES.c.change,
        _MOVES.c.value, _MOVES.c.reason, _MOVES.c.cause_id, _MOVES.c.note, _MOVES.c.parcel_id,
    ).where(_MOVES.c.product_id.in_(some), _MOVES.c.change != 0)  # fmt: skip
    if until is not None:
        wanted = wanted.where(_MOVES.c.at < until)
    rows = session.execute(wanted).all()
    orders = orders_of_moves(session, rows)
    for row in rows:
        cause = None if row.cause_id is None else RecordId(row.cause_id)
        line = LedgerLine(
            row.id, row.at, row.change, row.value, row.reason, 0, cause, row.note,
            orders.get(row.id),
        )  # fmt: skip
        found.setdefault(ProductId(row.product_id), []).append(((row.row, 0, 0), line))


def _read_changes(
    session: Session,
    some: Sequence[ProductId],
    until: datetime | None,
    found: dict[ProductId, list[tuple[_Key, LedgerLine]]],
) -> None:
    wanted = select(_CHANGES).where(_CHANGES.c.product_id.in_(some))
    if until is not None:
        wanted = wanted.where(_CHANGES.c.at < until)
    for row in session.execute(wanted):
        batch = None if row.batch_id is None else RecordId(row.batch_id)
        line = LedgerLine(row.id, row.at, 0, row.kept, row.reason, row.spent, batch, row.note)
        found.setdefault(ProductId(row.product_id), []).append(((row.after_move, 1, row.row), line))
