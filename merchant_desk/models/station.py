"""This computer, the people who work at it, the shop's own identity, and its settings."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from merchant_desk.database.column_types import words
from merchant_desk.models.base import Model
from merchant_desk.values.ids import ImportId, PersonId, PrintJobId, StationId
from merchant_desk.values.vat import VatTreatment
from merchant_desk.values.words import DocumentKind, PrintState


class Station(Model, kw_only=True):
    """A computer of the shop: printers, scanner settings and invoice series hang on it."""

    __tablename__ = "station"

    id: Mapped[StationId] = mapped_column(primary_key=True)
    name: Mapped[str]
    letter: Mapped[str] = mapped_column(unique=True)
    """Marks this station's invoice numbers."""
    created_at: Mapped[datetime]


class Person(Model, kw_only=True):
    """Someone who works here; chosen by name until PINs exist."""

    __tablename__ = "person"

    id: Mapped[PersonId] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    active: Mapped[bool] = mapped_column(default=True)


class Setting(Model, kw_only=True):
    """A business setting; ``station`` is the hex id of a station, or empty for the whole shop."""

    __tablename__ = "setting"

    station: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class ShopProfile(Model, kw_only=True):
    """Who sells: printed on every invoice. One row; each invoice keeps its own copy."""

    __tablename__ = "shop_profile"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    seller: Mapped[str]
    """JSON of values.invoice_page.Seller."""
    vat_treatment: Mapped[VatTreatment] = mapped_column(words(VatTreatment))
    """``normal``, or ``franchise`` (CGI 293 B): what every line is under."""
    logo: Mapped[bytes | None] = mapped_column(default=None)
    changed_at: Mapped[datetime]


class PrintJob(Model, kw_only=True):
    """Paper that must come out, once; it waits when the printer does."""

    __tablename__ = "print_job"
    __table_args__ = (Index("ix_print_job_state_station_id", "state", "station_id"),)

    id: Mapped[PrintJobId] = mapped_column(primary_key=True)
    row: Mapped[int] = mapped_column(BigInteger, unique=True)
    """The order in which papers were asked for, and come out."""
    kind: Mapped[DocumentKind] = mapped_column(words(DocumentKind))
    subject: Mapped[str]
    """Hex id of the wave, parcel, order or invoice."""
    title: Mapped[str]
    station_id: Mapped[StationId] = mapped_column(ForeignKey("station.id"))
    state: Mapped[PrintState] = mapped_column(words(PrintState))
    copies: Mapped[int] = mapped_column(default=1)
    at: Mapped[datetime]
    by: Mapped[str]
    printed_at: Mapped[datetime | None] = mapped_column(default=None)
    printed_on: Mapped[str] = mapped_column(default="")
    """The printer it was handed to, empty when it is a PDF."""
    file: Mapped[str] = mapped_column(default="")
    """The PDF it was written to, when no printer is chosen."""
    attempts: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column(default="")


class CatalogueImport(Model, kw_only=True):
    """A catalogue file taken in, undoable as a whole."""

    __tablename__ = "catalogue_import"

    id: Mapped[ImportId] = mapped_column(primary_key=True)
    file_name: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
    station_id: Mapped[StationId]
    created_count: Mapped[int]
    changed_count: Mapped[int]
    refused_count: Mapped[int]
    before: Mapped[str]
    """JSON of what changed products were before, to undo."""
    undone_at: Mapped[datetime | None] = mapped_column(default=None)
