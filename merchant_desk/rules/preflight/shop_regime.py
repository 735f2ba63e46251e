"""The regime of the shop: in franchise it charges no VAT, and otherwise it is not exempt (293 B).

What is given back keeps the regime it was sold under: on a credit note, and on a ticket too.
"""

from collections.abc import Iterator

from merchant_desk.rules.preflight.asked import IDENTITY, INVOICES, Asked
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.preflight import Problem
from merchant_desk.values.texts import _
from merchant_desk.values.vat import TAXED, VatTreatment


def shop_regime(asked: Asked) -> Iterator[Problem]:
    """Yield what the shop may not charge, or may not exempt, when its regime is known."""
    if not asked.regimes or asked.page.kind is InvoiceKind.CREDIT_NOTE:
        return
    sold = {line.treatment for line in asked.page.lines if line.ttc.cents > 0}
    exempt = VatTreatment.FRANCHISE in asked.regimes
    if exempt and VatTreatment.NORMAL not in asked.regimes and sold & TAXED:
        sentence = _("La boutique est en franchise de TVA, et une ligne compte de la TVA.")
        advice = _("Choisissez «\u00a0franchise\u00a0» comme TVA de la ligne, puis recommencez.")
        yield Problem("293 B", sentence, advice, INVOICES)
    if not exempt and VatTreatment.FRANCHISE in sold:
        sentence = _("Une ligne est en franchise de TVA, et la boutique n’est pas en franchise.")
        advice = _(
            "Choisissez un taux pour la ligne, ou corrigez le régime de la boutique "
            "dans Réglages, Boutique."
        )
        yield Problem("293 B", sentence, advice, IDENTITY)
