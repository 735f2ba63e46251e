"""What can be asked about sales at a distance, guarantees and product pages."""

from datetime import date
from fractions import Fraction
from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from merchant_desk.rules.legal.moment import Moment
from merchant_desk.rules.legal.parts import ZERO, Part
from merchant_desk.rules.legal.questions import Question
from merchant_desk.rules.legal.words_of_law import Category, Channel, Count, Zone


class WithdrawalDeadline(Question, frozen=True, kw_only=True, tag="withdrawal_deadline"):
    """Asks until when a customer may withdraw."""

    contract: Literal["distance", "off_premises", "shop", "fair"]
    object: Literal["goods", "service", "regular_deliveries"] = "goods"
    contract_on: date | None = None
    received_on: Annotated[tuple[date, ...], Meta(min_length=1)] | None = None
    customer_zone: Zone | None = None
    information_given_on: date | UnsetType | None = UNSET
    goods_nature: Literal[
        "ordinary", "personalised", "perishable", "hygiene_sealed", "sealed_media", "press",
        "mixed_inseparably", "fluctuating_alcohol", "urgent_repair", "dated_leisure",
        "digital_started", "auction",
    ] = "ordinary"  # fmt: skip
    seal_broken: bool = False
    sent_at: Moment | None = None
    seller_refuses: bool = False


class GoodsReturn(Question, frozen=True, kw_only=True, tag="goods_return"):
    """Asks by when goods must be sent back, and at whose cost."""

    withdrawal_sent_on: date
    return_cost_notice_given: bool = True
    depreciation_percent: Fraction = ZERO


class RefundDeadline(Question, frozen=True, kw_only=True, tag="refund_deadline"):
    """Asks by when a withdrawal must be refunded."""

    informed_on: date
    goods_received_on: date | None = None
    proof_of_dispatch_on: date | None = None
    seller_collects: bool = False


class RefundAmount(Question, frozen=True, kw_only=True, tag="refund_amount"):
    """Asks how much must be refunded."""

    goods_total: Fraction
    delivery_paid: Fraction = ZERO
    standard_delivery: Fraction | None = None
    partial: bool = False
    fees_withheld: Fraction = ZERO
    other_means: bool = False
    customer_agreed: bool = False


class LateRefundIncrement(Question, frozen=True, kw_only=True, tag="late_refund_increment"):
    """Asks what a late refund costs."""

    amount: Fraction
    due_on: date
    paid_on: date


class ConformityGuarantee(Question, frozen=True, kw_only=True, tag="conformity_guarantee"):
    """Asks until when the legal guarantee runs."""

    condition: Literal["new", "second_hand"]
    delivered_on: date
    defect_on: date | None = None
    repairs: Count = 0


class GuaranteeInformation(Question, frozen=True, kw_only=True, tag="guarantee_information"):
    """Asks whether the guarantee is mentioned where it must be."""

    on: date
    document: Literal["receipt", "shop_notice"]
    mention_present: bool
    channel: Channel = "shop"
    category: Category = "general_goods"


class DeliveryDeadline(Question, frozen=True, kw_only=True, tag="delivery_deadline"):
    """Asks by when an order must be delivered."""

    ordered_on: date
    agreed_on: date | None = None
    delivered_on: date | UnsetType | None = UNSET


class WithdrawalFunction(Part, frozen=True, kw_only=True):
    """The button by which an online customer withdraws."""

    present: bool
    first_label: str = ""
    confirm_label: str = ""
    easily_accessible: bool = True
    free: bool = True
    whole_period: bool = True
    needs_call: bool = False
    receipt_durable: bool = True
    receipt_has_date_time: bool = True


class OnlineShop(Question, frozen=True, kw_only=True, tag="online_shop"):
    """Asks whether an online shop offers the withdrawal function."""

    distance_selling: bool
    contract_on: date | None = None
    withdrawal_function: WithdrawalFunction | None = None


class Party(Part, frozen=True, kw_only=True):
    """Who made a product, or answers for it in the Union."""

    name: str = ""
    postal_address: str = ""
    email: str = ""
    in_eu: bool = True


class ProductListing(Question, frozen=True, kw_only=True, tag="product_listing"):
    """Asks whether a product page says what safety law asks for."""

    on: date
    channel: Channel
    category: Category
    manufacturer: Party | None = None
    eu_responsible_person: Party | None = None
    picture: bool | None = None
    identifier: str = ""
    warnings_french: bool | None = None
