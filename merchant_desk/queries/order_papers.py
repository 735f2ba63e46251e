"""The parcels of one order with what was scanned into them, and its invoices."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.parcel import Parcel, ParcelLine, ParcelScan
from merchant_desk.values.ids import InvoiceId, OrderId, ParcelId
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import Money
from merchant_desk.values.words import ParcelState, ScanOutcome

_PARCELS, _PARCEL_LINES, _SCANS, _INVOICES = (
    table(Parcel),
    table(ParcelLine),
    table(ParcelScan),
    table(Invoice),
)
SCANS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class CardScan:
    """One scan at the packing station."""

    at: datetime
    by: str
    label: str
    code: str
    units: int
    outcome: ScanOutcome


@dataclass(frozen=True, slots=True)
class CardParcel:
    """One box of the order; ``scans`` are the last ones, oldest first."""

    parcel_id: ParcelId
    number: int
    state: ParcelState
    carrier: str
    tracking: str
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    closed_by: str
    packed: int
    wanted: int
    scan_count: int
    scans: tuple[CardScan, ...]


@dataclass(frozen=True, slots=True)
class CardInvoice:
    """One issued document."""

    invoice_id: InvoiceId
    number: str
    kind: InvoiceKind
    issue_date: date
    parcel_number: int
    total: Money


def card_parcels(session: Session, order_id: OrderId) -> tuple[CardParcel, ...]:
    """Return the parcels in the order they were opened."""
    packed = select(func.coalesce(func.sum(_PARCEL_LINES.c.packed), 0))
    wanted = select(func.coalesce(func.sum(_PARCEL_LINES.c.wanted), 0))
    scans = select(func.count()).select_from(_SCANS).where(_SCANS.c.parcel_id == _PARCELS.c.id)
    names = ("id", "number", "state", "carrier", "tracking")
    trace = ("opened_at", "opened_by", "closed_at", "closed_by")
    rows = session.execute(
        select(
            *(_PARCELS.c[name] for name in (*names, *trace)),
            packed.where(_PARCEL_LINES.c.parcel_id == _PARCELS.c.id).scalar_subquery(),
            wanted.where(_PARCEL_LINES.c.parcel_id == _PARCELS.c.id).scalar_subquery(),
            scans.scalar_subquery(),
        )
        .where(_PARCELS.c.order_id == order_id)
        .order_by(_PARCELS.c.number)
    ).all()
    return tuple(
        CardParcel(*(*row[:9], *map(int, row[9:]), _scans(session, ParcelId(row[0]))))
        for row in rows
    )


def card_invoices(session: Session, order_id: OrderId) -> tuple[CardInvoice, ...]:
    """Return the issued documents in the order of their numbers."""
    names = ("id", "number", "kind", "issue_date", "parcel_number", "total")
    rows = session.execute(
        select(*(_INVOICES.c[name] for name in names))
        .where(_INVOICES.c.order_id == order_id)
        .order_by(_INVOICES.c.issued_at, _INVOICES.c.counter)
    )
    return tuple(CardInvoice(*row) for row in rows)


def _scans(session: Session, parcel_id: ParcelId) -> tuple[CardScan, ...]:
    kept = _SCANS.c
    rows = session.execute(
        select(kept.at, kept.by, kept.label, kept.code, kept.units, kept.outcome)
        .where(kept.parcel_id == parcel_id)
        .order_by(kept.at.desc(), kept.id.desc())
        .limit(SCANS_SHOWN)
    ).all()
    return tuple(CardScan(*row) for row in reversed(rows))
