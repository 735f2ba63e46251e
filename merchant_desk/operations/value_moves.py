"""Give every move its share of the value of the stock, and keep what each article is worth."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Ahead, Prepared, insert_into
from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.database.rows import next_row
from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.valuation import CostChange, StockValue
from merchant_desk.rules.valuation.moving_average import Worth, price_move
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import CostReason
from merchant_desk.values.ids import ProductId, new_id
from merchant_desk.values.stock_move import Move

_PRODUCTS, _VALUES, _CHANGES = table(Product), table(StockValue), table(CostChange)
_WORTH = PreparedSet(
    lambda ids: (
        select(_PRODUCTS.c.id, _PRODUCTS.c.cost_tenthousandths, _VALUES.c.quantity, _VALUES.c.value)
        .outerjoin(_VALUES, _VALUES.c.product_id == _PRODUCTS.c.id)
        .where(_PRODUCTS.c.id.in_(ids))
    )
)


def _adding(upsert: sqlite.Insert | postgresql.Insert) -> Prepared:
    added = upsert.values(
        product_id=bindparam("product"), quantity=bindparam("change"), value=bindparam("worth")
    )
    return Prepared(
        added.on_conflict_do_update(
            index_elements=["product_id"],
            set_={
                "quantity": _VALUES.c.quantity + added.excluded.quantity,
                "value": _VALUES.c.value + added.excluded.value,
            },
        )
    )


_ADD = {
    "sqlite": _adding(sqlite.insert(_VALUES)),
    "postgresql": _adding(postgresql.insert(_VALUES)),
}


def values_ahead(product_ids: Sequence[ProductId]) -> Ahead:
    """Return what ``value_moves`` asks of these articles."""
    return _WORTH.ahead(sorted(set(product_ids)))


def value_moves(
    session: Session, gesture: Gesture, moves: Sequence[Move], first_row: int
) -> list[int]:
    """Return what each move adds to the value of the stock; the values kept follow.

    The moves have the rows from ``first_row`` on. What a receipt finds sold before it came is
    noted as a change of cost, so that both ledgers together always give the value kept.
    """
    wanted = sorted({move.product_id for move in moves if move.change})
    if not wanted:
        return [0] * len(moves)
    worths, known = worths_of(session, wanted)
    before = dict(worths)
    values: list[int] = []
    uncovered: list[dict[str, object]] = []
    for offset, move in enumerate(moves):
        product = move.product_id
        if not move.change:
            values.append(0)
            continue
        priced = price_move(worths[product], move.change, known[product], move.value)
        worths[product] = worths[product].after(move.change, priced.value - priced.uncovered)
        values.append(priced.value)
        if priced.uncovered:
            uncovered.append(_uncovered(gesture, move, priced.uncovered, first_row + offset))
    add_worths(session, before, worths)
    _record(session, uncovered)
    return values


def worths_of(
    session: Session, product_ids: Sequence[ProductId]
) -> tuple[dict[ProductId, Worth], dict[ProductId, int]]:
    """Return what the stock of each article is worth, and the last known cost of its unit."""
    worths, known = {}, {}
    for product, cost, quantity, value in _WORTH.rows(session, product_ids):
        worths[ProductId(product)] = Worth(quantity or 0, int(value or 0))
        known[ProductId(product)] = int(cost or 0)
    return worths, known


def add_worths(
    session: Session, before: dict[ProductId, Worth], after: dict[ProductId, Worth]
) -> None:
    """Add to what is kept what the stock of these articles gained."""
    rows = [
        {
            "product": product,
            "change": worth.quantity - before[product].quantity,
            "worth": worth.value - before[product].value,
        }
        for product, worth in sorted(after.items())
        if worth != before[product]
    ]
    if rows:
        _ADD[session.connection().dialect.name].write(session, *rows)


def _uncovered(gesture: Gesture, move: Move, amount: int, row: int) -> dict[str, object]:
    return {
        "product_id": move.product_id,
        "batch_id": None,
        "kept": -amount,
        "spent": amount,
        "reason": CostReason.UNCOVERED,
        "cause_id": move.cause_id,
        "after_move": row,
        "note": "",
        "at": gesture.at,
        "by": gesture.person,
        "station_id": gesture.station_id,
    }


def _record(session: Session, changes: Sequence[dict[str, object]]) -> None:
    if changes:
        first = next_row(session, _CHANGES, len(changes))
        rows = [{"id": new_id(), "row": first + n, **each} for n, each in enumerate(changes)]
        insert_into(session, _CHANGES, rows)
