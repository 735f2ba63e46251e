"""Note that a document was paid, wholly or in part, or that money went back for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.operations.record_payment import Paid, record_payments
from merchant_desk.queries.days_to_close import last_closed_period
from merchant_desk.queries.receivables import Due, PaidState, due_of
from merchant_desk.values.clock import PARIS, paris_date
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId, PaymentId, new_id
from merchant_desk.values.money import Money, total
from merchant_desk.values.texts import _


@dataclass(frozen=True, slots=True)
class PaymentAsked:
    """What came in (positive) or went back; its id is made before it is asked for."""

    payment_id: PaymentId
    invoice_id: InvoiceId
    amount: Money
    means: str
    paid_on: date
    reference: str = ""


@dataclass(frozen=True, slots=True)
class PaymentNoted:
    """What was noted, and what is left: below zero, what is due back to the customer."""

    amount: Money
    left: Money


@dataclass(frozen=True, slots=True)
class SeveralPaid:
    """How many documents were paid whole, and for how much."""

    count: int
    amount: Money


def pay_invoice(session: Session, gesture: Gesture, asked: PaymentAsked) -> PaymentNoted:
    """Note a payment of one document; asking twice notes it once.

    Raises RefusedError for nothing, for a day to come or of a closed month, for more given back
    than came in.
    """
    due = _due(session, gesture, asked.invoice_id)
    _check_day(session, gesture, asked.paid_on)
    if not asked.amount or not asked.means:
        raise RefusedError(
            _("Le paiement n’a pas été noté\u00a0: il n’a pas de montant."),
            _("Indiquez ce qui a été reçu, par exemple {left}.").format(left=euros(due.left)),
        )
    most = due.settled if due.total.cents >= 0 else -due.left
    if asked.amount.cents < 0 and -asked.amount > most:
        raise RefusedError(
            _("Le remboursement n’a pas été noté\u00a0: il dépasse ce qui a été reçu."),
            _("On peut rendre {most} au plus.").format(most=euros(most)),
        )
    _record(session, gesture, (asked,))
    after = due_of(session, (asked.invoice_id,), paris_date(gesture.at))[asked.invoice_id]
    return PaymentNoted(asked.amount, after.left)


def pay_whole(
    session: Session,
    gesture: Gesture,
    invoice_ids: Sequence[InvoiceId],
    means: str,
    paid_on: date,
) -> SeveralPaid:
    """Note that what is left of each of these documents came in; those paid before are left.

    Raises RefusedError for a day to come or of a closed month.
    """
    _check_day(session, gesture, paid_on)
    dues = due_of(session, invoice_ids, paris_date(gesture.at))
    asked = [
        PaymentAsked(PaymentId(new_id()), each, dues[each].left, means, paid_on)
        for each in dict.fromkeys(invoice_ids)
        if each in dues and dues[each].left.cents > 0
    ]
    _record(session, gesture, asked)
    return SeveralPaid(len(asked), total(each.amount for each in asked))


def _check_day(session: Session, gesture: Gesture, paid_on: date) -> None:
    """Refuse a day to come, and a day of a month or a year whose books are closed."""
    if paid_on > paris_date(gesture.at):
        raise RefusedError(
            _("Le paiement n’a pas été noté\u00a0: sa date est dans l’avenir."),
            _("Indiquez le jour où l’argent est arrivé."),
        )
    closed = last_closed_period(session, gesture.station_id)
    if closed is not None and paid_on <= closed:
        raise RefusedError(
            _("Le paiement n’a pas été noté\u00a0: tout est clôturé jusqu’au {day}.").format(
                day=short_date(closed)
            ),
            _("Datez-le d’aujourd’hui."),
        )


def _due(session: Session, gesture: Gesture, invoice_id: InvoiceId) -> Due:
    due = due_of(session, (invoice_id,), paris_date(gesture.at)).get(invoice_id)
    if due is None:
        raise RefusedError(
            _("Le paiement n’a pas été noté\u00a0: ce document n’existe pas."),
            _("Cherchez-le dans la liste des factures."),
        )
    if due.state is PaidState.REPLACED:
        raise RefusedError(
            _("Le paiement n’a pas été noté\u00a0: cette facture a été remplacée."),
            _("Notez-le sur la facture qui la remplace."),
        )
    if due.state is PaidState.TOLD:
        raise RefusedError(
            _("Le paiement n’a pas été noté\u00a0: cette facture détaille un ticket déjà payé."),
            _("Ouvrez le ticket pour voir son paiement."),
        )
    return due


def _record(session: Session, gesture: Gesture, asked: Sequence[PaymentAsked]) -> None:
    record_payments(
        session,
        gesture,
        [
            Paid(
                each.payment_id,
                each.amount,
                each.means,
                _instant(each.paid_on, gesture.at),
                invoice_id=each.invoice_id,
                reference=each.reference,
            )
            for each in asked
        ],
    )


def _instant(day: date, now: datetime) -> datetime:
    """Return this very instant for today, else noon of that day in Paris."""
    if day == paris_date(now):
        return now
    return datetime.combine(day, time(12), PARIS).astimezone(now.tzinfo)
