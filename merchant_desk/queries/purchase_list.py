"""The orders to suppliers, by where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self

from sqlalchemy import ColumnElement, Row, Select, func, or_, select, true
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.purchasing import Purchase, PurchaseLine, Supplier
from merchant_desk.queries.law_shop import shop_zone
from merchant_desk.queries.on_order import OPEN_UNITS
from merchant_desk.rules.legal.holidays import MAINLAND
from merchant_desk.rules.purchasing.days import expected_day
from merchant_desk.rules.purchasing.prices import line_total
from merchant_desk.values.clock import paris_date
from merchant_desk.values.goods_words import PurchaseState
from merchant_desk.values.ids import PurchaseId, SupplierId
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.purchases import OPEN_STATES, OVER_STATES, supplier_key

_PURCHASES, _LINES = table(Purchase), table(PurchaseLine)
_SUPPLIERS, _PRODUCTS = table(Supplier), table(Product)
_SORTS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "row": (_PURCHASES.c.row,),
    "number": (_PURCHASES.c.number,),
    "supplier": (_SUPPLIERS.c.key,),
    "sent": (_PURCHASES.c.sent_at,),
    "state": (_PURCHASES.c.state,),
}


class PurchaseShown(StrEnum):
    """The tabs of the list."""

    OPEN = "open"
    DRAFT = "draft"
    LATE = "late"
    OVER = "over"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class PurchaseRow:
    """One order as the list shows it; the total is before VAT, carriage included."""

    purchase_id: PurchaseId
    number: str
    supplier_id: SupplierId
    supplier: str
    state: PurchaseState
    lines: int
    units: int
    received: int
    total: Money
    unknown_prices: int
    sent_at: datetime | None
    expected_on: date | None
    confirmed: bool
    late: bool


@dataclass(frozen=True, slots=True)
class PurchaseCounts:
    """How many orders each tab holds."""

    open: int = 0
    draft: int = 0
    late: int = 0
    over: int = 0
    all: int = 0


@dataclass(frozen=True)
class PurchaseList:
    """The orders that match what was typed, of one tab, on one day."""

    today: date
    text: str = ""
    shown: PurchaseShown = PurchaseShown.OPEN
    supplier_id: SupplierId | None = None
    sort: str = "row"
    descending: bool = True

    def count(self, session: Session) -> int:
        """Return how many orders the filter keeps."""
        kept = self._kept(session, _joined(select(func.count())))
        return int(session.execute(kept).scalar_one())

    def fetch(self, session: Session, offset: int, limit: int) -> Sequence[PurchaseRow]:
        """Return one page of orders."""
        wanted = _joined(
            select(_PURCHASES, _SUPPLIERS.c.name.label("supplier"), _SUPPLIERS.c.lead_days)
        )
        page = self._ordered(session, wanted).offset(offset).limit(limit)
        rows = session.execute(page).all()
        return _rows(session, rows, self.today)

    def ids(self, session: Session) -> Sequence[bytes]:
        """Return every order of the filter."""
        return session.scalars(self._ordered(session, _joined(select(_PURCHASES.c.id)))).all()

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Return the same filter in another order."""
        return replace(self, sort=key, descending=descending)

    def _ordered(self, session: Session, wanted: Select[Any]) -> Select[Any]:
        by = _SORTS.get(self.sort, _SORTS["row"])
        order = [each.desc() if self.descending else each.asc() for each in by]
        return self._kept(session, wanted).order_by(*order, _PURCHASES.c.row.desc())

    def _kept(self, session: Session, wanted: Select[Any]) -> Select[Any]:
        kept = wanted.where(_tab(session, self.shown, self.today))
        if self.supplier_id is not None:
            kept = kept.where(_PURCHASES.c.supplier_id == self.supplier_id)
        for word in supplier_key(self.text).split():
            kept = kept.where(_said(word))
        return kept


def purchase_counts(session: Session, today: date) -> PurchaseCounts:
    """Return how many orders each tab holds."""
    rows = session.execute(
        select(_PURCHASES.c.state, func.count()).group_by(_PURCHASES.c.state)
    ).all()
    told = {row[0]: int(row[1]) for row in rows}
    return PurchaseCounts(
        open=sum(told.get(each, 0) for each in OPEN_STATES),
        draft=told.get(PurchaseState.DRAFT, 0),
        late=len(late_purchases(session, today)),
        over=sum(told.get(each, 0) for each in OVER_STATES),
        all=sum(told.values()),
    )


def late_purchases(session: Session, today: date) -> tuple[PurchaseId, ...]:
    """Return the orders whose goods should have come; open orders are few."""
    wanted = _joined(
        select(_PURCHASES, _SUPPLIERS.c.name.label("supplier"), _SUPPLIERS.c.lead_days)
    ).where(_PURCHASES.c.state.in_(OPEN_STATES))
    rows = _rows(session, session.execute(wanted).all(), today)
    return tuple(row.purchase_id for row in rows if row.late)


def _joined(wanted: Select[Any]) -> Select[Any]:
    return wanted.select_from(_PURCHASES).join(
        _SUPPLIERS, _SUPPLIERS.c.id == _PURCHASES.c.supplier_id
    )


def _tab(session: Session, shown: PurchaseShown, today: date) -> ColumnElement[bool]:
    match shown:
        case PurchaseShown.OPEN:
            return _PURCHASES.c.state.in_(OPEN_STATES)
        case PurchaseShown.DRAFT:
            return _PURCHASES.c.state == PurchaseState.DRAFT
        case PurchaseShown.LATE:
            return _PURCHASES.c.id.in_(late_purchases(session, today))
        case PurchaseShown.OVER:
            return _PURCHASES.c.state.in_(OVER_STATES)
        case PurchaseShown.ALL:
            return true()


def _said(word: str) -> ColumnElement[bool]:
    holds = (
        select(_LINES.c.id)
        .join(_PRODUCTS, _PRODUCTS.c.id == _LINES.c.product_id)
        .where(
            _LINES.c.purchase_id == _PURCHASES.c.id,
            or_(
                _PRODUCTS.c.search_text.contains(word, autoescape=True),
                func.lower(_LINES.c.supplier_sku).contains(word, autoescape=True),
            ),
        )
    )
    return or_(
        _SUPPLIERS.c.key.contains(word, autoescape=True),
        func.lower(_PURCHASES.c.number).contains(word, autoescape=True),
        func.lower(_PURCHASES.c.supplier_reference).contains(word, autoescape=True),
        holds.exists(),
    )


def _rows(session: Session, rows: Sequence[Row[Any]], today: date) -> tuple[PurchaseRow, ...]:
    zone = shop_zone(session) or MAINLAND
    sums = _sums(session, [row.id for row in rows])
    return tuple(_row(row, sums.get(row.id, _Sums()), today, zone) for row in rows)


@dataclass(slots=True)
class _Sums:
    lines: int = 0
    units: int = 0
    received: int = 0
    left: int = 0
    goods: Money = ZERO
    unknown: int = 0
    last_on: date | None = None


def _sums(session: Session, ids: Sequence[PurchaseId]) -> dict[PurchaseId, _Sums]:
    found: dict[PurchaseId, _Sums] = {}
    asked = select(_LINES, OPEN_UNITS.label("left")).where(_LINES.c.purchase_id.in_(ids))
    for line in session.execute(asked):
        sums = found.setdefault(line.purchase_id, _Sums())
        sums.lines += 1
        sums.units += line.quantity
        sums.received += line.received
        sums.left += max(0, line.left)
        if line.left > 0 and line.confirmed_on is not None:
            sums.last_on = max(line.confirmed_on, sums.last_on or line.confirmed_on)
        if line.cost_tenthousandths is None:
            sums.unknown += 1
        else:
            sums.goods += line_total(line.cost_tenthousandths, line.rebate_bp, line.quantity)
    return found


def _row(row: Row[Any], sums: _Sums, today: date, zone: str) -> PurchaseRow:
    expected = expected_of(row, zone, sums.last_on)
    waits = row.state in OPEN_STATES and sums.left > 0
    return PurchaseRow(
        purchase_id=PurchaseId(row.id),
        number=row.number,
        supplier_id=SupplierId(row.supplier_id),
        supplier=row.supplier,
        state=row.state,
        lines=sums.lines,
        units=sums.units,
        received=sums.received,
        total=sums.goods + row.carriage,
        unknown_prices=sums.unknown,
        sent_at=row.sent_at,
        expected_on=expected,
        confirmed=row.confirmed_on is not None or sums.last_on is not None,
        late=waits and expected is not None and expected < today,
    )


def expected_of(row: Row[Any], zone: str, last_on: date | None = None) -> date | None:
    """Return when an order is whole: as confirmed, else as promised or wanted."""
    told: date | None = max(filter(None, (row.confirmed_on, last_on)), default=None)
    wanted: date | None = row.wanted_on
    if told is not None or row.sent_at is None:
        return told or wanted
    if row.lead_days is not None:
        promised = expected_day(paris_date(row.sent_at), row.lead_days, zone)
        return promised if wanted is None else max(promised, wanted)
    return wanted
