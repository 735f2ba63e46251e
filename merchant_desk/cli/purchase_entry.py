"""What is typed after a command about suppliers: names, amounts, costs, days, lines."""

from collections.abc import Sequence
from datetime import date

from merchant_desk.cli.command import Counter
from merchant_desk.cli.products import named_product
from merchant_desk.errors import RefusedError
from merchant_desk.queries.purchase_card import purchase_numbered
from merchant_desk.queries.supplier_list import SupplierChoice, suppliers_called
from merchant_desk.values.entries import read_amount, read_day, read_decimal, read_whole
from merchant_desk.values.ids import ProductId, PurchaseId
from merchant_desk.values.money import Money, round_half_up
from merchant_desk.values.purchase_words import COST_PARTS
from merchant_desk.values.purchases import PriceBreak
from merchant_desk.values.texts import _


def named_supplier(counter: Counter, words: str) -> SupplierChoice:
    """Return the supplier that a name or a part of it names, or refuse."""
    found = counter.ask(suppliers_called, words)
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(each.name for each in found[:8])
        raise RefusedError(
            _("{words} désigne plusieurs fournisseurs.").format(words=words),
            _("Écrivez l’un de ces noms\u00a0: {names}.").format(names=names),
        )
    raise RefusedError(
        _("Aucun fournisseur ne s’appelle {words}.").format(words=words),
        _("Voyez «\u00a0merchant-desk supplier list\u00a0», ou créez-le avec «\u00a0save\u00a0»."),
    )


def numbered_purchase(counter: Counter, number: str) -> PurchaseId:
    """Return the order of a number, or refuse."""
    found = counter.ask(purchase_numbered, number)
    if found is None:
        raise RefusedError(
            _("Aucune commande ne porte le numéro {number}.").format(number=number),
            _("Voyez «\u00a0merchant-desk purchase list --shown all\u00a0»."),
        )
    return found


def whole(text: str) -> int:
    """Return a whole number, or refuse."""
    found = read_whole(text)
    if found is None:
        raise _unreadable(text, _("Écrivez un nombre entier, comme 12."))
    return found


def amount(text: str) -> Money:
    """Return an amount, or refuse."""
    found = read_amount(text)
    if found is None:
        raise _unreadable(text, _("Écrivez un montant, comme 150 ou 12,50."))
    return found


def cost(text: str) -> int:
    """Return a unit cost in ten-thousandths of a euro, or refuse."""
    found = read_decimal(text.replace("€", ""))
    if found is None:
        raise _unreadable(text, _("Écrivez un prix, comme 1,9875."))
    return round_half_up(found * COST_PARTS)


def day(text: str) -> date:
    """Return a day, or refuse."""
    found = read_day(text)
    if found is None:
        raise _unreadable(text, _("Écrivez une date, comme 03/12/2026."))
    return found


def price_break(text: str) -> PriceBreak:
    """Return a break written ``60=1,9875``, or refuse."""
    units, sign, price = text.partition("=")
    if not sign:
        raise _unreadable(text, _("Écrivez un palier comme 60=1,9875."))
    return PriceBreak(whole(units), cost(price))


def product_lines(counter: Counter, words: Sequence[str]) -> tuple[tuple[ProductId, int], ...]:
    """Return the articles and quantities written ``SAV-LAV=24``, or refuse."""
    found = []
    for each in words:
        product, sign, units = each.rpartition("=")
        if not sign:
            raise _unreadable(each, _("Écrivez chaque ligne comme SAV-LAV=24."))
        found.append((named_product(counter, product).product_id, whole(units)))
    return tuple(found)


def _unreadable(text: str, advice: str) -> RefusedError:
    title = _("Rien n’a été fait\u00a0: «\u00a0{text}\u00a0» n’est pas lisible.")
    return RefusedError(title.format(text=text), advice)
