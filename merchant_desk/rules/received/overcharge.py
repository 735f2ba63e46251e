"""What a line of a supplier's invoice charges too much: units that did not come, a higher price."""

from dataclasses import dataclass

from merchant_desk.rules.received.gaps import unit_cost
from merchant_desk.values.money import Money
from merchant_desk.values.stock_cost import money_of

_LEAST = 100
"""A cent a unit: less is how the supplier rounds."""


@dataclass(frozen=True, slots=True)
class Charged:
    """A line and what is known of its goods; costs are ten-thousandths of a euro a unit."""

    units: int
    net: Money
    came: int
    agreed: int | None
    """The price ordered, else that the goods came in at; None: nobody told one."""


@dataclass(frozen=True, slots=True)
class Overcharge:
    """What may be asked back of one line: units never seen, and units that cost too much."""

    missing: int
    missing_amount: Money
    dearer: int
    dearer_amount: Money

    @property
    def any(self) -> bool:
        """Tell whether there is something to ask back."""
        return bool(self.missing or self.dearer)


def overcharge(charged: Charged) -> Overcharge:
    """Return what a line charges too much: no cent is asked back twice.

    Units that did not come are asked back at the price charged for them, the others for what they
    cost more than was agreed.
    """
    cost = unit_cost(charged.net, charged.units)
    if cost is None or charged.units <= 0:
        return Overcharge(0, money_of(0), 0, money_of(0))
    missing = max(0, charged.units - max(0, charged.came))
    more = 0 if charged.agreed is None else cost - charged.agreed
    dearer = charged.units - missing if more >= _LEAST else 0
    return Overcharge(
        missing, money_of(missing * cost), dearer, money_of(dearer * more if dearer else 0)
    )
