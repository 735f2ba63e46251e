"""From what waits to be printed to its PDF."""

from sqlalchemy.orm import Session

from merchant_desk.documents import draw_invoice, draw_packing_slip, draw_picking_slip
from merchant_desk.errors import RefusedError
from merchant_desk.queries.invoice_pages import invoice_page
from merchant_desk.queries.slips import parcel_slip, wave_slip
from merchant_desk.values.clock import utc_now
from merchant_desk.values.ids import InvoiceId, ParcelId, WaveId
from merchant_desk.values.texts import _
from merchant_desk.values.words import DocumentKind


def draw_job(session: Session, kind: DocumentKind, subject: str) -> bytes:
    """Return the PDF of a waiting document; ``subject`` is the hexadecimal identifier."""
    identifier = bytes.fromhex(subject)
    if kind is DocumentKind.PICKING:
        return draw_picking_slip(wave_slip(session, WaveId(identifier), utc_now()))
    if kind is DocumentKind.PACKING:
        return draw_packing_slip(parcel_slip(session, ParcelId(identifier), utc_now()))
    if kind is DocumentKind.INVOICE:
        return draw_invoice(invoice_page(session, InvoiceId(identifier)))
    raise RefusedError(
        _("Ce document n’a pas été préparé\u00a0: il ne vient pas d’ici."),
        _("Ouvrez le fichier d’étiquette que le transporteur a donné."),
    )
