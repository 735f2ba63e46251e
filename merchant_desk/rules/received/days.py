"""The days of an invoice received: when it is due, after it was made."""

from collections.abc import Iterator
from datetime import date, timedelta

from merchant_desk.values.french import short_date
from merchant_desk.values.money import ZERO
from merchant_desk.values.received_invoice import ReceivedFinding, ReceivedInvoice
from merchant_desk.values.texts import _

LEGAL_DAYS = 30
"""When nothing is agreed, thirty days (C. com. L441-10, I)."""
_ALREADY_PAID = frozenset({"386", "500"})  # a deposit falls due when it likes (BR-FR-CO-07)


def check_days(invoice: ReceivedInvoice) -> Iterator[ReceivedFinding]:
    """Check when it is to be paid."""
    due = invoice.due_on
    if due is None:
        if invoice.payable > ZERO and not invoice.is_credit:
            told = _("Aucune échéance n’est datée\u00a0: 30 jours sont comptés, soit le {day}.")
            if invoice.terms:
                told = _(
                    "L’échéance n’est dite qu’en mots, «\u00a0{terms}\u00a0»\u00a0: "
                    "30 jours sont comptés, soit le {day}."
                )
            day = short_date(due_day(invoice.issue_date, None))
            yield ReceivedFinding("BR-CO-25", told.format(day=day, terms=invoice.terms[:120]))
        return
    if due < invoice.issue_date and invoice.kind not in _ALREADY_PAID and invoice.payable:
        told = _("L’échéance du {due} précède la date de la facture, {issued}.")
        yield ReceivedFinding(
            "BR-FR-CO-07",
            told.format(due=short_date(due), issued=short_date(invoice.issue_date)),
        )


def due_day(issue_date: date, due_on: date | None) -> date:
    """Return when an invoice is to be paid, as told or by law."""
    return due_on if due_on is not None else issue_date + timedelta(days=LEGAL_DAYS)
