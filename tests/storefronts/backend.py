"""What the contract suite asks of a shop it did not write the connector for.

A backend is a running shop (a real server, or a fake pinned by recordings of one) as a customer,
the shop's owner and its host see it; the connector under test talks to it over HTTP.
Amounts are cents, VAT (20 %) included; a customer's order holds one carriage line unless told not.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from merchant_desk.sync.connector import Connector, ShopAccount
from merchant_desk.sync.http import HttpClient
from tests.storefronts.fake_server import Failure


@dataclass(frozen=True, slots=True)
class Shipped:
    """A parcel as the shop shows it; ``units`` is None where it keeps no lines of a parcel."""

    tracking: str
    units: int | None


class CannotRunError(Exception):
    """Opening a backend raises it where its server cannot run here, with a plain reason."""


class Backend(Protocol):
    """One shop with the articles of ``ARTICLES``, and what can happen to it.

    It may hold older orders and products too; ``ARTICLES`` are as listed whenever it is opened.
    Its ``http`` never really sleeps.
    """

    connector: Connector
    http: HttpClient

    @property
    def account(self) -> ShopAccount:
        """Return the address and keys that the connector was made with."""

    def reopened(self, account: ShopAccount | None = None) -> Connector:
        """Return a new connector to the same shop, with other keys if given."""

    def now(self) -> datetime:
        """Return the shop's clock."""

    def forward(self, seconds: int) -> None:
        """Let time go by in the shop; a real server waits, at most two seconds."""

    def article(self, sku: str) -> str:
        """Return the remote id of what is sold under this SKU."""

    def order(self, *items: tuple[str, int], paid: bool = True) -> str:
        """Place an order as a customer does; return its remote id."""

    def cancel(self, order_id: str) -> None:
        """Cancel an order in the shop's own screens."""

    def note_refund(self, order_id: str, cents: int) -> None:
        """Give money back in the shop's own screens, without touching stock."""

    def edit_note(self, order_id: str, note: str) -> None:
        """Change something of an order that makes it a new version of itself."""

    def set_stock(self, sku: str, quantity: int) -> None:
        """Change the stock in the shop's own screens."""

    def stock(self, sku: str) -> int:
        """Return the number that ``StockIntent.wanted`` is compared with."""

    def set_price(self, sku: str, cents: int) -> None:
        """Change the regular price in the shop's own screens."""

    def price(self, sku: str) -> int:
        """Return the regular price shown."""

    def delete_article(self, sku: str) -> None:
        """Delete an article for good."""

    def delete_order(self, order_id: str) -> bool:
        """Delete an order for good; False where the platform never does."""

    def shipments(self, order_id: str) -> Sequence[Shipped]:
        """Return the parcels the shop knows of."""

    def is_complete(self, order_id: str) -> bool:
        """Tell whether the shop calls the order shipped."""

    def refunds(self, order_id: str) -> Sequence[int]:
        """Return the amounts given back, in cents."""

    def odd_state(self, order_id: str) -> bool:
        """Move an order to a state that only this shop has; False where none can be made."""

    def fail(self, *failures: Failure) -> bool:
        """Let the next calls fail so, in place of what was said before; none: all is well again.

        False when this backend cannot.
        """

    def spent(self) -> int:
        """Return how many calls the shop has answered."""


@dataclass(frozen=True, slots=True)
class Article:
    """Something every backend sells."""

    sku: str
    name: str
    ean: str
    cents: int
    stock: int


ARTICLES = (
    Article("SAV-01", "Savon de Marseille à l’huile d’olive", "3760001000012", 690, 40),
    Article("BOU-02", "Bougie parfumée figuier", "3760001000029", 1990, 12),
    Article("TAB-S", "Tablier en lin, taille S", "3760001000036", 3490, 5),
    Article("TAB-M", "Tablier en lin, taille M", "3760001000043", 3490, 7),
    Article("CAR-09", "Carnet ligné & broché", "", 1250, 100),
)
"""TAB-S and TAB-M are variations of one product wherever the platform has such; CAR-09 has no code.
"""

OpenBackend = Callable[[], AbstractContextManager[Backend]]
