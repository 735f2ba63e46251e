"""What to order: lines with their reason, their cost and what is lost without them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from merchant_desk.values.ids import ProductId, SupplierId
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.purchases import ArticleTerms


class Doubt(StrEnum):
    """What is to be looked at before a line is ordered."""

    NO_LEAD_TIME = "no_lead_time"
    NO_COST = "no_cost"
    ZERO_COST = "zero_cost"
    LARGE_PACK = "large_pack"  # a pack that lasts half a year
    SOLDES = "soldes"  # not to be restocked (C. com. L310-3)
    ESTIMATED = "estimated"  # hardly any sales of its own
    NO_HISTORY = "no_history"
    NO_SUPPLIER = "no_supplier"
    LOSS = "loss"  # sold for less than it costs


@dataclass(frozen=True, slots=True)
class StockNow:
    """Where an article stands: units in the shop, promised, ordered, coming back."""

    on_hand: int
    reserved: int = 0
    on_order: int = 0
    returning: int = 0

    @property
    def available(self) -> int:
        """Return the units that can be sold now."""
        return self.on_hand - self.reserved

    @property
    def position(self) -> int:
        """Return the units there are or will be without ordering."""
        return self.available + self.on_order + self.returning


@dataclass(frozen=True, slots=True, kw_only=True)
class ReorderLine:
    """One article to order; ``quantity`` 0 is a line that is told but not proposed."""

    product_id: ProductId
    sku: str
    title: str
    supplier_id: SupplierId | None
    terms: ArticleTerms
    price: Money
    """Of one unit sold, VAT included."""
    rate_bp: int
    quantity: int
    wished: int
    """What is needed before packs, minimums and the budget."""
    cost_tenthousandths: int | None
    cost: Money | None
    """Before VAT; None while no price is known."""
    stock: StockNow
    sold: int
    sold_weeks: int
    lead_days: int
    lead_worst: int
    low: int
    likely: int
    high: int
    """What will sell until the delivery after the next one."""
    days: int
    """How long that is."""
    month: int
    """What will sell in four weeks, on average."""
    estimate: int | None
    """What she said will sell in four weeks, where she did."""
    order_at: int
    up_to: int
    at_risk: Money | None
    """Margin before VAT that is lost on average without this order; None without a cost."""
    doubts: tuple[Doubt, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierGroup:
    """What is proposed of one supplier; ``supplier_id`` None for articles that have none."""

    supplier_id: SupplierId | None
    name: str
    lines: tuple[ReorderLine, ...]
    goods: Money
    carriage: Money
    below_minimum: Money
    to_free_carriage: Money
    at_risk: Money
    to_pay: Money
    """VAT included."""
    paid_on: date | None
    arrives_on: date | None

    @property
    def total(self) -> Money:
        """Return goods and carriage, before VAT."""
        return self.goods + self.carriage


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What to order of whom, the most at risk first."""

    groups: tuple[SupplierGroup, ...]
    articles: int
    """How many were looked at."""
    budget: Money | None = None
    left_out: int = 0
    """Lines that the budget had no money for."""
    total: Money = ZERO
    at_risk: Money = ZERO
    not_covered: Money = ZERO
    """What stays at risk for want of money."""

    @property
    def lines(self) -> tuple[ReorderLine, ...]:
        """Return the lines of every supplier."""
        return tuple(line for group in self.groups for line in group.lines)


@dataclass(frozen=True, slots=True)
class LineChosen:
    """A line as she wants it: how many units of which article, and why."""

    product_id: ProductId
    quantity: int
    reason: str = ""
    on_order: int | None = None
    """Units on order when it was proposed; None when nobody looked."""


@dataclass(frozen=True, slots=True)
class OrderChosen:
    """What she orders of one supplier."""

    supplier_id: SupplierId
    lines: tuple[LineChosen, ...]
    wanted_on: date | None = None
