"""What the desk asks a storefront to do, and the answer to each request, one by one.

An intent is written down with its key before it is sent: after a time-out the connector looks
whether it had its effect, and money is never asked for again blindly.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from merchant_desk.values.money import ZERO, Money


@dataclass(frozen=True, slots=True)
class StockIntent:
    """Write ``wanted`` as stock, in the platform's meaning, if it still shows ``expected``.

    ``expected`` None means: whatever it shows (the first push, when the desk is master).
    """

    product_remote_id: str
    parent_remote_id: str
    wanted: int
    expected: int | None
    sku: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class PriceIntent:
    """Write a price, VAT included, and at most one dated sale.

    ``keeps_sale`` leaves the sale of the shop as it is: the desk decides the price only.
    ``prior_price`` is the lowest price of the thirty days before the sale (code de la
    consommation, art. L112-1-1), for the platforms that have a field to show it.
    """

    product_remote_id: str
    parent_remote_id: str
    price: Money
    rate_bp: int
    sale_price: Money | None = None
    sale_from: datetime | None = None
    sale_to: datetime | None = None
    keeps_sale: bool = False
    prior_price: Money | None = None
    sku: str = ""


@dataclass(frozen=True, slots=True)
class ShipLine:
    """What of one order line lies in the parcel."""

    line_remote_id: str
    quantity: int
    sku: str = ""


@dataclass(frozen=True, slots=True)
class ShipIntent:
    """Tell the storefront that a parcel left; ``key`` is the same on every attempt.

    ``lines`` is what lies in this parcel; ``partial`` says that something is still due after it.
    """

    order_remote_id: str
    key: str
    tracking: str = ""
    carrier: str = ""
    partial: bool = False
    note: str = ""
    notify: bool = True
    lines: tuple[ShipLine, ...] = ()


@dataclass(frozen=True, slots=True)
class RefundLine:
    """What is given back of one order line, VAT included."""

    line_remote_id: str
    quantity: int
    amount: Money
    vat: Money = ZERO


@dataclass(frozen=True, slots=True)
class RefundIntent:
    """Note a refund on the storefront; the lines and the carriage make up ``amount``.

    ``move_money`` asks the payment provider of the shop to pay it back; else it is only noted.
    """

    order_remote_id: str
    key: str
    amount: Money
    lines: tuple[RefundLine, ...] = ()
    carriage: Money = ZERO
    reason: str = ""
    restock: bool = False
    move_money: bool = False


@dataclass(frozen=True, slots=True)
class ProductIntent:
    """Make a product of the desk known to the storefront; ``key`` is its id at the desk.

    ``remote_id`` names the product it already is there; empty makes a new one, unpublished when
    the platform knows drafts.
    """

    key: str
    sku: str
    name: str
    price: Money
    rate_bp: int
    ean: str = ""
    stock: int | None = None
    weight_g: int | None = None
    remote_id: str = ""
    draft: bool = True
    categories: tuple[str, ...] = field(default=())


AnyIntent = StockIntent | PriceIntent | ShipIntent | RefundIntent | ProductIntent


class Outcome(StrEnum):
    """What became of one intent."""

    DONE = "done"
    ALREADY = "already"  # the storefront held it before: nothing was sent again
    MOVED = "moved"  # the storefront changed meanwhile: fetch, compute again
    REFUSED = "refused"  # it will never work as it is: show it to her
    UNSURE = "unsure"  # whether it was done cannot be known: a person looks, nothing is repeated


@dataclass(frozen=True, slots=True)
class PushResult:
    """The answer for one intent, named by the remote id of its subject.

    ``remote_id`` is the number that the storefront gave to what was made.
    """

    subject: str
    outcome: Outcome
    remote_value: int | None = None
    reason: str = ""
    remote_id: str = ""


class Effect(StrEnum):
    """Whether an intent of which the answer was lost had its effect."""

    FOUND = "found"
    NOT_FOUND = "not_found"
    UNKNOWN = "unknown"
