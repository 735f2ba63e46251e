"""Operations on prices: what was planned, on what verdict, and what came of it."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from merchant_desk.database.column_types import words
from merchant_desk.models.base import Model
from merchant_desk.values.ids import ProductId, PromotionId, RecordId, ShopId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.words import PromotionEventKind, PromotionState, ShownWhere


class Promotion(Model, kw_only=True):
    """An operation of the calendar: soldes, a promotion, a private sale and so on."""

    __tablename__ = "promotion"
    __table_args__ = (Index("ix_promotion_state_starts_at", "state", "starts_at"),)

    id: Mapped[PromotionId] = mapped_column(primary_key=True)
    title: Mapped[str]
    kind: Mapped[str]
    """A word of ``rules.legal.words_of_law.OperationKind``."""
    state: Mapped[PromotionState] = mapped_column(words(PromotionState))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None] = mapped_column(default=None)
    """The first instant at which it no longer runs."""
    channels: Mapped[str]
    """``shop``, ``web`` …, parted by commas."""
    plan: Mapped[str]
    """JSON of values.promotion_draft.PromotionDraft: all that she chose and wrote."""
    rules_version: Mapped[str] = mapped_column(default="")
    """The state of the law by which it was judged when it was planned."""
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]
    turned_at: Mapped[datetime | None] = mapped_column(default=None)
    """Up to when its starts, steps and end were carried out."""


class PromotionLine(Model, kw_only=True):
    """The price of one article in one step of an operation."""

    __tablename__ = "promotion_line"
    __table_args__ = (
        CheckConstraint("price >= 0", name="price_positive"),
        Index("ix_promotion_line_product_id", "product_id"),
    )

    promotion_id: Mapped[PromotionId] = mapped_column(ForeignKey("promotion.id"), primary_key=True)
    product_id: Mapped[ProductId] = mapped_column(ForeignKey("product.id"), primary_key=True)
    step: Mapped[int] = mapped_column(primary_key=True, default=0)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None] = mapped_column(default=None)
    price: Mapped[Money]
    """Of one unit, VAT included."""
    prior_shop: Mapped[Money | None] = mapped_column(default=None)
    """The prior price crossed out on the label (C. conso. L112-1-1); None shows none."""
    prior_web: Mapped[Money | None] = mapped_column(default=None)


class PromotionCheck(Model, kw_only=True):
    """A verdict, with the whole question that was asked: proof of what was known; append-only."""

    __tablename__ = "promotion_check"

    id: Mapped[RecordId] = mapped_column(
        primary_key=True, default_factory=lambda: RecordId(new_id())
    )
    promotion_id: Mapped[PromotionId] = mapped_column(ForeignKey("promotion.id"), index=True)
    at: Mapped[datetime]
    by: Mapped[str]
    rules_version: Mapped[str]
    question: Mapped[str]
    """Canonical JSON, as the format of questions writes it."""
    answer: Mapped[str]


class Acknowledgement(Model, kw_only=True):
    """A warning that somebody read and took upon herself; append-only."""

    __tablename__ = "acknowledgement"

    id: Mapped[RecordId] = mapped_column(
        primary_key=True, default_factory=lambda: RecordId(new_id())
    )
    promotion_id: Mapped[PromotionId] = mapped_column(ForeignKey("promotion.id"), index=True)
    check_id: Mapped[RecordId] = mapped_column(ForeignKey("promotion_check.id"))
    rule: Mapped[str]
    message: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]


class PromotionEvent(Model, kw_only=True):
    """What happened to an operation; append-only."""

    __tablename__ = "promotion_event"

    id: Mapped[RecordId] = mapped_column(
        primary_key=True, default_factory=lambda: RecordId(new_id())
    )
    row: Mapped[int] = mapped_column(BigInteger, unique=True)
    promotion_id: Mapped[PromotionId] = mapped_column(ForeignKey("promotion.id"), index=True)
    kind: Mapped[PromotionEventKind] = mapped_column(words(PromotionEventKind))
    at: Mapped[datetime]
    by: Mapped[str]
    detail: Mapped[str] = mapped_column(default="{}")
    """JSON: which step, which texts, what it brought."""


class PriceShown(Model, kw_only=True):
    """A price that a tag or a storefront showed from an instant on; append-only."""

    __tablename__ = "price_shown"
    __table_args__ = (Index("ix_price_shown_product_id_at", "product_id", "at"),)

    id: Mapped[RecordId] = mapped_column(
        primary_key=True, default_factory=lambda: RecordId(new_id())
    )
    product_id: Mapped[ProductId] = mapped_column(ForeignKey("product.id"))
    where: Mapped[ShownWhere] = mapped_column(words(ShownWhere))
    shop_id: Mapped[ShopId | None] = mapped_column(ForeignKey("shop.id"), default=None)
    promotion_id: Mapped[PromotionId | None] = mapped_column(
        ForeignKey("promotion.id"), default=None
    )
    price: Mapped[Money]
    prior_price: Mapped[Money | None] = mapped_column(default=None)
    sale_price: Mapped[Money | None] = mapped_column(default=None)
    sale_from: Mapped[datetime | None] = mapped_column(default=None)
    sale_to: Mapped[datetime | None] = mapped_column(default=None)
    text: Mapped[str] = mapped_column(default="")
    """The words of the tag, as printed."""
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(default="")
