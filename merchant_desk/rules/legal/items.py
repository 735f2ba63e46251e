"""An item as a question describes it: its prices, its costs, its dates, its offer."""

from datetime import date
from fractions import Fraction
from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from merchant_desk.rules.legal.moment import Moment
from merchant_desk.rules.legal.parts import ZERO, Part
from merchant_desk.rules.legal.words_of_law import (
    BookDelivery,
    Category,
    Channel,
    Count,
    Flag,
    Who,
)

NORMAL_VAT = Fraction(20)
TwoOrMore = Annotated[int, Meta(ge=2)]


class PriceEntry(Part, frozen=True, kw_only=True, rename={"from_": "from"}):
    """A price practised, both days included; without an end it is still in force."""

    from_: date
    price: Fraction
    to: date | None = None
    channel: Channel | None = None
    audience: Who = "all"
    operation: str = ""


class Batch(Part, frozen=True, kw_only=True):
    """A receipt of goods."""

    received_on: date
    quantity: Count = 0
    source: Literal["supplier", "transfer"] = "supplier"
    soldes: bool = True


class NForM(Part, frozen=True, kw_only=True, tag_field="type", tag="n_for_m"):
    """« 3 pour 2 »: ``get`` units for the price of ``pay``."""

    pay: Annotated[int, Meta(ge=1)]
    get: TwoOrMore


class NthReduced(Part, frozen=True, kw_only=True, tag_field="type", tag="nth_reduced"):
    """« Le 2e à -50 % »."""

    nth: TwoOrMore
    percent: Fraction


class ExtraQuantity(Part, frozen=True, kw_only=True, tag_field="type", tag="extra_quantity"):
    """« +50 % offert » in the same pack."""

    percent: Fraction


class Threshold(Part, frozen=True, kw_only=True, tag_field="type", tag="threshold"):
    """« -30 % dès 3 articles »."""

    min_quantity: TwoOrMore
    percent: Fraction


class Lot(Part, frozen=True, kw_only=True, tag_field="type", tag="lot"):
    """Several units sold together for one price."""

    quantity: TwoOrMore
    lot_price: Fraction
    unit_price_alone: Fraction | None = None
    claimed_instead_of: Fraction | None = None
    composition_shown: bool | None = None


Bundle = NForM | NthReduced | ExtraQuantity | Threshold | Lot


class Comparison(Part, frozen=True, kw_only=True):
    """The price of somebody else, shown as a reference."""

    type: Literal["recommended", "competitor"]
    price: Fraction
    source: str = ""
    observed_on: date | None = None
    proof: bool = False
    genuine: bool = True
    crossed_out: bool = False


class LossException(Part, frozen=True, kw_only=True):
    """The case of L442-5 II that is claimed, and its facts."""

    code: Literal[
        "cessation", "end_of_season", "obsolete", "restock_cheaper", "alignment", "perishable",
        "soldes",
    ]  # fmt: skip
    proof: bool = False
    season_ended_on: date | None = None
    next_season_starts_on: date | None = None
    new_net_unit_cost_ht: Fraction | None = None
    competitor_price: Fraction | None = None
    competitor_same_area: bool = False


class Step(Part, frozen=True, kw_only=True):
    """One of the successive markdowns."""

    starts: Moment
    new_price: Fraction
    ends: Moment | None = None
    shown_prior_price: Fraction | None = None
    shown_percent: Fraction | None = None


class ItemStock(Part, frozen=True, kw_only=True):
    """How many units there are, and how many are expected to be asked for."""

    quantity: Count
    expected_demand: Count = 0


class Item(Part, frozen=True, kw_only=True):
    """One item of an operation; amounts are euros, VAT included unless the name ends in _ht.

    ``UNSET`` stands for "not told" where ``None`` says "there is none".
    """

    sku: str
    label: str = ""
    category: Category = "general_goods"
    flags: tuple[Flag, ...] = ()
    acquisition: Literal["purchased", "own_production", "consignment"] = "purchased"
    vat_rate: Fraction = NORMAL_VAT
    purchase_vat_rate: Fraction | None = None
    price_history: tuple[PriceEntry, ...] | None = None
    offered_since: date | UnsetType | None = UNSET
    supplier_paid_on: date | UnsetType | None = UNSET
    batches: tuple[Batch, ...] = ()
    soldes: bool | None = None
    net_unit_cost_ht: Fraction | None = None
    other_advantages_percent: Fraction = ZERO
    transport_ht: Fraction = ZERO
    specific_taxes_ht: Fraction = ZERO
    excise_ht: Fraction = ZERO
    new_price: Fraction | None = None
    shows_new_price: bool = True
    shown_prior_price: Fraction | None = None
    shown_percent: Fraction | None = None
    shown_amount_off: Fraction | None = None
    steps: tuple[Step, ...] = ()
    bundle: Bundle | None = None
    loyalty_credit_percent: Fraction = ZERO
    coupon_percent: Fraction = ZERO
    comparison: Comparison | None = None
    loss_exception: LossException | None = None
    stock: ItemStock | None = None
    species: Literal["cat", "dog", "fish", "bird", "rodent", "reptile", "other"] | None = None
    approved_price: Fraction | None = None
    publisher_price: Fraction | None = None
    published_on: date | None = None
    last_supply_on: date | None = None
    delivery: BookDelivery | None = None
