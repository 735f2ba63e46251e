"""What a reminder of a document is about: who owes what since when, and what was written before."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.invoice import Invoice, Reminder
from merchant_desk.models.station import ShopProfile
from merchant_desk.queries.receivables import due_of
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.reminder_letter import ReminderFacts
from merchant_desk.values.snapshots import read_buyer, read_seller
from merchant_desk.values.texts import _


def reminder_facts(session: Session, invoice_id: InvoiceId, today: date) -> ReminderFacts:
    """Return the facts; raises RefusedError when nothing is late on this document."""
    invoice = session.get(Invoice, invoice_id)
    if invoice is None:
        raise RefusedError(
            _("La relance n’a pas été écrite\u00a0: ce document n’existe pas."),
            _("Cherchez-le dans la liste des factures."),
        )
    due = due_of(session, (invoice_id,), today)[invoice_id]
    if due.left.cents <= 0 or due.due_on >= today:
        raise RefusedError(
            _("La relance n’a pas été écrite\u00a0: {number} n’est pas en retard.").format(
                number=invoice.number
            ),
            _("Une facture se relance à partir du lendemain de son échéance."),
        )
    if not invoice.buyer:
        raise RefusedError(
            _("La relance n’a pas été écrite\u00a0: le nom de ce client a été effacé."),
            _("Plus rien ne permet de l’écrire."),
        )
    profile = session.get(ShopProfile, 1)
    sent = session.scalars(select(Reminder.level).where(Reminder.invoice_id == invoice_id))
    return ReminderFacts(
        number=invoice.number,
        issued_on=invoice.issue_date,
        due_on=due.due_on,
        today=today,
        total=invoice.total,
        left=due.left,
        seller=read_seller(invoice.seller if profile is None else profile.seller),
        buyer=read_buyer(invoice.buyer),
        sent=tuple(sent),
    )
