"""Record on its document what a line of the bank was found to pay, and take it back."""

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.order import Order, Payment
from merchant_desk.operations.pay_invoice import PaymentAsked, pay_invoice
from merchant_desk.operations.pay_supplier_invoice import pay_supplier_invoice
from merchant_desk.operations.record_payment import Paid, record_payments
from merchant_desk.operations.unpay_supplier_invoice import unpay_supplier_invoice
from merchant_desk.queries.days_to_close import last_closed_period
from merchant_desk.values.cash_match import LineFact, ProposedPart
from merchant_desk.values.cash_words import MatchTarget
from merchant_desk.values.clock import PARIS, paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId, OrderId, PaymentId, SupplierInvoiceId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.payment_means import Means
from merchant_desk.values.supplier_invoices import SupplierPaid
from merchant_desk.values.texts import _

_PAYMENTS, _ORDERS = table(Payment), table(Order)
PAID = frozenset({MatchTarget.CUSTOMER_INVOICE, MatchTarget.ORDER, MatchTarget.SUPPLIER_INVOICE})
"""What a match records a payment on, unless it was recorded before."""


def settle_part(
    session: Session, gesture: Gesture, line: LineFact, part: ProposedPart, amount: Money
) -> PaymentId | None:
    """Record what a part of a line pays; None where nothing is to be recorded.

    ``amount`` is what the document is paid, signed as the line. A day of a closed month takes no
    payment any more: it is dated of the first day that does. Of an order of a storefront, that
    storefront tells the payment: recorded here too, it would count twice.
    """
    if part.target not in PAID or part.recorded or part.target_id is None:
        return None
    payment_id = PaymentId(new_id())
    day = open_day(session, gesture, line.booked_on)
    reference = (line.reference or line.label)[:80]
    if part.target is MatchTarget.SUPPLIER_INVOICE:
        sent = SupplierPaid(payment_id, -amount, Means.TRANSFER, day, reference)
        pay_supplier_invoice(session, gesture, SupplierInvoiceId(part.target_id), sent)
    elif part.target is MatchTarget.ORDER:
        if _is_of_shop(session, part.target_id):
            return None
        at = _instant(day, gesture.at)
        order_id = OrderId(part.target_id)
        paid = Paid(payment_id, amount, Means.TRANSFER, at, order_id=order_id, reference=reference)
        record_payments(session, gesture, (paid,))
    else:
        invoice_id = InvoiceId(part.target_id)
        asked = PaymentAsked(payment_id, invoice_id, amount, Means.TRANSFER, day, reference)
        pay_invoice(session, gesture, asked)
    return payment_id


def unsettle(session: Session, gesture: Gesture, target: MatchTarget, paid: PaymentId) -> PaymentId:
    """Record the counter-payment of what a match recorded, on the same day where it is open."""
    back = PaymentId(new_id())
    if target is MatchTarget.SUPPLIER_INVOICE:
        unpay_supplier_invoice(session, gesture, paid, back)
        return back
    row = _payment(session, paid)
    day = open_day(session, gesture, paris_date(row.paid_at))
    at = row.paid_at if day == paris_date(row.paid_at) else _instant(day, gesture.at)
    counter = Paid(
        back,
        -row.amount,
        row.means,
        at,
        order_id=row.order_id,
        invoice_id=row.invoice_id,
        reference=row.reference,
    )
    record_payments(session, gesture, (counter,))
    return back


def open_day(session: Session, gesture: Gesture, day: date) -> date:
    """Return the day, or the first one after it whose books are open; never one to come."""
    closed = last_closed_period(session, gesture.station_id)
    if closed is not None and day <= closed:
        day = closed + timedelta(days=1)
    return min(day, paris_date(gesture.at))


def _is_of_shop(session: Session, order_id: bytes) -> bool:
    shop_id = session.scalar(select(_ORDERS.c.shop_id).where(_ORDERS.c.id == order_id))
    return shop_id is not None


def _payment(session: Session, payment_id: PaymentId) -> Any:
    row = session.execute(select(_PAYMENTS).where(_PAYMENTS.c.id == payment_id)).one_or_none()
    if row is None:
        raise RefusedError(
            _("Le rapprochement n’a pas été annulé\u00a0: son paiement n’est plus là."),
            _("Vérifiez l’intégrité des données dans Réglages."),
        )
    return row


def _instant(day: date, now: datetime) -> datetime:
    """Return this very instant for today, else noon of that day in Paris."""
    if day == paris_date(now):
        return now
    return datetime.combine(day, time(12), PARIS).astimezone(now.tzinfo)
