"""What a week sold and what the goods had cost: orders of the storefront, sales at the counter."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice, InvoiceLine
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.product import Product
from merchant_desk.values.clock import PARIS
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import Money
from merchant_desk.values.remote import LineKind
from merchant_desk.values.stock_cost import money_of
from merchant_desk.values.weekly_review import WeekSales
from merchant_desk.values.words import OrderState

_ORDERS, _LINES, _PRODUCTS = table(Order), table(OrderLine), table(Product)
_DOCUMENTS, _SOLD = table(Invoice), table(InvoiceLine)
_NOT_SOLD = (OrderState.CANCELLED, OrderState.UNPAID)
_DAYS = 7
_WHOLE = 10_000


class _Line(NamedTuple):
    """What a line brought without taxes, its units, and what one had cost.

    No unit: carriage, or a text, whose cost is not asked; a kit costs what its parts cost.
    """

    net: int
    units: int
    cost: int | None


def week_sales(session: Session, last: date) -> WeekSales:
    """Return the sales of the seven days up to one."""
    first = last - timedelta(days=_DAYS - 1)
    lines = [*_ordered(session, first, last), *_at_the_counter(session, first, last)]
    return WeekSales(
        first=first,
        last=last,
        sold=Money(sum(each.net for each in lines)),
        costed=Money(sum(each.net for each in lines if each.units and each.cost is not None)),
        cost=money_of(sum(each.units * each.cost for each in lines if each.cost is not None)),
        uncosted=sum(abs(each.units) for each in lines if each.cost is None),
    )


def _ordered(session: Session, first: date, last: date) -> Iterable[_Line]:
    """Return what was ordered; the price of a kit stands on its own line, its cost on its parts."""
    rows = session.execute(
        select(
            _LINES.c.id, _LINES.c.kind, _LINES.c.kit_line_id, _LINES.c.quantity,
            _LINES.c.cancelled, _LINES.c.total, _LINES.c.refunded, _LINES.c.rate_bp,
            _PRODUCTS.c.cost_tenthousandths,
        )
        .join(_ORDERS, _ORDERS.c.id == _LINES.c.order_id)
        .join(_PRODUCTS, _PRODUCTS.c.id == _LINES.c.product_id, isouter=True)
        .where(
            _ORDERS.c.state.not_in(_NOT_SOLD),
            _ORDERS.c.placed_at >= _midnight(first),
            _ORDERS.c.placed_at < _midnight(last + timedelta(days=1)),
        )
    ).all()  # fmt: skip
    kits = {row.kit_line_id for row in rows}
    for row in rows:
        left = row.quantity - row.cancelled
        paid = row.total.part(left, row.quantity) - row.refunded
        net = paid.part(_WHOLE, _WHOLE + row.rate_bp).cents
        if row.kind is not LineKind.PRODUCT:
            yield _Line(net, 0, None)
        elif row.id in kits:
            yield _Line(net, left, 0)
        else:
            yield _Line(net, left, row.cost_tenthousandths)


def _at_the_counter(session: Session, first: date, last: date) -> Iterable[_Line]:
    """Return what documents without an order charged, and what credit notes gave back."""
    rows = session.execute(
        select(
            _SOLD.c.net, _SOLD.c.quantity, _SOLD.c.product_id, _PRODUCTS.c.cost_tenthousandths
        )
        .join(_DOCUMENTS, _DOCUMENTS.c.id == _SOLD.c.invoice_id)
        .join(_PRODUCTS, _PRODUCTS.c.id == _SOLD.c.product_id, isouter=True)
        .where(
            _DOCUMENTS.c.issue_date.between(first, last),
            _DOCUMENTS.c.kind != InvoiceKind.DEPOSIT,
            _DOCUMENTS.c.order_id.is_(None) | (_DOCUMENTS.c.kind == InvoiceKind.CREDIT_NOTE),
        )
    )  # fmt: skip
    for row in rows:
        units = row.quantity if row.product_id is not None else 0
        units = -abs(units) if row.net.cents < 0 else units
        yield _Line(row.net.cents, units, row.cost_tenthousandths)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), PARIS).astimezone(UTC)
