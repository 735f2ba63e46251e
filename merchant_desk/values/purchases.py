"""What is asked and answered about suppliers and what is ordered from them."""

from dataclasses import dataclass, field
from datetime import date

from merchant_desk.values.folding import folded
from merchant_desk.values.goods_words import PurchaseState
from merchant_desk.values.ids import ProductId, PurchaseId, PurchaseLineId, SupplierId
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.remote import Address

MANY_UNITS = 10_000
"""From here on a quantity is asked about: a barcode scanned into the field is a long number."""
MOST_UNITS = 1_000_000
OPEN_STATES = frozenset({PurchaseState.SENT, PurchaseState.CONFIRMED, PurchaseState.PARTIAL})
"""The states in which goods are still to come."""
OVER_STATES = frozenset({PurchaseState.RECEIVED, PurchaseState.CLOSED, PurchaseState.CANCELLED})


def supplier_key(name: str) -> str:
    """Return what two writings of one supplier's name share."""
    return " ".join(folded(name).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierTerms:
    """A supplier as its card is filled in; amounts are before VAT."""

    name: str
    siren: str = ""
    vat_number: str = ""
    email: str = ""
    phone: str = ""
    address: Address = field(default_factory=Address)
    customer_number: str = ""
    lead_days: int | None = None
    """Working days from the order to the goods, as it promises."""
    minimum: Money = ZERO
    carriage: Money = ZERO
    free_carriage_from: Money | None = None
    payment_days: int = 30
    month_end: bool = False
    note: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True, order=True)
class PriceBreak:
    """The price of one unit from a quantity on, in ten-thousandths of a euro before VAT."""

    from_units: int
    cost_tenthousandths: int


@dataclass(frozen=True, slots=True)
class ArticleTerms:
    """On what terms a supplier sells an article; no price is a price not known."""

    supplier_sku: str = ""
    pack_units: int = 1
    minimum_units: int = 1
    cost_tenthousandths: int | None = None
    breaks: tuple[PriceBreak, ...] = ()
    preferred: bool = False


@dataclass(frozen=True, slots=True)
class PurchaseWish:
    """One article to order; no cost: the one its supplier's terms give for the quantity."""

    product_id: ProductId
    quantity: int
    cost_tenthousandths: int | None = None
    rebate_bp: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseDraft:
    """An order as it is written; no carriage: the one of the supplier's terms."""

    supplier_id: SupplierId
    lines: tuple[PurchaseWish, ...] = ()
    wanted_on: date | None = None
    carriage: Money | None = None
    note: str = ""
    deliver_to: str = ""
    """Another address than the shop's, its lines parted by commas."""
    accept_many: bool = False
    """She was asked about a very large quantity, and meant it."""
    accept_zero: bool = False
    """She was asked about a price of zero, and meant it."""


@dataclass(frozen=True, slots=True)
class PurchaseKept:
    """An order as it stands after a gesture."""

    purchase_id: PurchaseId
    number: str
    state: PurchaseState
    lines: int


@dataclass(frozen=True, slots=True)
class LineAnswer:
    """What the supplier says of one line: units 0 when it will not come."""

    line_id: PurchaseLineId
    units: int | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierAnswer:
    """What the supplier says of an order; lines that are not named come as ordered."""

    confirmed_on: date | None = None
    reference: str = ""
    lines: tuple[LineAnswer, ...] = ()
