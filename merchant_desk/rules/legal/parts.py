"""The parts of a question: the shop, its texts, its declarations and its claims."""

from datetime import date
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from merchant_desk.rules.legal.moment import Moment
from merchant_desk.rules.legal.words_of_law import (
    Basis,
    Category,
    Channel,
    Count,
    Flag,
    Mention,
    Place,
    ShopKind,
    Who,
    Zone,
)

ZERO = Fraction(0)


class Part(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A part of a question; a field that the format does not know is refused."""


class Shop(Part, frozen=True, kw_only=True):
    """The shop that asks."""

    zone: Zone
    kind: ShopKind = "retail"
    sales_area_m2: Count | None = None
    vat_scheme: Literal["normal", "franchise"] = "normal"
    trade_name: str = ""
    sells: tuple[Category, ...] = ()


class About(Part, frozen=True, kw_only=True):
    """What a text speaks of."""

    category: Category
    flags: tuple[Flag, ...] = ()


class ExtraCharge(Part, frozen=True, kw_only=True):
    """What the customer still pays for something called free."""

    amount: Fraction
    kind: Literal["unavoidable", "other"]
    label: str = ""


class Text(Part, frozen=True, kw_only=True):
    """Words shown to customers, where, when and with which mentions."""

    text: str
    place: Place
    on: Moment | None = None
    channels: tuple[Channel, ...] | None = None
    about: About | None = None
    announced_start: date | None = None
    mentions: tuple[Mention, ...] = ()
    extra_charges: tuple[ExtraCharge, ...] = ()


class Audience(Part, frozen=True, kw_only=True):
    """To whom a price is open."""

    who: Who
    basis: Basis | None = None
    share_percent: Fraction = ZERO
    instant_enrolment: bool = False


ALL = Audience(who="all")


class Declaration(Part, frozen=True, kw_only=True):
    """What was declared to the mayor; a step that is not listed was not taken."""

    reason: (
        Literal[
            "cessation",
            "seasonal_suspension",
            "change_of_activity",
            "change_of_conditions",
            "other",
        ]
        | None
    ) = None
    sent_on: date | None = None
    receipt_on: date | None = None
    unforeseen_event_on: date | None = None
    declared_start: date | None = None
    postponement_letter_on: date | None = None
    reopens_on: date | None = None
    days_used_this_year: Count = 0


class InventoryEntry(Part, frozen=True, kw_only=True):
    """One line of the inventory of a liquidation."""

    sku: str
    grouped: bool = False
    unit_price: Fraction | None = None
    location: Literal["shop", "storeroom", "external_warehouse"] = "shop"


class Inventory(Part, frozen=True, kw_only=True):
    """The inventory filed with the declaration of a liquidation."""

    columns: tuple[
        Literal["name", "quantity", "selling_price", "average_purchase_price_ht"], ...
    ] = ()
    entries: tuple[InventoryEntry, ...] = ()


class GeneralClaim(Part, frozen=True, kw_only=True):
    """« -20 % sur tout »."""

    percent: Fraction
    scope: Literal["shop", "site", "department"]
    up_to: bool = False
    categories: tuple[Category, ...] = ()
    excludes: tuple[Category, ...] = ()
    references_total: Count | None = None
    references_at_max: Count | None = None


class SingleRate(Part, frozen=True, kw_only=True):
    """One rate for a department, deducted at the till."""

    percent: Fraction
    scope: Literal["department", "category", "shop"] = "department"
    displayed: bool = False
    deducted_at_till: bool = False


class Premium(Part, frozen=True, kw_only=True):
    """A gift with a purchase."""

    category: Category
    label: str = ""
    same_kind: bool = False
    claimed_value: Fraction | None = None
    real_value: Fraction | None = None


class Launch(Part, frozen=True, kw_only=True):
    """The price that follows a launch price."""

    later_price: Fraction
    later_from: date | None = None


class StockLimit(Part, frozen=True, kw_only=True):
    """Whether the quantities on offer are told."""

    stated: bool
    quantity: Count | None = None
