"""What a push told a storefront, counted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pushed:
    """What was told; ``moved`` counts articles that must be pulled and computed again first."""

    shipments: int = 0
    stocks: int = 0
    prices: int = 0
    moved: int = 0
    parked: int = 0
    refunds: int = 0
    products: int = 0

    @property
    def sent(self) -> int:
        """Return how many things were told."""
        return self.shipments + self.stocks + self.prices + self.refunds + self.products

    def __add__(self, other: "Pushed") -> "Pushed":
        return Pushed(
            self.shipments + other.shipments,
            self.stocks + other.stocks,
            self.prices + other.prices,
            self.moved + other.moved,
            self.parked + other.parked,
            self.refunds + other.refunds,
            self.products + other.products,
        )
