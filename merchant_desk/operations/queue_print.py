"""Paper to come out after the commit: kept until it is printed, once."""

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.station import PrintJob
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import PrintJobId, id_text, new_id
from merchant_desk.values.texts import _
from merchant_desk.values.words import DocumentKind, PrintState

_JOBS = table(PrintJob)


def queue_print(
    session: Session, gesture: Gesture, kind: DocumentKind, subject: bytes, title: str
) -> PrintJobId:
    """Ask for one document at this station."""
    identifier = PrintJobId(new_id())
    session.execute(
        insert(_JOBS),
        {
            "id": identifier,
            "kind": kind,
            "subject": id_text(subject),
            "title": title,
            "station_id": gesture.station_id,
            "state": PrintState.WAITING,
            "copies": 1,
            "at": gesture.at,
            "by": gesture.person,
            "printed_at": None,
            "printed_on": "",
            "problem": "",
        },
    )
    return identifier


def mark_printed(session: Session, gesture: Gesture, job_id: PrintJobId, printer: str) -> None:
    """Note that the paper came out, so that it never comes out again by itself."""
    job = _waiting(session, job_id)
    job.state = PrintState.PRINTED
    job.printed_at = gesture.at
    job.printed_on = printer
    job.problem = ""


def note_print_problem(session: Session, job_id: PrintJobId, problem: str) -> None:
    """Keep the job waiting, with what the printer said."""
    _waiting(session, job_id).problem = problem


def cancel_print(session: Session, job_id: PrintJobId) -> None:
    """Give up a waiting print."""
    _waiting(session, job_id).state = PrintState.CANCELLED


def _waiting(session: Session, job_id: PrintJobId) -> PrintJob:
    job = session.scalars(
        select(PrintJob).where(PrintJob.id == job_id, PrintJob.state == PrintState.WAITING)
    ).first()
    if job is None:
        raise RefusedError(
            _("Ce document n’est plus dans la file d’impression."),
            _("Réimprimez-le depuis la commande si besoin."),
        )
    return job
