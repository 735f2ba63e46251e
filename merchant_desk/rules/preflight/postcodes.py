"""Postcodes of France: five digits, else neither the post nor a carrier finds the buyer."""

import re
from collections.abc import Iterator

from merchant_desk.rules.preflight.asked import INVOICES, Asked
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.preflight import Problem
from merchant_desk.values.texts import _

_FRENCH = frozenset({"", "FR"})
_FIVE_DIGITS = re.compile(r"\d{5}", re.ASCII)


def postcodes(asked: Asked) -> Iterator[Problem]:
    """Yield a postcode that is none; an address not given is told by its own rule.

    A credit note names whom its invoice named, and a ticket needs nobody.
    """
    page = asked.page
    place = page.buyer.address
    if page.kind in {InvoiceKind.CREDIT_NOTE, InvoiceKind.TICKET}:
        return
    if place.country.strip().upper() not in _FRENCH or not (place.line1 and place.city):
        return
    if not _FIVE_DIGITS.fullmatch("".join(place.postcode.split())):
        sentence = _("Le code postal du client doit avoir 5 chiffres.")
        advice = _("Corrigez l’adresse du client, puis recommencez.")
        yield Problem("code postal", sentence, advice, INVOICES)
