"""The connector of WooCommerce shops, REST API v3 (measured on 9.8.5)."""

from collections.abc import Sequence
from datetime import datetime

from merchant_desk.connectors.woocommerce import (
    creating,
    orders,
    products,
    pulling,
    pushing,
    refunds,
    shipping,
)
from merchant_desk.connectors.woocommerce.calls import Calls
from merchant_desk.connectors.woocommerce.listing import Levels, count_orders, list_orders
from merchant_desk.connectors.woocommerce.positions import OVERLAP, PAGE, position_from
from merchant_desk.connectors.woocommerce.probing import probe
from merchant_desk.connectors.woocommerce.settings import ShopSettings, read_settings
from merchant_desk.sync.capabilities import (
    Can,
    Capabilities,
    Delta,
    Guard,
    Refunds,
    Restocks,
    SaleWindow,
    StockFalls,
    StockMeaning,
    StockWrite,
    Tracking,
)
from merchant_desk.sync.connector import (
    LevelPage,
    NumberPage,
    Page,
    RawRecord,
    ShopAccount,
)
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
    address_hint=later("Par exemple https://www.maboutique.fr."),
    fields=(
        SignInField("key", later("Clé client"), later("Elle commence par ck_.")),
        SignInField("secret", later("Clé secrète"), later("Elle commence par cs_."), secret=True),
    ),
    help_page="connect_woocommerce",
    where=later(
        "Dans WooCommerce\u00a0: Réglages, Avancé, API REST, Ajouter une clé (lecture et écriture)."
    ),
    keys_path="/wp-admin/admin.php?page=wc-settings&tab=advanced&section=keys&create-key=1",
)


class WooCommerce:
    """A WooCommerce shop."""

    key = "woocommerce"
    title = "WooCommerce"
    sign_in = SIGN_IN
    capabilities = Capabilities(
        can=frozenset(Can),
        orders_delta=Delta.MODIFIED,
        products_delta=Delta.MODIFIED,
        levels_in_products=True,
        cursor_resolution_s=1,
        cursor_strict=True,
        overlap_s=OVERLAP.seconds,
        times_in_utc=True,
        page_size=PAGE,
        stock_batch=pushing.BATCH,
        stock_write=StockWrite.ABSOLUTE,
        stock_meaning=StockMeaning.SELLABLE,
        stock_falls=StockFalls.ORDER,
        several_locations=False,
        sale_window=SaleWindow.ONE,
        prior_price_field=True,
        refunds=Refunds.PARTIAL,
        refund_restocks=Restocks.ON_REQUEST,
        refund_moves_money=True,
        tracking=Tracking.META,
        several_parcels=True,
        shows_deletions=False,  # the trash is seen, a deletion for good is not
        guard=Guard.OURS,
    )

    def __init__(self, account: ShopAccount, http: HttpClient) -> None:
        self._calls = Calls(account, http)
        self._fields = account.settings
        self._meta = account.meta
        self._levels = Levels(self._calls)
        self._known_settings: ShopSettings | None = None

    def probe(self) -> ShopFacts:
        """Find out about the shop; the one call that could write writes nothing."""
        return probe(self._calls, self._settings())

    def _settings(self) -> ShopSettings:
        if self._known_settings is None:
            self._known_settings = read_settings(self._calls)
        return self._known_settings

    def pull_orders(self, position: str) -> Page:
        """Fetch the page of orders that begins at this position."""
        return pulling.pull_orders(self._calls, position)

    def pull_products(self, position: str) -> Page:
        """Fetch the page of products that begins at this position, variations included."""
        return pulling.pull_products(self._calls, self._settings(), position)

    def count_orders(self, since: datetime | None) -> int | None:
        """Return how many orders were placed since then."""
        return count_orders(self._calls, since)

    def orders_from(self, since: datetime) -> str:
        """Return the position that leaves older orders alone until somebody touches them."""
        return position_from(since).text()

    def fetch_order(self, remote_id: str) -> RawRecord | None:
        """Fetch one order as it is now."""
        return pulling.fetch_order(self._calls, remote_id)

    def list_levels(self, position: str) -> LevelPage:
        """List the stock and prices shown now."""
        return self._levels.page(self._settings(), position)

    def list_orders(self, since: datetime, position: str) -> NumberPage:
        """List the ids of the orders that live."""
        return list_orders(self._calls, since, position)

    def read_order(self, body: str) -> RemoteOrder:
        """Understand one raw order."""
        return orders.read_order(body, self._meta)

    def read_product(self, body: str) -> RemoteProduct:
        """Understand one raw product or variation."""
        return products.read_product(body, self._meta, self._fields.get("ean", ""))

    def push_stock(self, intents: Sequence[StockIntent]) -> list[PushResult]:
        """Write stock levels that the shop still shows as expected."""
        return pushing.push_stock(self._calls, intents)

    def push_prices(self, intents: Sequence[PriceIntent]) -> list[PushResult]:
        """Write prices and their one sale window."""
        if not intents:
            return []
        return pushing.push_prices(self._calls, intents, self._price_ways())

    def push_products(self, intents: Sequence[ProductIntent]) -> list[PushResult]:
        """Make products that the shop does not have, bring the others up to date."""
        if not intents:
            return []
        return creating.push_products(self._calls, self._settings(), intents)

    def push_shipment(self, intent: ShipIntent) -> PushResult:
        """Tell that a parcel left."""
        return shipping.push_shipment(self._calls, intent)

    def push_refund(self, intent: RefundIntent) -> PushResult:
        """Note a refund, once."""
        return refunds.push_refund(self._calls, intent)

    def find_effect(self, intent: AnyIntent) -> Effect:
        """Look whether an intent whose answer was lost had its effect."""
        match intent:
            case ShipIntent():
                return shipping.find_shipment(self._calls, intent)
            case RefundIntent():
                return refunds.find_refund(self._calls, intent)
            case ProductIntent():
                return creating.find_product(self._calls, self._settings(), intent)
            case StockIntent():
                found = pushing.shown_level(self._calls, intent) == intent.wanted
            case PriceIntent():
                found = pushing.price_is_kept(self._calls, intent, self._price_ways())
        return Effect.FOUND if found else Effect.NOT_FOUND

    def _price_ways(self) -> pushing.PriceWays:
        taxed = self._settings().prices_include_tax
        return pushing.PriceWays(taxed, self._fields.get("prior_price", ""))
