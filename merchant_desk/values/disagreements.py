"""What desk and storefront may disagree about: neutral keys as stored, words as people read.

The first version stored the words themselves, in the language of the screen: they are still read.
"""

import re

from merchant_desk.values.french import euros
from merchant_desk.values.money import Money
from merchant_desk.values.order_states import ORDER_WORDS
from merchant_desk.values.texts import _, later

ADDRESS, STATE, REFUND = "shipping_address", "order_state", "refund"
JUST_RECEIVED, INVOICED = "just_received", "invoiced"
CANCELLED_IN_SHOP, COMPLETED_IN_SHOP = "cancelled_in_shop", "completed_in_shop"
DELETED_IN_SHOP = "deleted_in_shop"
_QUANTITY, _REFUNDED = "line_quantity:", "refunded:"
_FIELDS = {
    ADDRESS: later("Adresse de livraison"),
    STATE: later("État"),
    REFUND: later("Remboursement"),
}
_VALUES = {
    JUST_RECEIVED: later("Reçue à l’instant"),
    INVOICED: later("Facturé"),
    CANCELLED_IN_SHOP: later("Annulée dans la boutique en ligne"),
    COMPLETED_IN_SHOP: later("Terminée dans la boutique en ligne"),
    DELETED_IN_SHOP: later("Supprimée de la boutique en ligne"),
    **{state.value: words for state, words in ORDER_WORDS.items()},
}
_OLD_FIELDS = {
    "Adresse de livraison": ADDRESS,
    "Delivery address": ADDRESS,
    "État": STATE,
    "State": STATE,
    "Remboursement": REFUND,
    "Refund": REFUND,
}
_OLD_QUANTITY = re.compile(r"(?:Quantité de|Quantity of) (.+)", re.DOTALL)
_OLD_VALUES = {
    **{words: key for key, words in _VALUES.items()},
    "Waiting for payment": "unpaid",
    "Blocked": "held",
    "To prepare": "to_prepare",
    "In progress": "preparing",
    "Partial": "partial",
    "Shipped": "shipped",
    "Cancelled": "cancelled",
    "Received just now": JUST_RECEIVED,
    "Invoiced": INVOICED,
    "Cancelled in the online shop": CANCELLED_IN_SHOP,
    "Completed in the online shop": COMPLETED_IN_SHOP,
}
_OLD_REFUND = re.compile(r"([\d\u202f]+),(\d\d)\u00a0€ (?:rendus après|given back after).*")


def quantity_of(line_name: str) -> str:
    """Return the key of how many of a line are wanted."""
    return _QUANTITY + line_name


def refunded(amount: Money) -> str:
    """Return the value of an amount given back after the invoice."""
    return f"{_REFUNDED}{amount.cents}"


def field_key(stored: str) -> str:
    """Return what a stored disagreement is about, whichever version wrote it."""
    old = _OLD_QUANTITY.fullmatch(stored)
    return quantity_of(old[1]) if old else _OLD_FIELDS.get(stored, stored)


def value_key(field: str, stored: str) -> str:
    """Return a stored value of a field, whichever version wrote it; addresses stay as they are."""
    if field_key(field) not in {STATE, REFUND}:
        return stored
    old = _OLD_REFUND.fullmatch(stored)
    if old:
        return refunded(Money(int(old[1].replace("\u202f", "")) * 100 + int(old[2])))
    return _OLD_VALUES.get(stored, stored)


def field_words(stored: str) -> str:
    """Return what a disagreement is about, in words."""
    key = field_key(stored)
    if key.startswith(_QUANTITY):
        return _("Quantité de {name}").format(name=key.removeprefix(_QUANTITY))
    return _(_FIELDS[key]) if key in _FIELDS else stored


def value_words(field: str, stored: str) -> str:
    """Return one of the two values, in words."""
    key = value_key(field, stored)
    if field_key(field) not in {STATE, REFUND}:
        return key
    if key.startswith(_REFUNDED):
        cents = int(key.removeprefix(_REFUNDED))
        return _("{amount} rendus après la facture").format(amount=euros(Money(cents)))
    return _(_VALUES[key]) if key in _VALUES else key
