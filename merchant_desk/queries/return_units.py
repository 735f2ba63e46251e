"""What of an order may come back: units over every channel, what they cost, where they lay."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import InvoiceLine
from merchant_desk.models.order import OrderLine
from merchant_desk.models.parcel import Parcel
from merchant_desk.models.returned import Return, ReturnLine
from merchant_desk.models.stock import StockMove
from merchant_desk.queries.refundable import asked_units
from merchant_desk.rules.returns.units import LineBack
from merchant_desk.values.goods_words import ReturnState
from merchant_desk.values.ids import LotId, OrderId, OrderLineId, ProductId
from merchant_desk.values.money import Money
from merchant_desk.values.product_names import full_name
from merchant_desk.values.remote import LineKind
from merchant_desk.values.words import MoveReason

_LINES, _INVOICE_LINES, _MOVES, _PARCELS = (
    table(OrderLine),
    table(InvoiceLine),
    table(StockMove),
    table(Parcel),
)
_RETURNS, _RETURN_LINES = table(Return), table(ReturnLine)


@dataclass(frozen=True, slots=True)
class OrderLineBack:
    """One line of goods of an order, and what came back of it by every way."""

    line_id: OrderLineId
    remote_id: str
    product_id: ProductId | None
    sku: str
    name: str
    total: Money
    units: LineBack
    kit_line_id: OrderLineId | None = None
    """Of a part of a kit: the line that sells the kit."""
    is_kit: bool = False
    """Sold as one; its parts come back, and it with the last of them."""


@dataclass(frozen=True, slots=True)
class LeftAt:
    """What units of an article cost together when they left with an order, and their lots."""

    quantity: int
    value: int
    """Ten-thousandths of a euro."""
    lots: tuple[LotId, ...]


def lines_back(session: Session, order_id: OrderId) -> tuple[OrderLineBack, ...]:
    """Return the lines of goods of an order, in their order."""
    rows = session.execute(
        select(_LINES)
        .where(_LINES.c.order_id == order_id, _LINES.c.kind == LineKind.PRODUCT)
        .order_by(_LINES.c.position)
    ).all()
    here, declared = _returned(session, order_id), _declared(session, order_id)
    asked, credited = asked_units(session, order_id), _credited(session, order_id)
    restocked = _restocked(session, order_id)
    found = tuple(
        OrderLineBack(
            row.id,
            row.remote_id,
            row.product_id,
            row.sku,
            full_name(row.name, row.option_text),
            row.total,
            LineBack(
                ordered=row.quantity,
                shipped=row.shipped,
                cancelled=row.cancelled,
                back=here[row.id] + restocked[row.id],
                credited=credited[row.id],
                told=asked.get(row.remote_id, 0) + declared[row.id],
            ),
            row.kit_line_id,
        )
        for row in rows
    )
    return _with_kits(found)


def kits_back(
    lines: Sequence[OrderLineBack], came: Mapping[OrderLineId, int]
) -> dict[OrderLineId, int]:
    """Return how many kits of each line are back whole, once these units came too."""
    kits = {line.line_id: line for line in lines if line.is_kit}
    found: dict[OrderLineId, int] = {}
    for line in lines:
        kit = kits.get(line.kit_line_id) if line.kit_line_id else None
        if kit is not None and line.units.ordered:
            back = line.units.back + came.get(line.line_id, 0)
            whole = back * kit.units.ordered // line.units.ordered
            found[kit.line_id] = min(found.get(kit.line_id, whole), whole)
    return found


def _with_kits(lines: tuple[OrderLineBack, ...]) -> tuple[OrderLineBack, ...]:
    """Say of each kit how many are back: those whose parts all are."""
    kits = {line.kit_line_id for line in lines if line.kit_line_id is not None}
    if not kits:
        return lines
    named = tuple(replace(line, is_kit=line.line_id in kits) for line in lines)
    back = kits_back(named, {})
    return tuple(
        replace(line, units=replace(line.units, back=back.get(line.line_id, 0)))
        if line.is_kit
        else line
        for line in named
    )


def left_at(session: Session, order_id: OrderId) -> Mapping[ProductId, LeftAt]:
    """Return what each article of an order left for, from the moves of its parcels."""
    rows = session.execute(
        select(_MOVES.c.product_id, _MOVES.c.quantity, _MOVES.c.value, _MOVES.c.lot_id)
        .join(_PARCELS, _PARCELS.c.id == _MOVES.c.parcel_id)
        .where(_PARCELS.c.order_id == order_id, _MOVES.c.reason == MoveReason.SALE)
        .order_by(_MOVES.c.row)
    ).all()
    found: dict[ProductId, LeftAt] = {}
    for product, quantity, value, lot in rows:
        known = found.get(product, LeftAt(0, 0, ()))
        lots = known.lots if lot is None or lot in known.lots else (*known.lots, lot)
        found[product] = LeftAt(known.quantity + quantity, known.value - int(value), lots)
    return found


def _returned(session: Session, order_id: OrderId) -> Counter[OrderLineId]:
    """Return the units that returns brought back; goods set aside until settled are not."""
    rows = session.execute(
        select(_RETURN_LINES.c.order_line_id, func.sum(_RETURN_LINES.c.received))
        .join(_RETURNS, _RETURNS.c.id == _RETURN_LINES.c.return_id)
        .where(
            _RETURNS.c.order_id == order_id,
            _RETURNS.c.state != ReturnState.CANCELLED,
            _RETURN_LINES.c.order_line_id.is_not(None),
        )
        .group_by(_RETURN_LINES.c.order_line_id)
    )
    return Counter({line: int(units) for line, units in rows})


def _declared(session: Session, order_id: OrderId) -> Counter[OrderLineId]:
    """Return the units that the storefront itself said were refunded."""
    rows = session.execute(
        select(_RETURN_LINES.c.order_line_id, func.sum(_RETURN_LINES.c.expected))
        .join(_RETURNS, _RETURNS.c.id == _RETURN_LINES.c.return_id)
        .where(
            _RETURNS.c.order_id == order_id,
            _RETURNS.c.refund_key.is_not(None),
            _RETURN_LINES.c.order_line_id.is_not(None),
        )
        .group_by(_RETURN_LINES.c.order_line_id)
    )
    return Counter({line: int(units) for line, units in rows})


def _credited(session: Session, order_id: OrderId) -> Counter[OrderLineId]:
    sold = _INVOICE_LINES.alias("sold")
    rows = session.execute(
        select(sold.c.order_line_id, func.sum(_INVOICE_LINES.c.quantity))
        .join(sold, sold.c.id == _INVOICE_LINES.c.credits_line_id)
        .join(_LINES, _LINES.c.id == sold.c.order_line_id)
        .where(_LINES.c.order_id == order_id)
        .group_by(sold.c.order_line_id)
    )
    return Counter({line: -int(units) for line, units in rows})


def _restocked(session: Session, order_id: OrderId) -> Counter[OrderLineId]:
    """Return the units that credit notes made by hand put back; of a kit, those of its parts."""
    credited = _INVOICE_LINES.c.order_line_id
    rows = session.execute(
        select(_LINES.c.id, func.sum(_MOVES.c.quantity))
        .join(_INVOICE_LINES, (credited == _LINES.c.id) | (credited == _LINES.c.kit_line_id))
        .join(
            _MOVES,
            (_MOVES.c.product_id == _LINES.c.product_id)
            & (_MOVES.c.cause_id == _INVOICE_LINES.c.id)
            & (_MOVES.c.reason == MoveReason.RETURN),
        )
        .where(_LINES.c.order_id == order_id)
        .group_by(_LINES.c.id)
    )
    return Counter({line: int(units) for line, units in rows})
