"""Keep what the platform delivered and how far it was read, in one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from merchant_desk.errors import RemoteDataError
from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.platform import PlatformCursor, PlatformFlow
from merchant_desk.models.supplier import SupplierInvoice
from merchant_desk.operations.note_flow import note_flow_accepted, note_flow_refused
from merchant_desk.operations.note_status import StatusNoted, note_status
from merchant_desk.values.e_invoice_status import StatusSaid
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import FlowId, SupplierInvoiceId, new_id
from merchant_desk.values.platform_flows import Ack, FlowSyntax, FlowType, digest
from merchant_desk.values.platform_queue import ReceivedFlow
from merchant_desk.values.platform_words import FlowDirection, FlowState, StatusSource
from merchant_desk.values.texts import _

ReadStatuses = Callable[[bytes], Sequence[StatusSaid]]
_FLOWS = table(PlatformFlow)


@dataclass(frozen=True, slots=True)
class AckTold:
    """What the platform's checks say of a file of ours."""

    tracking_id: str
    remote_id: str
    ack: Ack
    sentence: str
    duplicate: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """A page of what changed at the platform; ``updated_after`` moves only with the last page."""

    acks: Sequence[AckTold]
    received: Sequence[ReceivedFlow]
    updated_after: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """How many of each were new."""

    acks: int
    invoices: int
    statuses: int


def keep_heard(session: Session, gesture: Gesture, heard: Heard, read: ReadStatuses) -> Kept:
    """Keep everything of a page; hearing it twice changes nothing."""
    acks = sum(_acknowledge(session, told) for told in heard.acks)
    new = [each for each in heard.received if not _is_known(session, each.remote_id)]
    statuses = sum(_keep(session, gesture, each, read) for each in new)
    if heard.updated_after:
        _move_cursor(session, heard.updated_after, gesture.at)
    invoices = sum(each.flow_type == FlowType.SUPPLIER_INVOICE for each in new)
    return Kept(acks, invoices, statuses)


def note_imported(
    session: Session, flow_id: FlowId, supplier_invoice_id: SupplierInvoiceId | None, problem: str
) -> None:
    """Note what became of an invoice that was delivered."""
    session.execute(
        update(_FLOWS)
        .where(_FLOWS.c.id == flow_id, _FLOWS.c.direction == FlowDirection.IN)
        .values(supplier_invoice_id=supplier_invoice_id, problem=problem, attempts=1)
    )


def _acknowledge(session: Session, told: AckTold) -> int:
    row = session.execute(
        select(_FLOWS.c.id, _FLOWS.c.state).where(
            _FLOWS.c.tracking_id == told.tracking_id, _FLOWS.c.direction == FlowDirection.OUT
        )
    ).first()
    if row is None or row.state not in (FlowState.WAITING, FlowState.SENT):
        return 0
    if not told.duplicate:
        session.execute(
            update(_FLOWS).where(_FLOWS.c.id == row.id).values(remote_id=told.remote_id)
        )
    if told.ack is Ack.OK:
        note_flow_accepted(session, row.id)
    elif told.ack is Ack.ERROR and not told.duplicate:
        note_flow_refused(session, row.id, told.sentence)
    else:
        return 0
    return 1


def _is_known(session: Session, remote_id: str) -> bool:
    found = session.execute(
        select(_FLOWS.c.id).where(_FLOWS.c.tracking_id == _name(remote_id))
    ).first()
    return found is not None


def _name(remote_id: str) -> str:
    """Return under which tracking id a file that came in is kept."""
    return f"in:{remote_id}"


def _keep(session: Session, gesture: Gesture, got: ReceivedFlow, read: ReadStatuses) -> int:
    flow = PlatformFlow(
        id=FlowId(new_id()),
        direction=FlowDirection.IN,
        tracking_id=_name(got.remote_id),
        flow_type=got.flow_type,
        syntax=got.syntax,
        sha256=digest(got.body),
        body=got.body,
        state=FlowState.RECEIVED,
        remote_id=got.remote_id,
        problem=got.problem,
        attempts=1 if got.problem else 0,
        at=gesture.at,
        by=gesture.person,
    )
    session.add(flow)
    if got.problem or got.syntax != FlowSyntax.STATUS:
        session.flush()
        return 0
    noted = _note_statuses(session, gesture, flow, read)
    session.flush()
    return noted


def _note_statuses(
    session: Session, gesture: Gesture, flow: PlatformFlow, read: ReadStatuses
) -> int:
    try:
        said = read(flow.body)
    except RemoteDataError as unread:
        flow.problem = unread.title
        return 0
    noted = 0
    for each in said:
        told = _subject(session, flow, each)
        if told is None:
            flow.problem = _("Un statut concerne la facture {number}, inconnue ici.").format(
                number=each.invoice_number
            )
            continue
        flow.invoice_id, flow.supplier_invoice_id = told.invoice_id, told.supplier_invoice_id
        noted += note_status(session, gesture, told)
    return noted


def _subject(session: Session, flow: PlatformFlow, said: StatusSaid) -> StatusNoted | None:
    """Return the status with the invoice it speaks of: one of ours, or one of a supplier."""
    reason = said.reasons[0] if said.reasons else None
    words = " ".join(filter(None, (said.note, *(each.text for each in said.reasons))))
    invoice_id, bought_id = None, None
    if flow.flow_type == FlowType.SUPPLIER_STATUS:
        bought_id = session.execute(
            select(SupplierInvoice.id).where(
                SupplierInvoice.number == said.invoice_number,
                SupplierInvoice.supplier_siren == said.seller_siren,
            )
        ).scalar()
    else:
        invoice_id = session.execute(
            select(Invoice.id).where(Invoice.number == said.invoice_number)
        ).scalar()
    if invoice_id is None and bought_id is None:
        return None
    return StatusNoted(
        code=said.code,
        happened_at=said.happened_at,
        source=StatusSource.PLATFORM,
        reason="" if reason is None else reason.code,
        note=words,
        invoice_id=invoice_id,
        supplier_invoice_id=bought_id,
    )


def _move_cursor(session: Session, updated_after: str, now: datetime) -> None:
    cursor = session.get(PlatformCursor, 1)
    if cursor is None:
        session.add(PlatformCursor(id=1, updated_after=updated_after, at=now))
    else:
        cursor.updated_after, cursor.at = updated_after, now
    session.flush()
