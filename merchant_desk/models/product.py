"""What the shop sells, and every code that names it."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from merchant_desk.database.column_types import words
from merchant_desk.models.base import Model
from merchant_desk.values.goods_words import ProductKind, Tracking
from merchant_desk.values.ids import (
    ImportId,
    PlaceId,
    ProductId,
    PromotionId,
    RecordId,
    ShopId,
    SupplierId,
    new_id,
)
from merchant_desk.values.money import Money
from merchant_desk.values.words import CodeKind


class Product(Model, kw_only=True):
    """One sellable article (a variation is an article of its own)."""

    __tablename__ = "product"
    __table_args__ = (
        CheckConstraint("price >= 0", name="price_positive"),
        CheckConstraint("rate_bp BETWEEN 0 AND 10000", name="rate_is_a_percentage"),
    )

    id: Mapped[ProductId] = mapped_column(primary_key=True)
    row: Mapped[int] = mapped_column(BigInteger, unique=True)
    """Local counter that the full-text index of SQLite points to."""
    sku: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    option_text: Mapped[str] = mapped_column(default="")
    family: Mapped[str] = mapped_column(default="")
    """What the variations of one article share (the parent's name), else empty."""
    category: Mapped[str] = mapped_column(default="")
    price: Mapped[Money]
    """Selling price, VAT included."""
    cost_tenthousandths: Mapped[int | None] = mapped_column(BigInteger, default=None)
    """Purchase cost before VAT, in ten-thousandths of a euro."""
    rate_bp: Mapped[int]
    weight_g: Mapped[int | None] = mapped_column(default=None)
    image_url: Mapped[str] = mapped_column(default="")
    default_place_id: Mapped[PlaceId | None] = mapped_column(ForeignKey("place.id"), default=None)
    kind: Mapped[ProductKind] = mapped_column(
        words(ProductKind), default=ProductKind.ARTICLE, server_default="article"
    )
    tracking: Mapped[Tracking] = mapped_column(
        words(Tracking), default=Tracking.NONE, server_default="none"
    )
    active: Mapped[bool] = mapped_column(default=True)
    stocked: Mapped[bool] = mapped_column(default=True)
    search_text: Mapped[str]
    """Folded name, SKU and codes: what search looks into, and the order of the list.

    Its indexes are made by the migrations, each database its own: full-text, and on SQLite
    ``ix_product_listed``.
    """
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    import_id: Mapped[ImportId | None] = mapped_column(default=None, index=True)


class ProductCode(Model, kw_only=True):
    """A code that a scanner reads: which product, and how many units it stands for."""

    __tablename__ = "product_code"
    __table_args__ = (
        UniqueConstraint("code", "product_id"),
        CheckConstraint("units > 0", name="units_positive"),
        Index("ix_product_code_product_id", "product_id"),
    )

    id: Mapped[RecordId] = mapped_column(
        primary_key=True, default_factory=lambda: RecordId(new_id())
    )
    code: Mapped[str]
    """As ``values.barcode.canonical_code`` writes it: GTIN-14, else upper case."""
    product_id: Mapped[ProductId] = mapped_column(ForeignKey("product.id"))
    kind: Mapped[CodeKind] = mapped_column(words(CodeKind))
    units: Mapped[int] = mapped_column(default=1)
    supplier_id: Mapped[SupplierId | None] = mapped_column(default=None)
    """Whose code it is; None for one that everybody uses."""
    inner_id: Mapped[RecordId | None] = mapped_column(default=None)
    """A carton of cartons: the code of what it holds, ``units`` of it in all."""
    note: Mapped[str] = mapped_column(default="")
    import_id: Mapped[ImportId | None] = mapped_column(default=None, index=True)


class PriceChange(Model, kw_only=True):
    """A price the shop practised from an instant on; append-only.

    Two times are kept: since when it held (``from_at``), and when the desk learnt it. Of what was
    known at an instant, the line learnt last among those that cover a moment says its price.
    """

    __tablename__ = "price_change"
    __table_args__ = (Index("ix_price_change_product_id_from_at", "product_id", "from_at"),)

    id: Mapped[RecordId] = mapped_column(
        primary_key=True, default_factory=lambda: RecordId(new_id())
    )
    product_id: Mapped[ProductId] = mapped_column(ForeignKey("product.id"))
    channel: Mapped[str]
    price: Mapped[Money]
    from_at: Mapped[datetime]
    until_at: Mapped[datetime | None] = mapped_column(default=None)
    """A correction of the past ends here; what holds from now on has no end yet."""
    learned_at: Mapped[datetime]
    source: Mapped[str]
    audience: Mapped[str] = mapped_column(default="all", server_default="all")
    """``all``, or ``segment`` for a price that not everybody could have."""
    shop_id: Mapped[ShopId | None] = mapped_column(default=None)
    """The storefront that showed it, where one did."""
    promotion_id: Mapped[PromotionId | None] = mapped_column(default=None)
