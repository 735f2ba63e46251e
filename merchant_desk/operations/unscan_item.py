"""Take the last counted scan back out of the parcel."""

from dataclasses import dataclass

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session, aliased

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.parcel import ParcelLine, ParcelScan
from merchant_desk.operations.open_parcel import open_parcel_row
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ParcelId, ScanId, new_id
from merchant_desk.values.texts import _
from merchant_desk.values.words import ScanOutcome

_LINES, _SCANS = table(ParcelLine), table(ParcelScan)


@dataclass(frozen=True, slots=True)
class Unscanned:
    """What was taken back."""

    label: str
    units: int


def unscan_last(session: Session, gesture: Gesture, parcel_id: ParcelId) -> Unscanned:
    """Undo the last counted scan by a line of its own; the list of scans keeps both.

    Raises RefusedError when nothing is left to take back, or when the parcel is closed.
    """
    open_parcel_row(session, parcel_id)
    back = aliased(ParcelScan)
    undone = select(back.takes_back).where(
        back.parcel_id == parcel_id, back.takes_back.is_not(None)
    )
    last = session.scalars(
        select(ParcelScan)
        .where(
            ParcelScan.parcel_id == parcel_id,
            ParcelScan.outcome == ScanOutcome.ADDED,
            ParcelScan.id.not_in(undone),
        )
        .order_by(ParcelScan.at.desc(), ParcelScan.id.desc())
        .limit(1)
    ).first()
    if last is None:
        raise RefusedError(
            _("Rien n’a été retiré\u00a0: aucun article n’est encore compté dans ce colis."),
            _("Scannez les articles de la commande."),
        )
    session.execute(
        update(_LINES)
        .where(_LINES.c.id == last.parcel_line_id)
        .values(packed=_LINES.c.packed - last.units)
    )
    session.execute(
        insert(_SCANS),
        {
            "id": ScanId(new_id()),
            "parcel_id": parcel_id,
            "parcel_line_id": last.parcel_line_id,
            "code": last.code,
            "outcome": ScanOutcome.TAKEN_BACK,
            "units": last.units,
            "takes_back": last.id,
            "lot": last.lot,
            "expiry": last.expiry,
            "label": last.label,
            "at": gesture.at,
            "by": gesture.person,
            "station_id": gesture.station_id,
        },
    )
    return Unscanned(last.label, last.units)
