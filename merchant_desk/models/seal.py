"""What proves that nothing issued was changed: chained and signed records, closings, the journal.

CGI 286 I 3° bis and BOI-TVA-DECLA-30-10-30 ask for four things of what records the payments of
consumers: inalterability, security, conservation, archiving. Every table here is append-only.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from merchant_desk.database.column_types import words
from merchant_desk.models.base import Model
from merchant_desk.values.closings import ClosingLevel, DrawerKind
from merchant_desk.values.ids import (
    ArchiveId,
    ClosingId,
    EventId,
    InvoiceId,
    RecordId,
    SealId,
    StationId,
    new_id,
)
from merchant_desk.values.money import Money
from merchant_desk.values.signing import SealKind


class SigningKey(Model, kw_only=True):
    """The public half of a key that signed: whoever verifies needs it, and no secret."""

    __tablename__ = "signing_key"

    fingerprint: Mapped[str] = mapped_column(primary_key=True)
    station_id: Mapped[StationId] = mapped_column(ForeignKey("station.id"))
    public_key: Mapped[bytes]
    algorithm: Mapped[str]
    since: Mapped[datetime]


class Seal(Model, kw_only=True):
    """One link of a chain: what was recorded, after what, signed by whom."""

    __tablename__ = "seal"
    __table_args__ = (
        UniqueConstraint("station_id", "kind", "sequence"),
        UniqueConstraint("kind", "subject_id"),
    )

    id: Mapped[SealId] = mapped_column(primary_key=True, default_factory=lambda: SealId(new_id()))
    station_id: Mapped[StationId]
    kind: Mapped[SealKind] = mapped_column(words(SealKind))
    sequence: Mapped[int]
    subject_id: Mapped[bytes]
    """Id of the row that is sealed."""
    text: Mapped[str]
    """What is signed (``values.signing.signed_text``)."""
    signature: Mapped[bytes]
    """Empty when no key answered: the next signed link vouches for this one."""
    digest: Mapped[str]
    """What the next link carries of this one."""
    fingerprint: Mapped[str]
    at: Mapped[datetime]


class Closing(Model, kw_only=True):
    """The totals of a day, a month or a year of one station, and its totals for ever."""

    __tablename__ = "closing"
    __table_args__ = (
        UniqueConstraint("station_id", "level", "period"),
        UniqueConstraint("station_id", "level", "sequence"),
    )

    id: Mapped[ClosingId] = mapped_column(primary_key=True)
    station_id: Mapped[StationId] = mapped_column(ForeignKey("station.id"))
    level: Mapped[ClosingLevel] = mapped_column(words(ClosingLevel))
    period: Mapped[str]
    """``2026-11-22``, ``2026-11``, ``2026``."""
    first_day: Mapped[date]
    last_day: Mapped[date]
    sequence: Mapped[int]
    sales: Mapped[Money]
    returns: Mapped[Money]
    """Negative."""
    total: Mapped[Money]
    perpetual: Mapped[Money]
    """Sales and returns since the first record, never set back."""
    perpetual_absolute: Mapped[Money]
    """The same, returns counted positive."""
    rates: Mapped[str]
    """JSON list: rate in basis points, treatment, base, VAT, total with VAT (cents)."""
    means: Mapped[str]
    """JSON list: means of payment, cents."""
    documents: Mapped[str]
    """JSON list: kind, how many, first number, last number."""
    heads: Mapped[str]
    """JSON list: chain, sequence and digest of its last link: nothing can be cut off unseen."""
    drawer: Mapped[str]
    """JSON: what the drawer should hold, what was counted, the difference (cents); or empty."""
    at: Mapped[datetime]
    by: Mapped[str]


class FiscalEvent(Model, kw_only=True):
    """One line of the event journal (JET)."""

    __tablename__ = "fiscal_event"
    __table_args__ = (Index("ix_fiscal_event_at", "at"),)

    id: Mapped[EventId] = mapped_column(primary_key=True)
    station_id: Mapped[StationId]
    code: Mapped[int]
    """As ``values.fiscal_events.EventCode``."""
    detail: Mapped[str]
    """Never tells who a customer is."""
    at: Mapped[datetime]
    by: Mapped[str]


class DocumentCopy(Model, kw_only=True):
    """A document that came out once more: marked DUPLICATA n."""

    __tablename__ = "document_copy"
    __table_args__ = (UniqueConstraint("invoice_id", "rank"),)

    id: Mapped[RecordId] = mapped_column(
        primary_key=True, default_factory=lambda: RecordId(new_id())
    )
    invoice_id: Mapped[InvoiceId] = mapped_column(ForeignKey("invoice.id"))
    rank: Mapped[int]
    station_id: Mapped[StationId]
    at: Mapped[datetime]
    by: Mapped[str]


class Archive(Model, kw_only=True):
    """A period handed over in open formats, and the digest of what was handed over."""

    __tablename__ = "archive"

    id: Mapped[ArchiveId] = mapped_column(primary_key=True)
    station_id: Mapped[StationId]
    first_day: Mapped[date]
    last_day: Mapped[date]
    file_name: Mapped[str]
    manifest_digest: Mapped[str]
    """SHA-256 of the manifest, which names the digest of every file."""
    at: Mapped[datetime]
    by: Mapped[str]


class DrawerMove(Model, kw_only=True):
    """Cash put into or taken out of the drawer, besides sales."""

    __tablename__ = "drawer_move"

    id: Mapped[RecordId] = mapped_column(
        primary_key=True, default_factory=lambda: RecordId(new_id())
    )
    station_id: Mapped[StationId]
    kind: Mapped[DrawerKind] = mapped_column(words(DrawerKind))
    amount: Mapped[Money]
    """Positive into the drawer, negative out of it."""
    day: Mapped[date]
    note: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
