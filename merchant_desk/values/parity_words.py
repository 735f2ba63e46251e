"""The kinds of differences that a comparison finds, in words."""

from merchant_desk.values.french import euros, number
from merchant_desk.values.money import Money
from merchant_desk.values.parity import Gap
from merchant_desk.values.texts import later

GAP_WORDS = {
    Gap.STOCK: later("Stock"),
    Gap.PRICE: later("Prix"),
    Gap.ONLY_HERE: later("Plus dans la boutique"),
    Gap.ONLY_THERE: later("Inconnu ici"),
    Gap.ORDER_ONLY_HERE: later("Commande plus dans la boutique"),
    Gap.ORDER_ONLY_THERE: later("Commande jamais reçue"),
}


def gap_value(gap: Gap, value: int | None) -> str:
    """Return an amount or a count as it is read; a dash for what is not there."""
    if value is None:
        return "—"
    return euros(Money(value)) if gap is Gap.PRICE else number(value)
