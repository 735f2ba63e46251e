"""A box or fill that was scanned into a parcel: it is used, not sold."""

from sqlalchemy.orm import Session

from merchant_desk.operations.keep_packaging import add_packaging
from merchant_desk.operations.scan_answers import ItemScanned, Meant, Read, record_scan
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ParcelId
from merchant_desk.values.texts import _
from merchant_desk.values.words import ScanOutcome


def pack_box(
    session: Session, gesture: Gesture, parcel_id: ParcelId, read: Read, meant: Meant
) -> ItemScanned:
    """Note that the parcel uses this box or fill; it leaves the stock with the parcel."""
    add_packaging(session, parcel_id, meant.product_id, meant.units)
    said = ItemScanned(
        outcome=ScanOutcome.PACKAGING,
        parcel_id=parcel_id,
        code=read.code,
        title=_("Emballage du colis\u00a0: {name}.").format(name=meant.name),
        meant=meant,
    )
    record_scan(session, gesture, parcel_id, read, said)
    return said
