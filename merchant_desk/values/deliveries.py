"""What is asked and answered about deliveries: a scan, its answer, what was wrong, what came."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from merchant_desk.values.goods_words import ClaimKind, PurchaseState
from merchant_desk.values.ids import (
    BatchId,
    ClaimId,
    DeliveryId,
    LocationId,
    LotId,
    OrderId,
    PlaceId,
    ProductId,
    PurchaseId,
    PurchaseLineId,
    SupplierId,
)
from merchant_desk.values.money import Money
from merchant_desk.values.scan import Scan

MANY_UNITS = 1_000
"""From here on a quantity is asked about, unless as many were ordered."""


class Arrival(StrEnum):
    """What a scan of a delivery did."""

    ADDED = "added"
    COMPLETE = "complete"  # the last unit expected of the article
    SURPLUS = "surplus"  # more than was ordered: taken in, and told
    UNORDERED = "unordered"  # an article that nobody ordered: taken in, and told
    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"
    ASKED = "asked"  # nothing came in yet: a question waits


class Question(StrEnum):
    """What is asked before units come in."""

    UNITS = "units"
    LOT = "lot"  # it cannot be accepted, only answered
    EXPIRED = "expired"
    NO_DATE = "no_date"
    NO_COST = "no_cost"


class Rest(StrEnum):
    """What is thought of units ordered that did not come."""

    CLAIMED = "claimed"
    EXPECTED = "expected"  # they come later: nothing to say to the supplier


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDelivery:
    """What is known when the lorry stands there; nothing of it must be."""

    purchase_id: PurchaseId | None = None
    supplier_id: SupplierId | None = None
    location_id: LocationId | None = None
    slip_number: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryKept:
    """A delivery as it stands after a gesture; ``resumed`` when it was open already."""

    delivery_id: DeliveryId
    number: str
    resumed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What came off the lorry: a scan, or an article chosen by hand.

    ``units`` counts what the code stands for: cartons where it is that of a carton.
    """

    scan: Scan | None = None
    product_id: ProductId | None = None
    units: int = 1
    lot: str = ""
    expires_on: date | None = None
    cost_tenthousandths: int | None = None
    place_id: PlaceId | None = None
    paid_on: date | None = None
    paid_known: bool = False
    accepted: frozenset[Question] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class ArticleMeant:
    """An article that a code may stand for."""

    product_id: ProductId
    sku: str
    name: str
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanTaken:
    """What a scan did; ``title`` and ``advice`` say it in French."""

    arrival: Arrival
    delivery_id: DeliveryId
    title: str
    advice: str = ""
    code: str = ""
    meant: ArticleMeant | None = None
    choices: tuple[ArticleMeant, ...] = ()
    question: Question | None = None
    asked_units: int = 0
    expires_on: date | None = None
    units: int = 0
    received: int = 0
    """Of the article in this delivery, this scan included."""
    expected: int = 0
    batch_ids: tuple[BatchId, ...] = ()
    lot_id: LotId | None = None
    place: str = ""
    aside_until: date | None = None
    """The soldes run: the units wait in quarantine until after this day."""

    @property
    def counted(self) -> bool:
        """Tell whether units came in."""
        return self.units > 0


@dataclass(frozen=True, slots=True)
class ScanUndone:
    """What the last scan had brought, taken back."""

    product_id: ProductId
    name: str
    units: int
    received: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAsked:
    """One thing that is wrong with what came; no amount: what the units cost."""

    product_id: ProductId
    kind: ClaimKind
    quantity: int
    amount: Money | None = None
    note: str = ""
    aside: bool = True
    """Damaged, wrong or expired units leave their bin: they wait for the supplier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """An article of which not what was ordered came."""

    product_id: ProductId
    name: str
    sku: str
    kind: ClaimKind
    units: int
    amount: Money
    line_id: PurchaseLineId | None = None


@dataclass(frozen=True, slots=True)
class OrderServed:
    """A customer's order that waited for what came: everything it wants is there now."""

    order_id: OrderId
    number: str
    customer: str


@dataclass(frozen=True, slots=True)
class LabelOffer:
    """Labels for what came in."""

    product_id: ProductId
    units: int
    lot_id: LotId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryClosed:
    """What a delivery was, once everything is scanned."""

    delivery_id: DeliveryId
    number: str
    units: int
    differences: tuple[Difference, ...]
    claim_id: ClaimId | None
    claim_number: str
    served: tuple[OrderServed, ...]
    labels: tuple[LabelOffer, ...]
    repriced: tuple[ProductId, ...]
    """Articles whose price changed since their last tag was printed, or that have none yet."""
    purchase_state: PurchaseState | None
