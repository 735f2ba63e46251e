"""What lies on the counter before it is paid: articles, what comes back, and money put down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from merchant_desk.values.ids import CustomerId, DraftId, InvoiceId, PaymentId, ProductId, RecordId
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.payment_means import Means

MOST_UNITS = 9_999
HIGHEST_PRICE = Money(100_000_000)


@dataclass(frozen=True, slots=True)
class BasketLine:
    """Units of one article at one price, VAT included."""

    line_id: RecordId
    name: str
    quantity: int
    price: Money
    rate_bp: int
    product_id: ProductId | None = None
    sku: str = ""
    option: str = ""
    ean: str = ""
    ledger: Money | None = None  # what the ledger of prices said; None: it was typed
    promotion: str = ""  # the running operation this price is of
    discount: Money = ZERO  # of the whole line
    discount_bp: int = 0  # the same, as a part of the line; one of both
    reason: str = ""  # why the price or the discount is another
    lot: str = ""  # the lot she read on it; empty: the first to expire is supposed

    @property
    def full_name(self) -> str:
        """Return the article as people say it, its option with it."""
        return f"{self.name}, {self.option}" if self.option else self.name


@dataclass(frozen=True, slots=True)
class BackLine:
    """Units that a customer brings back; what they cost is what her ticket says."""

    line_id: RecordId
    name: str
    quantity: int  # of units brought back now
    rate_bp: int
    paid: Money  # for ``sold`` units, VAT included; of a return without a ticket, for one
    sold: int = 1
    before: int = 0  # units of this line that came back earlier
    product_id: ProductId | None = None
    sku: str = ""
    option: str = ""
    ean: str = ""
    ticket_id: InvoiceId | None = None
    ticket: str = ""  # its number
    ticket_line_id: RecordId | None = None
    restock: bool = True  # goes back on the shelf; else it is broken
    reason: str = ""
    lot: str = ""  # the lot she read on it; empty: the one it left with

    @property
    def full_name(self) -> str:
        """Return the article as people say it, its option with it."""
        return f"{self.name}, {self.option}" if self.option else self.name

    @property
    def most(self) -> int:
        """Return how many may still come back of what the ticket sold."""
        return MOST_UNITS if self.ticket_line_id is None else self.sold - self.before


@dataclass(frozen=True, slots=True)
class Tender:
    """Money put on the counter, or given back when it is negative."""

    payment_id: PaymentId
    means: Means
    amount: Money
    reference: str = ""  # number of a cheque or of a voucher


@dataclass(frozen=True, slots=True)
class Basket:
    """One customer at the counter; its id becomes that of the ticket: paying twice sells once."""

    basket_id: DraftId
    begun_at: datetime
    lines: tuple[BasketLine, ...] = ()
    back: tuple[BackLine, ...] = ()
    tenders: tuple[Tender, ...] = ()
    discount: Money = ZERO  # on all that is sold, shared over its lines
    discount_bp: int = 0
    reason: str = ""  # of that discount
    customer_id: CustomerId | None = None
    customer: str = ""
    email: str = ""
    latest: RecordId | None = None  # the line of the last scan
    latest_units: int = 1  # how many it put there
    returning: bool = False  # what is scanned comes back
    ticket_id: InvoiceId | None = None  # the ticket that it comes back from
    ticket: str = ""  # its number

    @property
    def empty(self) -> bool:
        """Tell whether nothing lies on the counter."""
        return not (self.lines or self.back)

    @property
    def units(self) -> int:
        """Return how many units are sold."""
        return sum(line.quantity for line in self.lines)

    @property
    def units_back(self) -> int:
        """Return how many units come back."""
        return sum(line.quantity for line in self.back)


@dataclass(frozen=True, slots=True)
class Baskets:
    """The basket of a station, and those that wait."""

    running: Basket
    parked: tuple[Basket, ...] = ()


def line_of(lines: Sequence[BasketLine], line_id: bytes | None) -> BasketLine | None:
    """Return the line with this id, if it is there."""
    return next((each for each in lines if each.line_id == line_id), None)


def any_line(basket: Basket, line_id: RecordId | None) -> BasketLine | BackLine | None:
    """Return the line of the basket that is sold or comes back, or None."""
    back = next((each for each in basket.back if each.line_id == line_id), None)
    return back or next((each for each in basket.lines if each.line_id == line_id), None)
