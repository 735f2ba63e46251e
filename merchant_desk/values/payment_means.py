"""By what money comes in or goes back at the desk: words that are stored, and how they are said."""

from enum import StrEnum

from merchant_desk.values.texts import _


class Means(StrEnum):
    """The means the desk itself records; a storefront says its own words."""

    CARD = "card"
    CASH = "cash"
    CHEQUE = "cheque"
    VOUCHER = "voucher"  # of the shop, of a town, a restaurant ticket: no change on it
    TRANSFER = "transfer"
    EXCHANGE = "exchange"  # what was brought back pays what is taken instead


COUNTER_MEANS = (Means.CARD, Means.CASH, Means.CHEQUE, Means.VOUCHER, Means.TRANSFER)
"""What a customer may pay with at the counter, in the order of the buttons."""


def means_words(means: str) -> str:
    """Return how a means of payment is said; the word of a storefront is said as it is."""
    said: dict[str, str] = {
        Means.CARD: _("Carte bancaire"),
        Means.CASH: _("Espèces"),
        Means.CHEQUE: _("Chèque"),
        Means.VOUCHER: _("Bon ou avoir"),
        Means.TRANSFER: _("Virement"),
        Means.EXCHANGE: _("Échange"),
    }
    return said.get(means, means)
