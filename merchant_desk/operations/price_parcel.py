"""What a parcel's invoice charges: its goods, and carriage and fees with the first one."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.order import OrderLine
from merchant_desk.models.parcel import ParcelLine
from merchant_desk.operations.note_refunds import invoiced_so_far
from merchant_desk.operations.write_invoice import Sold
from merchant_desk.rules.parcel_prices import OpenLine, parcel_amounts
from merchant_desk.values.ids import OrderId, OrderLineId, ParcelId
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.remote import LineKind
from merchant_desk.values.vat import VatTreatment

_LINES, _PARCEL_LINES = table(OrderLine), table(ParcelLine)
_PACKED = Prepared(
    select(_PARCEL_LINES.c.order_line_id, _PARCEL_LINES.c.packed).where(
        _PARCEL_LINES.c.parcel_id == bindparam("parcel"), _PARCEL_LINES.c.packed > 0
    )
)
_ORDERED = Prepared(
    select(_LINES).where(_LINES.c.order_id == bindparam("order")).order_by(_LINES.c.position)
)
_AnyRow = Row[*tuple[Any, ...]]


def sold_lines(
    session: Session,
    order_id: OrderId,
    parcel_id: ParcelId,
    treatment: VatTreatment,
    *,
    first: bool,
) -> list[Sold]:
    """Return what is sold with this parcel, already counted as shipped.

    Carriage that was given back, or that costs nothing, is no line of an invoice.
    """
    packed = dict(_PACKED.rows(session, parcel=parcel_id))
    charged = {} if first else invoiced_so_far(session, order_id)
    lines = _ORDERED.typed(session, order=order_id)
    amounts = parcel_amounts([_open(line, packed, charged) for line in lines])
    sold = [
        (line, packed.get(line.id, 1), amount)
        for line, amount in zip(lines, amounts, strict=True)
        if line.id in packed or (amount and line.kind is not LineKind.PRODUCT)
    ]
    shown = max((line.rate_bp for line, _units, amount in sold if amount), default=0)
    return [_sold(line, units, amount, treatment, shown) for line, units, amount in sold]


def _open(
    line: _AnyRow, packed: Mapping[bytes, int], charged: Mapping[OrderLineId, Money]
) -> OpenLine:
    left = line.total - line.refunded - charged.get(line.id, ZERO)
    if (left.cents < 0) != (line.total.cents < 0):
        left = ZERO
    if line.kind is not LineKind.PRODUCT:
        return OpenLine(left, 1, 1, line.rate_bp)
    units = packed.get(line.id, 0)
    due = line.quantity - line.cancelled - line.shipped + units
    return OpenLine(left if due > 0 else ZERO, units, due, line.rate_bp)


def _sold(line: _AnyRow, units: int, amount: Money, treatment: VatTreatment, shown: int) -> Sold:
    """Return the line as it is invoiced; what costs nothing stands at a rate of the document."""
    rate = line.rate_bp or (shown if not amount else 0)
    is_goods = line.kind is LineKind.PRODUCT
    after = line.shipped if is_goods else units
    return Sold(
        order_line_id=line.id,
        kind=line.kind,
        sku=line.sku,
        name=line.name,
        option_text=line.option_text,
        quantity=units,
        amount=amount,
        discount=line.discount.slice(after - units, after, line.quantity),
        rate_bp=rate if treatment is VatTreatment.NORMAL else 0,
        treatment=treatment,
    )
