"""The connector of PrestaShop shops, through their webservice (measured on 9.1.0)."""

from collections.abc import Sequence
from datetime import datetime

from merchant_desk.connectors.prestashop import (
    levels,
    new_products,
    orders,
    pricing,
    products,
    pulling,
    pulling_products,
    refunding,
    shipping,
    stocks,
)
from merchant_desk.connectors.prestashop.calls import STORE, Calls
from merchant_desk.connectors.prestashop.directory import Directory
from merchant_desk.connectors.prestashop.positions import OVERLAP, PAGE
from merchant_desk.connectors.prestashop.probing import probe
from merchant_desk.connectors.prestashop.pulling import Shop
from merchant_desk.connectors.prestashop.settings import read_settings
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

_EAN_FIELDS = frozenset({"ean13", "upc", "isbn", "mpn", "reference", "supplier_reference"})

SIGN_IN = SignIn(
    address_hint=later("Par exemple https://www.maboutique.fr."),
    fields=(
        SignInField(
            "key",
            later("Clé du webservice"),
            later("Trente-deux lettres et chiffres."),
            secret=True,
        ),
        SignInField(
            STORE,
            later("Numéro de la boutique"),
            later("En multiboutique seulement. Vide\u00a0: celle de l’adresse."),
            needed=False,
            chooses=True,
        ),
    ),
    help_page="connect_prestashop",
    where=later(
        "Dans PrestaShop\u00a0: Paramètres avancés, Webservice, activer le webservice, "
        "puis Ajouter une clé."
    ),
)


class PrestaShop:
    """A PrestaShop shop."""

    key = "prestashop"
    title = "PrestaShop"
    sign_in = SIGN_IN
    capabilities = Capabilities(
        can=frozenset(Can),
        orders_delta=Delta.MODIFIED,
        products_delta=Delta.MODIFIED,
        levels_in_products=False,
        cursor_resolution_s=1,
        cursor_strict=False,
        overlap_s=int(OVERLAP.total_seconds()),
        times_in_utc=False,
        page_size=PAGE,
        stock_batch=stocks.BATCH,
        stock_write=StockWrite.ABSOLUTE,
        stock_meaning=StockMeaning.SELLABLE,
        stock_falls=StockFalls.ORDER,
        several_locations=False,
        sale_window=SaleWindow.MANY,
        prior_price_field=False,
        refunds=Refunds.PARTIAL,
        refund_restocks=Restocks.ON_REQUEST,  # by a write of our own: a slip alone never does
        refund_moves_money=False,
        tracking=Tracking.NATIVE,
        several_parcels=True,
        shows_deletions=False,
        guard=Guard.OURS,
    )

    def __init__(self, account: ShopAccount, http: HttpClient) -> None:
        self._calls = Calls(account, http)
        self._directory = Directory(self._calls)
        chosen = account.settings.get("ean", "ean13")
        self._ean_field = chosen if chosen in _EAN_FIELDS else "ean13"
        self._known_shop: Shop | None = None

    def _shop(self) -> Shop:
        if self._known_shop is None:
            settings = read_settings(self._calls, self._directory)
            self._known_shop = Shop(self._calls, settings, self._directory)
        return self._known_shop

    def probe(self) -> ShopFacts:
        """Find out about the shop without writing anything."""
        return probe(self._calls, self._directory)

    def count_orders(self, since: datetime | None) -> int | None:
        """Return how many orders were placed since then."""
        return levels.count_orders(self._shop(), since)

    def orders_from(self, since: datetime) -> str:
        """Return the position at which a first pull begins, to leave older orders alone."""
        return pulling.position_from(self._shop(), since)

    def pull_orders(self, position: str) -> Page:
        """Fetch the page of orders that begins at this position."""
        return pulling.pull_orders(self._shop(), position)

    def pull_products(self, position: str) -> Page:
        """Fetch the page of products that begins at this position, combinations included."""
        return pulling_products.pull_products(self._shop(), position, self._ean_field)

    def fetch_order(self, remote_id: str) -> RawRecord | None:
        """Fetch one order as it is now; None when the shop no longer has it."""
        return pulling.fetch_order(self._shop(), remote_id)

    def read_order(self, body: str) -> RemoteOrder:
        """Understand one raw order."""
        return orders.read_order(body)

    def read_product(self, body: str) -> RemoteProduct:
        """Understand one raw product or combination."""
        return products.read_product(body)

    def list_levels(self, position: str) -> LevelPage:
        """List the stock and prices shown now, two thousand products at a time."""
        return levels.list_levels(self._shop(), position)

    def list_orders(self, since: datetime, position: str) -> NumberPage:
        """List the ids of the orders placed since then that were not deleted."""
        return levels.list_orders(self._shop(), since, position)

    def push_stock(self, intents: Sequence[StockIntent]) -> list[PushResult]:
        """Write stock levels that the shop still shows as expected."""
        return stocks.push_stock(self._calls, intents)

    def push_prices(self, intents: Sequence[PriceIntent]) -> list[PushResult]:
        """Write prices and their sales."""
        return pricing.push_prices(self._shop(), intents) if intents else []

    def push_products(self, intents: Sequence[ProductIntent]) -> list[PushResult]:
        """Make products that the shop does not have."""
        return new_products.push_products(self._shop(), intents) if intents else []

    def push_shipment(self, intent: ShipIntent) -> PushResult:
        """Tell that a parcel left."""
        return shipping.push_shipment(self._shop(), intent)

    def push_refund(self, intent: RefundIntent) -> PushResult:
        """Note a refund, its stock if asked, and the state of an order given back whole."""
        return refunding.push_refund(self._shop(), intent)

    def find_effect(self, intent: AnyIntent) -> Effect:
        """Look whether an intent whose answer was lost had its effect."""
        if isinstance(intent, StockIntent):
            level = stocks.shown_level(self._calls, intent.product_remote_id)
            return Effect.FOUND if level == intent.wanted else Effect.NOT_FOUND
        if isinstance(intent, PriceIntent):
            kept = pricing.price_is_kept(self._shop(), intent)
            return Effect.FOUND if kept else Effect.NOT_FOUND
        if isinstance(intent, ShipIntent):
            return shipping.find_shipment(self._shop(), intent)
        if isinstance(intent, RefundIntent):
            return refunding.find_refund(self._shop(), intent)
        return new_products.find_product(self._shop(), intent)
