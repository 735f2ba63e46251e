"""What a storefront connector is asked and answers; it never sees a session or the database.

A connector fetches raw pages (kept before anything else), reads one raw record at a time, and
pushes intents: each intent gets its own result, never one answer for all of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from merchant_desk.values.money import Money
from merchant_desk.values.remote import RemoteOrder, RemoteProduct, ShopFacts


class RecordKind(StrEnum):
    """What a raw record tells about."""

    ORDER = "order"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class MetaKeys:
    """Where plugins of this shop keep what the platform has no field for; tried in order."""

    ean: tuple[str, ...] = ("_ean", "_alg_ean", "_alg_wc_ean", "_ts_gtin", "_wpm_gtin_code", "ean")
    bin: tuple[str, ...] = ("_bin_location", "bin_location", "_emplacement", "emplacement")
    gift: tuple[str, ...] = ("_gift_message", "gift_message", "_gift_note", "message_cadeau")
    pickup_slot: tuple[str, ...] = ("_pickup_slot", "pickup_slot", "_pickup_date", "pickup_date")
    relay: tuple[str, ...] = (
        "_lpc_meta_pickUpLocationId",  # Colissimo
        "_shipping_method_chronorelais",  # Chronopost
        "bw_parcel_point_code", "bw_parcel_point",  # Boxtal
        "sendcloudshipping_service_point_meta",  # Sendcloud
        "_mondial_relay_id", "_mondialrelay_pickup_id", "mondial_relay_pickup_id",
    )  # fmt: skip
    siren: tuple[str, ...] = ("_billing_siren", "billing_siren", "_billing_siret", "billing_siret")
    vat_number: tuple[str, ...] = (
        "_billing_vat_number", "billing_vat_number", "_billing_eu_vat_number", "_vat_number",
        "vat_number", "_billing_vat",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShopAccount:
    """Where a shop is and the keys it gave; the keys never show in a log or a repr."""

    url: str
    key: str = field(repr=False)
    secret: str = field(repr=False)
    keys_in_address: bool = False  # for hosts that strip the Authorization header
    meta: MetaKeys = field(default_factory=MetaKeys)


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One record as the platform sent it; ``version`` tells one edit from another."""

    kind: RecordKind
    remote_id: str
    version: str
    modified_at: datetime
    body: str


@dataclass(frozen=True, slots=True)
class Page:
    """What one pull brought: store the records and ``next_position`` in the same transaction."""

    records: tuple[RawRecord, ...]
    next_position: str
    finished: bool
    server_time: datetime | None = None


class Can(StrEnum):
    """What a connector knows how to do."""

    ORDERS = "orders"
    PRODUCTS = "products"
    STOCK = "stock"
    PRICES = "prices"
    SHIPMENTS = "shipments"


class Delta(StrEnum):
    """How a platform tells what changed."""

    NONE = "none"
    CREATION = "creation"
    MODIFIED = "modified"


class StockWrite(StrEnum):
    """How a platform takes a stock level."""

    ABSOLUTE = "absolute"
    COMPARE_AND_SET = "cas"
    DELTA = "delta"


class StockMeaning(StrEnum):
    """What the number of a platform counts."""

    PHYSICAL = "physical"
    SELLABLE = "sellable"


class StockFalls(StrEnum):
    """When a platform lowers its own stock."""

    ORDER = "order"
    PAYMENT = "payment"
    SHIPPING = "ship"


class SaleWindow(StrEnum):
    """How many dated sales a product can hold on a platform."""

    NONE = "none"
    ONE = "one"
    MANY = "many"


class Tracking(StrEnum):
    """Where a platform keeps a tracking number."""

    NATIVE = "native"
    NOTE = "note"
    META = "meta"


class Guard(StrEnum):
    """What protects a platform against the same push sent twice."""

    KEY = "key"
    VERSION = "version"
    NATURAL = "natural"
    OURS = "ours"  # a mark of ours that the platform keeps and gives back


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a platform can do, as data: declared, not discovered by failing."""

    can: frozenset[Can]
    orders_delta: Delta
    products_delta: Delta
    cursor_resolution_s: int
    cursor_strict: bool
    overlap_s: int
    times_in_utc: bool
    page_size: int
    stock_batch: int
    stock_write: StockWrite
    stock_meaning: StockMeaning
    stock_falls: StockFalls
    several_locations: bool
    sale_window: SaleWindow
    refund_restocks: bool
    tracking: Tracking
    shows_deletions: bool
    guard: Guard


@dataclass(frozen=True, slots=True)
class StockIntent:
    """Write ``wanted`` as sellable stock, if the storefront still shows ``expected``.

    ``expected`` None means: whatever it shows (the first push, when the desk is master).
    """

    product_remote_id: str
    parent_remote_id: str
    wanted: int
    expected: int | None


@dataclass(frozen=True, slots=True)
class PriceIntent:
    """Write a price, VAT included, and at most one dated sale.

    ``keeps_sale`` leaves the sale of the shop as it is: the desk decides the price only.
    """

    product_remote_id: str
    parent_remote_id: str
    price: Money
    rate_bp: int
    sale_price: Money | None = None
    sale_from: datetime | None = None
    sale_to: datetime | None = None
    keeps_sale: bool = False


@dataclass(frozen=True, slots=True)
class ShipIntent:
    """Tell the storefront that a parcel left; ``key`` is the same on every attempt."""

    order_remote_id: str
    key: str
    tracking: str = ""
    carrier: str = ""
    partial: bool = False
    note: str = ""
    notify: bool = True


class Outcome(StrEnum):
    """What became of one intent."""

    DONE = "done"
    ALREADY = "already"  # the storefront held it before: nothing was sent again
    MOVED = "moved"  # the storefront changed meanwhile: fetch, compute again
    REFUSED = "refused"  # it will never work as it is: show it to her


@dataclass(frozen=True, slots=True)
class PushResult:
    """The answer for one intent, named by the remote id of its subject."""

    subject: str
    outcome: Outcome
    remote_value: int | None = None
    reason: str = ""


class Effect(StrEnum):
    """Whether an intent of which the answer was lost had its effect."""

    FOUND = "found"
    NOT_FOUND = "not_found"
    UNKNOWN = "unknown"


class Connector(Protocol):
    """A storefront platform; network trouble is ``UnavailableError``, bad data is parked."""

    key: str
    title: str
    capabilities: Capabilities

    def probe(self) -> ShopFacts:
        """Find out about the shop without writing anything."""

    def pull_orders(self, position: str) -> Page:
        """Fetch the next page of orders; an empty position begins at the first order."""

    def pull_products(self, position: str) -> Page:
        """Fetch the next page of products, their variations as records of their own."""

    def read_order(self, body: str) -> RemoteOrder:
        """Understand one raw order or raise ``RemoteDataError``; no network."""

    def read_product(self, body: str) -> RemoteProduct:
        """Understand one raw product or raise ``RemoteDataError``; no network."""

    def push_stock(self, intents: Sequence[StockIntent]) -> list[PushResult]:
        """Write stock levels after comparing; one result per intent, in the same order."""

    def push_prices(self, intents: Sequence[PriceIntent]) -> list[PushResult]:
        """Write prices; one result per intent, in the same order."""

    def push_shipment(self, intent: ShipIntent) -> PushResult:
        """Tell that a parcel left; a second time with the same key changes nothing."""

    def find_effect(self, intent: StockIntent | PriceIntent | ShipIntent) -> Effect:
        """Look whether an intent whose answer was lost had its effect."""
