"""What is still open at a station: nothing is installed while there is something."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.parcel import Parcel
from merchant_desk.models.seal import Closing
from merchant_desk.queries.counter_baskets import baskets_of
from merchant_desk.queries.days_to_close import open_days
from merchant_desk.rules.update_moment import OpenWork
from merchant_desk.values.clock import paris_date
from merchant_desk.values.ids import StationId
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.words import ParcelState

_CLOSINGS, _INVOICES, _PARCELS = table(Closing), table(Invoice), table(Parcel)


def open_work(session: Session, station_id: StationId, now: datetime) -> OpenWork:
    """Return the baskets, parcels and days that are open now.

    A shop without a counter that never closed a day is not asked to: nobody counts a drawer there.
    """
    opened = _PARCELS.c.state == ParcelState.OPEN
    parcels = session.scalar(select(func.count()).select_from(_PARCELS).where(opened)) or 0
    days = open_days(session, station_id) if _closes_days(session, station_id) else []
    today = paris_date(now)
    return OpenWork(
        days=tuple(day for day in days if day <= today),
        parcels=parcels,
        baskets=_baskets(session, station_id),
    )


def _closes_days(session: Session, station_id: StationId) -> bool:
    closed = select(_CLOSINGS.c.id).where(_CLOSINGS.c.station_id == station_id)
    ticket = select(_INVOICES.c.id).where(
        _INVOICES.c.station_id == station_id, _INVOICES.c.kind == InvoiceKind.TICKET
    )
    return any(session.scalar(each.limit(1)) is not None for each in (closed, ticket))


def _baskets(session: Session, station_id: StationId) -> int:
    kept = baskets_of(session, station_id)
    if kept is None:
        return 0
    return sum(not each.empty for each in (kept.running, *kept.parked))
