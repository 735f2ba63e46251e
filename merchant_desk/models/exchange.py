"""What was exchanged with a storefront, and what its words for order states mean here."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from merchant_desk.database.column_types import words
from merchant_desk.models.base import Model
from merchant_desk.values.ids import RecordId, ShopId, new_id
from merchant_desk.values.remote import RemoteState
from merchant_desk.values.words import ExchangeKind


class Exchange(Model, kw_only=True):
    """One conversation with a storefront: when, what came, what left, what it cost."""

    __tablename__ = "exchange"
    __table_args__ = (Index("ix_exchange_shop_id_row", "shop_id", "row"),)

    id: Mapped[RecordId] = mapped_column(
        primary_key=True, default_factory=lambda: RecordId(new_id())
    )
    row: Mapped[int] = mapped_column(BigInteger, unique=True)
    shop_id: Mapped[ShopId] = mapped_column(ForeignKey("shop.id"))
    kind: Mapped[ExchangeKind] = mapped_column(words(ExchangeKind))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime]
    requests: Mapped[int]
    received: Mapped[int] = mapped_column(default=0)
    applied: Mapped[int] = mapped_column(default=0)
    parked: Mapped[int] = mapped_column(default=0)
    sent: Mapped[int] = mapped_column(default=0)
    refused: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column(default="")
    advice: Mapped[str] = mapped_column(default="")


class ShopWord(Model, kw_only=True):
    """A word of a storefront for the state of an order, and what it means at this desk.

    Shops rename their states and plugins add some: the connector proposes, she decides.
    """

    __tablename__ = "shop_word"

    shop_id: Mapped[ShopId] = mapped_column(ForeignKey("shop.id"), primary_key=True)
    word: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(default="")
    proposed: Mapped[RemoteState] = mapped_column(words(RemoteState))
    chosen: Mapped[RemoteState | None] = mapped_column(words(RemoteState), default=None)
    """What she said it means; None follows the proposal."""
    seen_at: Mapped[datetime]
