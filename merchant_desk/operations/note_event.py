"""Write a line in the event journal: what an inspector may ask about, sealed like the rest."""

from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.models.base import table
from merchant_desk.models.seal import FiscalEvent
from merchant_desk.operations.seal_records import ToSeal, seal
from merchant_desk.values.fiscal_events import EventCode
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import EventId, new_id
from merchant_desk.values.sealed_records import EVENT, plain_record, record_digest
from merchant_desk.values.signing import SealKind

_EVENTS = table(FiscalEvent)


def note_event(session: Session, gesture: Gesture, code: EventCode, detail: str) -> None:
    """Note what happened; ``detail`` never tells who a customer is."""
    event_id = EventId(new_id())
    row = {
        "id": event_id,
        "station_id": gesture.station_id,
        "code": int(code),
        "detail": detail,
        "at": gesture.at,
        "by": gesture.person,
    }
    insert_into(session, _EVENTS, row)
    link = ToSeal(
        subject_id=event_id,
        label=str(int(code)),
        at=gesture.at,
        record=record_digest(plain_record(row, EVENT)),
    )
    seal(session, gesture, SealKind.EVENT, [link])
