"""What search looks into for an issued document: its numbers, and who it is made out to."""

from merchant_desk.values.folding import folded
from merchant_desk.values.invoice_page import InvoicePage


def document_search_text(page: InvoicePage) -> str:
    """Return the folded text of everything that one looks a document up by."""
    place = page.buyer.address
    words = (
        page.number, page.order_number, place.company, place.name, place.city, page.buyer.siren,
        page.buyer.email, page.purchase_order,
    )  # fmt: skip
    return folded(" ".join(filter(None, words)))
