"""One paper brought out, once: read, drawn, handed over, and noted; for a network lane.

The job is noted as « printing » just before it is handed over and as printed just after. Whatever
stops the program in between is settled by ``settle``: a PDF that lies whole in its folder is out,
one that does not is written again, and what went to a printer is asked of a person.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from merchant_desk.documents.writing.label_file import label_pdf
from merchant_desk.documents.writing.paper_bytes import paper_bytes
from merchant_desk.documents.writing.parcel_label import label_path
from merchant_desk.documents.writing.pdf_folder import (
    drop,
    drop_unwritten,
    free_path,
    is_written,
    write_new,
)
from merchant_desk.errors import DeskError, UnavailableError
from merchant_desk.lanes import Lanes
from merchant_desk.operations.queue_print import (
    begin_print,
    mark_printed,
    note_print_problem,
    settle_interrupted,
)
from merchant_desk.queries.print_jobs import PrintQueue, PrintRow, print_queue
from merchant_desk.queries.print_papers import print_papers
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import PrintJobId, id_text
from merchant_desk.values.words import DocumentKind, PrintState

DOCUMENTS_FOLDER, KEPT_FOLDER = "documents", "print"


class Printers(Protocol):
    """The printers of this computer; both calls may block, and raise UnavailableError."""

    def require(self, name: str) -> None:
        """Make sure that the printer is there."""

    def send(self, name: str, pdf: bytes, title: str, copies: int) -> None:
        """Hand a document over; when it raises, nothing came out."""


class Ending(StrEnum):
    """What became of a paper."""

    OUT = "out"
    UNMARKED = "unmarked"  # it is out, but that could not be kept: say it again, print nothing
    WAITS = "waits"  # for the printer or the folder
    ASIDE = "aside"  # it cannot be made as it is: the next one may go on


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a paper, and what stood in its way."""

    job_id: PrintJobId
    printer: str
    ending: Ending
    problem: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Errand:
    """One paper to bring out, and where: a printer, or a folder when its name is empty."""

    job: PrintRow
    printer: str
    folder: Path
    kept: Path
    """The file of a paper that is only a file: the label of a carrier, a slip outside any wave."""
    stays: bool = False
    """The file belongs to a parcel: it is kept once the paper is out."""


def errand(queue: PrintQueue, job: PrintRow, data: Path) -> Errand:
    """Return where a paper comes out, by the choices of this station."""
    folder = Path(queue.folder) if queue.folder else data / DOCUMENTS_FOLDER
    kept, stays = kept_path(data, job.subject), False
    if job.kind is DocumentKind.LABEL and label_path(data, job.subject).is_file():
        kept, stays = label_path(data, job.subject), True
    return Errand(job, queue.printer(job.kind), folder, kept, stays)


def kept_path(data: Path, subject: bytes) -> Path:
    """Return where a paper that is only a file is kept until it is out."""
    return data / KEPT_FOLDER / f"{id_text(subject)}.pdf"


def bring_out(lanes: Lanes, gesture: Gesture, printers: Printers, wanted: Errand) -> Outcome:
    """Bring a waiting paper out; what stands in its way is kept with it."""
    job = wanted.job
    try:
        if wanted.printer:
            printers.require(wanted.printer)
        pdf = _drawn(lanes, gesture, wanted)
        file = None if wanted.printer else free_path(wanted.folder, job.title)
        lanes.write(begin_print, job.id, wanted.printer, str(file or "")).result()
    except DeskError as error:
        return _kept_waiting(lanes, wanted, error, known=error.title == job.problem)
    try:
        if file is None:
            printers.send(wanted.printer, pdf, job.title, job.copies)
        else:
            write_new(file, pdf)
    except DeskError as error:
        return _kept_waiting(lanes, wanted, error)
    return _noted(lanes, gesture, wanted, file)


def settle(
    lanes: Lanes, gesture: Gesture, left: Sequence[PrintRow], known_out: Collection[PrintJobId]
) -> tuple[PrintJobId, ...]:
    """Settle what was left printing; return what a person must tell."""
    written = {row.id for row in left if row.file and is_written(Path(row.file))}
    for row in left:
        if row.file:
            drop_unwritten(Path(row.file))
    return lanes.write(settle_interrupted, gesture, {*written, *known_out}).result()


def bring_out_as_pdf(lanes: Lanes, gesture: Gesture, data: Path) -> tuple[Outcome, ...]:
    """Bring out what waits at a station without printers: where no printer is chosen, in order."""
    queue = lanes.read(print_queue, gesture.station_id).result()
    waiting = [errand(queue, row, data) for row in queue.rows if row.state is PrintState.WAITING]
    return tuple(
        bring_out(lanes, gesture, _NO_PRINTERS, each) for each in waiting if not each.printer
    )


class _NoPrinters:
    """A computer without printers."""

    def require(self, name: str) -> None:
        raise UnavailableError(name)

    def send(self, name: str, pdf: bytes, title: str, copies: int) -> None:
        raise UnavailableError(name)


_NO_PRINTERS = _NoPrinters()


def _drawn(lanes: Lanes, gesture: Gesture, wanted: Errand) -> bytes:
    job = wanted.job
    if wanted.kept.is_file():
        return label_pdf(wanted.kept)
    papers = lanes.read(print_papers, job.kind, [job.subject], gesture.at).result()
    return paper_bytes([paper.content for paper in papers])


def _kept_waiting(
    lanes: Lanes, wanted: Errand, error: DeskError, *, known: bool = False
) -> Outcome:
    ending = Ending.WAITS if isinstance(error, UnavailableError) else Ending.ASIDE
    outcome = Outcome(wanted.job.id, wanted.printer, ending, error.title)
    if known:
        return outcome  # a printer away all day is noted once, not at every try
    try:
        lanes.write(note_print_problem, wanted.job.id, error.title).result()
    except DeskError:  # given up meanwhile, or the disk is full: the next look tells
        return outcome
    return outcome


def _noted(lanes: Lanes, gesture: Gesture, wanted: Errand, file: Path | None) -> Outcome:
    said = str(file or "")
    try:
        lanes.write(mark_printed, gesture, wanted.job.id).result()
    except UnavailableError as error:
        return Outcome(wanted.job.id, wanted.printer, Ending.UNMARKED, error.title, said)
    if not wanted.stays:
        drop(wanted.kept)
    return Outcome(wanted.job.id, wanted.printer, Ending.OUT, file=said)
