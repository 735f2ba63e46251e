"""The fakes of other platforms, without their sockets, as the simulator asks of a shop."""

import base64
from collections.abc import Callable, Sequence
from typing import Any, Protocol
from urllib.parse import parse_qsl, urlsplit

from merchant_desk.sync.http import HttpAnswer, HttpRequest
from tests.simulator.clock import WorldClock
from tests.simulator.shop import Keys
from tests.storefronts.backend import ARTICLES
from tests.storefronts.fake_server import Answer, Call


class Owned(Protocol):
    """What the backends of the contract suite do for the owner of a shop."""

    def set_stock(self, sku: str, quantity: int) -> None:
        """Change a stock."""

    def stock(self, sku: str) -> int:
        """Return a stock."""

    def set_price(self, sku: str, cents: int) -> None:
        """Change a price."""

    def price(self, sku: str) -> int:
        """Return a price."""

    def order(self, *items: tuple[str, int], paid: bool = True) -> str:
        """Place an order."""

    def cancel(self, order_id: str) -> None:
        """Cancel an order."""

    def note_refund(self, order_id: str, cents: int) -> None:
        """Give money back."""

    def edit_note(self, order_id: str, note: str) -> None:
        """Write a note."""

    def delete_order(self, order_id: str) -> bool:
        """Delete an order for good."""


class Listening:
    """Stands where the backends have a server: nobody calls it."""

    def __init__(self, url: str) -> None:
        self.url = url


class FakeShop:
    """What the shops of every other platform have in common."""

    def __init__(
        self,
        name: str,
        clock: WorldClock,
        keys: Keys,
        backend: Owned,
        answered: Callable[[Call], Answer],
    ) -> None:
        self.name = name
        self.url = shop_url(name)
        self.keys = keys
        self.clock = clock
        self.backend = backend
        self._answered = answered
        self.stock_written: Callable[[str, bool], None] = lambda _sku, _looked: None

    def answer(self, request: HttpRequest) -> HttpAnswer:
        answered = self._answered(_call(request, self.url))
        told = {name.lower(): value for name, value in answered.headers.items()}
        if answered.content_type:
            told = {"content-type": answered.content_type, **told}
        return HttpAnswer(answered.status, told, answered.body.decode())

    def on_sale(self) -> Sequence[str]:
        return [each.sku for each in ARTICLES]

    def stock(self, sku: str) -> int | None:
        return self.backend.stock(sku) if self._is_known(sku) else None

    def price(self, sku: str) -> int | None:
        return self.backend.price(sku) if self._is_known(sku) else None

    def _is_known(self, sku: str) -> bool:
        """What the desk itself offered is left to the comparison of everything."""
        return sku in self.on_sale()

    def order(self, items: Sequence[tuple[str, int]], buyer: int, *, paid: bool) -> str:
        del buyer  # the fakes know one customer
        return self.backend.order(*items, paid=paid)

    def edit(self, number: str, word: str) -> bool:
        self.backend.edit_note(number, word)
        return True

    def set_stock(self, sku: str, quantity: int) -> None:
        self.backend.set_stock(sku, quantity)

    def set_price(self, sku: str, cents: int) -> None:
        self.backend.set_price(sku, cents)

    def take_back(self, number: str, units: int, *, restock: bool) -> bool:
        del number, units, restock
        return False

    def move_house(self, number: str, word: str) -> bool:
        del number, word
        return False

    def rename(self, sku: str, name: str) -> bool:
        del sku, name
        return False

    def throw_away_order(self, number: str, *, for_good: bool) -> bool:
        del number, for_good
        return False

    def throw_away_article(self, sku: str, *, for_good: bool) -> bool:
        del sku, for_good
        return False


def shop_url(name: str) -> str:
    """Return the address of a shop that nobody can reach."""
    return f"https://{name}.invalid"


def cents_of(amount: Any) -> int:
    """Return an amount in cents, whichever way the platform writes it."""
    return round(float(amount) * 100)


def _call(request: HttpRequest, base: str) -> Call:
    parts = urlsplit(request.url)
    headers = {name.lower(): value for name, value in request.headers.items()}
    if request.basic is not None:
        pair = ":".join(request.basic).encode()
        headers["authorization"] = f"Basic {base64.b64encode(pair).decode()}"
    query = (*parse_qsl(parts.query, keep_blank_values=True), *request.query)
    return Call(request.method, parts.path, query, headers, request.body or b"", base)
