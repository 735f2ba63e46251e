"""Signs: what is sold is not below zero, and a credit note asks for nothing (CGI 289, BR-27).

The official rules let any document be negative. Money given back is told by a credit note only:
a discount stays within what it is taken from, and a gift is a line of zero.
"""

from collections.abc import Iterator

from merchant_desk.rules.preflight.asked import INVOICES, Asked
from merchant_desk.values.invoice_page import InvoiceKind, InvoiceLine
from merchant_desk.values.preflight import Problem
from merchant_desk.values.remote import LineKind
from merchant_desk.values.texts import _

_SALES = frozenset({InvoiceKind.INVOICE, InvoiceKind.DEPOSIT, InvoiceKind.CORRECTED})


def signs(asked: Asked) -> Iterator[Problem]:
    """Yield totals, quantities and discounts of the wrong sign; a ticket may give back."""
    page = asked.page
    if page.kind in _SALES:
        for line in page.lines:
            yield from _sold_line(line)
        if min(page.ttc.cents, page.net.cents) < 0:
            advice = _("Pour rendre de l’argent, faites un avoir sur la facture d’origine.")
            yield Problem("total", _("Le total est négatif."), advice, INVOICES)
    elif page.kind is InvoiceKind.CREDIT_NOTE and max(page.ttc.cents, page.net.cents) > 0:
        advice = _("Pour demander de l’argent, faites une facture.")
        yield Problem(
            "total", _("L’avoir demande de l’argent au lieu d’en rendre."), advice, INVOICES
        )


def _sold_line(line: InvoiceLine) -> Iterator[Problem]:
    """Yield what is odd in a product; fees may be discounts, and zero is said by its own rule."""
    if line.kind is not LineKind.PRODUCT:
        return
    if line.quantity < 0:
        sentence = _("La quantité de «\u00a0{name}\u00a0» est négative.")
        advice = _("Pour reprendre un article, faites un avoir sur la facture d’origine.")
        yield Problem("ligne", sentence.format(name=line.name), advice, INVOICES)
    elif min(line.ttc.cents, line.net.cents) < 0:
        sentence = _("La remise de «\u00a0{name}\u00a0» dépasse son prix.")
        advice = _("Baissez la remise de la ligne, puis recommencez.")
        yield Problem("ligne", sentence.format(name=line.name), advice, INVOICES)
