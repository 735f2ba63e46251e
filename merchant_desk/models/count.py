"""Stock counts: what was expected, what was counted, and what came of it, kept for ever."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from merchant_desk.database.column_types import words
from merchant_desk.models.base import Model
from merchant_desk.values.goods_words import CountState
from merchant_desk.values.ids import (
    CountId,
    LocationId,
    LotId,
    MoveId,
    PlaceId,
    ProductId,
    RecordId,
    StationId,
    new_id,
)


class StockCount(Model, kw_only=True):
    """A count of some bins or articles, by any number of people, while the shop goes on."""

    __tablename__ = "stock_count"

    id: Mapped[CountId] = mapped_column(primary_key=True)
    row: Mapped[int] = mapped_column(BigInteger, unique=True)
    number: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str] = mapped_column(default="")
    location_id: Mapped[LocationId | None] = mapped_column(default=None)
    scope: Mapped[str] = mapped_column(default="{}")
    """JSON of ``values.count_scope.CountScope``: bins, categories, articles."""
    blind: Mapped[bool] = mapped_column(default=True)
    """Whoever counts does not see what is expected."""
    state: Mapped[CountState] = mapped_column(words(CountState), index=True)
    opened_at: Mapped[datetime]
    opened_by: Mapped[str]
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    closed_by: Mapped[str] = mapped_column(default="")
    station_id: Mapped[StationId]


class CountEntry(Model, kw_only=True):
    """Units counted in a bin, by one scan or one typed figure; append-only, refused by triggers."""

    __tablename__ = "count_entry"
    __table_args__ = (
        Index("ix_count_entry_count_id_place_id_product_id", "count_id", "place_id", "product_id"),
    )

    id: Mapped[RecordId] = mapped_column(
        primary_key=True, default_factory=lambda: RecordId(new_id())
    )
    row: Mapped[int] = mapped_column(BigInteger, unique=True)
    count_id: Mapped[CountId] = mapped_column(ForeignKey("stock_count.id"))
    place_id: Mapped[PlaceId] = mapped_column(ForeignKey("place.id"))
    product_id: Mapped[ProductId] = mapped_column(ForeignKey("product.id"))
    lot_id: Mapped[LotId | None] = mapped_column(default=None)
    quantity: Mapped[int]
    """Units added; negative takes a mistake back."""
    resets: Mapped[bool] = mapped_column(default=False, server_default="0")
    """What was counted before here of this article no longer counts: it is counted anew."""
    expected: Mapped[int]
    """What the ledger said of the bin at this instant, less what lay packed in open parcels."""
    after_move: Mapped[int] = mapped_column(BigInteger)
    """``stock_move.row`` of the article's last move before it."""
    in_parcels: Mapped[str] = mapped_column(default="{}", server_default="{}")
    """JSON: which open parcels held units of it at this instant, see ``values.off_shelf``."""
    code: Mapped[str] = mapped_column(default="")
    takes_back: Mapped[RecordId | None] = mapped_column(default=None)
    """The entry it takes back."""
    at: Mapped[datetime]
    by: Mapped[str]
    station_id: Mapped[StationId]


class CountBin(Model, kw_only=True):
    """A bin of a count that somebody has finished."""

    __tablename__ = "count_bin"

    count_id: Mapped[CountId] = mapped_column(ForeignKey("stock_count.id"), primary_key=True)
    place_id: Mapped[PlaceId] = mapped_column(ForeignKey("place.id"), primary_key=True)
    closed_at: Mapped[datetime]
    closed_by: Mapped[str]


class CountLine(Model, kw_only=True):
    """What a validated count found of an article in a bin; append-only, refused by triggers."""

    __tablename__ = "count_line"
    __table_args__ = (
        Index("ix_count_line_count_id", "count_id"),
        Index("ix_count_line_product_id_at", "product_id", "at"),
    )

    id: Mapped[RecordId] = mapped_column(
        primary_key=True, default_factory=lambda: RecordId(new_id())
    )
    count_id: Mapped[CountId] = mapped_column(ForeignKey("stock_count.id"))
    place_id: Mapped[PlaceId] = mapped_column(ForeignKey("place.id"))
    product_id: Mapped[ProductId] = mapped_column(ForeignKey("product.id"))
    lot_id: Mapped[LotId | None] = mapped_column(default=None)
    expected: Mapped[int]
    counted: Mapped[int]
    unit_cost: Mapped[int | None] = mapped_column(BigInteger)
    """Ten-thousandths of a euro a unit when it was validated: the variance by value."""
    move_id: Mapped[MoveId | None] = mapped_column(default=None)
    at: Mapped[datetime]
    by: Mapped[str]
