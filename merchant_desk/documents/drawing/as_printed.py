"""A document as it reads on paper: a credit note shows its amounts without a sign."""

from dataclasses import replace

from merchant_desk.values.invoice_page import (
    InvoiceKind,
    InvoiceLine,
    InvoicePage,
    InvoicePayment,
    InvoiceVatRow,
)
from merchant_desk.values.money import ZERO


def as_printed(page: InvoicePage) -> InvoicePage:
    """Return the page to print: what a credit note takes away in the books is positive on it."""
    if page.kind is not InvoiceKind.CREDIT_NOTE or page.ttc > ZERO:
        return page
    return replace(
        page,
        lines=tuple(_turned_line(line) for line in page.lines),
        vat_rows=tuple(_turned_row(row) for row in page.vat_rows),
        payments=tuple(_turned_payment(payment) for payment in page.payments),
    )


def _turned_line(line: InvoiceLine) -> InvoiceLine:
    return replace(
        line,
        quantity=-line.quantity,
        net=-line.net,
        ttc=-line.ttc,
        discount=-line.discount,
    )


def _turned_row(row: InvoiceVatRow) -> InvoiceVatRow:
    return replace(row, base=-row.base, vat=-row.vat, ttc=-row.ttc)


def _turned_payment(payment: InvoicePayment) -> InvoicePayment:
    return replace(payment, amount=-payment.amount)
