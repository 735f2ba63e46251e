"""Which documents go by e-invoice, and which are only reported (CGI 289 bis, 290, 290 A)."""

from enum import StrEnum

from merchant_desk.values.invoice_page import Buyer, InvoiceKind
from merchant_desk.values.texts import _

FRENCH = frozenset({"", "FR", "GP", "MQ", "RE", "GF", "YT", "MC"})
"""France, its overseas departments and Monaco; an address without a country is here."""


class Way(StrEnum):
    """What becomes of a document under the reform."""

    E_INVOICE = "e_invoice"
    FOREIGN = "foreign"  # a business abroad: reported one by one (10.1)
    CONSUMER = "consumer"  # reported by day (10.3)
    NOTHING = "nothing"  # a deposit, or the detail of a ticket that counts


def way_of(kind: InvoiceKind, buyer: Buyer | None) -> Way:
    """Return how a sale is told to the administration."""
    if buyer is None or not buyer.is_business or kind is InvoiceKind.TICKET:
        return Way.CONSUMER
    if buyer.address.country.upper() in FRENCH:
        return Way.E_INVOICE
    return Way.FOREIGN


def why_no_e_invoice(kind: InvoiceKind, buyer: Buyer | None) -> str:
    """Return why a document is not sent as an e-invoice; empty when it is."""
    if kind is InvoiceKind.TICKET:
        return _("un ticket n’est pas une facture électronique.")
    if buyer is None or not buyer.is_business:
        return _("le client est un particulier.")
    if way_of(kind, buyer) is Way.FOREIGN:
        return _("le client est établi hors de France.")
    if not buyer.siren:
        return _("le SIREN du client manque.")
    return ""
