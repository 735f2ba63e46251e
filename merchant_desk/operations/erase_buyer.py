"""Forget who bought, once the ten years of a document are over; the chain holds without her."""

from datetime import date

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.operations.note_event import note_event
from merchant_desk.values.clock import paris_date
from merchant_desk.values.fiscal_events import EventCode
from merchant_desk.values.french import short_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.texts import _

_INVOICES = table(Invoice)
KEPT_YEARS = 10  # C. com. L123-22


def erase_buyer(session: Session, gesture: Gesture, invoice_id: InvoiceId) -> None:
    """Take the name, the addresses, the mentions and the salt off a document.

    Raises RefusedError, naming the day, while the law wants it kept whole.
    """
    row = session.execute(
        select(_INVOICES.c.number, _INVOICES.c.issue_date, _INVOICES.c.salt).where(
            _INVOICES.c.id == invoice_id
        )
    ).one()
    until = kept_until(row.issue_date)
    if paris_date(gesture.at) < until:
        raise RefusedError(
            _("Le client de la pièce {number} n’a pas été effacé.").format(number=row.number),
            _("La loi la garde entière dix ans\u00a0: jusqu’au {day}.").format(
                day=short_date(until)
            ),
        )
    if row.salt is None:
        return
    session.execute(
        update(_INVOICES)
        .where(_INVOICES.c.id == invoice_id)
        .values(buyer="", delivery_address="", mentions="[]", note="", search_text="", salt=None)
    )
    note_event(session, gesture, EventCode.BUYER_ERASED, row.number)


def kept_until(issued_on: date) -> date:
    """Return the day from which who bought may be forgotten."""
    try:
        return issued_on.replace(year=issued_on.year + KEPT_YEARS)
    except ValueError:  # a 29 February
        return date(issued_on.year + KEPT_YEARS, 3, 1)
