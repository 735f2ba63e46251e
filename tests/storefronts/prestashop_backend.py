"""The fake PrestaShop shop as the contract suite sees it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from merchant_desk.connectors.prestashop.connector import PrestaShop
from merchant_desk.sync.connector import Connector, ShopAccount
from merchant_desk.sync.http import HttpClient, HttpLimits
from tests.storefronts.backend import Backend, Shipped
from tests.storefronts.fake_server import Failure, FakeServer, running
from tests.storefronts.prestashop import KEY, PrestaShopFake
from tests.storefronts.prestashop_orders import article, cents, net_price, place_order
from tests.storefronts.prestashop_seed import furnish

OPENED_AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
_VAT = Decimal("1.2")


class ShopClock:
    """A clock that a test moves; both sides read it."""

    def __init__(self, at: datetime = OPENED_AT) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


class PrestaShopBackend:
    """A shop, its server and a connector to it."""

    def __init__(self, shop: PrestaShopFake, server: FakeServer, clock: ShopClock) -> None:
        self.shop = shop
        self.server = server
        self.clock = clock
        limits = HttpLimits(read_s=5, whole_s=10)
        self.http = HttpClient(now=clock, sleep=lambda _s: None, limits=limits)
        self.connector: Connector = self.reopened()

    @property
    def account(self) -> ShopAccount:
        return ShopAccount(self.server.url, KEY, "")

    def reopened(self, account: ShopAccount | None = None) -> Connector:
        return PrestaShop(account or self.account, self.http)

    def now(self) -> datetime:
        return self.clock()

    def forward(self, seconds: int) -> None:
        self.clock.at += timedelta(seconds=seconds)

    def article(self, sku: str) -> str:
        product, combination = article(self.shop, sku)
        return f"{product['id']}-{combination['id']}" if combination else str(product["id"])

    def order(self, *items: tuple[str, int], paid: bool = True) -> str:
        return place_order(self.shop, *items, paid=paid)

    def cancel(self, order_id: str) -> None:
        self.shop.enter_state(order_id, "6")

    def note_refund(self, order_id: str, cents: int) -> None:
        amount = f"{Decimal(cents) / 100:.6f}"
        self.shop.tables.add(
            "order_slip", id_order=order_id, id_customer="1", amount=amount, partial="1",
            total_products_tax_incl=amount, total_shipping_tax_incl="0",
        )  # fmt: skip

    def edit_note(self, order_id: str, note: str) -> None:
        order = self.shop.tables.get("orders", order_id)
        assert order is not None
        self.shop.tables.change("orders", order, {"note": note})

    def set_stock(self, sku: str, quantity: int) -> None:
        product, combination = article(self.shop, sku)
        number = combination["id"] if combination else "0"
        self.shop.tables.set_stock(product["id"], number, quantity)

    def stock(self, sku: str) -> int:
        product, combination = article(self.shop, sku)
        (row,) = self.shop.tables.where(
            "stock_availables",
            id_product=product["id"],
            id_product_attribute=combination["id"] if combination else "0",
        )
        return int(row["quantity"])

    def set_price(self, sku: str, cents: int) -> None:
        product, combination = article(self.shop, sku)
        net = Decimal(cents) / 100 / _VAT
        if combination is None:
            self.shop.tables.change("products", product, {"price": f"{net:.6f}"})
        else:
            impact = net - Decimal(product["price"])
            self.shop.tables.change("combinations", combination, {"price": f"{impact:.6f}"})

    def price(self, sku: str) -> int:
        return int(cents(net_price(self.shop, sku) * _VAT) * 100)

    def delete_article(self, sku: str) -> None:
        product, _combination = article(self.shop, sku)
        tables = self.shop.tables
        for row in tables.where("stock_availables", id_product=product["id"]):
            del tables.rows["stock_availables"][int(row["id"])]
        del tables.rows["products"][int(product["id"])]

    def delete_order(self, order_id: str) -> bool:
        del self.shop.tables.rows["orders"][int(order_id)]
        return True

    def shipments(self, order_id: str) -> Sequence[Shipped]:
        carriers = self.shop.tables.where("order_carriers", id_order=order_id)
        numbers = ", ".join(row["tracking_number"] for row in carriers if row["tracking_number"])
        return [Shipped(each, None) for each in numbers.split(", ") if each]

    def is_complete(self, order_id: str) -> bool:
        order = self.shop.tables.get("orders", order_id)
        assert order is not None
        return order["current_state"] in {"4", "5"}

    def refunds(self, order_id: str) -> Sequence[int]:
        slips = self.shop.tables.where("order_slip", id_order=order_id)
        return [
            int(
                (
                    Decimal(each["total_products_tax_incl"])
                    + Decimal(each["total_shipping_tax_incl"])
                )
                * 100
            )
            for each in slips
        ]

    def odd_state(self, order_id: str) -> bool:
        state = self.shop.tables.add("order_states", name={"1": "Chez le graveur"}, paid="1")
        self.shop.enter_state(order_id, state["id"])
        return True

    def fail(self, *failures: Failure) -> bool:
        self.server.failures.clear()
        self.server.failures.extend(failures)
        return True

    def spent(self) -> int:
        return len(self.server.calls)


@contextmanager
def opened(version: str = "9.1.0", *, at: datetime = OPENED_AT) -> Iterator[PrestaShopBackend]:
    """Run a furnished shop."""
    clock = ShopClock(at)
    shop = PrestaShopFake(clock)
    shop.version = version
    furnish(shop)
    with running(FakeServer(shop.answer, clock)) as server:
        backend = PrestaShopBackend(shop, server, clock)
        try:
            yield backend
        finally:
            backend.http.close()


@contextmanager
def open_prestashop() -> Iterator[Backend]:
    """Run a shop of today."""
    with opened() as backend:
        yield backend


@contextmanager
def open_older_prestashop() -> Iterator[Backend]:
    """Run a shop of the version that knows no PATCH."""
    with opened("1.7.8.11") as backend:
        yield backend
