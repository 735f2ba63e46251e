"""Which document a person names: by its number, whole or typed in small letters."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.invoice import Invoice
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.texts import _


def invoice_by_number(session: Session, number: str) -> InvoiceId:
    """Return the document with this number; raise RefusedError when there is none."""
    found = session.scalar(
        select(Invoice.id).where(func.upper(Invoice.number) == number.strip().upper())
    )
    if found is None:
        raise RefusedError(
            _("Aucune facture ne porte le numéro «\u00a0{number}\u00a0».").format(number=number),
            _("Vérifiez le numéro\u00a0: il est en haut de la facture."),
        )
    return found


def invoice_numbers(session: Session) -> tuple[str, ...]:
    """Return the number of every document, in the order of their issue."""
    return tuple(
        session.scalars(select(Invoice.number).order_by(Invoice.issued_at, Invoice.counter))
    )
