"""What the simulator asks of a shop: what its customers and its owner do, what it shows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from merchant_desk.sync.http import HttpAnswer, HttpRequest


@dataclass(frozen=True, slots=True)
class ShownOrder:
    """One order as the shop holds it; None where a platform keeps no such thing."""

    remote_id: str
    word: str | None
    note: str | None
    total: int
    paid: bool
    lines: Mapping[str, tuple[str, int]]
    """SKU and units of each article, by the id of the line."""
    refunds: Mapping[str, int] = field(default_factory=dict)
    refund_keys: Sequence[str] = ()
    ship_keys: Sequence[str] | None = None
    parcels: int | None = None
    """How many shipments the shop holds, where it keeps them apart."""
    messages: Sequence[str] = ()
    """What the customer was told, oldest first."""
    tracking: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Keys:
    """What opens the shop."""

    key: str
    secret: str
    more: Mapping[str, str] = field(default_factory=dict)


class Shop(Protocol):
    """A shop; what a platform does not know of returns False."""

    platform: str
    name: str
    url: str
    keys: Keys
    stock_written: Callable[[str, bool], None]
    """Called with the SKU when the desk writes a stock, and whether it had just looked."""

    def answer(self, request: HttpRequest) -> HttpAnswer:
        """Answer the desk."""

    def on_sale(self) -> Sequence[str]:
        """Return the SKUs that customers can order now."""

    def stock(self, sku: str) -> int | None:
        """Return the number the shop shows; None when it counts none."""

    def sellable(self, sku: str) -> int | None:
        """Return what customers can order of it; None when the shop counts none."""

    def price(self, sku: str) -> int | None:
        """Return the regular price it shows, in cents."""

    def orders(self) -> Sequence[ShownOrder]:
        """Return every order that is not in the trash, oldest first."""

    def order(self, items: Sequence[tuple[str, int]], buyer: int, *, paid: bool) -> str:
        """A customer orders; return the number of the order."""

    def pay(self, number: str) -> bool:
        """The money of an order comes in."""

    def cancel(self, number: str) -> bool:
        """The owner or the customer cancels an order."""

    def refund(self, number: str, cents: int) -> bool:
        """The owner gives money back, without saying for what."""

    def take_back(self, number: str, units: int, *, restock: bool) -> bool:
        """The owner gives back units of the first line, put on the shelf again or not."""

    def edit(self, number: str, word: str) -> bool:
        """The owner writes another note on an order."""

    def move_house(self, number: str, word: str) -> bool:
        """The owner corrects the address of an order."""

    def set_stock(self, sku: str, quantity: int) -> None:
        """The owner changes a stock by hand."""

    def set_price(self, sku: str, cents: int) -> None:
        """The owner changes a price by hand."""

    def rename(self, sku: str, name: str) -> bool:
        """The owner gives an article another name."""

    def throw_away_order(self, number: str, *, for_good: bool) -> bool:
        """The owner puts an order in the trash, or deletes it."""

    def throw_away_article(self, sku: str, *, for_good: bool) -> bool:
        """The owner puts an article in the trash, or deletes it."""
