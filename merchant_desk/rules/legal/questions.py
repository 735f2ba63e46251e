"""What can be asked of the law: one record a kind of question."""

from datetime import date
from fractions import Fraction
from typing import Annotated, Literal

from msgspec import Meta

from merchant_desk.rules.legal.items import Item
from merchant_desk.rules.legal.moment import Moment
from merchant_desk.rules.legal.parts import (
    ALL,
    ZERO,
    Audience,
    Declaration,
    GeneralClaim,
    Inventory,
    Launch,
    Part,
    Premium,
    Shop,
    SingleRate,
    StockLimit,
    Text,
)
from merchant_desk.rules.legal.words_of_law import (
    BookDelivery,
    Category,
    Channel,
    Count,
    Customers,
    EventName,
    OperationKind,
    Partner,
    SeasonalProduct,
    Zone,
)

Channels = Annotated[tuple[Channel, ...], Meta(min_length=1)]


class Operation(Part, frozen=True, kw_only=True):
    """What is planned: its kind, its dates, its channels, its words."""

    kind: OperationKind
    starts: Moment
    ends: Moment | None = None
    title: str = ""
    channels: Channels = ("shop",)
    customers: Customers = "consumers"
    audience: Audience = ALL
    covers: Literal["all", "selection"] | None = None
    coordination: Literal["independent", "local", "chain", "national"] = "independent"
    partner_of: tuple[Partner, ...] = ()
    texts: tuple[Text, ...] = ()
    general_claim: GeneralClaim | None = None
    single_rate: SingleRate | None = None
    separated: bool = True
    basket_voucher: Fraction | None = None
    premium: Premium | None = None
    launch: Launch | None = None
    countdown_resets: bool = False
    stock_limit: StockLimit | None = None
    declaration: Declaration | None = None
    inventory: Inventory | None = None
    soft_drinks_discounted: bool | None = None
    supplier_price_agreement: bool = False
    delivery_zones: tuple[Zone, ...] = ()


class Question(Part, frozen=True, kw_only=True, tag_field="kind"):
    """Something asked; ``note`` is for people."""

    id: str
    asked_on: Moment | None = None
    note: str = ""


class Promotion(Question, frozen=True, kw_only=True, tag="promotion"):
    """Asks whether an operation may run."""

    shop: Shop
    operation: Operation
    items: tuple[Item, ...] = ()


class TextCheck(Question, frozen=True, kw_only=True, tag="text_check"):
    """Asks whether texts that stand alone may be shown."""

    shop: Shop
    texts: Annotated[tuple[Text, ...], Meta(min_length=1)]
    channels: Channels = ("shop",)
    covers: Literal["all", "selection"] | None = None
    partner_of: tuple[Partner, ...] = ()
    declaration: Declaration | None = None


class SoldesPeriod(Question, frozen=True, kw_only=True, tag="soldes_period"):
    """Asks when the soldes of a season are."""

    zone: Zone
    channel: Channel
    season: Literal["winter", "summer"]
    year: int


class Offer(Part, frozen=True, kw_only=True):
    """What kind of offer a prior price is asked for."""

    kind: OperationKind
    audience: Audience = ALL


class PriorPrice(Question, frozen=True, kw_only=True, tag="prior_price"):
    """Asks which prior price must be shown."""

    applies_from: date
    item: Item
    announced_on: date | None = None
    channel: Channel = "shop"
    offer: Offer = Offer(kind="promotion")


class ResaleThreshold(Question, frozen=True, kw_only=True, tag="resale_threshold"):
    """Asks below which price it is a resale at a loss."""

    on: date
    shop: Shop
    item: Item
    customers: Customers = "consumers"


class PublicHoliday(
    Question, frozen=True, kw_only=True, tag="public_holiday", rename={"day": "date"}
):
    """Asks whether a day is a holiday, or for the holidays of a year."""

    zone: Zone
    day: date | None = None
    year: int | None = None


class CommercialEvent(Question, frozen=True, kw_only=True, tag="commercial_event"):
    """Asks when an event of the trade falls."""

    event: EventName
    year: int


class BookPrice(Question, frozen=True, kw_only=True, tag="book_price"):
    """Asks between which prices a book may be sold."""

    on: date
    publisher_price: Fraction
    price: Fraction
    condition: Literal["new", "used"] = "new"
    delivery: BookDelivery = "in_shop"
    published_on: date | None = None
    last_supply_on: date | None = None


class BookDeliveryFee(Question, frozen=True, kw_only=True, tag="book_delivery_fee"):
    """Asks how much the delivery of books must cost."""

    on: date
    new_books_total: Fraction
    fee: Fraction
    other_total: Fraction = ZERO
    delivery: Literal["shipped", "collected_in_bookshop"] = "shipped"


class SupplierAgreement(Question, frozen=True, kw_only=True, tag="supplier_agreement"):
    """Asks whether the promoted volume of an agreement is lawful."""

    on: date
    category: Category
    promoted_volume_percent: Fraction
    seasonal_product: SeasonalProduct | None = None


class PriceEvidence(Question, frozen=True, kw_only=True, tag="price_evidence"):
    """Asks whether past prices are kept as proof."""

    kept_days: Count
    dated_price_log: bool


class Prize(Part, frozen=True, kw_only=True):
    """What can be won."""

    category: Category
    label: str = ""


class PrizeDraw(Question, frozen=True, kw_only=True, tag="prize_draw"):
    """Asks whether a game is lawful."""

    on: date
    stake: Fraction = ZERO
    tied_to_sale: bool = False
    purchase_required: bool = False
    rules_published: bool | None = None
    prizes: tuple[Prize, ...] = ()
    prizes_awarded: bool | None = None


class UnsoldGoods(Question, frozen=True, kw_only=True, tag="unsold_goods"):
    """Asks what may become of unsold goods."""

    on: date
    category: Category
    plan: Literal["donate", "reuse", "recycle", "destroy"]
    reuse_and_recycling_impossible: bool = False


class TicketResale(Question, frozen=True, kw_only=True, tag="ticket_resale"):
    """Asks whether tickets may be sold again."""

    seller: Literal["shop", "private_person"]
    habitual: bool
    organiser_consent: bool
