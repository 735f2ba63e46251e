"""Units of recalled lots that were scanned into a parcel: they must come out of it."""

from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.lot import Lot
from merchant_desk.models.parcel import ParcelLine, ParcelScan
from merchant_desk.models.product import Product
from merchant_desk.values.article_name import full_name
from merchant_desk.values.ids import ParcelId
from merchant_desk.values.words import ScanOutcome

_LOTS, _LINES, _SCANS, _PRODUCTS = (
    table(Lot),
    table(ParcelLine),
    table(ParcelScan),
    table(Product),
)
_UNITS = case(
    (_SCANS.c.outcome == ScanOutcome.ADDED, _SCANS.c.units),
    (_SCANS.c.outcome == ScanOutcome.TAKEN_BACK, -_SCANS.c.units),
    else_=0,
)


@dataclass(frozen=True, slots=True)
class RecalledHere:
    """Units of a recalled lot in a parcel."""

    number: str
    name: str
    units: int


def recalled_in_parcel(session: Session, parcel_id: ParcelId) -> tuple[RecalledHere, ...]:
    """Return what must come out of the parcel, by article."""
    rows = session.execute(
        select(
            _LOTS.c.number, _PRODUCTS.c.name, _PRODUCTS.c.option_text, func.sum(_UNITS).label("n")
        )
        .join(_LINES, _LINES.c.id == _SCANS.c.parcel_line_id)
        .join(
            _LOTS,
            (_LOTS.c.product_id == _LINES.c.product_id)
            & (_LOTS.c.number == func.upper(_SCANS.c.lot)),
        )
        .join(_PRODUCTS, _PRODUCTS.c.id == _LOTS.c.product_id)
        .where(
            _SCANS.c.parcel_id == parcel_id, _SCANS.c.lot != "", _LOTS.c.recalled_at.is_not(None)
        )
        .group_by(_LOTS.c.id, _LOTS.c.number, _PRODUCTS.c.name, _PRODUCTS.c.option_text)
        .order_by(_PRODUCTS.c.name, _LOTS.c.number)
    )
    return tuple(
        RecalledHere(row.number, full_name(row.name, row.option_text), int(row.n))
        for row in rows
        if row.n > 0
    )
