"""Write down one step in the life of an invoice received."""

from sqlalchemy.orm import Session

from merchant_desk.models.platform import InvoiceStatus
from merchant_desk.values.e_invoice_status import StatusCode
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import SupplierInvoiceId
from merchant_desk.values.platform_words import StatusSource


def note_supplier_status(
    session: Session,
    gesture: Gesture,
    invoice_id: SupplierInvoiceId,
    code: StatusCode,
    reason: str = "",
    note: str = "",
) -> None:
    """Note a status that the shop gives; what carries it to the platform reads it from here."""
    session.add(
        InvoiceStatus(
            supplier_invoice_id=invoice_id,
            code=int(code),
            reason=reason,
            note=note,
            source=StatusSource.DESK,
            happened_at=gesture.at,
            at=gesture.at,
            by=gesture.person,
        )
    )
    session.flush()
