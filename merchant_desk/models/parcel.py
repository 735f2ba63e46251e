"""Waves, parcels, and every scan made at a packing station."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from merchant_desk.database.column_types import words
from merchant_desk.models.base import Model
from merchant_desk.values.ids import (
    OrderId,
    OrderLineId,
    ParcelId,
    ParcelLineId,
    PlaceId,
    ProductId,
    RecordId,
    ScanId,
    StationId,
    WaveId,
    new_id,
)
from merchant_desk.values.words import ParcelState, ScanOutcome


class Wave(Model, kw_only=True):
    """Orders picked together."""

    __tablename__ = "wave"

    id: Mapped[WaveId] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    at: Mapped[datetime]
    by: Mapped[str]
    station_id: Mapped[StationId]


class WaveOrder(Model, kw_only=True):
    """An order of a wave, in the order of preparation."""

    __tablename__ = "wave_order"
    __table_args__ = (UniqueConstraint("wave_id", "position"),)

    wave_id: Mapped[WaveId] = mapped_column(ForeignKey("wave.id"), primary_key=True)
    order_id: Mapped[OrderId] = mapped_column(
        ForeignKey("sales_order.id"), primary_key=True, index=True
    )
    position: Mapped[int]


class WavePick(Model, kw_only=True):
    """What a wave takes from which bin for an order: kept, so that its slip can print again."""

    __tablename__ = "wave_pick"

    id: Mapped[RecordId] = mapped_column(
        primary_key=True, default_factory=lambda: RecordId(new_id())
    )
    wave_id: Mapped[WaveId] = mapped_column(ForeignKey("wave.id"), index=True)
    order_id: Mapped[OrderId] = mapped_column(ForeignKey("sales_order.id"))
    product_id: Mapped[ProductId] = mapped_column(ForeignKey("product.id"))
    place_id: Mapped[PlaceId | None] = mapped_column(ForeignKey("place.id"))
    """None for units that no bin had."""
    quantity: Mapped[int]


class Parcel(Model, kw_only=True):
    """One box of an order."""

    __tablename__ = "parcel"
    __table_args__ = (
        UniqueConstraint("order_id", "number"),
        Index("ix_parcel_state", "state"),
        Index("ix_parcel_tracking", "tracking"),
    )

    id: Mapped[ParcelId] = mapped_column(primary_key=True)
    order_id: Mapped[OrderId] = mapped_column(ForeignKey("sales_order.id"))
    number: Mapped[int]
    state: Mapped[ParcelState] = mapped_column(words(ParcelState))
    opened_at: Mapped[datetime]
    opened_by: Mapped[str]
    station_id: Mapped[StationId]
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    closed_by: Mapped[str] = mapped_column(default="")
    carrier: Mapped[str] = mapped_column(default="")
    tracking: Mapped[str] = mapped_column(default="")
    weight_g: Mapped[int | None] = mapped_column(default=None)


class ParcelLine(Model, kw_only=True):
    """How many of one order line the parcel wants, and how many are in."""

    __tablename__ = "parcel_line"
    __table_args__ = (
        CheckConstraint("packed BETWEEN 0 AND wanted", name="packed_le_wanted"),
        UniqueConstraint("parcel_id", "order_line_id"),
    )

    id: Mapped[ParcelLineId] = mapped_column(primary_key=True)
    parcel_id: Mapped[ParcelId] = mapped_column(ForeignKey("parcel.id"))
    order_line_id: Mapped[OrderLineId] = mapped_column(ForeignKey("order_line.id"))
    product_id: Mapped[ProductId] = mapped_column(ForeignKey("product.id"), index=True)
    wanted: Mapped[int]
    packed: Mapped[int] = mapped_column(default=0)
    missing: Mapped[int] = mapped_column(default=0)


class ParcelScan(Model, kw_only=True):
    """What was scanned into a parcel, when and by whom; append-only, refused by triggers."""

    __tablename__ = "parcel_scan"
    __table_args__ = (Index("ix_parcel_scan_parcel_id_at", "parcel_id", "at"),)

    id: Mapped[ScanId] = mapped_column(primary_key=True)
    parcel_id: Mapped[ParcelId] = mapped_column(ForeignKey("parcel.id"))
    parcel_line_id: Mapped[ParcelLineId | None] = mapped_column(
        ForeignKey("parcel_line.id"), default=None
    )
    code: Mapped[str]
    outcome: Mapped[ScanOutcome] = mapped_column(words(ScanOutcome))
    units: Mapped[int]
    takes_back: Mapped[ScanId | None] = mapped_column(default=None)
    lot: Mapped[str] = mapped_column(default="")
    expiry: Mapped[str] = mapped_column(default="")
    label: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    by: Mapped[str]
    station_id: Mapped[StationId]


class Shortage(Model, kw_only=True):
    """An article that should have been in its bin and was not."""

    __tablename__ = "shortage"

    id: Mapped[RecordId] = mapped_column(
        primary_key=True, default_factory=lambda: RecordId(new_id())
    )
    parcel_id: Mapped[ParcelId] = mapped_column(ForeignKey("parcel.id"))
    order_line_id: Mapped[OrderLineId] = mapped_column(ForeignKey("order_line.id"))
    product_id: Mapped[ProductId] = mapped_column(ForeignKey("product.id"), index=True)
    quantity: Mapped[int]
    at: Mapped[datetime]
    by: Mapped[str]
    station_id: Mapped[StationId]
    settled_at: Mapped[datetime | None] = mapped_column(default=None)
