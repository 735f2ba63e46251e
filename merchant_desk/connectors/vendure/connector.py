"""The connector of Vendure shops, admin API (measured on 3.3.1)."""

from collections.abc import Sequence
from datetime import datetime

from merchant_desk.connectors.vendure import (
    catalogue,
    levels,
    making,
    orders,
    prices,
    products,
    pulling,
    refunds,
    shipping,
    stock,
)
from merchant_desk.connectors.vendure.articles import BATCH
from merchant_desk.connectors.vendure.calls import CHANNEL, Calls
from merchant_desk.connectors.vendure.positions import OVERLAP, PAGE, position_from
from merchant_desk.connectors.vendure.probe import probe
from merchant_desk.connectors.vendure.terms import Terms, read_terms
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

SIGN_IN = SignIn(
    address_hint=later("Par exemple https://www.maboutique.fr, ou l’adresse de son API admin."),
    fields=(
        SignInField("key", later("Identifiant"), later("Celui d’un compte d’administration.")),
        SignInField("secret", later("Mot de passe"), secret=True),
        SignInField(
            CHANNEL,
            later("Jeton du canal"),
            later("Seulement si la boutique a plusieurs canaux."),
            needed=False,
        ),
    ),
    help_page="connect_vendure",
    where=later(
        "Dans Vendure\u00a0: Réglages, Administrateurs, un compte et un rôle pour Merchant Desk."
    ),
)


class Vendure:
    """A Vendure shop."""

    key = "vendure"
    title = "Vendure"
    sign_in = SIGN_IN
    capabilities = Capabilities(
        can=frozenset(Can),
        orders_delta=Delta.MODIFIED,
        products_delta=Delta.MODIFIED,
        levels_in_products=False,  # neither a sale nor a parcel dates an article
        cursor_resolution_s=1,
        cursor_strict=True,
        overlap_s=OVERLAP.seconds,
        times_in_utc=True,
        page_size=PAGE,
        stock_batch=BATCH,
        stock_write=StockWrite.ABSOLUTE,
        stock_meaning=StockMeaning.PHYSICAL,
        stock_falls=StockFalls.SHIPPING,
        several_locations=True,
        sale_window=SaleWindow.NONE,
        prior_price_field=False,
        refunds=Refunds.PARTIAL,
        refund_restocks=Restocks.ON_REQUEST,
        refund_moves_money=True,
        tracking=Tracking.NATIVE,
        several_parcels=True,
        shows_deletions=False,
        guard=Guard.OURS,
        skus_unique=False,
    )

    def __init__(self, account: ShopAccount, http: HttpClient) -> None:
        self._calls = Calls(account, http)
        self._settings = account.settings
        self._known_terms: Terms | None = None

    @property
    def _terms(self) -> Terms:
        if self._known_terms is None:
            self._known_terms = read_terms(self._calls, self._settings)
        return self._known_terms

    def probe(self) -> ShopFacts:
        """Find out about the shop, asked anew."""
        self._known_terms = None
        return probe(self._calls, self._terms)

    def count_orders(self, since: datetime | None) -> int | None:
        """Return how many orders were placed since then."""
        return levels.count_orders(self._calls, since)

    def orders_from(self, since: datetime) -> str:
        """Return the position that leaves older orders alone until somebody touches them."""
        return position_from(since).text()

    def pull_orders(self, position: str) -> Page:
        """Fetch the page of orders that begins at this position."""
        return pulling.pull_orders(self._calls, self._terms, position)

    def pull_products(self, position: str) -> Page:
        """Fetch the page of articles that begins at this position."""
        return catalogue.pull_products(self._calls, self._terms, position)

    def fetch_order(self, remote_id: str) -> RawRecord | None:
        """Fetch one order as it is now."""
        return pulling.fetch_order(self._calls, self._terms, remote_id)

    def read_order(self, body: str) -> RemoteOrder:
        """Understand one raw order."""
        return orders.read_order(body)

    def read_product(self, body: str) -> RemoteProduct:
        """Understand one raw article."""
        return products.read_product(body)

    def list_levels(self, position: str) -> LevelPage:
        """List the stock and prices shown now."""
        return levels.list_levels(self._calls, self._terms, position)

    def list_orders(self, since: datetime, position: str) -> NumberPage:
        """List the ids of the orders that live."""
        return levels.list_orders(self._calls, since, position)

    def push_stock(self, intents: Sequence[StockIntent]) -> list[PushResult]:
        """Write stock levels that the shop still shows as expected."""
        return stock.push_stock(self._calls, self._terms, intents) if intents else []

    def push_prices(self, intents: Sequence[PriceIntent]) -> list[PushResult]:
        """Write prices."""
        return prices.push_prices(self._calls, self._terms, intents) if intents else []

    def push_products(self, intents: Sequence[ProductIntent]) -> list[PushResult]:
        """Make articles that the shop does not have."""
        return making.push_products(self._calls, self._terms, intents) if intents else []

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
                return making.find_product(self._calls, intent)
            case StockIntent():
                return stock.find_stock(self._calls, self._terms, intent)
            case PriceIntent():
                return prices.find_price(self._calls, intent)
