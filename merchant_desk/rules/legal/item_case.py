"""An item of an operation, with the figures that several rules need, worked out once."""

from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from merchant_desk.rules.legal.advantages import CappedOffer, capped_offer, price_before
from merchant_desk.rules.legal.items import Item
from merchant_desk.rules.legal.prior_price_case import Announcement
from merchant_desk.rules.legal.purchase_prices import LowestPrice, lowest_price_of, price_paid

if TYPE_CHECKING:
    from merchant_desk.rules.legal.case import Case


class ItemCase:
    """An item, and the case it belongs to."""

    def __init__(self, case: "Case", item: Item) -> None:
        self.case = case
        self.item = item

    @property
    def sku(self) -> str:
        """Return what the shop calls it."""
        return self.item.sku

    @property
    def name(self) -> str:
        """Return how a sentence names it."""
        return self.item.label or self.item.sku

    @property
    def takes_part(self) -> bool:
        """Tell whether the rules on items judge it."""
        return self.item.soldes is not False

    @property
    def is_solde(self) -> bool:
        """Tell whether it is sold as soldé."""
        return self.case.kind == "soldes" and self.item.soldes is not False

    @cached_property
    def first_day(self) -> date:
        """Return D of the item: with steps, the day of the first."""
        if not self.item.steps:
            return self.case.day
        clock = self.case.clock
        return min(step.starts.opening(clock) for step in self.item.steps).date()

    @cached_property
    def lowest_price(self) -> Fraction | None:
        """Return the lowest price of one unit during the operation, before any bundle."""
        if self.item.steps:
            return min(step.new_price for step in self.item.steps)
        return self.item.new_price

    @cached_property
    def price_before(self) -> Fraction | None:
        """Return the price in force the day before the operation, on its first channel."""
        return price_before(self)

    @cached_property
    def capped_offer(self) -> CappedOffer | None:
        """Return what the offer gives, held against the cap on consumer goods, if one applies."""
        return capped_offer(self)

    @cached_property
    def announcement(self) -> Announcement:
        """Return its prices before, and what its labels show of them."""
        return Announcement(self)

    @cached_property
    def price_paid(self) -> Fraction | None:
        """Return what one unit costs in the end, after the mechanism of a bundle."""
        return price_paid(self.item, self.lowest_price)

    @cached_property
    def lowest_legal_price(self) -> LowestPrice | None:
        """Return below which price it is a resale at a loss; None without rule or cost."""
        operation = self.case.operation
        customers = operation.customers if operation else "consumers"
        return lowest_price_of(self.item, self.case.shop, customers, self.case.day)
