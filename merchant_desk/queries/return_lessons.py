"""What came back in a time, with what it cost, beside what left: for the lessons of returns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import BigInteger, ScalarSelect, Select, func, select, type_coerce
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.parcel import Parcel, ParcelLine
from merchant_desk.models.product import Product
from merchant_desk.models.purchasing import Supplier, SupplierArticle
from merchant_desk.models.returned import Return, ReturnLine
from merchant_desk.models.stock import StockMove
from merchant_desk.queries.settings import settings
from merchant_desk.rules.returns.lessons import (
    Change,
    Cut,
    CutRow,
    MarginRow,
    ReturnFact,
    SoldFact,
    changes,
    cut_rows,
    margins,
)
from merchant_desk.values.clock import PARIS
from merchant_desk.values.goods_words import ProductKind, ReturnState
from merchant_desk.values.ids import ProductId, ReturnLineId, StationId
from merchant_desk.values.money import Money
from merchant_desk.values.product_names import full_name
from merchant_desk.values.remote import LineKind
from merchant_desk.values.settings import RETURNS_HOURLY_CENTS
from merchant_desk.values.words import MoveReason, ParcelState

_LINES, _RETURNS, _ORDER_LINES, _ORDERS = (
    table(ReturnLine),
    table(Return),
    table(OrderLine),
    table(Order),
)
_MOVES, _PARCELS, _PARCEL_LINES, _PRODUCTS = (
    table(StockMove),
    table(Parcel),
    table(ParcelLine),
    table(Product),
)
_WHOLE_BP, _PER_CENT = 10_000, 100


@dataclass(frozen=True, slots=True)
class Lessons:
    """What the returns of a time say; amounts in ten-thousandths of a euro."""

    since: date
    until: date
    sold: int
    returned: int
    net_cost: int
    refund: int
    hourly: int
    cuts: Mapping[Cut, tuple[CutRow, ...]]
    margins: tuple[MarginRow, ...]
    changes: tuple[Change, ...]

    @property
    def rate_bp(self) -> int:
        """Return how many units in ten thousand came back."""
        return self.returned * _WHOLE_BP // self.sold if self.sold else 0


def return_lessons(session: Session, station_id: StationId, since: date, until: date) -> Lessons:
    """Return what came back between two days, both included, and what it teaches."""
    start = datetime.combine(since, time.min, PARIS)
    end = datetime.combine(until + timedelta(days=1), time.min, PARIS)
    hourly = settings(session, station_id).get(RETURNS_HOURLY_CENTS)
    suppliers = _suppliers(session)
    facts = _facts(session, start, end, suppliers)
    sold = _sold(session, start, end, suppliers)
    return Lessons(
        since=since,
        until=until,
        sold=sum(each.units for each in sold),
        returned=sum(each.units for each in facts),
        net_cost=sum(each.net_cost(hourly) for each in facts),
        refund=sum(each.refund for each in facts),
        hourly=hourly,
        cuts={cut: cut_rows(cut, facts, sold, hourly) for cut in Cut},
        margins=margins(facts, sold, hourly),
        changes=changes(facts, sold, hourly),
    )


def _suppliers(session: Session) -> dict[ProductId, str]:
    """Return who sells each article to the shop: its preferred supplier, else the last receipt."""
    found = dict[ProductId, str]()
    latest = (
        select(Batch.product_id, Batch.supplier)
        .where(Batch.supplier != "")
        .order_by(Batch.received_on)
    )
    for product, name in session.execute(latest):
        found[product] = name
    known = (
        select(SupplierArticle.product_id, Supplier.name)
        .join(Supplier, Supplier.id == SupplierArticle.supplier_id)
        .order_by(SupplierArticle.preferred)
    )
    for product, name in session.execute(known):
        found[product] = name
    return found


def _facts(
    session: Session, start: datetime, end: datetime, suppliers: Mapping[ProductId, str]
) -> list[ReturnFact]:
    rows = session.execute(_came(start, end)).all()
    regained = _regained(session, start, end)
    shares = _shares(rows)
    return [_fact(row, suppliers, regained.get(row.id, 0), shares[row.id]) for row in rows]


def _came(start: datetime, end: datetime) -> Select[Any]:
    return (
        select(
            _LINES.c.id,
            _LINES.c.return_id,
            _LINES.c.product_id,
            _LINES.c.received,
            _LINES.c.reason,
            _LINES.c.refund,
            _LINES.c.write_down,
            _RETURNS.c.minutes,
            _RETURNS.c.carriage_out,
            _carriage_rate().label("carriage_rate"),
            _RETURNS.c.carriage_back,
            _PRODUCTS.c.sku,
            _PRODUCTS.c.name,
            _PRODUCTS.c.option_text,
            _PRODUCTS.c.rate_bp,
            func.coalesce(_ORDERS.c.carrier, _RETURNS.c.carrier).label("carrier"),
        )
        .join(_RETURNS, _RETURNS.c.id == _LINES.c.return_id)
        .join(_PRODUCTS, _PRODUCTS.c.id == _LINES.c.product_id)
        .outerjoin(_ORDERS, _ORDERS.c.id == _RETURNS.c.order_id)
        .where(
            _RETURNS.c.received_at >= start,
            _RETURNS.c.received_at < end,
            _RETURNS.c.state != ReturnState.CANCELLED,
            _LINES.c.received > 0,
            _LINES.c.order_line_id.is_not(None),
            _PRODUCTS.c.kind != ProductKind.KIT,
        )
        .order_by(_LINES.c.id)
    )


def _fact(
    row: Any, suppliers: Mapping[ProductId, str], regained: int, share: tuple[int, int]
) -> ReturnFact:
    return ReturnFact(
        reason=row.reason,
        sku=row.sku,
        name=full_name(row.name, row.option_text),
        size=row.option_text,
        supplier=suppliers.get(row.product_id, ""),
        carrier=row.carrier or "",
        units=row.received,
        refund=_without_vat(row.refund, row.rate_bp),
        regained=regained,
        write_down=int(row.write_down),
        carriage=share[0],
        minutes=share[1],
    )


def _shares(rows: Sequence[Any]) -> dict[ReturnLineId, tuple[int, int]]:
    """Share the carriage (ten-thousandths) and the minutes of each return, by units."""
    found = {}
    by_return: dict[bytes, list[Any]] = {}
    for row in rows:
        by_return.setdefault(row.return_id, []).append(row)
    for mine in by_return.values():
        weights = [row.received for row in mine]
        out = _without_vat(mine[0].carriage_out, mine[0].carriage_rate or 0)
        carriage = Money(out + mine[0].carriage_back.cents * _PER_CENT).share(weights)
        minutes = Money(mine[0].minutes).share(weights)
        for row, money, spent in zip(mine, carriage, minutes, strict=True):
            found[row.id] = (money.cents, spent.cents)
    return found


def _carriage_rate() -> ScalarSelect[Any]:
    """Return the VAT rate of the carriage of the order: it is given back with its VAT."""
    return (
        select(func.max(_ORDER_LINES.c.rate_bp))
        .where(
            _ORDER_LINES.c.order_id == _RETURNS.c.order_id,
            _ORDER_LINES.c.kind == LineKind.SHIPPING,
        )
        .scalar_subquery()
    )


def _regained(session: Session, start: datetime, end: datetime) -> dict[ReturnLineId, int]:
    """Return what the stock is worth more by each line, twins included."""
    lines = (
        select(_LINES.c.id)
        .join(_RETURNS, _RETURNS.c.id == _LINES.c.return_id)
        .where(_RETURNS.c.received_at >= start, _RETURNS.c.received_at < end)
    )
    rows = session.execute(
        select(_MOVES.c.cause_id, func.sum(_MOVES.c.value))
        .where(
            _MOVES.c.reason.in_([MoveReason.RETURN, MoveReason.SECOND_CHOICE, MoveReason.REPAIR]),
            _MOVES.c.cause_id.in_(lines),
        )
        .group_by(_MOVES.c.cause_id)
    )
    return {ReturnLineId(line): int(value) for line, value in rows}


def _sold(
    session: Session, start: datetime, end: datetime, suppliers: Mapping[ProductId, str]
) -> list[SoldFact]:
    """Return what left, added up by article, carrier and rate: a year holds many parcels."""
    costs = _costs(session, start, end)
    return [
        SoldFact(
            row.sku,
            row.option_text,
            suppliers.get(row.product_id, ""),
            row.carrier,
            int(row.units),
            _without_vat(Money(int(row.price)), row.rate_bp),
            costs.pop(row.product_id, 0),
        )
        for row in session.execute(_left(start, end))
    ]


def _left(start: datetime, end: datetime) -> Select[Any]:
    packed, line = _PARCEL_LINES.c.packed, _ORDER_LINES.c
    total = type_coerce(line.total, BigInteger)
    price = (2 * total * packed + line.quantity) // (2 * line.quantity)
    names = (
        _PARCEL_LINES.c.product_id,
        _ORDERS.c.carrier,
        line.rate_bp,
        _PRODUCTS.c.sku,
        _PRODUCTS.c.option_text,
    )
    return (
        select(*names, func.sum(packed).label("units"), func.sum(price).label("price"))
        .join(_PARCELS, _PARCELS.c.id == _PARCEL_LINES.c.parcel_id)
        .join(_ORDER_LINES, line.id == _PARCEL_LINES.c.order_line_id)
        .join(_ORDERS, _ORDERS.c.id == line.order_id)
        .join(_PRODUCTS, _PRODUCTS.c.id == _PARCEL_LINES.c.product_id)
        .where(
            _PARCELS.c.state == ParcelState.CLOSED,
            _PARCELS.c.closed_at >= start,
            _PARCELS.c.closed_at < end,
            packed > 0,
        )
        .group_by(*names)
        .order_by(_PRODUCTS.c.sku, _ORDERS.c.carrier, line.rate_bp)
    )


def _costs(session: Session, start: datetime, end: datetime) -> dict[ProductId, int]:
    """Return what each article that left had cost."""
    rows = session.execute(
        select(_MOVES.c.product_id, -func.sum(_MOVES.c.value))
        .join(_PARCELS, _PARCELS.c.id == _MOVES.c.parcel_id)
        .where(
            _MOVES.c.reason == MoveReason.SALE,
            _PARCELS.c.closed_at >= start,
            _PARCELS.c.closed_at < end,
        )
        .group_by(_MOVES.c.product_id)
    )
    return {product: int(cost) for product, cost in rows}


def _without_vat(amount: Money, rate_bp: int) -> int:
    return amount.cents * _PER_CENT * _WHOLE_BP // (_WHOLE_BP + rate_bp)
