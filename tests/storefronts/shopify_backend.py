"""The Shopify fake as the contract suite sees it: a customer, the shop's owner, its host."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from merchant_desk.connectors.shopify.connector import Shopify
from merchant_desk.sync.connector import Connector, ShopAccount
from merchant_desk.sync.http import HttpClient, HttpLimits
from tests.storefronts.backend import Shipped
from tests.storefronts.fake_server import Failure, FakeServer, running
from tests.storefronts.shopify import CLIENT, LASTING, SECRET, ShopifyShop
from tests.storefronts.shopify_goods import SHOP_PLACE
from tests.storefronts.shopify_sales import money_word, parcel_word


class ShopifyBackend:
    """One running shop; waiting lets its time go by."""

    def __init__(self, shop: ShopifyShop, server: FakeServer, account: ShopAccount) -> None:
        self.shop = shop
        self.server = server
        self._account = account
        self.waits: list[float] = []
        limits = HttpLimits(read_s=5, whole_s=10)
        self.http = HttpClient(now=shop.now, sleep=self._wait, limits=limits)
        self.connector: Connector = Shopify(account, self.http)

    def _wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.shop.at += timedelta(seconds=seconds)

    @property
    def account(self) -> ShopAccount:
        return self._account

    def reopened(self, account: ShopAccount | None = None) -> Connector:
        return Shopify(account or self._account, self.http)

    def now(self) -> datetime:
        return self.shop.at

    def forward(self, seconds: int) -> None:
        self.shop.at += timedelta(seconds=seconds)

    def article(self, sku: str) -> str:
        return str(self.shop.goods.by_sku(sku)["number"])

    def order(self, *items: tuple[str, int], paid: bool = True) -> str:
        order = self.shop.sales.place(items)
        if paid:
            self.shop.sales.pay(order)
        return str(order["number"])

    def cancel(self, order_id: str) -> None:
        self.shop.sales.cancel(self.shop.sales.order(order_id))

    def note_refund(self, order_id: str, cents: int) -> None:
        order = self.shop.sales.order(order_id)
        self.shop.sales.give_back(order, money=[(order["transactions"][0], cents)])

    def ask_return(
        self, order_id: str, *items: tuple[str, int, str], status: str = "REQUESTED"
    ) -> str:
        """Let the customer ask to send units back: their code, how many, why."""
        order = self.shop.sales.order(order_id)
        by_sku = {each["sku"]: each for each in order["lines"]}
        number = self.shop.goods.number()
        order["returns"].append({
            "number": number, "name": f"{order['name']}-R{len(order['returns']) + 1}",
            "status": status, "at": self.shop.at, "note": "Trop juste aux épaules",
            "lines": [(by_sku[sku], units, handle) for sku, units, handle in items],
        })  # fmt: skip
        self.shop.sales.touch(order)
        return str(number)

    def settle_return(self, order_id: str, status: str) -> None:
        """Let the shop decline its last return, or the customer take it back."""
        order = self.shop.sales.order(order_id)
        order["returns"][-1]["status"] = status
        self.shop.sales.touch(order)

    def edit_note(self, order_id: str, note: str) -> None:
        order = self.shop.sales.order(order_id)
        order["note"] = note
        self.shop.sales.touch(order)

    def set_stock(self, sku: str, quantity: int) -> None:
        self.shop.goods.by_sku(sku)["levels"][SHOP_PLACE] = quantity

    def stock(self, sku: str) -> int:
        return int(self.shop.goods.by_sku(sku)["levels"].get(SHOP_PLACE, 0))

    def set_price(self, sku: str, cents: int) -> None:
        self.shop.goods.by_sku(sku)["price"] = cents

    def price(self, sku: str) -> int:
        variant = self.shop.goods.by_sku(sku)
        return int(variant["before"] or variant["price"])

    def delete_article(self, sku: str) -> None:
        self.shop.goods.delete(sku)

    def delete_order(self, order_id: str) -> bool:
        self.shop.sales.orders.remove(self.shop.sales.order(order_id))
        return True

    def shipments(self, order_id: str) -> Sequence[Shipped]:
        parcels = self.shop.sales.order(order_id)["parcels"]
        return [Shipped(each["tracking"], sum(each["units"].values())) for each in parcels]

    def is_complete(self, order_id: str) -> bool:
        return parcel_word(self.shop.sales.order(order_id)) == "FULFILLED"

    def refunds(self, order_id: str) -> Sequence[int]:
        """Return what was given back, or what the goods are worth where no money moved."""
        found = self.shop.sales.order(order_id)["refunds"]
        return [
            each["moved"] or each["carriage"] + sum(line["cents"] for line in each["lines"])
            for each in found
        ]

    def money(self, order_id: str) -> str:
        return money_word(self.shop.sales.order(order_id))

    def odd_state(self, order_id: str) -> bool:
        return False

    def fail(self, *failures: Failure) -> bool:
        self.server.failures.clear()
        self.server.failures.extend(failures)
        return True

    def spent(self) -> int:
        return len(self.server.calls)


@contextmanager
def opened(
    shop: ShopifyShop, key: str = CLIENT, secret: str = SECRET, **settings: str
) -> Iterator[ShopifyBackend]:
    """Run a shop, reached through an app of its own organisation."""
    with running(FakeServer(shop.answer, shop.now)) as server:
        account = ShopAccount(server.url, key, secret, settings=settings)
        backend = ShopifyBackend(shop, server, account)
        yield backend
        backend.http.close()


@contextmanager
def open_shopify() -> Iterator[ShopifyBackend]:
    """Run a shop whose tokens live for a day."""
    with opened(ShopifyShop()) as backend:
        yield backend


@contextmanager
def open_older_shopify() -> Iterator[ShopifyBackend]:
    """Run a shop reached with the lasting token of an older app."""
    with opened(ShopifyShop(), "", LASTING) as backend:
        yield backend
