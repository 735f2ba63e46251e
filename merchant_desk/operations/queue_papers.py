"""Print what a person looked at: on the printer she chose, which is remembered for its kind."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.parcel import Parcel
from merchant_desk.operations.note_decision import note_decision
from merchant_desk.operations.queue_print import queue_print
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.queries.print_jobs import PRINTER_SETTINGS
from merchant_desk.queries.settings import settings
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId, OrderId, ParcelId, PrintJobId
from merchant_desk.values.words import DocumentKind, OrderEventKind

_INVOICES, _PARCELS = table(Invoice), table(Parcel)


@dataclass(frozen=True, slots=True)
class PaperWanted:
    """One paper to print: what it is about and what it is called."""

    kind: DocumentKind
    subject: bytes
    title: str
    copies: int = 1


def queue_papers(
    session: Session, gesture: Gesture, papers: Sequence[PaperWanted], printer: str | None = None
) -> tuple[PrintJobId, ...]:
    """Ask for papers at this station; a ``printer`` given is kept for their kind."""
    for kind in {paper.kind for paper in papers} if printer is not None else ():
        setting = PRINTER_SETTINGS[kind]
        if settings(session, gesture.station_id).get(setting) != printer:
            save_setting(session, gesture, setting, printer or "")
    return tuple(_queue(session, gesture, paper) for paper in papers)


def _queue(session: Session, gesture: Gesture, paper: PaperWanted) -> PrintJobId:
    order_id = _order(session, paper)
    if order_id is not None:
        note_decision(session, gesture, [order_id], OrderEventKind.REPRINTED, paper.title)
    return queue_print(session, gesture, paper.kind, paper.subject, paper.title, paper.copies)


def _order(session: Session, paper: PaperWanted) -> OrderId | None:
    """Return the order whose history tells of this print."""
    if paper.kind is DocumentKind.INVOICE:
        wanted = select(_INVOICES.c.order_id).where(_INVOICES.c.id == InvoiceId(paper.subject))
    elif paper.kind is DocumentKind.PACKING:
        wanted = select(_PARCELS.c.order_id).where(_PARCELS.c.id == ParcelId(paper.subject))
    else:
        return None
    found = session.execute(wanted).scalar()
    return None if found is None else OrderId(found)
