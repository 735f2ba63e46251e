"""Give an order the lines that the storefront has now, before anything of it is packed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, delete, select, update
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared, insert_into
from merchant_desk.models.base import table
from merchant_desk.models.order import OrderLine
from merchant_desk.models.parcel import ParcelLine, Shortage
from merchant_desk.operations.explode_kits import due_of_part, kit_line, part_row, parts_sold
from merchant_desk.operations.line_rows import DueLine, due_of, line_row
from merchant_desk.operations.link_lines import Linked
from merchant_desk.values.ids import OrderId, OrderLineId, new_id
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
    linked: Linked,
    state: OrderState,
) -> list[DueLine]:
    """Change, add and take away lines; return those that need stock, with their units.

    A line stays the same row while the storefront keeps it: a parcel that was put aside, or a
    shortage reported, still names it. One that is named so is kept without units when it goes.
    """
    _SET_ASIDE.write(session, {"order": order_id})
    fresh = _Lines.of(before)
    parts = parts_sold(session, linked.kits)
    for line in lines:
        product_id = linked.products.get(line.remote_id)
        row = line_row(line, product_id, state)
        line_id = fresh.add(("", line.remote_id), {**row, "order_id": order_id})
        if product_id is None or product_id not in parts:
            fresh.due += due_of(line_id, line, product_id)
            continue
        kit = kit_line(line_id, order_id, row)
        for part in parts[product_id]:
            part_id = fresh.add((line_id, part.product_id), part_row(kit, part))
            fresh.due += due_of_part(kit, part, part_id)
    _write(session, fresh.kept, fresh.added)
    _take_away(session, list(fresh.left.values()), fresh.position)
    return fresh.due


_Key = tuple[object, object]


@dataclass(slots=True)
class _Lines:
    """The lines of an order as they become: those kept, those added, those that go."""

    left: dict[_Key, OrderLineId]
    kept: list[dict[str, object]] = field(default_factory=list)
    added: list[dict[str, object]] = field(default_factory=list)
    due: list[DueLine] = field(default_factory=list)
    position: int = 0

    @classmethod
    def of(cls, before: Lines) -> "_Lines":
        """Return the lines there are, by what names them; one that nothing names goes."""
        left: dict[_Key, OrderLineId] = {}
        for line in before:
            part_of = line.kit_line_id
            key = ("", line.remote_id) if part_of is None else (part_of, line.product_id)
            left[key if key not in left else (line.id, "")] = OrderLineId(line.id)
        return cls(left)

    def add(self, key: _Key, row: dict[str, object]) -> OrderLineId:
        """Write a line where it was, or as a new one; return it."""
        known = self.left.pop(key, None)
        self.position += 1
        whole = {"kit_line_id": None, **row, "position": self.position}
        if known is not None:
            self.kept.append({"line": known, **whole})
            return known
        line_id = OrderLineId(new_id())
        self.added.append({"id": line_id, **whole})
        return line_id


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
            .values(position=position, cancelled=_LINES.c.quantity, kit_line_id=None)
        )
    session.execute(
        delete(_LINES).where(_LINES.c.id.in_([each for each in gone if each not in named]))
    )
