"""Which documents and payments belong together, and which of them the books of some days need."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, FromClause, Select, func, or_, select

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice, InvoiceLine
from merchant_desk.models.order import Order, Payment
from merchant_desk.values.clock import PARIS
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.vat import SaleCategory, VatTreatment

INVOICES, LINES = table(Invoice), table(InvoiceLine)
ORDERS, PAYMENTS = table(Order), table(Payment)
ORIGIN = INVOICES.alias("origin")


@dataclass(frozen=True, slots=True)
class Window:
    """The days that are asked for."""

    first: date
    last: date

    def holds(self, day: ColumnElement[date]) -> ColumnElement[bool]:
        """Return the condition that a day is one of them."""
        return (day >= self.first) & (day <= self.last)

    @property
    def starts_at(self) -> datetime:
        """Return the first instant, in Paris."""
        return datetime.combine(self.first, time(), PARIS)

    @property
    def ends_before(self) -> datetime:
        """Return the first instant that is after them, in Paris."""
        return datetime.combine(self.last + timedelta(days=1), time(), PARIS)


def with_origin() -> FromClause:
    """Return documents, each beside the one that it corrects."""
    return INVOICES.outerjoin(ORIGIN, ORIGIN.c.id == INVOICES.c.corrects_id)


def story(documents: FromClause = INVOICES) -> ColumnElement[bytes]:
    """Return what is settled together: the order, else the first document of a correction."""
    return func.coalesce(
        documents.c.order_id,
        ORIGIN.c.order_id,
        ORIGIN.c.corrects_id,
        documents.c.corrects_id,
        documents.c.id,
    )


def counter_sale() -> ColumnElement[bool]:
    """Return the condition that a document is a ticket, or gives one back."""
    ticket = InvoiceKind.TICKET
    return (INVOICES.c.kind == ticket) | func.coalesce(ORIGIN.c.kind == ticket, False)


def goodwill() -> ColumnElement[bool]:
    """Return the condition that a line gives money back for nothing that came back."""
    return (
        (INVOICES.c.kind == InvoiceKind.CREDIT_NOTE)
        & INVOICES.c.corrects_id.is_not(None)
        & LINES.c.credits_line_id.is_(None)
        & LINES.c.product_id.is_(None)
        & (LINES.c.sku == "")
    )


def needed_documents(window: Window) -> ColumnElement[bool]:
    """Return the condition on a document: of these days, or of services."""
    return or_(
        window.holds(INVOICES.c.fiscal_day),
        (INVOICES.c.fiscal_day <= window.last) & story().in_(_of_services(window)),
    )


def needed_money(window: Window) -> ColumnElement[bool]:
    """Return the condition on a payment: of these days, or for services whose VAT waits for it."""
    in_time = PAYMENTS.c.paid_at < window.ends_before
    return or_(
        in_time & (PAYMENTS.c.paid_at >= window.starts_at),
        in_time & func.coalesce(PAYMENTS.c.order_id, story()).in_(_of_services(window)),
        window.holds(INVOICES.c.fiscal_day) & counter_sale(),
    )


def _of_services(window: Window) -> Select[tuple[bytes]]:
    """Return the stories that hold services: their VAT follows their payments, however late."""
    lines, documents = LINES.alias("services"), INVOICES.alias("with_services")
    origin = INVOICES.alias("origin_of_services")
    told = func.coalesce(
        documents.c.order_id,
        origin.c.order_id,
        origin.c.corrects_id,
        documents.c.corrects_id,
        documents.c.id,
    )
    return (
        select(told)
        .select_from(
            lines.join(documents, documents.c.id == lines.c.invoice_id).outerjoin(
                origin, origin.c.id == documents.c.corrects_id
            )
        )
        .where(
            lines.c.category == SaleCategory.SERVICES,
            lines.c.treatment == VatTreatment.NORMAL,
            documents.c.fiscal_day <= window.last,
        )
    )
