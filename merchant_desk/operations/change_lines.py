"""Give an order the lines that the storefront has now, before anything of it is packed."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, delete, select, update
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared, insert_into
from merchant_desk.models.base import table
from merchant_desk.models.order import OrderLine
from merchant_desk.models.parcel import ParcelLine, Shortage
from merchant_desk.operations.line_rows import DueLine, due_of, line_row
from merchant_desk.values.ids import OrderId, OrderLineId, ProductId, new_id
from merchant_desk.values.remote import RemoteLine
from merchant_desk.values.words import OrderState

_LINES, _PARCEL_LINES, _SHORTAGES = table(OrderLine), table(ParcelLine), table(Shortage)
_OF_ORDER = Prepared(
    select(_LINES).where(_LINES.c.order_id == bindparam("order")).order_by(_LINES.c.position)
)
_SET_ASIDE = Prepared(
    update(_LINES)
    .where(_LINES.c.order_id == bindparam("order"))
    .values(position=-_LINES.c.position)
)
Lines = Sequence[Row[*tuple[Any, ...]]]


def lines_of(session: Session, order_id: OrderId) -> Lines:
    """Return the lines of an order as they are at the desk."""
    return _OF_ORDER.typed(session, order=order_id)


def change_lines(
    session: Session,
    before: Lines,
    order_id: OrderId,
    lines: Sequence[RemoteLine],
    products: dict[str, ProductId],
    state: OrderState,
) -> list[DueLine]:
    """Change, add and take away lines; return those that need stock, with their units.

    A line stays the same row while the storefront keeps it: a parcel that was put aside, or a
    shortage reported, still names it. One that is named so is kept without units when it goes.
    """
    left = {line.remote_id: OrderLineId(line.id) for line in before}
    _SET_ASIDE.write(session, {"order": order_id})
    kept: list[dict[str, object]] = []
    fresh: list[dict[str, object]] = []
    due: list[DueLine] = []
    for position, line in enumerate(lines, start=1):
        known = left.pop(line.remote_id, None)
        line_id = OrderLineId(new_id()) if known is None else known
        row = line_row(line, products.get(line.remote_id), state)
        place = {"order_id": order_id, "position": position}
        (fresh if known is None else kept).append(
            {"line": line_id, **row, **place} if known else {"id": line_id, **row, **place}
        )
        due += due_of(line_id, line, products.get(line.remote_id))
    _write(session, kept, fresh)
    _take_away(session, list(left.values()), len(lines))
    return due


def _write(session: Session, kept: list[dict[str, object]], fresh: list[dict[str, object]]) -> None:
    if kept:
        _changing(tuple(name for name in kept[0] if name != "line")).write(session, *kept)
    insert_into(session, _LINES, fresh)


@cache
def _changing(names: tuple[str, ...]) -> Prepared:
    changed: dict[str, BindParameter[Any]] = {name: bindparam(name) for name in names}
    return Prepared(update(_LINES).where(_LINES.c.id == bindparam("line")).values(changed))


def _take_away(session: Session, gone: Sequence[OrderLineId], after: int) -> None:
    if not gone:
        return
    named = {
        line_id
        for names in (_PARCEL_LINES, _SHORTAGES)
        for line_id in session.scalars(
            select(names.c.order_line_id).where(names.c.order_line_id.in_(gone))
        )
    }
    for position, line_id in enumerate(sorted(named), start=after + 1):
        session.execute(
            update(_LINES)
            .where(_LINES.c.id == line_id)
            .values(position=position, cancelled=_LINES.c.quantity)
        )
    session.execute(
        delete(_LINES).where(_LINES.c.id.in_([each for each in gone if each not in named]))
    )
