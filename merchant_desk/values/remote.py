"""What a storefront tells the desk, once understood: plain records without a database.

Amounts are cents of euro, VAT included (TTC) unless a name says otherwise; instants are aware UTC.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from merchant_desk.values.money import ZERO, Money


class RemoteState(StrEnum):
    """Where an order stands for the storefront, whatever its platform calls it."""

    UNPAID = "unpaid"  # placed, money not in: nothing is prepared
    READY = "ready"  # to be prepared
    ON_HOLD = "on_hold"  # stock kept, a person must decide
    COMPLETED = "completed"  # the shop already calls it shipped
    CANCELLED = "cancelled"
    REFUNDED = "refunded"
    UNKNOWN = "unknown"  # a state this desk has no word for: shown, never a crash


class Delivery(StrEnum):
    """How the customer receives the goods."""

    HOME = "home"
    RELAY = "relay"  # relay point or locker
    COLLECT = "collect"  # click & collect
    RESERVED = "reserved"  # e-reservation: paid at the counter
    NONE = "none"  # nothing to carry


class LineKind(StrEnum):
    """What an order line sells."""

    PRODUCT = "product"
    SHIPPING = "shipping"
    FEE = "fee"


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address as the customer wrote it."""

    name: str = ""
    company: str = ""
    line1: str = ""
    line2: str = ""
    postcode: str = ""
    city: str = ""
    country: str = "FR"
    phone: str = ""


@dataclass(frozen=True, slots=True)
class RemoteCustomer:
    """The buyer as the storefront knows her; ``remote_id`` is empty for a guest."""

    remote_id: str
    name: str
    email: str
    phone: str
    company: str = ""
    siren: str = ""
    vat_number: str = ""


@dataclass(frozen=True, slots=True)
class RemoteLine:
    """One line of an order; ``total`` is what was paid for it, discounts off, VAT included."""

    remote_id: str
    kind: LineKind
    sku: str
    name: str
    quantity: int
    total: Money
    vat: Money
    rate_bp: int
    product_remote_id: str = ""
    variation_remote_id: str = ""
    discount: Money = ZERO
    refunded_quantity: int = 0
    option_text: str = ""
    refunded: Money | None = None
    """What refunds gave back on it; None when the storefront told no amount for it."""


@dataclass(frozen=True, slots=True)
class RemotePayment:
    """Money that came in on the storefront: the whole, a deposit, or one of several means."""

    remote_id: str
    amount: Money
    means: str
    paid_at: datetime


@dataclass(frozen=True, slots=True)
class RemoteRefund:
    """Money given back on the storefront."""

    remote_id: str
    amount: Money
    reason: str


class RemoteReturnState(StrEnum):
    """Where a return that a storefront declares stands."""

    EXPECTED = "expected"  # asked for or agreed: the goods are to come
    OVER = "over"  # treated there; what was given back shows in its refunds
    GIVEN_UP = "given_up"  # refused by the shop or taken back by the customer


@dataclass(frozen=True, slots=True)
class RemoteReturnLine:
    """Units of a line that a customer sends back; ``reason`` is a word of ``ReturnReason``."""

    line_id: str
    units: int
    reason: str


@dataclass(frozen=True, slots=True)
class RemoteReturn:
    """A return declared on the storefront, by the customer or for her."""

    remote_id: str
    number: str
    declared_at: datetime
    state: RemoteReturnState
    lines: tuple[RemoteReturnLine, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class RemoteOrder:
    """An order as the storefront tells it."""

    remote_id: str
    number: str
    state: RemoteState
    state_word: str
    placed_at: datetime
    modified_at: datetime
    paid_at: datetime | None
    customer: RemoteCustomer
    billing: Address
    shipping: Address
    delivery: Delivery
    carrier: str
    lines: tuple[RemoteLine, ...]
    total: Money
    payment_means: str
    note: str = ""
    gift_note: str = ""
    relay_id: str = ""
    pickup_slot: str = ""
    coupon_codes: tuple[str, ...] = ()
    refunds: tuple[RemoteRefund, ...] = ()
    prices_include_tax: bool = True
    tax_countries: tuple[str, ...] = ()
    """Whose VAT was charged, as far as the storefront names the country."""
    payments: tuple[RemotePayment, ...] = ()
    """Each payment where the platform tells them apart; empty: ``paid_at`` and the total say it."""
    returns: tuple[RemoteReturn, ...] = ()
    """The returns declared there, where the platform tells them."""
    all_returns: bool = False
    """Whether ``returns`` are all there are: one that is not among them was given up."""


@dataclass(frozen=True, slots=True)
class RemoteProduct:
    """A product, or one variation of it, as the storefront tells it.

    ``stock`` is None when the storefront does not count this product.
    A variable parent is sent as ``sellable=False``: it carries no stock and no price.
    """

    remote_id: str
    parent_remote_id: str
    sku: str
    name: str
    option_text: str
    ean: str
    price: Money | None
    sale_price: Money | None
    rate_bp: int
    stock: int | None
    sellable: bool
    modified_at: datetime
    weight_g: int | None = None
    image_url: str = ""
    bin_hint: str = ""
    categories: tuple[str, ...] = field(default=())
    deleted: bool = False
    sale_from: datetime | None = None
    sale_to: datetime | None = None


@dataclass(frozen=True, slots=True)
class RemoteLevel:
    """What a shop shows now of one article that can be sold.

    ``stock`` is in the platform's meaning (sellable or physical), None when it is not counted;
    ``reserved`` is what orders hold of it where the platform tells. ``price`` includes VAT and no
    sale; None where the list does not tell prices.
    """

    remote_id: str
    parent_remote_id: str
    sku: str
    stock: int | None
    reserved: int | None = None
    price: Money | None = None
    sale_price: Money | None = None


@dataclass(frozen=True, slots=True)
class RemoteLocation:
    """A place of the storefront that holds stock."""

    remote_id: str
    name: str


@dataclass(frozen=True, slots=True)
class RemoteOrderState:
    """A state that orders of this shop can have, and what it means unless she says otherwise."""

    word: str
    label: str
    state: RemoteState


@dataclass(frozen=True, slots=True)
class ShopFacts:
    """What a probe found out about a shop before anything is written."""

    name: str
    version: str
    currency: str
    time_zone: str
    prices_include_tax: bool
    identity: str
    clock_skew_s: int
    can_write: bool
    problems: tuple[str, ...] = ()
    locations: tuple[RemoteLocation, ...] = ()
    order_states: tuple[RemoteOrderState, ...] = ()
    rights_missing: tuple[str, ...] = ()
    """What the keys do not allow, each in words she can look for in the shop's own screens."""
