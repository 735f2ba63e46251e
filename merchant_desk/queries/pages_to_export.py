"""The pages of several documents, to be written as files."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from merchant_desk.queries.invoice_pages import invoice_page
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.invoice_page import InvoicePage


def pages_to_export(session: Session, invoice_ids: Sequence[bytes]) -> tuple[InvoicePage, ...]:
    """Return the pages in the order they are asked for."""
    return tuple(invoice_page(session, InvoiceId(each)) for each in invoice_ids)
