"""The connector of WooCommerce shops, REST API v3 (measured on 9.8.5)."""

from collections.abc import Sequence

from merchant_desk.connectors.woocommerce import orders, products, pulling, pushing, shipping
from merchant_desk.connectors.woocommerce.calls import Calls
from merchant_desk.connectors.woocommerce.positions import OVERLAP, PAGE
from merchant_desk.connectors.woocommerce.settings import ShopSettings, read_settings
from merchant_desk.errors import UnavailableError
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
from merchant_desk.sync.connector import Page, ShopAccount
from merchant_desk.sync.errors import ShopRejectedCredentialsError
from merchant_desk.sync.http import HttpClient
from merchant_desk.sync.http_refusals import CLOCK_TOLERANCE_S, clock_hint
from merchant_desk.sync.intents import Effect, PriceIntent, PushResult, ShipIntent, StockIntent
from merchant_desk.values.remote import RemoteOrder, RemoteProduct, ShopFacts
from merchant_desk.values.shop_access import SignIn, SignInField
from merchant_desk.values.texts import _, later

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
        self._meta = account.meta
        self._known_settings: ShopSettings | None = None

    def probe(self) -> ShopFacts:
        """Find out about the shop; the one call that could write writes nothing."""
        index = self._calls.read("/wp-json/", {"_fields": "name,url,home,timezone_string"}).row()
        settings = self._settings()
        status = self._calls.ask("GET", "system_status", {"_fields": "environment"})
        environment = status.row().get("environment") if status.fine else None
        can_write, write_problem = self._try_writing()
        skew = self._calls.clock_skew_s or 0
        problems = [write_problem] if write_problem else []
        if settings.currency != "EUR":
            problems.append(
                _("La boutique ne vend pas en euros\u00a0: ses commandes seront refusées.")
            )
        if abs(skew) > CLOCK_TOLERANCE_S:
            problems.append(clock_hint(skew).strip())
        known = environment if isinstance(environment, dict) else {}
        return ShopFacts(
            name=str(index.get("name") or ""),
            version=str(known.get("version") or ""),
            currency=settings.currency,
            time_zone=str(index.get("timezone_string") or "Europe/Paris"),
            prices_include_tax=settings.prices_include_tax,
            identity=str(index.get("home") or index.get("url") or self._calls.address),
            clock_skew_s=skew,
            can_write=can_write,
            problems=tuple(problems),
        )

    def _try_writing(self) -> tuple[bool, str]:
        """Ask for a batch of nothing: a key that may only read is refused first."""
        try:
            reply = self._calls.ask("POST", "products/batch", payload={"update": []})
        except ShopRejectedCredentialsError as refused:
            return False, refused.title
        except UnavailableError as trouble:
            return False, trouble.title
        return reply.fine, "" if reply.fine else reply.refusal

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

    def read_order(self, body: str) -> RemoteOrder:
        """Understand one raw order."""
        return orders.read_order(body, self._meta)

    def read_product(self, body: str) -> RemoteProduct:
        """Understand one raw product or variation."""
        return products.read_product(body, self._meta)

    def push_stock(self, intents: Sequence[StockIntent]) -> list[PushResult]:
        """Write stock levels that the shop still shows as expected."""
        return pushing.push_stock(self._calls, intents)

    def push_prices(self, intents: Sequence[PriceIntent]) -> list[PushResult]:
        """Write prices and their one sale window."""
        taxed = self._settings().prices_include_tax
        return pushing.push_prices(self._calls, intents, prices_include_tax=taxed)

    def push_shipment(self, intent: ShipIntent) -> PushResult:
        """Tell that a parcel left."""
        return shipping.push_shipment(self._calls, intent)

    def find_effect(self, intent: StockIntent | PriceIntent | ShipIntent) -> Effect:
        """Look whether an intent whose answer was lost had its effect."""
        if isinstance(intent, ShipIntent):
            return shipping.find_shipment(self._calls, intent)
        if isinstance(intent, StockIntent):
            level = pushing.shown_level(self._calls, intent)
            return Effect.FOUND if level == intent.wanted else Effect.NOT_FOUND
        taxed = self._settings().prices_include_tax
        kept = pushing.price_is_kept(self._calls, intent, prices_include_tax=taxed)
        return Effect.FOUND if kept else Effect.NOT_FOUND
