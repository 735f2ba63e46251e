"""What is still to be given back of an order: its credit notes, less what went back already."""

from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import OrderLine, Payment
from merchant_desk.queries.refundable import left_to_refund
from merchant_desk.values.ids import InvoiceId, OrderId
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import ZERO, Money, total


@dataclass(frozen=True, slots=True)
class RefundDue:
    """Sums of an order, all positive."""

    credited: Money
    """By credit notes; those of a corrected invoice, which is charged again, are not counted."""
    given: Money
    """Gone back already, or asked of the storefront, on what was invoiced."""
    left: Money
    """Paid and not given back: no refund is more."""

    @property
    def due(self) -> Money:
        """Return what is owed now."""
        return max(ZERO, min(self.credited - self.given, self.left))


def refund_due(session: Session, order_id: OrderId) -> RefundDue:
    """Return what credit notes owe of an order, and what went back."""
    credits_ = _credits(order_id)
    credited = -_sum(session, select(func.sum(Invoice.total)).where(Invoice.id.in_(credits_)))
    paid = total(session.scalars(select(Payment.amount).where(Payment.order_id == order_id)).all())
    left = left_to_refund(session, order_id)
    at_desk = -_sum(
        session,
        select(func.sum(Payment.amount)).where(
            Payment.invoice_id.in_(credits_), Payment.order_id.is_(None)
        ),
    )
    gone = -_sum(
        session,
        select(func.sum(Payment.amount)).where(Payment.order_id == order_id, Payment.amount < ZERO),
    )
    before = _sum(
        session, select(func.sum(OrderLine.refunded)).where(OrderLine.order_id == order_id)
    )
    asked = paid - left
    given = gone + asked + at_desk - before
    return RefundDue(credited, max(ZERO, given), left - at_desk)


def _credits(order_id: OrderId) -> Select[InvoiceId]:
    replaced = aliased(Invoice)
    return select(Invoice.id).where(
        Invoice.order_id == order_id,
        Invoice.kind == InvoiceKind.CREDIT_NOTE,
        ~select(replaced.id)
        .where(replaced.corrects_id == Invoice.corrects_id)
        .where(replaced.kind == InvoiceKind.CORRECTED)
        .exists(),
    )


def _sum(session: Session, question: Select[Money]) -> Money:
    found = session.execute(question).scalar()
    return found or ZERO
