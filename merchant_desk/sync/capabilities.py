"""What a storefront platform can do, as data: declared, not discovered by failing."""

from dataclasses import dataclass
from enum import StrEnum


class Can(StrEnum):
    """What a connector knows how to do."""

    ORDERS = "orders"
    PRODUCTS = "products"
    STOCK = "stock"
    PRICES = "prices"
    SHIPMENTS = "shipments"
    REFUNDS = "refunds"
    NEW_PRODUCTS = "new_products"


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
    """What the number of a platform counts, and so what the desk must write.

    ``SELLABLE``: what can still be sold, every order of the shop taken off.
    ``PHYSICAL``: what lies on the shelf, sold but not shipped included (Magento, Vendure).
    """

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


class Refunds(StrEnum):
    """What part of an order a platform can note as refunded."""

    NONE = "none"
    WHOLE = "whole"
    PARTIAL = "partial"


class Restocks(StrEnum):
    """Whether a refund noted on a platform puts the goods back into its stock."""

    NEVER = "never"
    ON_REQUEST = "on_request"


class Returns(StrEnum):
    """Whether a platform tells the returns that its customers ask for."""

    NONE = "none"
    WITH_ORDER = "with_order"
    PAID_EDITION = "paid_edition"  # Adobe Commerce has them, the free edition has not


class Tracking(StrEnum):
    """Where a platform keeps a tracking number."""

    NATIVE = "native"
    NOTE = "note"
    META = "meta"


class Guard(StrEnum):
    """What protects a platform against the same push sent twice."""

    KEY = "key"  # an idempotency key of the platform
    VERSION = "version"
    NATURAL = "natural"  # a second shipment is refused
    OURS = "ours"  # a mark of ours that the platform keeps and gives back


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a platform can do; the desk tells her what happens instead of what it cannot."""

    can: frozenset[Can]
    orders_delta: Delta
    products_delta: Delta
    levels_in_products: bool
    """Whether a stock or price change shows a product as changed; else levels are swept."""
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
    prior_price_field: bool
    """Whether the price before a reduction can be written where the theme shows it."""
    refunds: Refunds
    refund_restocks: Restocks
    refund_moves_money: bool
    tracking: Tracking
    several_parcels: bool
    shows_deletions: bool
    guard: Guard
    returns: Returns = Returns.NONE
    skus_unique: bool = True
    """Whether the platform refuses a second article with the same SKU."""
    tells_tax_mode: bool = True
    """Whether the platform says if its prices include the tax; else she may say it."""
    order_days: int | None = None
    """How far back orders may be read, in days; None for all of them."""
