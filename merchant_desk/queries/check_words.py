"""The titles and reasons of things to check, in words."""

from merchant_desk.values.french import number
from merchant_desk.values.texts import _, ngettext


def missing_words(units: int, order: str, person: str) -> str:
    """Say how many units are missing for an order, and who said so."""
    return ngettext(
        "{n} manquant pour la commande {order}, signalé par {who}.",
        "{n} manquants pour la commande {order}, signalés par {who}.",
        units,
    ).format(n=number(units), order=order, who=person or _("un poste"))


def order_title(order_number: str | None, customer: str | None) -> str:
    """Name an order and its customer; what is no order is a product."""
    if order_number is None:
        return _("Produit")
    return _("Commande {number} · {customer}").format(number=order_number, customer=customer)


def record_title(kind: str, remote_id: str, shop: str) -> str:
    """Name what a storefront sent, by its number there."""
    text = _("Commande n° {id} de {shop}") if kind == "order" else _("Produit n° {id} de {shop}")
    return text.format(id=remote_id, shop=shop)


def named(name: str, option_text: str) -> str:
    """Join a name and its option."""
    return " · ".join(part for part in (name, option_text) if part)
