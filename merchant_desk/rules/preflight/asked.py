"""What the families of rules look at: the page, and the terms its XML will tell."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from merchant_desk.values.business_terms import InvoiceTerms
from merchant_desk.values.invoice_page import InvoicePage
from merchant_desk.values.preflight import Problem
from merchant_desk.values.vat import VatTreatment

IDENTITY, INVOICES = "settings/shop", "invoices"


@dataclass(frozen=True, slots=True)
class Asked:
    """One document, as it is printed and as it is told."""

    page: InvoicePage
    terms: InvoiceTerms
    regimes: frozenset[VatTreatment] = frozenset()
    """Under which the shop may sell, and what the document corrects was sold; empty: not known."""


Family = Callable[[Asked], Iterable[Problem]]


def exact(text: str) -> Fraction:
    """Return the number a term tells; what is no number is told by its own rule, and counts 0."""
    try:
        return Fraction(text or "0")
    except ValueError:
        return Fraction(0)
