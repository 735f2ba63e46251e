"""Note that a document came out once more: each copy has its rank, sealed like the rest."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.seal import DocumentCopy
from merchant_desk.models.station import PrintJob
from merchant_desk.operations.seal_records import ToSeal, seal
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId, RecordId, id_text, new_id
from merchant_desk.values.sealed_records import COPY, plain_record, record_digest
from merchant_desk.values.signing import SealKind
from merchant_desk.values.words import PrintState

_COPIES, _INVOICES, _JOBS = table(DocumentCopy), table(Invoice), table(PrintJob)


def note_copy(session: Session, gesture: Gesture, invoice_id: InvoiceId) -> int:
    """Note a document whose paper is out; return its rank: 0 for the original.

    Called after its print job is marked printed: the first is the original, the next are copies.
    """
    session.flush()
    known = session.execute(
        select(_INVOICES.c.id).where(_INVOICES.c.id == invoice_id).with_for_update()
    ).first()
    printed = session.execute(
        select(func.count())
        .select_from(_JOBS)
        .where(_JOBS.c.subject == id_text(invoice_id), _JOBS.c.state == PrintState.PRINTED)
    ).scalar_one()
    if known is None or printed <= 1:
        return 0
    last = session.execute(
        select(func.coalesce(func.max(_COPIES.c.rank), 0)).where(_COPIES.c.invoice_id == invoice_id)
    ).scalar_one()
    copy_id = RecordId(new_id())
    row = {
        "id": copy_id,
        "invoice_id": invoice_id,
        "rank": int(last) + 1,
        "station_id": gesture.station_id,
        "at": gesture.at,
        "by": gesture.person,
    }
    insert_into(session, _COPIES, row)
    link = ToSeal(
        subject_id=copy_id,
        label=str(int(last) + 1),
        at=gesture.at,
        record=record_digest(plain_record(row, COPY)),
    )
    seal(session, gesture, SealKind.COPY, [link])
    return int(last) + 1
