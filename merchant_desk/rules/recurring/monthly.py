"""What something that comes back is a month, whatever its cadence."""

from collections.abc import Mapping

from merchant_desk.values.cash_words import Cadence
from merchant_desk.values.money import Money

_IN_A_YEAR: Mapping[Cadence, int] = {
    Cadence.WEEKLY: 52,
    Cadence.MONTHLY: 12,
    Cadence.BIMONTHLY: 6,
    Cadence.QUARTERLY: 4,
    Cadence.HALF_YEARLY: 2,
    Cadence.YEARLY: 1,
}
_MONTHS = 12


def a_month(amount: Money, cadence: Cadence) -> Money:
    """Return what it comes to in a month of a year: a quarterly 300,00 € is 100,00 €."""
    return amount.part(_IN_A_YEAR[cadence], _MONTHS)
