"""What lorries bring: deliveries, what they cost on the way, and claims about them."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from merchant_desk.database.column_types import words
from merchant_desk.models.base import Model
from merchant_desk.values.goods_words import ClaimKind, ClaimState, DeliveryState, Spread
from merchant_desk.values.ids import (
    BatchId,
    ClaimId,
    DeliveryId,
    LocationId,
    PlaceId,
    ProductId,
    PurchaseId,
    PurchaseLineId,
    RecordId,
    StationId,
    SupplierId,
    new_id,
)
from merchant_desk.values.money import Money


class Delivery(Model, kw_only=True):
    """Goods that came together; its receipts (``batch.delivery_id``) say what they were."""

    __tablename__ = "delivery"
    __table_args__ = (Index("ix_delivery_state_opened_at", "state", "opened_at"),)

    id: Mapped[DeliveryId] = mapped_column(primary_key=True)
    row: Mapped[int] = mapped_column(BigInteger, unique=True)
    number: Mapped[str] = mapped_column(unique=True)
    supplier_id: Mapped[SupplierId | None] = mapped_column(ForeignKey("supplier.id"), default=None)
    purchase_id: Mapped[PurchaseId | None] = mapped_column(
        ForeignKey("purchase.id"), default=None, index=True
    )
    """None for goods that came without an order."""
    location_id: Mapped[LocationId | None] = mapped_column(default=None)
    slip_number: Mapped[str] = mapped_column(default="")
    """Number of the supplier's delivery note."""
    state: Mapped[DeliveryState] = mapped_column(words(DeliveryState))
    opened_at: Mapped[datetime]
    opened_by: Mapped[str]
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    closed_by: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    station_id: Mapped[StationId]


class DeliveryScan(Model, kw_only=True):
    """Units that one scan of a delivery brought, so that the last one can be taken back.

    A scan that fills several lines of an order has one record a line, all with its ``scan_id``.
    """

    __tablename__ = "delivery_scan"
    __table_args__ = (
        CheckConstraint("units > 0", name="units_positive"),
        Index("ix_delivery_scan_delivery_id_row", "delivery_id", "row"),
    )

    id: Mapped[RecordId] = mapped_column(
        primary_key=True, default_factory=lambda: RecordId(new_id())
    )
    row: Mapped[int] = mapped_column(BigInteger, unique=True)
    delivery_id: Mapped[DeliveryId] = mapped_column(ForeignKey("delivery.id"))
    scan_id: Mapped[RecordId]
    product_id: Mapped[ProductId] = mapped_column(ForeignKey("product.id"))
    batch_id: Mapped[BatchId]
    """Of a receipt that is gone, when all its units were taken back."""
    place_id: Mapped[PlaceId]
    units: Mapped[int]
    undone_at: Mapped[datetime | None] = mapped_column(default=None)
    at: Mapped[datetime]
    by: Mapped[str]
    station_id: Mapped[StationId]


class DeliveryCharge(Model, kw_only=True):
    """Carriage, duty: what a delivery cost on the way; append-only, refused by triggers."""

    __tablename__ = "delivery_charge"

    id: Mapped[RecordId] = mapped_column(
        primary_key=True, default_factory=lambda: RecordId(new_id())
    )
    delivery_id: Mapped[DeliveryId] = mapped_column(ForeignKey("delivery.id"), index=True)
    label: Mapped[str]
    amount: Mapped[Money]
    """Before VAT; negative takes an earlier one back."""
    spread: Mapped[Spread] = mapped_column(words(Spread))
    at: Mapped[datetime]
    by: Mapped[str]
    station_id: Mapped[StationId]


class Claim(Model, kw_only=True):
    """What we ask of a supplier about a delivery."""

    __tablename__ = "claim"

    id: Mapped[ClaimId] = mapped_column(primary_key=True)
    row: Mapped[int] = mapped_column(BigInteger, unique=True)
    number: Mapped[str] = mapped_column(unique=True)
    supplier_id: Mapped[SupplierId] = mapped_column(ForeignKey("supplier.id"), index=True)
    delivery_id: Mapped[DeliveryId | None] = mapped_column(
        ForeignKey("delivery.id"), default=None, index=True
    )
    state: Mapped[ClaimState] = mapped_column(words(ClaimState))
    note: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime]
    sent_at: Mapped[datetime | None] = mapped_column(default=None)
    settled_at: Mapped[datetime | None] = mapped_column(default=None)
    settled_note: Mapped[str] = mapped_column(default="")
    credited: Mapped[Money | None] = mapped_column(default=None)
    """What the supplier gave back, once it is settled."""
    by: Mapped[str]
    station_id: Mapped[StationId]


class ClaimLine(Model, kw_only=True):
    """One thing that is wrong."""

    __tablename__ = "claim_line"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_positive"),)

    id: Mapped[RecordId] = mapped_column(
        primary_key=True, default_factory=lambda: RecordId(new_id())
    )
    claim_id: Mapped[ClaimId] = mapped_column(ForeignKey("claim.id"), index=True)
    product_id: Mapped[ProductId] = mapped_column(ForeignKey("product.id"))
    purchase_line_id: Mapped[PurchaseLineId | None] = mapped_column(default=None)
    kind: Mapped[ClaimKind] = mapped_column(words(ClaimKind))
    quantity: Mapped[int]
    amount: Mapped[Money]
    """What it is worth, before VAT."""
    note: Mapped[str] = mapped_column(default="")
