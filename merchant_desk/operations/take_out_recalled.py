"""Take a unit of a recalled lot out of the open parcel that it was scanned into."""

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, aliased

from merchant_desk.models.base import table
from merchant_desk.models.lot import Lot
from merchant_desk.models.parcel import ParcelLine, ParcelScan
from merchant_desk.operations.scan_answers import ItemScanned, Meant, Read
from merchant_desk.operations.unscan_item import note_taken_back
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ParcelId
from merchant_desk.values.texts import _
from merchant_desk.values.words import ScanOutcome

_LINES = table(ParcelLine)


def take_out_recalled(
    session: Session, gesture: Gesture, parcel_id: ParcelId, read: Read, meant: Meant
) -> ItemScanned | None:
    """Uncount a scan of this lot, if it is recalled and lies in the parcel; None when not.

    A carton that was scanned whole comes out whole.
    """
    if not read.lot:
        return None
    number = " ".join(read.lot.split()).upper()
    lot = session.scalars(select(Lot).filter_by(product_id=meant.product_id, number=number)).first()
    if lot is None or lot.recalled_at is None:
        return None
    scanned = _last_scan(session, parcel_id, lot)
    if scanned is None:
        return None
    session.execute(
        update(_LINES)
        .where(_LINES.c.id == scanned.parcel_line_id)
        .values(packed=_LINES.c.packed - scanned.units)
    )
    note_taken_back(session, gesture, scanned)
    title = _("Sorti du colis\u00a0: «\u00a0{name}\u00a0», lot rappelé {lot}.")
    return ItemScanned(
        outcome=ScanOutcome.RECALLED,
        parcel_id=parcel_id,
        code=read.code,
        title=title.format(name=meant.name, lot=number),
        advice=_("Mettez-le à part. Appuyez sur Échap, puis scannez un exemplaire d’un autre lot."),
        meant=meant,
        lot=read.lot,
        expiry=read.expiry,
    )


def _last_scan(session: Session, parcel_id: ParcelId, lot: Lot) -> ParcelScan | None:
    back = aliased(ParcelScan)
    undone = select(back.takes_back).where(
        back.parcel_id == parcel_id, back.takes_back.is_not(None)
    )
    return session.scalars(
        select(ParcelScan)
        .join(ParcelLine, ParcelLine.id == ParcelScan.parcel_line_id)
        .where(
            ParcelScan.parcel_id == parcel_id,
            ParcelScan.outcome == ScanOutcome.ADDED,
            ParcelLine.product_id == lot.product_id,
            func.upper(ParcelScan.lot) == lot.number,
            ParcelScan.id.not_in(undone),
        )
        .order_by(ParcelScan.at.desc(), ParcelScan.id.desc())
        .limit(1)
    ).first()
