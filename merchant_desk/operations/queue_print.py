"""Paper to come out after the commit: kept until it is printed, once.

A job is « printing » from before the printer is called until its answer is kept. Marked printed
before, a crash would lose the paper; after, it would come out twice. So a job that a stopped
program left « printing » is never printed blindly: the PDF it named tells, or a person does.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.database.rows import next_row
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.station import PrintJob
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId, PrintJobId, id_text, new_ids
from merchant_desk.values.texts import _
from merchant_desk.values.words import DocumentKind, PrintState

_JOBS = table(PrintJob)
_READY = frozenset({PrintState.WAITING})
_HANDED_OVER = frozenset({PrintState.PRINTING})
_UNSETTLED = frozenset({PrintState.WAITING, PrintState.DOUBTFUL})
MOST_COPIES = 99


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to come out; ``subject`` is the wave, parcel, order or invoice it is about."""

    kind: DocumentKind
    subject: bytes
    title: str
    copies: int = 1


def queue_print(
    session: Session,
    gesture: Gesture,
    kind: DocumentKind,
    subject: bytes,
    title: str,
    copies: int = 1,
) -> PrintJobId:
    """Ask for one document at this station."""
    return queue_prints(session, gesture, (Paper(kind, subject, title, copies),))[0]


def queue_prints(
    session: Session, gesture: Gesture, papers: Sequence[Paper]
) -> tuple[PrintJobId, ...]:
    """Ask for documents at this station; they come out in this order."""
    if not papers:
        return ()
    first = next_row(session, _JOBS, len(papers))
    identifiers = tuple(PrintJobId(each) for each in new_ids(len(papers)))
    insert_into(
        session,
        _JOBS,
        [
            {
                "id": identifier,
                "row": first + offset,
                "kind": paper.kind,
                "subject": id_text(paper.subject),
                "title": paper.title,
                "station_id": gesture.station_id,
                "state": PrintState.WAITING,
                "copies": min(max(paper.copies, 1), MOST_COPIES),
                "at": gesture.at,
                "by": gesture.person,
            }
            for offset, (identifier, paper) in enumerate(zip(identifiers, papers, strict=True))
        ],
    )
    return identifiers


def begin_print(session: Session, job_id: PrintJobId, printer: str, file: str = "") -> None:
    """Note, before the printer is called, where the paper is about to come out."""
    job = _in_state(session, job_id, _READY)
    job.state = PrintState.PRINTING
    job.printed_on = printer
    job.file = file
    job.attempts += 1


def mark_printed(session: Session, gesture: Gesture, job_id: PrintJobId) -> None:
    """Note that the paper came out, so that it never comes out again by itself."""
    job = _in_state(session, job_id, _HANDED_OVER)
    job.state = PrintState.PRINTED
    job.printed_at = gesture.at
    job.problem = ""
    _note_copy(session, gesture, job)


def note_print_problem(session: Session, job_id: PrintJobId, problem: str) -> None:
    """Keep the job waiting, with what the printer said; nothing came out."""
    job = _in_state(session, job_id, _READY | _HANDED_OVER)
    job.state = PrintState.WAITING
    job.printed_on = ""
    job.file = ""
    job.problem = problem


def settle_interrupted(
    session: Session, gesture: Gesture, written: Collection[PrintJobId]
) -> tuple[PrintJobId, ...]:
    """Settle what a stopped program left printing here; return what a person must tell.

    ``written`` are the jobs whose PDF lies whole in its folder: they are out. A PDF that is not
    there is written again. What was handed to a printer may be out: it is not printed again.
    """
    jobs = session.scalars(
        select(PrintJob)
        .where(PrintJob.state == PrintState.PRINTING, PrintJob.station_id == gesture.station_id)
        .order_by(PrintJob.row)
    ).all()
    for job in jobs:
        if job.id in written:
            job.state = PrintState.PRINTED
            job.printed_at = gesture.at
            _note_copy(session, gesture, job)
        elif job.file:
            job.state = PrintState.WAITING
            job.file = ""
        else:
            job.state = PrintState.DOUBTFUL
    return tuple(job.id for job in jobs if job.state is PrintState.DOUBTFUL)


def confirm_printed(session: Session, gesture: Gesture, job_id: PrintJobId) -> None:
    """Take a person's word that the doubtful paper is out."""
    job = _in_state(session, job_id, frozenset({PrintState.DOUBTFUL}))
    job.state = PrintState.PRINTED
    job.printed_at = gesture.at
    _note_copy(session, gesture, job)


def print_again(session: Session, job_id: PrintJobId) -> None:
    """Print the doubtful paper: a person looked, it did not come out."""
    job = _in_state(session, job_id, frozenset({PrintState.DOUBTFUL}))
    job.state = PrintState.WAITING
    job.printed_on = ""


def cancel_print(session: Session, job_id: PrintJobId) -> None:
    """Give up a print that waits or is in doubt."""
    _in_state(session, job_id, _UNSETTLED).state = PrintState.CANCELLED


def _note_copy(session: Session, gesture: Gesture, job: PrintJob) -> None:
    """Seal that a document came out once more, in the step that says that it did."""
    if job.kind in {DocumentKind.INVOICE, DocumentKind.TICKET}:
        from merchant_desk.operations.note_copy import (  # noqa: PLC0415 - no start waits for it
            note_copy,
        )

        note_copy(session, gesture, InvoiceId(bytes.fromhex(job.subject)))


def _in_state(session: Session, job_id: PrintJobId, states: Collection[PrintState]) -> PrintJob:
    job = session.scalars(
        select(PrintJob).where(PrintJob.id == job_id, PrintJob.state.in_(states))
    ).first()
    if job is None:
        raise RefusedError(
            _("Ce document n’est plus dans la file d’impression."),
            _("Réimprimez-le depuis la commande si besoin."),
        )
    return job
