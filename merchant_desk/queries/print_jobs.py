"""The papers of a station: what waits, what may be out already, what came out."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from merchant_desk.queries.outdated_slips import edited_since
from merchant_desk.queries.settings import settings
from merchant_desk.queries.unmapped.station import PRINT_JOBS, STATIONS
from merchant_desk.values.ids import PrintJobId, StationId, WaveId, id_text
from merchant_desk.values.settings import (
    PDF_FOLDER,
    PRINTER_INVOICE,
    PRINTER_LABEL,
    PRINTER_LABELS,
    PRINTER_PACKING,
    PRINTER_PICKING,
    PRINTER_PRICE_TAGS,
    PRINTER_TICKET,
    Setting,
)
from merchant_desk.values.words import DocumentKind, PrintState

_NAMES = (
    "id", "kind", "subject", "title", "state", "copies", "at", "by",
    "printed_at", "printed_on", "file", "attempts", "problem",
)  # fmt: skip
_UNSETTLED = (PrintState.WAITING, PrintState.PRINTING, PrintState.DOUBTFUL)
PRINTER_SETTINGS: dict[DocumentKind, Setting[str]] = {
    DocumentKind.PICKING: PRINTER_PICKING,
    DocumentKind.PACKING: PRINTER_PACKING,
    DocumentKind.INVOICE: PRINTER_INVOICE,
    DocumentKind.TICKET: PRINTER_TICKET,
    DocumentKind.LABEL: PRINTER_LABEL,
    DocumentKind.PRICE_TAGS: PRINTER_PRICE_TAGS,
    DocumentKind.LABELS: PRINTER_LABELS,
    DocumentKind.EVIDENCE: PRINTER_INVOICE,
    DocumentKind.RETURN_SLIP: PRINTER_PACKING,
    DocumentKind.WEEKLY_REVIEW: PRINTER_INVOICE,
}


@dataclass(frozen=True, slots=True)
class PrintRow:
    """One paper asked for: its state, and what the printer said."""

    id: PrintJobId
    kind: DocumentKind
    subject: bytes
    title: str
    state: PrintState
    copies: int
    at: datetime
    by: str
    printed_at: datetime | None
    printed_on: str
    file: str
    attempts: int
    problem: str
    edited: tuple[str, ...] = ()
    """The orders that changed after this slip was made, by number."""


@dataclass(frozen=True, slots=True)
class PrintQueue:
    """What this station has to print, oldest first, and where each kind comes out."""

    rows: tuple[PrintRow, ...]
    printers: tuple[tuple[DocumentKind, str], ...]
    """The printer of each kind; the empty name is the folder of PDFs."""
    folder: str
    """Where the PDFs go, or empty for the usual folder."""
    station: str

    def printer(self, kind: DocumentKind) -> str:
        """Return the printer chosen for a kind of document, or empty for a PDF."""
        return dict(self.printers).get(kind, "")


def print_queue(session: Session, station_id: StationId) -> PrintQueue:
    """Return what waits, prints or is in doubt at a station, with its choice of printers."""
    unsettled = (PRINT_JOBS.c.station_id == station_id) & PRINT_JOBS.c.state.in_(_UNSETTLED)
    stored = settings(session, station_id)
    name = session.execute(select(STATIONS.c.name).where(STATIONS.c.id == station_id)).scalar()
    return PrintQueue(
        rows=tuple(_with_edits(session, row) for row in _rows(session, unsettled)),
        printers=tuple((kind, stored.get(each)) for kind, each in PRINTER_SETTINGS.items()),
        folder=stored.get(PDF_FOLDER),
        station=name or "",
    )


def print_history(session: Session, subject: bytes) -> tuple[PrintRow, ...]:
    """Return every time the paper of a wave, parcel, order or invoice was asked for."""
    return _rows(session, PRINT_JOBS.c.subject == id_text(subject))


def _with_edits(session: Session, row: PrintRow) -> PrintRow:
    """Say what changed since a slip that may be out; one that waits is drawn when it comes out."""
    if row.kind is not DocumentKind.PICKING or row.state is PrintState.WAITING:
        return row
    edited = edited_since(session, WaveId(row.subject), row.at)
    return replace(row, edited=tuple(edited.values()))


def _rows(session: Session, condition: ColumnElement[bool]) -> tuple[PrintRow, ...]:
    found = session.execute(
        select(*(PRINT_JOBS.c[name] for name in _NAMES)).where(condition).order_by(PRINT_JOBS.c.row)
    )
    return tuple(PrintRow(*(*row[:2], bytes.fromhex(row[2]), *row[3:])) for row in found)
