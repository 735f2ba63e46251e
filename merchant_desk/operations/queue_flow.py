"""Put a file aside for the approved platform, in the transaction that decides it is to go."""

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.platform import Ereport, PlatformFlow
from merchant_desk.queries.statuses_to_say import ToSay
from merchant_desk.rules.e_invoice_scope import why_no_e_invoice
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import (
    EreportId,
    FlowId,
    InvoiceId,
    SupplierInvoiceId,
    id_text,
    new_id,
)
from merchant_desk.values.platform_flows import FlowSyntax, FlowType, digest
from merchant_desk.values.platform_queue import FlowQueued
from merchant_desk.values.platform_words import FlowDirection, FlowState
from merchant_desk.values.snapshots import read_buyer
from merchant_desk.values.texts import _


@dataclass(frozen=True, slots=True)
class FlowWanted:
    """A file to hand over, and what it is about."""

    flow_type: FlowType
    syntax: FlowSyntax
    body: bytes = field(repr=False)
    subject: bytes
    """Id of what it is about: asking twice for the same queues it once."""
    invoice_id: InvoiceId | None = None
    supplier_invoice_id: SupplierInvoiceId | None = None
    ereport_id: EreportId | None = None


def queue_flow(
    session: Session, gesture: Gesture, wanted: FlowWanted, *, by_hand: bool = False
) -> FlowQueued:
    """Keep the bytes that will go; ``by_hand``: she drops them on the platform's own site.

    A file that waits, was sent or was taken is not queued again; one that was refused is, under
    another tracking id.
    """
    known = _known(session, wanted)
    last = known[-1] if known else None
    if last is not None and last.state is not FlowState.REFUSED:
        return FlowQueued(last.id, last.tracking_id, last.state, again=True)
    flow = PlatformFlow(
        id=FlowId(new_id()),
        direction=FlowDirection.OUT,
        tracking_id=_tracking_id(wanted, len(known) + 1),
        flow_type=wanted.flow_type,
        syntax=wanted.syntax,
        sha256=digest(wanted.body),
        body=wanted.body,
        invoice_id=wanted.invoice_id,
        supplier_invoice_id=wanted.supplier_invoice_id,
        ereport_id=wanted.ereport_id,
        state=FlowState.BY_HAND if by_hand else FlowState.WAITING,
        at=gesture.at,
        by=gesture.person,
    )
    session.add(flow)
    session.flush()
    return FlowQueued(flow.id, flow.tracking_id, flow.state)


def queue_invoice(
    session: Session,
    gesture: Gesture,
    invoice_id: InvoiceId,
    factur_x: bytes,
    *,
    by_hand: bool = False,
) -> FlowQueued:
    """Queue an issued invoice; RefusedError when the law wants no e-invoice for it."""
    invoice = session.get_one(Invoice, invoice_id)
    buyer = read_buyer(invoice.buyer) if invoice.buyer else None
    reason = why_no_e_invoice(invoice.kind, buyer)
    if reason:
        raise RefusedError(
            _("La facture {number} n’a pas été mise à envoyer\u00a0: {reason}").format(
                number=invoice.number, reason=reason
            ),
            _("Remettez-la à votre client en PDF\u00a0; ses ventes vont au e-reporting."),
        )
    if not factur_x.startswith(b"%PDF-"):
        raise ValueError("a Factur-X is a PDF")
    wanted = FlowWanted(
        FlowType.CUSTOMER_INVOICE, FlowSyntax.FACTUR_X, factur_x, invoice_id, invoice_id
    )
    return queue_flow(session, gesture, wanted, by_hand=by_hand)


def queue_ereport(
    session: Session,
    gesture: Gesture,
    ereport_id: EreportId,
    flow_type: FlowType,
    *,
    by_hand: bool = False,
) -> FlowQueued:
    """Queue a report that was built."""
    body = session.get_one(Ereport, ereport_id).body.encode()
    wanted = FlowWanted(flow_type, FlowSyntax.REPORT, body, ereport_id, ereport_id=ereport_id)
    return queue_flow(session, gesture, wanted, by_hand=by_hand)


def queue_status(session: Session, gesture: Gesture, said: ToSay, message: bytes) -> FlowQueued:
    """Queue the message of a status that the shop gave."""
    sold = said.invoice_id is not None
    wanted = FlowWanted(
        FlowType.CUSTOMER_STATUS if sold else FlowType.SUPPLIER_STATUS,
        FlowSyntax.STATUS,
        message,
        said.status_id,
        said.invoice_id,
        said.supplier_invoice_id,
    )
    return queue_flow(session, gesture, wanted)


def _known(session: Session, wanted: FlowWanted) -> list[PlatformFlow]:
    """Return every attempt to hand the same thing over, the latest last."""
    prefix = f"{id_text(wanted.subject)}-"
    rows = session.scalars(
        select(PlatformFlow)
        .where(
            PlatformFlow.direction == FlowDirection.OUT,
            PlatformFlow.tracking_id.startswith(prefix, autoescape=True),
        )
        .order_by(PlatformFlow.at, PlatformFlow.id)
    )
    return list(rows)


def _tracking_id(wanted: FlowWanted, attempt: int) -> str:
    """Return our name for the file: the platform knows a file that comes twice by it."""
    return f"{id_text(wanted.subject)}-{attempt}"
