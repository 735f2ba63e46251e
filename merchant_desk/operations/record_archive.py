"""Note that a period was handed over: the digest of what was handed over is sealed."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.models.base import table
from merchant_desk.models.seal import Archive
from merchant_desk.operations.note_event import note_event
from merchant_desk.operations.seal_records import ToSeal, seal
from merchant_desk.values.fiscal_events import EventCode
from merchant_desk.values.fiscal_periods import month_period, year_period
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ArchiveId, new_id
from merchant_desk.values.sealed_records import ARCHIVE, plain_record, record_digest
from merchant_desk.values.signing import SealKind

_ARCHIVES = table(Archive)


@dataclass(frozen=True, slots=True)
class ArchiveMade:
    """Which days went into which file."""

    first: date
    last: date
    file_name: str
    manifest_digest: str


def record_archive(session: Session, gesture: Gesture, made: ArchiveMade) -> ArchiveId:
    """Write the archive in its ledger, in its chain and in the journal."""
    archive_id = ArchiveId(new_id())
    row = {
        "id": archive_id,
        "station_id": gesture.station_id,
        "first_day": made.first,
        "last_day": made.last,
        "file_name": made.file_name,
        "manifest_digest": made.manifest_digest,
        "at": gesture.at,
        "by": gesture.person,
    }
    insert_into(session, _ARCHIVES, row)
    link = ToSeal(
        subject_id=archive_id,
        label=f"{made.first.isoformat()}/{made.last.isoformat()}",
        at=gesture.at,
        record=record_digest(plain_record(row, ARCHIVE)),
    )
    seal(session, gesture, SealKind.ARCHIVE, [link])
    note_event(session, gesture, _code(made), f"{made.first} {made.last} {made.manifest_digest}")
    return archive_id


def _code(made: ArchiveMade) -> EventCode:
    month = month_period(made.first)
    if (month.first, month.last) == (made.first, made.last):
        return EventCode.MONTHLY_ARCHIVE
    year = year_period(made.first, made.first.month)
    whole_year = (year.first, year.last) == (made.first, made.last)
    return EventCode.YEARLY_ARCHIVE if whole_year else EventCode.ARCHIVED
