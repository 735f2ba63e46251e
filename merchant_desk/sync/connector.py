"""What a storefront connector is asked and answers; it never sees a session or the database.

A connector fetches raw pages (kept before anything else), reads one raw record at a time, and
pushes intents: each intent gets its own result, never one answer for all of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from merchant_desk.sync.capabilities import Capabilities
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
from merchant_desk.values.remote import RemoteLevel, RemoteOrder, RemoteProduct, ShopFacts
from merchant_desk.values.shop_access import SignIn


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
    """Where a shop is and the keys it gave; the keys never show in a log or a repr.

    ``more`` holds further secrets by the names of the platform's ``SignIn`` (a token and its own
    secret); ``settings`` what she chose for this shop: ``ean`` (the field that holds the code),
    ``location``, ``prior_price`` (where the price before a reduction goes), ``store``.
    """

    url: str
    key: str = field(repr=False)
    secret: str = field(repr=False)
    more: Mapping[str, str] = field(default_factory=dict, repr=False)
    settings: Mapping[str, str] = field(default_factory=dict)
    keys_in_address: bool = False  # for hosts that strip the Authorization header
    meta: MetaKeys = field(default_factory=MetaKeys)


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One record as the platform sent it; ``version`` tells one edit from another.

    Where the platform dates an edit, the version is that date and a hash of the body. Where it
    does not (``dated`` False), the hash alone: the inbox compares with the last version it kept,
    so that a value that goes and comes back is taken twice.
    """

    kind: RecordKind
    remote_id: str
    version: str
    modified_at: datetime
    body: str
    dated: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """What one pull brought: store the records and ``next_position`` in the same transaction."""

    records: tuple[RawRecord, ...]
    next_position: str
    finished: bool
    server_time: datetime | None = None


@dataclass(frozen=True, slots=True)
class LevelPage:
    """Some of what a shop shows now; an empty ``next_position`` says that it was the last page."""

    levels: tuple[RemoteLevel, ...]
    next_position: str


@dataclass(frozen=True, slots=True)
class NumberPage:
    """Some of the remote ids that live on a shop now, the trash and what is deleted left out."""

    remote_ids: tuple[str, ...]
    next_position: str


class Connector(Protocol):
    """A storefront platform; network trouble is ``UnavailableError``, bad data is parked."""

    key: str
    title: str
    sign_in: SignIn
    capabilities: Capabilities

    def __init__(self, account: ShopAccount, http: HttpClient) -> None:
        """Get ready to talk to this shop; nothing is sent yet."""

    def probe(self) -> ShopFacts:
        """Find out about the shop without writing anything."""

    def count_orders(self, since: datetime | None) -> int | None:
        """Return how many orders were placed since then; None when the platform cannot say."""

    def orders_from(self, since: datetime) -> str:
        """Return the position at which a first pull begins, to leave older orders alone."""

    def pull_orders(self, position: str) -> Page:
        """Fetch the next page of orders; an empty position begins at the first order."""

    def pull_products(self, position: str) -> Page:
        """Fetch the next page of products, their variations as records of their own."""

    def fetch_order(self, remote_id: str) -> RawRecord | None:
        """Fetch one order as it is now; None when the shop no longer has it."""

    def read_order(self, body: str) -> RemoteOrder:
        """Understand one raw order or raise ``RemoteDataError``; no network."""

    def read_product(self, body: str) -> RemoteProduct:
        """Understand one raw product or raise ``RemoteDataError``; no network."""

    def list_levels(self, position: str) -> LevelPage:
        """List the stock and prices shown now, as cheaply as can be; empty begins.

        Every article that can be sold is in it, so what is missing at the end is gone.
        """

    def list_orders(self, since: datetime, position: str) -> NumberPage:
        """List the ids of the orders placed since then that are neither trashed nor deleted."""

    def push_stock(self, intents: Sequence[StockIntent]) -> list[PushResult]:
        """Write stock levels after comparing; one result per intent, in the same order."""

    def push_prices(self, intents: Sequence[PriceIntent]) -> list[PushResult]:
        """Write prices; one result per intent, in the same order."""

    def push_products(self, intents: Sequence[ProductIntent]) -> list[PushResult]:
        """Make products; one result per intent, in the same order, with their remote ids."""

    def push_shipment(self, intent: ShipIntent) -> PushResult:
        """Tell that a parcel left; a second time with the same key changes nothing."""

    def push_refund(self, intent: RefundIntent) -> PushResult:
        """Note a refund, once: the effect of the same key is looked for first."""

    def find_effect(self, intent: AnyIntent) -> Effect:
        """Look whether an intent whose answer was lost had its effect."""
