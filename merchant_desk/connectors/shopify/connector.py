"""The connector of Shopify shops, Admin GraphQL API of the version that ``calls`` pins."""

from collections.abc import Sequence
from datetime import datetime

from merchant_desk.connectors.shopify import (
    catalogue,
    levels,
    making,
    orders,
    prices,
    probe,
    products,
    pulling,
    refunds,
    shipping,
    stock,
)
from merchant_desk.connectors.shopify.calls import Calls
from merchant_desk.connectors.shopify.catalogue import CodeField, code_field
from merchant_desk.connectors.shopify.positions import OVERLAP, position_from
from merchant_desk.connectors.shopify.prices import Desk
from merchant_desk.connectors.shopify.settings import ShopSettings, read_settings
from merchant_desk.sync.capabilities import (
    Can,
    Capabilities,
    Delta,
    Guard,
    Refunds,
    Restocks,
    Returns,
    SaleWindow,
    StockFalls,
    StockMeaning,
    StockWrite,
    Tracking,
)
from merchant_desk.sync.connector import LevelPage, NumberPage, Page, RawRecord, ShopAccount
from merchant_desk.sync.http import HttpClient
from merchant_desk.sync.intents import (
    AnyIntent,
    Effect,
    PriceIntent,
    ProductIntent,
    PushResult,
    RefundIntent,
    ShipIntent,
    StockIntent,
)
from merchant_desk.values.remote import RemoteOrder, RemoteProduct, ShopFacts
from merchant_desk.values.shop_access import SignIn, SignInField
from merchant_desk.values.texts import later

SIGN_IN = SignIn(
    address_hint=later("Par exemple maboutique.myshopify.com."),
    fields=(
        SignInField(
            "key",
            later("Client ID"),
            later("De l’application du Dev Dashboard. À laisser vide avec un jeton shpat_."),
            needed=False,
        ),
        SignInField(
            "secret",
            later("Client secret"),
            later("Ou le jeton shpat_ d’une application créée avant 2026."),
            secret=True,
        ),
    ),
    help_page="connect_shopify",
    where=later("Dans le Dev Dashboard de Shopify\u00a0: votre application, page Settings."),
)


class Shopify:
    """A Shopify shop."""

    key = "shopify"
    title = "Shopify"
    sign_in = SIGN_IN
    capabilities = Capabilities(
        can=frozenset(Can),
        orders_delta=Delta.MODIFIED,
        products_delta=Delta.MODIFIED,
        levels_in_products=False,  # a stock has no date that a shop could be searched by
        cursor_resolution_s=1,
        cursor_strict=False,
        overlap_s=int(OVERLAP.total_seconds()),
        times_in_utc=True,
        page_size=pulling.PAGE,
        stock_batch=levels.AT_ONCE,
        stock_write=StockWrite.COMPARE_AND_SET,
        stock_meaning=StockMeaning.SELLABLE,
        stock_falls=StockFalls.ORDER,
        several_locations=True,
        sale_window=SaleWindow.NONE,  # a sale that runs is written, one of another day refused
        prior_price_field=True,
        refunds=Refunds.PARTIAL,
        returns=Returns.WITH_ORDER,
        refund_restocks=Restocks.ON_REQUEST,
        refund_moves_money=True,
        tracking=Tracking.NATIVE,
        several_parcels=True,
        shows_deletions=False,
        guard=Guard.KEY,
        skus_unique=False,
        order_days=60,  # without read_all_orders
    )

    def __init__(self, account: ShopAccount, http: HttpClient) -> None:
        self._account = account
        self._calls = Calls(account, http)
        self._known_settings: ShopSettings | None = None

    def probe(self) -> ShopFacts:
        """Find out about the shop without writing anything."""
        self._known_settings = None
        return probe.probe(self._calls, self._settings())

    def count_orders(self, since: datetime | None) -> int | None:
        """Return how many orders were placed since then, as far back as the app may look."""
        return pulling.count_orders(self._calls, since)

    def orders_from(self, since: datetime) -> str:
        """Return the position at which a first pull begins, to leave older orders alone."""
        return position_from(since).text()

    def pull_orders(self, position: str) -> Page:
        """Fetch the page of orders that begins at this position."""
        return pulling.pull_orders(self._calls, self._settings(), position)

    def pull_products(self, position: str) -> Page:
        """Fetch the page of products that begins at this position, variants included."""
        return catalogue.pull_products(self._calls, self._settings(), self._code(), position)

    def fetch_order(self, remote_id: str) -> RawRecord | None:
        """Fetch one order as it is now."""
        return pulling.fetch_order(self._calls, self._settings(), remote_id)

    def read_order(self, body: str) -> RemoteOrder:
        """Understand one raw order."""
        return orders.read_order(body, self._account.meta)

    def read_product(self, body: str) -> RemoteProduct:
        """Understand one raw product."""
        return products.read_product(body)

    def list_levels(self, position: str) -> LevelPage:
        """List the stock and prices shown now, up to 250 articles a request."""
        return levels.list_levels(self._calls, self._settings(), position)

    def list_orders(self, since: datetime, position: str) -> NumberPage:
        """List the ids of the orders placed since then."""
        return pulling.list_orders(self._calls, since, position)

    def push_stock(self, intents: Sequence[StockIntent]) -> list[PushResult]:
        """Write what can be sold where the shop still shows what was expected."""
        return stock.push_stock(self._calls, self._settings(), intents) if intents else []

    def push_prices(self, intents: Sequence[PriceIntent]) -> list[PushResult]:
        """Write prices, and the sale that runs now."""
        return prices.push_prices(self._desk(), intents) if intents else []

    def push_products(self, intents: Sequence[ProductIntent]) -> list[PushResult]:
        """Make products."""
        return making.push_products(self._calls, self._settings(), intents) if intents else []

    def push_shipment(self, intent: ShipIntent) -> PushResult:
        """Tell that a parcel left."""
        return shipping.push_shipment(self._calls, intent)

    def push_refund(self, intent: RefundIntent) -> PushResult:
        """Note a refund, once."""
        return refunds.push_refund(self._calls, self._settings(), intent)

    def find_effect(self, intent: AnyIntent) -> Effect:
        """Look whether an intent whose answer was lost had its effect."""
        if isinstance(intent, ShipIntent):
            return shipping.find_shipment(self._calls, intent)
        if isinstance(intent, RefundIntent):
            return refunds.find_refund(self._calls, intent)
        if isinstance(intent, ProductIntent):
            return making.find_product(self._calls, intent)
        if isinstance(intent, PriceIntent):
            return prices.find_price(self._desk(), intent)
        return stock.find_stock(self._calls, self._settings(), intent)

    def _settings(self) -> ShopSettings:
        if self._known_settings is None:
            self._known_settings = read_settings(self._calls, self._account)
        return self._known_settings

    def _code(self) -> CodeField:
        return code_field(self._account.settings.get("ean", ""))

    def _desk(self) -> Desk:
        prior = code_field(self._account.settings.get("prior_price", ""))
        return Desk(self._calls, self._settings(), prior)
