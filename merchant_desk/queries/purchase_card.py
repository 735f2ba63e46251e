"""One order to a supplier: its lines, what is expected, what came, its story."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.models.purchasing import Purchase, PurchaseEvent, PurchaseLine, Supplier
from merchant_desk.queries.law_shop import shop_zone
from merchant_desk.queries.on_order import day_of_line
from merchant_desk.queries.supplier_articles import supplier_terms
from merchant_desk.rules.legal.holidays import MAINLAND
from merchant_desk.rules.purchasing.prices import line_total
from merchant_desk.rules.purchasing.states import LineComing
from merchant_desk.rules.purchasing.totals import OrderTotals, PricedLine, order_totals
from merchant_desk.values.goods_words import PurchaseEventKind, PurchaseState
from merchant_desk.values.ids import ProductId, PurchaseId, PurchaseLineId, SupplierId
from merchant_desk.values.money import Money
from merchant_desk.values.purchases import OPEN_STATES, SupplierTerms
from merchant_desk.values.search_text import printed_code
from merchant_desk.values.words import CodeKind

_PURCHASES, _LINES, _EVENTS = table(Purchase), table(PurchaseLine), table(PurchaseEvent)
_PRODUCTS, _CODES, _SUPPLIERS = table(Product), table(ProductCode), table(Supplier)


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseCardLine:
    """One article of an order; quantities are units."""

    line_id: PurchaseLineId
    product_id: ProductId
    sku: str
    title: str
    ean: str
    supplier_sku: str
    quantity: int
    pack_units: int
    cost_tenthousandths: int | None
    rebate_bp: int
    confirmed_units: int | None
    received: int
    given_up: int
    open: int
    expected_on: date | None
    reason: str

    @property
    def total(self) -> Money | None:
        """Return what the line comes to; None while its price is not known."""
        if self.cost_tenthousandths is None:
            return None
        return line_total(self.cost_tenthousandths, self.rebate_bp, self.quantity)


@dataclass(frozen=True, slots=True)
class PurchaseStep:
    """One line of the story of an order."""

    kind: PurchaseEventKind
    detail: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseCard:
    """An order as its sheet shows it; what can be done with it is said here."""

    purchase_id: PurchaseId
    number: str
    supplier_id: SupplierId
    supplier: SupplierTerms
    state: PurchaseState
    wanted_on: date | None
    confirmed_on: date | None
    supplier_reference: str
    note: str
    deliver_to: str
    created_at: datetime
    sent_at: datetime | None
    by: str
    lines: tuple[PurchaseCardLine, ...]
    totals: OrderTotals
    steps: tuple[PurchaseStep, ...]

    @property
    def open_units(self) -> int:
        """Return the units still to come."""
        return sum(each.open for each in self.lines) if self.state in OPEN_STATES else 0

    @property
    def received(self) -> int:
        """Return the units that came."""
        return sum(each.received for each in self.lines)

    @property
    def expected_on(self) -> date | None:
        """Return the day the last goods still to come are due; None while nobody knows."""
        days = [each.expected_on for each in self.lines if each.open]
        return max((day for day in days if day is not None), default=None)

    def is_late(self, today: date) -> bool:
        """Tell whether goods should have come by now."""
        if self.state not in OPEN_STATES:
            return False
        return any(
            each.open and each.expected_on is not None and each.expected_on < today
            for each in self.lines
        )

    @property
    def can_edit(self) -> bool:
        """Tell whether its lines may still be changed."""
        return self.state is PurchaseState.DRAFT or self.state in OPEN_STATES

    @property
    def can_send(self) -> bool:
        """Tell whether it may leave."""
        return self.state is PurchaseState.DRAFT and bool(self.lines)

    @property
    def can_confirm(self) -> bool:
        """Tell whether the supplier may still answer."""
        return self.state in OPEN_STATES

    @property
    def can_close(self) -> bool:
        """Tell whether its rest may be given up."""
        return self.state in OPEN_STATES and self.received > 0

    @property
    def can_cancel(self) -> bool:
        """Tell whether all of it may be called off."""
        return self.can_edit and not self.received


def purchase_card(session: Session, purchase_id: PurchaseId) -> PurchaseCard | None:
    """Return an order, or None when there is no such order."""
    row = session.execute(select(_PURCHASES).where(_PURCHASES.c.id == purchase_id)).first()
    if row is None:
        return None
    terms = supplier_terms(session, row.supplier_id)
    lines = _lines(session, purchase_id)
    priced = [PricedLine(each.quantity, each.cost_tenthousandths, each.rebate_bp) for each in lines]
    return PurchaseCard(
        purchase_id=purchase_id,
        number=row.number,
        supplier_id=SupplierId(row.supplier_id),
        supplier=terms,
        state=row.state,
        wanted_on=row.wanted_on,
        confirmed_on=row.confirmed_on,
        supplier_reference=row.supplier_reference,
        note=row.note,
        deliver_to=row.deliver_to,
        created_at=row.created_at,
        sent_at=row.sent_at,
        by=row.by,
        lines=lines,
        totals=order_totals(priced, terms, row.carriage),
        steps=_steps(session, purchase_id),
    )


def purchase_numbered(session: Session, number: str) -> PurchaseId | None:
    """Return the order of a number, for commands and scans."""
    wanted = select(_PURCHASES.c.id).where(_PURCHASES.c.number == number.strip().upper())
    found = session.execute(wanted).scalar()
    return None if found is None else PurchaseId(found)


def first_eans(session: Session, product_ids: list[ProductId]) -> dict[ProductId, str]:
    """Return the code that stands on one unit of each article."""
    rows = session.execute(
        select(_CODES.c.product_id, _CODES.c.code)
        .where(
            _CODES.c.product_id.in_(product_ids),
            _CODES.c.kind == CodeKind.EAN,
            _CODES.c.units == 1,
        )
        .order_by(_CODES.c.code.desc())
    )
    return {row.product_id: printed_code(row.code) for row in rows}


def _lines(session: Session, purchase_id: PurchaseId) -> tuple[PurchaseCardLine, ...]:
    rows = session.execute(
        select(
            _LINES,
            _LINES.c.confirmed_on.label("line_on"),
            _PURCHASES.c.confirmed_on.label("order_on"),
            _PURCHASES.c.wanted_on,
            _PURCHASES.c.sent_at,
            _SUPPLIERS.c.lead_days,
            _PRODUCTS.c.sku,
            _PRODUCTS.c.name,
            _PRODUCTS.c.option_text,
        )
        .join(_PURCHASES, _PURCHASES.c.id == _LINES.c.purchase_id)
        .join(_SUPPLIERS, _SUPPLIERS.c.id == _PURCHASES.c.supplier_id)
        .join(_PRODUCTS, _PRODUCTS.c.id == _LINES.c.product_id)
        .where(_LINES.c.purchase_id == purchase_id)
        .order_by(_LINES.c.position)
    ).all()
    eans = first_eans(session, [row.product_id for row in rows])
    zone = shop_zone(session) or MAINLAND
    return tuple(_line(row, eans.get(row.product_id, ""), zone) for row in rows)


def _line(row: Row[Any], ean: str, zone: str) -> PurchaseCardLine:
    coming = LineComing(row.quantity, row.received, row.given_up, row.confirmed_units)
    return PurchaseCardLine(
        line_id=PurchaseLineId(row.id),
        product_id=ProductId(row.product_id),
        sku=row.sku,
        title=" · ".join(filter(None, (row.name, row.option_text))),
        ean=ean,
        supplier_sku=row.supplier_sku,
        quantity=row.quantity,
        pack_units=row.pack_units,
        cost_tenthousandths=row.cost_tenthousandths,
        rebate_bp=row.rebate_bp,
        confirmed_units=row.confirmed_units,
        received=row.received,
        given_up=row.given_up,
        open=coming.open,
        expected_on=row.line_on or row.order_on or day_of_line(row, zone),
        reason=row.reason,
    )


def _steps(session: Session, purchase_id: PurchaseId) -> tuple[PurchaseStep, ...]:
    rows = session.execute(
        select(_EVENTS.c.kind, _EVENTS.c.detail, _EVENTS.c.at, _EVENTS.c.by)
        .where(_EVENTS.c.purchase_id == purchase_id)
        .order_by(_EVENTS.c.at, _EVENTS.c.id)
    )
    return tuple(PurchaseStep(*row) for row in rows)
