"""Characters: letters of any script stay, and emoji; what orders a machine about is refused.

XML 1.0 forbids control characters and lone surrogates: the invoice could not be written at all.
Marks that turn the direction of writing (U+202A to 202E, U+2066 to 2069) can show ``1 000`` where
``0001`` is written, and no name needs them: letters know their direction themselves. An emoji is a
character like another, and the standard allows it; that the print may lack its picture takes
nothing from the invoice.
"""

import re
from collections.abc import Iterator, Mapping

from merchant_desk.rules.preflight.asked import INVOICES, Asked
from merchant_desk.values.invoice_page import InvoicePage
from merchant_desk.values.preflight import Problem
from merchant_desk.values.texts import _

_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)


def texts(asked: Asked) -> Iterator[Problem]:
    """Yield every text with a character that may not be in an invoice."""
    told = (*_written(asked.page), *_strings(asked.terms))
    for text in dict.fromkeys(told):
        if _REFUSED.search(text):
            shown = _REFUSED.sub("\u00b7", text)
            sentence = _("Un caractère invisible est interdit dans «\u00a0{text}\u00a0».")
            advice = _("Réécrivez ce texte à la main, puis recommencez.")
            yield Problem("XML", sentence.format(text=shown), advice, INVOICES)


def _strings(told: object) -> Iterator[str]:
    """Yield every text the XML will hold."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, Mapping):
        for each in told.values():
            yield from _strings(each)
    elif isinstance(told, list):
        for each in told:
            yield from _strings(each)


def _written(page: InvoicePage) -> Iterator[str]:
    """Yield what is written by hand, as it was: names lose their line breaks in the XML."""
    yield from (page.number, page.note, page.reason, page.order_number, page.purchase_order)
    yield from (page.seller.name, page.seller.footer, page.buyer.email)
    for address in (page.seller.address, page.buyer.address, page.delivery_address):
        if address is not None:
            yield from (address.name, address.company, address.line1, address.line2)
            yield from (address.postcode, address.city, address.country)
    for line in page.lines:
        yield from (line.name, line.option, line.sku)
