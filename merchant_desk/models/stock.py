"""Where stock is, every move it made, and the levels that follow from the moves."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from merchant_desk.database.column_types import words
from merchant_desk.models.base import Model
from merchant_desk.values.ids import (
    ImportId,
    LocationId,
    LotId,
    MoveId,
    OrderLineId,
    ParcelId,
    PlaceId,
    ProductId,
    RecordId,
    StationId,
    WaveId,
    new_id,
)
from merchant_desk.values.places import LAST_OUTSIDE
from merchant_desk.values.words import MoveReason, PlaceKind

_LAST_OUTSIDE = f"X'{LAST_OUTSIDE.hex()}'"
LEFT_A_BIN = f"from_place_id > {_LAST_OUTSIDE}"
REACHED_A_BIN = f"to_place_id > {_LAST_OUTSIDE}"
"""As SQLite reads them: it uses the index of some rows only when a query repeats its words.

Migrations say the same to PostgreSQL; said here, it would load that dialect at every start.
"""
NOT_SOLD = f"reason <> '{MoveReason.SALE.value}'"
SOLD_IN_KIT = f"cause_id IS NOT NULL AND reason = '{MoveReason.SALE.value}'"


class Location(Model, kw_only=True):
    """A shop, a back room, a depot."""

    __tablename__ = "location"

    id: Mapped[LocationId] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int] = mapped_column(default=0)


class Place(Model, kw_only=True):
    """A bin on a shelf, or one of the outside ends of the ledger."""

    __tablename__ = "place"
    __table_args__ = (UniqueConstraint("location_id", "code"),)

    id: Mapped[PlaceId] = mapped_column(primary_key=True)
    location_id: Mapped[LocationId | None] = mapped_column(ForeignKey("location.id"), default=None)
    kind: Mapped[PlaceKind] = mapped_column(words(PlaceKind))
    code: Mapped[str]
    walk_order: Mapped[str]
    """Sorts bins in the order she walks: numbers padded, so that A2 comes before A10."""


class StockMove(Model, kw_only=True):
    """A quantity that went from one place to another; append-only, refused by triggers."""

    __tablename__ = "stock_move"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity_positive"),
        CheckConstraint("from_place_id <> to_place_id", name="really_moves"),
        Index("ix_stock_move_product_id_row", "product_id", "row"),
        # What every article was worth on any past day, without reading the moves.
        Index("ix_stock_move_valued", "product_id", "at", "change", "value"),
        # What was not sold, which is little beside what was: the class of every article is all
        # that left less this; and when each was counted by hand. 12 s without, 0.4 s with it.
        Index(
            "ix_stock_move_not_sold",
            "reason",
            "product_id",
            "at",
            "change",
            "from_place_id",
            "to_place_id",
            "cause_id",
            sqlite_where=text(NOT_SOLD),
        ),
        # Which parts left with the kits of a ticket: few sales name what they left for.
        Index(
            "ix_stock_move_sold_in_kit",
            "cause_id",
            "at",
            sqlite_where=text(SOLD_IN_KIT),
        ),
        # Prove every level from the moves without reading the moves: 3.2 s without, 0.15 s with
        # them, for a million. What goes outside, nearly every move, is in the first one only.
        Index("ix_stock_move_left", "product_id", "from_place_id", "quantity"),
        Index(
            "ix_stock_move_reached",
            "product_id",
            "to_place_id",
            "quantity",
            "from_place_id",
            sqlite_where=text(REACHED_A_BIN),
        ),
    )

    id: Mapped[MoveId] = mapped_column(primary_key=True)
    row: Mapped[int] = mapped_column(BigInteger, unique=True)
    """Order of recording within this database."""
    product_id: Mapped[ProductId] = mapped_column(ForeignKey("product.id"))
    from_place_id: Mapped[PlaceId] = mapped_column(ForeignKey("place.id"))
    to_place_id: Mapped[PlaceId] = mapped_column(ForeignKey("place.id"))
    quantity: Mapped[int]
    reason: Mapped[MoveReason] = mapped_column(words(MoveReason))
    note: Mapped[str] = mapped_column(default="")
    parcel_id: Mapped[ParcelId | None] = mapped_column(default=None, index=True)
    import_id: Mapped[ImportId | None] = mapped_column(default=None)
    lot_id: Mapped[LotId | None] = mapped_column(default=None)
    change: Mapped[int] = mapped_column(default=0, server_default="0")
    """Units that the stock of the shop grew (or shrank) by; 0 from bin to bin."""
    value: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    """What the stock of the shop is worth more (or less) by it, in ten-thousandths of a euro; 0
    for what goes from bin to bin. See ``rules.valuation``."""
    cause_id: Mapped[RecordId | None] = mapped_column(default=None)
    """The receipt, return line, count or kit that moved it, as ``reason`` says."""
    at: Mapped[datetime]
    by: Mapped[str]
    station_id: Mapped[StationId]


class StockLevel(Model, kw_only=True):
    """How many of a product lie in a bin: a cache, always equal to the sum of the moves."""

    __tablename__ = "stock_level"

    product_id: Mapped[ProductId] = mapped_column(ForeignKey("product.id"), primary_key=True)
    place_id: Mapped[PlaceId] = mapped_column(ForeignKey("place.id"), primary_key=True, index=True)
    quantity: Mapped[int]


class Reservation(Model, kw_only=True):
    """Units promised to an order line and not yet shipped."""

    __tablename__ = "reservation"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_positive"),)

    order_line_id: Mapped[OrderLineId] = mapped_column(
        ForeignKey("order_line.id"), primary_key=True
    )
    product_id: Mapped[ProductId] = mapped_column(ForeignKey("product.id"), index=True)
    quantity: Mapped[int]


class PickAllocation(Model, kw_only=True):
    """From which bin the units of an order line are to be picked, chosen when the wave is made."""

    __tablename__ = "pick_allocation"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity_positive"),
        UniqueConstraint("order_line_id", "place_id"),
    )

    id: Mapped[RecordId] = mapped_column(
        primary_key=True, default_factory=lambda: RecordId(new_id())
    )
    order_line_id: Mapped[OrderLineId] = mapped_column(ForeignKey("order_line.id"))
    product_id: Mapped[ProductId] = mapped_column(ForeignKey("product.id"), index=True)
    place_id: Mapped[PlaceId] = mapped_column(ForeignKey("place.id"))
    quantity: Mapped[int]
    wave_id: Mapped[WaveId | None] = mapped_column(ForeignKey("wave.id"), default=None)
