"""Lines: BR-16, BR-25, BR-27, and what no official rule looks at: quantities, prices, products."""

from collections.abc import Iterator

from merchant_desk.rules.preflight.asked import INVOICES, Asked, exact
from merchant_desk.values.business_terms import LineTerms
from merchant_desk.values.invoice_page import InvoiceLine, InvoicePage, PriceMethod
from merchant_desk.values.money import Money
from merchant_desk.values.preflight import Problem
from merchant_desk.values.remote import LineKind
from merchant_desk.values.texts import _


def lines(asked: Asked) -> Iterator[Problem]:
    """Yield lines nobody could read or add up."""
    page = asked.page
    if not page.lines:
        yield _line("BR-16", _("Il n’y a rien à facturer."))
    for line in page.lines:
        yield from _page_line(page, line)
    for terms in asked.terms["BG-25"]:
        yield from _told_line(terms)


def _page_line(page: InvoicePage, line: InvoiceLine) -> Iterator[Problem]:
    if not line.name.strip():
        yield _line("BR-25", _("Le nom d’une ligne manque."))
    if not line.quantity:
        sentence = _("La quantité de «\u00a0{name}\u00a0» est zéro.")
        yield _line("ligne", sentence.format(name=line.name))
    elif _is_without_price(page, line):
        sentence = _("Le prix de «\u00a0{name}\u00a0» est zéro.")
        advice = _("Donnez le prix, avec une remise de 100\u00a0% si c’est offert.")
        yield Problem("ligne", sentence.format(name=line.name), advice, INVOICES)
    elif not _adds_up(page, line):
        sentence = _(
            "Quantité et prix de «\u00a0{name}\u00a0» ne donnent pas le montant de la ligne."
        )
        yield _line("ligne", sentence.format(name=line.name))


def _is_without_price(page: InvoicePage, line: InvoiceLine) -> bool:
    """Tell whether a price was forgotten; a storefront may well send a present with an order."""
    typed = not page.order_number and line.kind is LineKind.PRODUCT
    return typed and line.unit_price is not None and not line.unit_price.millionths


def _adds_up(page: InvoicePage, line: InvoiceLine) -> bool:
    if line.unit_price is None:
        return True
    amount = line.net if page.method is PriceMethod.NET else line.ttc
    gross: Money = line.unit_price.times(line.quantity)
    return gross - line.discount == amount


def _told_line(terms: LineTerms) -> Iterator[Problem]:
    price = exact(terms["BT-146"])
    if price < 0:
        sentence = _("Le prix de «\u00a0{name}\u00a0» est négatif.")
        yield _line("BR-27", sentence.format(name=terms["BT-153"]))
    gross = price * exact(terms["BT-129"]) / (exact(terms.get("BT-149", "")) or 1)
    off = sum(exact(each["amount"]) for each in terms.get("BG-27", []))
    if exact(terms["BT-129"]) and abs(gross - off - exact(terms["BT-131"])) * 100 > 1:
        sentence = _(
            "Quantité et prix de «\u00a0{name}\u00a0» ne donnent pas le montant de la ligne."
        )
        yield _line("ligne", sentence.format(name=terms["BT-153"]))


def _line(rule: str, sentence: str) -> Problem:
    return Problem(rule, sentence, _("Corrigez la ligne, puis recommencez."), INVOICES)
