"""How stock is valued: the two methods that the plan comptable allows (art. 213-34)."""

from enum import StrEnum

from merchant_desk.values.texts import _


class StockMethod(StrEnum):
    """Weighted average after every receipt, or first in, first out."""

    AVERAGE = "average"
    FIFO = "fifo"


class WorthBy(StrEnum):
    """What the value of the stock is split by."""

    CATEGORY = "category"
    SUPPLIER = "supplier"
    LOCATION = "location"


def method_words(method: StockMethod) -> str:
    """Return its name as an accountant says it."""
    if method is StockMethod.FIFO:
        return _("Premier entré, premier sorti")
    return _("Coût moyen pondéré")
