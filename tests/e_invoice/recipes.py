"""One page of every kind the shop can make."""

from collections.abc import Mapping

from merchant_desk.values.invoice_page import InvoicePage
from tests.e_invoice.shop import line, page

RECIPES: Mapping[str, InvoicePage] = {
    "between businesses": page([line("Savon", 500, 3), line("Bougie", 1250, 2, 550)]),
}
FOREIGN_RATES = frozenset({"one-stop shop"})
