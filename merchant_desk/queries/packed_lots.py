"""Of which lots the units are that lie packed in open parcels, by what was scanned."""

from collections.abc import Mapping, Sequence

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.lot import Lot
from merchant_desk.models.parcel import Parcel, ParcelLine, ParcelScan
from merchant_desk.values.ids import LotId, ParcelId, ProductId
from merchant_desk.values.words import ParcelState, ScanOutcome

PackedLots = Mapping[LotId, Mapping[ParcelId, int]]
_LOTS, _PARCELS, _LINES, _SCANS = table(Lot), table(Parcel), table(ParcelLine), table(ParcelScan)
_UNITS = case(
    (_SCANS.c.outcome == ScanOutcome.ADDED, _SCANS.c.units),
    (_SCANS.c.outcome == ScanOutcome.TAKEN_BACK, -_SCANS.c.units),
    else_=0,
)
_PACKED = PreparedSet(
    lambda ids: (
        select(
            _LOTS.c.product_id,
            _LOTS.c.id,
            _SCANS.c.parcel_id,
            func.sum(_UNITS).label("units"),
        )
        .join(_LINES, _LINES.c.id == _SCANS.c.parcel_line_id)
        .join(_PARCELS, _PARCELS.c.id == _SCANS.c.parcel_id)
        .join(
            _LOTS,
            (_LOTS.c.product_id == _LINES.c.product_id)
            & (_LOTS.c.number == func.upper(_SCANS.c.lot)),
        )
        .where(_LOTS.c.product_id.in_(ids), _PARCELS.c.state == ParcelState.OPEN)
        .group_by(_LOTS.c.product_id, _LOTS.c.id, _SCANS.c.parcel_id)
    )
)


def packed_lots(session: Session, product_ids: Sequence[ProductId]) -> dict[ProductId, PackedLots]:
    """Return, for each article, the units of each lot in each open parcel."""
    found: dict[ProductId, dict[LotId, dict[ParcelId, int]]] = {}
    for row in _PACKED.typed(session, sorted(product_ids)):
        if row.units > 0:
            lots = found.setdefault(row.product_id, {})
            lots.setdefault(row.id, {})[row.parcel_id] = int(row.units)
    return dict(found)
