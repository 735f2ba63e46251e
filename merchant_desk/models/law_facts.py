"""What the law asks about an article and no storefront tells: its kind, its costs, its receipts."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from merchant_desk.models.base import Model
from merchant_desk.values.ids import BatchId, DeliveryId, LotId, ProductId, PurchaseLineId


class CategoryLaw(Model, kw_only=True):
    """What a category of the catalogue is before the law: « Épicerie » is food."""

    __tablename__ = "category_law"

    category: Mapped[str] = mapped_column(primary_key=True)
    law_category: Mapped[str]
    """A word of ``rules.legal.words_of_law.Category``."""
    changed_at: Mapped[datetime]
    by: Mapped[str]


class ProductLaw(Model, kw_only=True):
    """What is known of one article for the rules on prices; an empty field is not known."""

    __tablename__ = "product_law"

    product_id: Mapped[ProductId] = mapped_column(ForeignKey("product.id"), primary_key=True)
    law_category: Mapped[str] = mapped_column(default="")
    """Empty: that of its category in the catalogue."""
    flags: Mapped[str] = mapped_column(default="")
    """``perishable``, ``second_hand`` …, parted by commas."""
    acquisition: Mapped[str] = mapped_column(default="purchased")
    supplier: Mapped[str] = mapped_column(default="")
    offered_since: Mapped[date | None] = mapped_column(default=None)
    """First day on sale, where it is older than what the desk remembers."""
    other_advantages_bp: Mapped[int] = mapped_column(default=0)
    """Rebates on the net unit price, in hundredths of a percent."""
    transport_tenthousandths: Mapped[int] = mapped_column(BigInteger, default=0)
    specific_taxes_tenthousandths: Mapped[int] = mapped_column(BigInteger, default=0)
    excise_tenthousandths: Mapped[int] = mapped_column(BigInteger, default=0)
    details: Mapped[str] = mapped_column(default="{}")
    """JSON: publisher's price and dates of a book, species of an animal, approved price."""
    changed_at: Mapped[datetime]
    by: Mapped[str]


class Batch(Model, kw_only=True):
    """A receipt of one article: what of it may be sold as soldé hangs on its dates.

    The units of a batch may be soldés when they were on sale and paid for a month before the
    season (C. com. L310-3).
    """

    __tablename__ = "batch"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity_positive"),
        Index("ix_batch_product_id_received_on", "product_id", "received_on"),
    )

    id: Mapped[BatchId] = mapped_column(primary_key=True)
    product_id: Mapped[ProductId] = mapped_column(ForeignKey("product.id"))
    received_on: Mapped[date]
    quantity: Mapped[int]
    source: Mapped[str]
    """``supplier``, or ``transfer`` from a shop of the same company."""
    supplier: Mapped[str] = mapped_column(default="")
    on_sale_since: Mapped[date | None] = mapped_column(default=None)
    paid_on: Mapped[date | None] = mapped_column(default=None)
    """When the supplier was paid; None as long as it is not, or not known (``paid_known``)."""
    paid_known: Mapped[bool] = mapped_column(default=False)
    cost_tenthousandths: Mapped[int | None] = mapped_column(BigInteger, default=None)
    quarantined: Mapped[bool] = mapped_column(default=False, server_default="0")
    """Put aside at the scan: not to be sold while the soldes last."""
    note: Mapped[str] = mapped_column(default="")
    delivery_id: Mapped[DeliveryId | None] = mapped_column(default=None, index=True)
    purchase_line_id: Mapped[PurchaseLineId | None] = mapped_column(default=None, index=True)
    lot_id: Mapped[LotId | None] = mapped_column(default=None)
    landed_tenthousandths: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    """What the way here adds to the cost of all its units."""
    card_cost_tenthousandths: Mapped[int | None] = mapped_column(BigInteger, default=None)
    """What the card of the article said before; it says so again when the receipt is undone."""
    at: Mapped[datetime]
    by: Mapped[str]
