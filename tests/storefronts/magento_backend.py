"""The Magento fake as the contract suite sees it: a customer, the shop's owner, its host."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal

from merchant_desk.connectors.magento.connector import Magento
from merchant_desk.sync.connector import Connector, ShopAccount
from merchant_desk.sync.http import HttpClient, HttpLimits
from tests.storefronts import magento_access as access
from tests.storefronts.backend import Shipped
from tests.storefronts.fake_server import Failure, FakeServer, running
from tests.storefronts.magento import MagentoShop
from tests.storefronts.magento_goods import RATE, TWO
from tests.storefronts.magento_refunds import refund

TOKENS = {"token": access.TOKEN, "token_secret": access.TOKEN_SECRET}


class MagentoBackend:
    """One running shop; it has the keys of an integration unless others are given."""

    def __init__(self, shop: MagentoShop, server: FakeServer, account: ShopAccount) -> None:
        self.shop = shop
        self.server = server
        self._account = account
        limits = HttpLimits(read_s=5, whole_s=10)
        self.http = HttpClient(now=shop.now, sleep=lambda _s: None, limits=limits)
        self.connector: Connector = Magento(account, self.http)

    @property
    def account(self) -> ShopAccount:
        return self._account

    def reopened(self, account: ShopAccount | None = None) -> Connector:
        return Magento(account or self._account, self.http)

    def now(self) -> datetime:
        return self.shop.at

    def forward(self, seconds: int) -> None:
        self.shop.at += timedelta(seconds=seconds)

    def article(self, sku: str) -> str:
        return str(self.shop.goods.by_sku(sku)["id"])

    def order(self, *items: tuple[str, int], paid: bool = True) -> str:
        placed = self.shop.sales.place(items)
        number = str(placed["entity_id"])
        if paid:
            self.shop.sales.invoice(number)
        return number

    def cancel(self, order_id: str) -> None:
        self.shop.sales.cancel(order_id)

    def note_refund(self, order_id: str, cents: int) -> None:
        order = self.shop.sales.order(order_id)
        none = [{"order_item_id": order["items"][0]["item_id"], "qty": 0}]
        extra = {"shipping_amount": 0, "adjustment_positive": Decimal(cents) / 100}
        refund(self.shop.sales, order_id, {"items": none, "arguments": extra})

    def edit_note(self, order_id: str, note: str) -> None:
        order = self.shop.sales.order(order_id)
        order["customer_note"] = note
        self.shop.sales.touch(order)

    def set_stock(self, sku: str, quantity: int) -> None:
        self.shop.goods.set_source(sku, "default", Decimal(quantity), int(quantity > 0))

    def stock(self, sku: str) -> int:
        return int(self.shop.goods.held(sku))

    def set_price(self, sku: str, cents: int) -> None:
        self.shop.goods.by_sku(sku)["price"] = self.shop.goods.in_shop(cents)

    def price(self, sku: str) -> int:
        goods = self.shop.goods
        price = Decimal(goods.by_sku(sku)["price"]) * (1 if goods.gross else RATE)
        return int(price.quantize(TWO) * 100)

    def delete_article(self, sku: str) -> None:
        self.shop.goods.delete(sku)

    def delete_order(self, order_id: str) -> bool:
        return False

    def shipments(self, order_id: str) -> Sequence[Shipped]:
        found = [each for each in self.shop.sales.shipments if str(each["order_id"]) == order_id]
        return [
            Shipped(each["tracks"][0]["track_number"] if each["tracks"] else "", each["total_qty"])
            for each in found
        ]

    def is_complete(self, order_id: str) -> bool:
        return bool(self.shop.sales.order(order_id)["state"] == "complete")

    def refunds(self, order_id: str) -> Sequence[int]:
        found = [each for each in self.shop.sales.memos if str(each["order_id"]) == order_id]
        return [int(each["grand_total"] * 100) for each in found]

    def odd_state(self, order_id: str) -> bool:
        order = self.shop.sales.order(order_id)
        order["status"] = "a_graver"
        self.shop.sales.touch(order)
        return True

    def fail(self, *failures: Failure) -> bool:
        self.server.failures.clear()
        self.server.failures.extend(failures)
        return True

    def spent(self) -> int:
        return len(self.server.calls)


@contextmanager
def opened(shop: MagentoShop, **settings: str) -> Iterator[MagentoBackend]:
    """Run a shop, reached with the keys of an integration."""
    with running(FakeServer(shop.answer, shop.now)) as server:
        account = ShopAccount(server.url, access.CONSUMER, access.CONSUMER_SECRET, TOKENS, settings)
        backend = MagentoBackend(shop, server, account)
        yield backend
        backend.http.close()


@contextmanager
def open_magento() -> Iterator[MagentoBackend]:
    """Run a shop whose articles are priced with the tax."""
    with opened(MagentoShop()) as backend:
        yield backend


@contextmanager
def open_net_magento() -> Iterator[MagentoBackend]:
    """Run a shop whose articles are priced without the tax, in another time zone."""
    with opened(MagentoShop(gross=False, zone="America/New_York"), prices="net") as backend:
        yield backend
