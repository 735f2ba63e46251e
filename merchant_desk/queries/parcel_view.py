"""Everything the packing station shows of one parcel: its order, its lines, its last scans."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.parcel import Parcel, ParcelLine, ParcelScan
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.models.stock import PickAllocation, Place
from merchant_desk.queries.outdated_slips import slip_outdated
from merchant_desk.queries.packing import due_words
from merchant_desk.values.article_name import full_name
from merchant_desk.values.barcode import spoken_code
from merchant_desk.values.ids import (
    OrderId,
    OrderLineId,
    ParcelId,
    ParcelLineId,
    ProductId,
    ScanId,
)
from merchant_desk.values.remote import Delivery
from merchant_desk.values.snapshots import read_address
from merchant_desk.values.walk_order import walk_order
from merchant_desk.values.words import CodeKind, ParcelState, PaymentState, ScanOutcome

_AnyRow = Row[*tuple[Any, ...]]
_ORDERS, _ORDER_LINES, _PARCELS, _LINES, _SCANS = (
    table(Order),
    table(OrderLine),
    table(Parcel),
    table(ParcelLine),
    table(ParcelScan),
)
_PRODUCTS, _CODES, _ALLOCATIONS, _PLACES, _INVOICES = (
    table(Product),
    table(ProductCode),
    table(PickAllocation),
    table(Place),
    table(Invoice),
)
_LAST_SCANS = 30
_WITHOUT_BIN = "~"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackLine:
    """One article of the parcel: where it lies, how many are wanted, in, and missing."""

    line_id: ParcelLineId
    product_id: ProductId
    sku: str
    name: str
    option_text: str
    bins: str
    code: str
    wanted: int
    packed: int
    missing: int
    weight_g: int | None

    @property
    def full_name(self) -> str:
        """Return the name with the variant."""
        return full_name(self.name, self.option_text)

    @property
    def full(self) -> bool:
        """Tell whether nothing is left to pack of it."""
        return self.packed >= self.wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenScan:
    """One line of the list of scans; ``undone`` when it was taken back since."""

    scan_id: ScanId
    line_id: ParcelLineId | None
    outcome: ScanOutcome
    label: str
    code: str
    units: int
    lot: str
    expiry: date | None
    at: datetime
    undone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelView:
    """A parcel at the packing station, whole; ``weight_g`` is None when no weight is known."""

    parcel_id: ParcelId
    order_id: OrderId
    order_number: str
    customer: str
    city: str
    paid: bool
    delivery: Delivery
    carrier: str
    pickup_slot: str
    relay_id: str
    note: str
    gift_note: str
    due: str
    late: bool
    parcel_number: int
    state: ParcelState
    tracking: str
    invoice_number: str
    weight_g: int | None
    weight_complete: bool
    slip_outdated: bool
    """The slip was printed before the order changed."""
    lines: tuple[PackLine, ...]
    scans: tuple[SeenScan, ...]

    @property
    def wanted(self) -> int:
        """Return how many articles the parcel wants."""
        return sum(line.wanted for line in self.lines)

    @property
    def packed(self) -> int:
        """Return how many articles are in."""
        return sum(line.packed for line in self.lines)

    @property
    def open(self) -> bool:
        """Tell whether it is still being filled."""
        return self.state is ParcelState.OPEN


def parcel_view(session: Session, parcel_id: ParcelId, now: datetime) -> ParcelView | None:
    """Return the parcel, or None when there is none of this id."""
    head = _head(session, parcel_id)
    if head is None:
        return None
    lines = _lines(session, parcel_id)
    weights = [(line.weight_g, line.packed) for line in lines if line.packed]
    known = [weight * packed for weight, packed in weights if weight is not None]
    return ParcelView(
        parcel_id=parcel_id,
        order_id=OrderId(head.order_id),
        order_number=head.number,
        customer=head.customer_name,
        city=read_address(head.shipping).city,
        paid=head.payment_state == PaymentState.PAID,
        delivery=head.delivery,
        carrier=head.parcel_carrier or head.carrier,
        pickup_slot=head.pickup_slot,
        relay_id=head.relay_id,
        note=head.note,
        gift_note=head.gift_note,
        due=due_words(head.ship_by_at, now),
        late=head.ship_by_at < now,
        parcel_number=head.parcel_number,
        state=head.state,
        tracking=head.tracking,
        invoice_number=_invoice(session, parcel_id),
        weight_g=sum(known) if known else None,
        weight_complete=len(known) == len(weights),
        slip_outdated=_slip_outdated(session, head),
        lines=lines,
        scans=_scans(session, parcel_id),
    )


def _slip_outdated(session: Session, head: _AnyRow) -> bool:
    if head.state is not ParcelState.OPEN:
        return False
    return slip_outdated(session, OrderId(head.order_id)) is not None


def _head(session: Session, parcel_id: ParcelId) -> _AnyRow | None:
    of_order = (
        "number", "customer_name", "shipping", "payment_state", "delivery", "carrier",
        "pickup_slot", "relay_id", "note", "gift_note", "ship_by_at",
    )  # fmt: skip
    return session.execute(
        select(
            *(_ORDERS.c[name] for name in of_order),
            *(_PARCELS.c[name] for name in ("order_id", "state", "tracking")),
            _PARCELS.c.number.label("parcel_number"),
            _PARCELS.c.carrier.label("parcel_carrier"),
        )
        .join(_ORDERS, _ORDERS.c.id == _PARCELS.c.order_id)
        .where(_PARCELS.c.id == parcel_id)
    ).first()


def _invoice(session: Session, parcel_id: ParcelId) -> str:
    found = session.execute(
        select(_INVOICES.c.number).where(_INVOICES.c.parcel_id == parcel_id)
    ).scalar()
    return found or ""


def _lines(session: Session, parcel_id: ParcelId) -> tuple[PackLine, ...]:
    """Return the lines in walking order; what has no bin comes last."""
    rows = session.execute(
        select(
            *(_LINES.c[name] for name in ("id", "product_id", "wanted", "packed", "missing")),
            _LINES.c.order_line_id,
            *(_PRODUCTS.c[name] for name in ("sku", "name", "option_text", "weight_g")),
            _PLACES.c.code.label("usual_bin"),
        )
        .join(_PRODUCTS, _PRODUCTS.c.id == _LINES.c.product_id)
        .join(_ORDER_LINES, _ORDER_LINES.c.id == _LINES.c.order_line_id)
        .join(_PLACES, _PLACES.c.id == _PRODUCTS.c.default_place_id, isouter=True)
        .where(_LINES.c.parcel_id == parcel_id)
        .order_by(_ORDER_LINES.c.position)
    ).all()
    bins = _bins(session, parcel_id)
    codes = _codes(session, parcel_id)
    lines = [_line(row, bins.get(row.order_line_id, []), codes) for row in rows]
    return tuple(sorted(lines, key=lambda line: walk_order(line.bins) or _WITHOUT_BIN))


def _line(row: _AnyRow, bins: Sequence[str], codes: dict[ProductId, str]) -> PackLine:
    return PackLine(
        line_id=ParcelLineId(row.id),
        product_id=ProductId(row.product_id),
        sku=row.sku,
        name=row.name,
        option_text=row.option_text,
        bins=", ".join(bins) or row.usual_bin or "",
        code=codes.get(row.product_id, ""),
        wanted=row.wanted,
        packed=row.packed,
        missing=row.missing,
        weight_g=row.weight_g,
    )


def _bins(session: Session, parcel_id: ParcelId) -> dict[OrderLineId, list[str]]:
    found: dict[OrderLineId, list[str]] = {}
    for line_id, code in session.execute(
        select(_ALLOCATIONS.c.order_line_id, _PLACES.c.code)
        .join(_PLACES, _PLACES.c.id == _ALLOCATIONS.c.place_id)
        .join(_LINES, _LINES.c.order_line_id == _ALLOCATIONS.c.order_line_id)
        .where(_LINES.c.parcel_id == parcel_id)
        .order_by(_PLACES.c.walk_order, _PLACES.c.code)
    ):
        found.setdefault(line_id, []).append(code)
    return found


def _codes(session: Session, parcel_id: ParcelId) -> dict[ProductId, str]:
    rows = session.execute(
        select(_CODES.c.product_id, func.min(_CODES.c.code))
        .join(_LINES, _LINES.c.product_id == _CODES.c.product_id)
        .where(_LINES.c.parcel_id == parcel_id, _CODES.c.kind == CodeKind.EAN)
        .group_by(_CODES.c.product_id)
    )
    return {ProductId(product_id): spoken_code(code) for product_id, code in rows}


def _scans(session: Session, parcel_id: ParcelId) -> tuple[SeenScan, ...]:
    """Return the last scans, the newest first; what took one back is told on that one."""
    undone = {
        row.takes_back
        for row in session.execute(
            select(_SCANS.c.takes_back).where(
                _SCANS.c.parcel_id == parcel_id, _SCANS.c.takes_back.is_not(None)
            )
        )
    }
    rows = session.execute(
        select(_SCANS)
        .where(_SCANS.c.parcel_id == parcel_id, _SCANS.c.outcome != ScanOutcome.TAKEN_BACK)
        .order_by(_SCANS.c.at.desc(), _SCANS.c.id.desc())
        .limit(_LAST_SCANS)
    )
    return tuple(
        SeenScan(
            scan_id=ScanId(row.id),
            line_id=row.parcel_line_id,
            outcome=row.outcome,
            label=row.label,
            code=row.code,
            units=row.units,
            lot=row.lot,
            expiry=date.fromisoformat(row.expiry) if row.expiry else None,
            at=row.at,
            undone=row.id in undone,
        )
        for row in rows
    )
