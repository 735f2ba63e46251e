"""The connector of Magento 2 and Adobe Commerce shops, REST API V1 (measured on 2.4.7-p3)."""

from collections.abc import Sequence
from datetime import datetime

from merchant_desk.connectors.magento import (
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
from merchant_desk.connectors.magento.access import TOKEN, TOKEN_SECRET
from merchant_desk.connectors.magento.calls import STORE, Calls
from merchant_desk.connectors.magento.cloud import ORGANISATION
from merchant_desk.connectors.magento.family import Family
from merchant_desk.connectors.magento.levels import DEFAULT_SOURCE, Shelf
from merchant_desk.connectors.magento.positions import OVERLAP, PAGE
from merchant_desk.connectors.magento.prices import Desk
from merchant_desk.connectors.magento.settings import ShopSettings, read_settings
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
    address_hint=later("Par exemple https://www.maboutique.fr."),
    fields=(
        SignInField(
            "key",
            later("Clé du client"),
            later("Consumer Key. Sans intégration\u00a0: l’identifiant d’un administrateur."),
        ),
        SignInField(
            "secret",
            later("Secret du client"),
            later("Consumer Secret. Sans intégration\u00a0: son mot de passe."),
            secret=True,
        ),
        SignInField(
            TOKEN,
            later("Jeton d’accès"),
            later("Access Token. À laisser vide avec un mot de passe."),
            secret=True,
            needed=False,
        ),
        SignInField(
            TOKEN_SECRET,
            later("Secret du jeton"),
            later("Access Token Secret. À laisser vide avec un mot de passe."),
            secret=True,
            needed=False,
        ),
        SignInField(
            ORGANISATION,
            later("Organisation Adobe"),
            later("Organization ID. Seulement pour Adobe Commerce as a Cloud Service."),
            needed=False,
        ),
        SignInField(
            STORE,
            later("Vue magasin"),
            later("Son code, si le site a plusieurs vues. Vide\u00a0: toutes."),
            needed=False,
            chooses=True,
        ),
    ),
    help_page="connect_magento",
    where=later("Dans Magento\u00a0: Système, Intégrations, Ajouter, puis Activer."),
)


class Magento:
    """A Magento 2 or Adobe Commerce shop."""

    key = "magento"
    title = "Magento 2 / Adobe Commerce"
    sign_in = SIGN_IN
    capabilities = Capabilities(
        can=frozenset(Can),
        orders_delta=Delta.MODIFIED,
        products_delta=Delta.MODIFIED,
        levels_in_products=False,  # neither a stock nor a price dates its product
        cursor_resolution_s=1,
        cursor_strict=False,
        overlap_s=OVERLAP.seconds,
        times_in_utc=True,
        page_size=PAGE,
        stock_batch=100,
        stock_write=StockWrite.ABSOLUTE,
        stock_meaning=StockMeaning.PHYSICAL,
        stock_falls=StockFalls.SHIPPING,
        several_locations=True,
        sale_window=SaleWindow.ONE,
        prior_price_field=True,
        refunds=Refunds.PARTIAL,
        returns=Returns.PAID_EDITION,
        refund_restocks=Restocks.ON_REQUEST,
        refund_moves_money=True,
        tracking=Tracking.NATIVE,
        several_parcels=True,
        shows_deletions=False,
        guard=Guard.OURS,
        tells_tax_mode=False,
    )

    def __init__(self, account: ShopAccount, http: HttpClient) -> None:
        self._account = account
        self._calls = Calls(account, http)
        self._known_settings: ShopSettings | None = None
        self._family = Family(self._calls)
        self._source = account.settings.get("location", "") or DEFAULT_SOURCE
        own = account.settings.get("ean", "")
        self._ean = (own,) if own else products.EAN_CODES
        self._bins = tuple(each.lstrip("_") for each in account.meta.bin)

    def probe(self) -> ShopFacts:
        """Find out about the shop without writing anything."""
        self._known_settings = None
        return probe.probe(self._calls, self._settings())

    def count_orders(self, since: datetime | None) -> int | None:
        """Return how many orders were placed since then."""
        return pulling.count_orders(self._calls, self._store(), since)

    def orders_from(self, since: datetime) -> str:
        """Return the position at which a first pull begins, to leave older orders alone."""
        return pulling.orders_from(since)

    def pull_orders(self, position: str) -> Page:
        """Fetch the page of orders that begins at this position."""
        return pulling.pull_orders(self._calls, self._store(), position)

    def pull_products(self, position: str) -> Page:
        """Fetch the page of products that begins at this position, variations included."""
        return catalogue.pull_products(self._shelf(), position)

    def fetch_order(self, remote_id: str) -> RawRecord | None:
        """Fetch one order as it is now."""
        return pulling.fetch_order(self._calls, remote_id)

    def read_order(self, body: str) -> RemoteOrder:
        """Understand one raw order."""
        return orders.read_order(body)

    def read_product(self, body: str) -> RemoteProduct:
        """Understand one raw product."""
        return products.read_product(body, self._ean, self._bins)

    def list_levels(self, position: str) -> LevelPage:
        """List the stock and prices shown now, two requests for two hundred articles."""
        return levels.list_levels(self._shelf(), position)

    def list_orders(self, since: datetime, position: str) -> NumberPage:
        """List the ids of the orders placed since then."""
        return pulling.list_orders(self._calls, self._store(), since, position)

    def push_stock(self, intents: Sequence[StockIntent]) -> list[PushResult]:
        """Write what lies on the shelf where the shop still shows what was expected."""
        if not intents:
            return []
        return stock.push_stock(self._calls, self._source, intents)

    def push_prices(self, intents: Sequence[PriceIntent]) -> list[PushResult]:
        """Write prices and their one sale."""
        return prices.push_prices(self._desk(), intents) if intents else []

    def push_products(self, intents: Sequence[ProductIntent]) -> list[PushResult]:
        """Make products."""
        if not intents:
            return []
        return making.push_products(self._shelf(), self._ean, intents)

    def push_shipment(self, intent: ShipIntent) -> PushResult:
        """Tell that a parcel left."""
        return shipping.push_shipment(self._calls, self._source, intent)

    def push_refund(self, intent: RefundIntent) -> PushResult:
        """Note a refund, once."""
        return refunds.push_refund(self._calls, intent)

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
        return stock.find_stock(self._calls, self._source, intent)

    def _settings(self) -> ShopSettings:
        if self._known_settings is None:
            self._known_settings = read_settings(self._calls, self._account)
        return self._known_settings

    def _store(self) -> int:
        """Return the store whose orders are read; 0 for those of every store."""
        return self._settings().store_id if self._calls.store else 0

    def _shelf(self) -> Shelf:
        codes = (*self._ean, *self._bins)
        return Shelf(self._calls, self._settings(), self._family, self._source, codes)

    def _desk(self) -> Desk:
        prior = self._account.settings.get("prior_price", "")
        return Desk(self._calls, self._settings(), prior)
