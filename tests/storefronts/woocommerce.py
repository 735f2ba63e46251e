"""A WooCommerce shop for the contract suite: the sample shop with the articles of every backend."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from merchant_desk.connectors.woocommerce.connector import WooCommerce
from merchant_desk.demo.buyers import BUYERS
from merchant_desk.demo.catalogue import DemoProduct
from merchant_desk.demo.orders import DemoItem, DemoOrder
from merchant_desk.demo.shop_money import cents, decimal
from merchant_desk.demo.shop_server import Failure as ShopFailure
from merchant_desk.demo.shop_server import Trouble
from merchant_desk.demo.storefront import DEMO_KEY, DEMO_SECRET, Storefront
from merchant_desk.sync.connector import Connector, ShopAccount
from merchant_desk.sync.http import HttpClient, HttpLimits
from merchant_desk.values.money import Money
from tests.storefronts.backend import ARTICLES, Article, Backend, Shipped
from tests.storefronts.fake_server import Failure

_BEGUN = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
_APRON = "TAB"


class _Clock:
    def __init__(self) -> None:
        self.at = _BEGUN

    def __call__(self) -> datetime:
        return self.at


class WooCommerceBackend:
    """The sample shop as its customers, its owner and its host see it."""

    def __init__(self, front: Storefront, clock: _Clock) -> None:
        self.front = front
        self._clock = clock
        self.http = new_http(clock)
        self._account = ShopAccount(front.url, DEMO_KEY, DEMO_SECRET)
        self.connector: Connector = WooCommerce(self._account, self.http)

    @property
    def account(self) -> ShopAccount:
        return self._account

    def reopened(self, account: ShopAccount | None = None) -> Connector:
        return WooCommerce(account or self._account, self.http)

    def now(self) -> datetime:
        return self._clock()

    def forward(self, seconds: int) -> None:
        self._clock.at += timedelta(seconds=seconds)

    def article(self, sku: str) -> str:
        return str(self.front.product(sku)["id"])

    def order(self, *items: tuple[str, int], paid: bool = True) -> str:
        order = DemoOrder(
            placed_at=self._clock(),
            buyer=BUYERS[0],
            items=tuple(DemoItem(*each) for each in items),
            status="processing" if paid else "pending",
        )
        return str(self.front.place_order(order)["id"])

    def cancel(self, order_id: str) -> None:
        self.front.change_order(order_id, status="cancelled")

    def note_refund(self, order_id: str, cents: int) -> None:
        self.front.refund_order(order_id, cents)

    def edit_note(self, order_id: str, note: str) -> None:
        self.front.change_order(order_id, customer_note=note)

    def set_stock(self, sku: str, quantity: int) -> None:
        self.front.change_product(sku, stock_quantity=quantity)

    def stock(self, sku: str) -> int:
        shown = self.front.stock(sku)
        assert shown is not None
        return shown

    def set_price(self, sku: str, cents: int) -> None:
        self.front.change_product(sku, regular_price=decimal(cents))

    def price(self, sku: str) -> int:
        return cents(self.front.product(sku)["regular_price"])

    def delete_article(self, sku: str) -> None:
        self.front.delete_product(sku)

    def delete_order(self, order_id: str) -> bool:
        self.front.delete_order(order_id)
        return True

    def shipments(self, order_id: str) -> Sequence[Shipped]:
        meta = {each["key"]: each["value"] for each in self.front.order(order_id)["meta_data"]}
        told = str(meta.get("_tracking_number", ""))
        return [Shipped(each, None) for each in told.split(", ") if each]

    def is_complete(self, order_id: str) -> bool:
        return bool(self.front.order(order_id)["status"] == "completed")

    def refunds(self, order_id: str) -> Sequence[int]:
        return [cents(each["amount"]) for each in self.front.refunds(order_id)]

    def odd_state(self, order_id: str) -> bool:
        self.front.add_order_state("en-atelier", "À l’atelier")
        self.front.change_order(order_id, status="en-atelier")
        return True

    def fail(self, *failures: Failure) -> bool:
        self.front.fail_no_more()
        self.front.fail(*map(_trouble, failures))
        return True

    def spent(self) -> int:
        return len(self.front.requests)


def _trouble(failure: Failure) -> Trouble:
    if failure is Failure.NONE:
        return Trouble(ShopFailure.SLOW)  # late by nothing
    return Trouble(ShopFailure(failure.value))


def new_http(now: Callable[[], datetime]) -> HttpClient:
    """Return a client that never really sleeps and gives up soon."""
    return HttpClient(now=now, sleep=lambda _s: None, limits=HttpLimits(read_s=2, whole_s=5))


def catalogue(articles: Sequence[Article] = ARTICLES) -> tuple[DemoProduct, ...]:
    """Return what every backend sells, as the sample shop takes it."""
    return tuple(_product(each) for each in articles)


def _product(article: Article) -> DemoProduct:
    written = article.name.replace("&", "&amp;")  # as WordPress writes it, even in JSON
    product = DemoProduct(
        article.sku, written, article.ean, Money(article.cents), 2000, article.stock,
        "A1-01", 150, "Maison",
    )  # fmt: skip
    if not article.sku.startswith(_APRON):
        return product
    size = article.sku.partition("-")[2]
    name = "Tablier en lin"
    return replace(product, parent_sku=_APRON, parent_name=name, options=(("Taille", size),))


@contextmanager
def open_woocommerce() -> Iterator[Backend]:
    """Run the shop as WooCommerce 9.8 answers."""
    clock = _Clock()
    with Storefront(catalogue=catalogue(), now=clock) as front:
        backend = WooCommerceBackend(front, clock)
        yield backend
        backend.http.close()


@contextmanager
def open_newer_woocommerce() -> Iterator[Backend]:
    """Run the shop as WooCommerce 10.3 answers: all variations can be listed at once."""
    with open_woocommerce() as backend:
        assert isinstance(backend, WooCommerceBackend)
        backend.front.list_variations()
        yield backend
