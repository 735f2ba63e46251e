"""The rows of the tables of books, and the columns they are shown in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from merchant_desk.queries.period_books import PeriodBooks
from merchant_desk.rules.accounting_words import (
    category_words,
    kind_words,
    rate_key_words,
    rate_words,
    section_words,
)
from merchant_desk.rules.posting.entry import Entry, EntryLine
from merchant_desk.rules.receipts_book import BookRow
from merchant_desk.rules.sales_journal import JournalRow, RateKey
from merchant_desk.rules.vat_boxes import vat_box
from merchant_desk.rules.vat_summary import VatRow
from merchant_desk.ui.column import Column
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.french import euros, number, short_date
from merchant_desk.values.money import Money
from merchant_desk.values.payment_means import means_words
from merchant_desk.values.texts import _


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One line of an entry."""

    number: int
    place: int
    entry: Entry
    line: EntryLine

    @property
    def row_id(self) -> bytes:
        """Return what tells it from the others."""
        return f"{self.entry.day}:{self.number}:{self.place}".encode()


@dataclass(frozen=True, slots=True)
class SoldRow:
    """One document of the journal, its rates in words."""

    row: JournalRow
    rates: str


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One line of a book of money."""

    place: int
    row: BookRow


@dataclass(frozen=True, slots=True)
class TaxRow:
    """One line of the VAT of the period."""

    row: VatRow
    day: date


def entry_rows(books: PeriodBooks) -> tuple[EntryRow, ...]:
    """Return every line of every entry."""
    return tuple(
        EntryRow(each.number, place, each.entry, line)
        for each in books.entries
        for place, line in enumerate(each.entry.lines)
    )


def sold_rows(books: PeriodBooks) -> tuple[SoldRow, ...]:
    """Return every document of the journal."""
    rates = books.journal.rates
    return tuple(SoldRow(row, _rates(row, rates)) for row in books.journal.rows)


def money_rows(rows: tuple[BookRow, ...]) -> tuple[MoneyRow, ...]:
    """Return the lines of a book of money."""
    return tuple(MoneyRow(place, row) for place, row in enumerate(rows))


def tax_rows(books: PeriodBooks) -> tuple[TaxRow, ...]:
    """Return the VAT of the period by part and rate."""
    return tuple(TaxRow(row, books.period.last) for row in books.vat.rows)


def _rates(row: JournalRow, rates: tuple[RateKey, ...]) -> str:
    if row.details:
        return _("déjà compté avec son ticket")
    told = zip(rates, row.bases, row.vats, strict=True)
    return ", ".join(rate_key_words(key) for key, base, vat in told if base or vat)


def _or_dash(amount: Money) -> str:
    return euros(amount) if amount else "—"


def _tax(row: TaxRow) -> bytes:
    return f"{row.row.section}:{row.row.country}:{row.row.rate_bp}".encode()


ROW_IDS: Mapping[str, Callable[[Any], bytes]] = MappingProxyType(
    {
        "vat": _tax,
        "sales_journal": lambda row: row.row.id,
        "entries": lambda row: row.row_id,
        "receipts": lambda row: str(row.place).encode(),
        "purchases": lambda row: str(row.place).encode(),
        "bank": lambda row: str(row.place).encode(),
    }
)
SORTS: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        "day": lambda row: (row.row.day, getattr(row.row, "number", "")),
        "number": lambda row: row.row.number,
        "party": lambda row: row.row.party.casefold(),
        "total": lambda row: row.row.total.cents,
        "amount": lambda row: row.row.amount.cents,
        "entry": lambda row: (row.entry.day, row.number, row.place),
        "account": lambda row: (row.line.account.code, row.entry.day, row.number),
    }
)


def tax_columns() -> tuple[Column[TaxRow], ...]:
    """Return the columns of the VAT of the period."""
    return (
        Column(
            "section", _("Opérations"), lambda row: section_words(row.row.section), 260,
            role=Role.STRONG, ink=Ink.TEXT, stretch=True,
        ),
        Column("rate", _("Taux"), lambda row: rate_words(row.row) or "—", 96),
        Column("box", _("Ligne CA3"), lambda row: vat_box(row.row, row.day) or "—", 110),
        Column("base", _("Base HT"), lambda row: euros(row.row.base), 120, numeric=True),
        Column(
            "vat", _("TVA"), lambda row: _or_dash(row.row.vat), 110, numeric=True, role=Role.BOLD,
            ink=Ink.TEXT,
        ),
    )  # fmt: skip


def sold_columns() -> tuple[Column[SoldRow], ...]:
    """Return the columns of the sales journal."""
    return (
        Column("day", _("Date"), lambda row: short_date(row.row.day), 96, sort="day"),
        Column(
            "number", _("Numéro"), lambda row: row.row.number, 140, sort="number", role=Role.BOLD,
            ink=Ink.TEXT,
        ),
        Column("kind", _("Nature"), lambda row: kind_words(row.row.kind), 116, gives_way=True),
        Column(
            "party", _("Client"), lambda row: row.row.party, 160, sort="party", role=Role.STRONG,
            ink=Ink.TEXT, stretch=True,
        ),
        Column("rates", _("Taux"), lambda row: row.rates, 120, gives_way=True),
        Column("base", _("Base HT"), lambda row: euros(row.row.base), 104, numeric=True),
        Column("vat", _("TVA"), lambda row: _or_dash(row.row.vat), 92, numeric=True),
        Column(
            "total", _("TTC"), lambda row: euros(row.row.total), 104, sort="total", numeric=True,
            role=Role.BOLD, ink=Ink.TEXT,
        ),
    )  # fmt: skip


def entry_columns() -> tuple[Column[EntryRow], ...]:
    """Return the columns of the entries."""
    return (
        Column("number", _("N°"), lambda row: number(row.number), 56, sort="entry", numeric=True),
        Column("day", _("Date"), lambda row: short_date(row.entry.day), 92),
        Column("journal", _("Journal"), lambda row: row.entry.journal.code, 78),
        Column(
            "account", _("Compte"), lambda row: row.line.account.code, 84, sort="account",
            role=Role.BOLD, ink=Ink.TEXT,
        ),
        Column(
            "name", _("Intitulé"), _account_name, 180, role=Role.STRONG,
            ink=Ink.TEXT, stretch=True,
        ),
        Column("piece", _("Pièce"), lambda row: row.entry.piece, 128),
        Column("label", _("Libellé"), lambda row: row.entry.label, 180, gives_way=True),
        Column("debit", _("Débit"), lambda row: _or_dash(row.line.debit), 92, numeric=True),
        Column("credit", _("Crédit"), lambda row: _or_dash(row.line.credit), 92, numeric=True),
    )  # fmt: skip


def money_columns() -> tuple[Column[MoneyRow], ...]:
    """Return the columns of a book of money."""
    return (
        Column("day", _("Date"), lambda row: short_date(row.row.day), 96, sort="day"),
        Column(
            "piece", _("Pièce"), lambda row: row.row.piece, 140, role=Role.BOLD, ink=Ink.TEXT
        ),
        Column(
            "party", _("Nom"), lambda row: row.row.party, 160, sort="party", role=Role.STRONG,
            ink=Ink.TEXT, stretch=True,
        ),
        Column("nature", _("Nature"), lambda row: category_words(row.row.category), 170),
        Column("means", _("Règlement"), lambda row: means_words(row.row.means), 140),
        Column("reference", _("Référence"), lambda row: row.row.reference or "—", 110,
               gives_way=True),
        Column(
            "amount", _("Montant"), lambda row: euros(row.row.amount), 110, sort="amount",
            numeric=True, role=Role.BOLD, ink=Ink.TEXT,
        ),
    )  # fmt: skip


def _account_name(row: EntryRow) -> str:
    party = row.line.party
    return row.line.account.label if party is None else f"{row.line.account.label}, {party.name}"
