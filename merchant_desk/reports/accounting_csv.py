"""The books of a period as CSV for a French spreadsheet: semicolons, decimal commas, UTF-8."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from merchant_desk.queries.period_books import PeriodBooks
from merchant_desk.reports.bank_papers import bank_lines
from merchant_desk.rules.accounting_words import (
    category_words,
    kind_words,
    rate_key_words,
    rate_words,
    section_words,
)
from merchant_desk.rules.receipts_book import BookRow
from merchant_desk.rules.vat_boxes import vat_box
from merchant_desk.values.money import Money
from merchant_desk.values.payment_means import means_words
from merchant_desk.values.texts import _

_BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Cell = str | Money | int


def csv_bytes(heads: Iterable[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    """Return a table as a spreadsheet opens it; no name in it can act as a formula."""
    lines = [list(heads), *([_cell(each) for each in row] for row in rows)]
    text = "".join(";".join(_quoted(each) for each in line) + "\r\n" for line in lines)
    return (_BOM + text).encode()


def sales_journal_csv(books: PeriodBooks) -> bytes:
    """Return the sales journal: a line a document, base and VAT of each rate in columns."""
    journal = books.journal
    names = [rate_key_words(key).replace("\u00a0", " ") for key in journal.rates]
    heads = [_("Date"), _("Nature"), _("Numéro"), _("Client"), _("Déjà compté")]
    for name in names:
        heads += [_("Base HT {rate}").format(rate=name), _("TVA {rate}").format(rate=name)]
    heads += [_("Total HT"), _("Total TVA"), _("Total TTC")]
    rows: list[list[Cell]] = []
    for row in journal.rows:
        line: list[Cell] = [row.day.isoformat(), kind_words(row.kind), row.number, row.party]
        line.append(_("oui") if row.details else "")
        for base, vat in zip(row.bases, row.vats, strict=True):
            line += [base, vat]
        rows.append([*line, row.base, row.vat, row.total])
    return csv_bytes(heads, rows)


def vat_csv(books: PeriodBooks) -> bytes:
    """Return the VAT of the period by part and rate."""
    heads = (_("Opérations"), _("Taux"), _("Ligne CA3"), _("Base HT"), _("TVA"))
    rows: list[tuple[Cell, ...]] = [
        (
            section_words(row.section),
            rate_words(row).replace("\u00a0", " "),
            vat_box(row, books.period.last),
            row.base,
            row.vat,
        )
        for row in books.vat.rows
    ]
    summary = books.vat
    rows.append((_("TVA brute, hors OSS"), "", "16", "", summary.due))
    rows.append((_("TVA déductible"), "", "23", "", summary.deductible))
    rows.append((_("Solde"), "", "", "", summary.balance))
    return csv_bytes(heads, rows)


def receipts_csv(books: PeriodBooks) -> bytes:
    """Return the book of receipts."""
    return _book(books.receipts)


def purchases_csv(books: PeriodBooks) -> bytes:
    """Return the register of purchases."""
    return _book(books.bought)


def entries_csv(books: PeriodBooks) -> bytes:
    """Return the entries, a line a line."""
    heads = (
        _("Journal"), _("Écriture"), _("Date"), _("Compte"), _("Intitulé"), _("Auxiliaire"),
        _("Nom"), _("Pièce"), _("Date de pièce"), _("Libellé"), _("Débit"), _("Crédit"),
    )  # fmt: skip
    rows = (
        (
            each.entry.journal.code,
            each.number,
            each.entry.day.isoformat(),
            line.account.code,
            line.account.label,
            line.party.code if line.party else "",
            line.party.name if line.party else "",
            each.entry.piece,
            each.entry.piece_day.isoformat(),
            each.entry.label,
            line.debit,
            line.credit,
        )
        for each in books.entries
        for line in each.entry.lines
    )
    return csv_bytes(heads, rows)


def bank_csv(books: PeriodBooks) -> bytes:
    """Return the bank beside the books."""
    return csv_bytes(*bank_lines(books))


SHEETS: Mapping[str, Callable[[PeriodBooks], bytes]] = MappingProxyType(
    {
        "sales_journal": sales_journal_csv,
        "vat": vat_csv,
        "receipts": receipts_csv,
        "purchases": purchases_csv,
        "entries": entries_csv,
        "bank": bank_csv,
    }
)


def _book(rows: Iterable[BookRow]) -> bytes:
    heads = (
        _("Date"), _("Pièce"), _("Nom"), _("Nature"), _("Moyen de paiement"), _("Référence"),
        _("Montant"),
    )  # fmt: skip
    return csv_bytes(
        heads,
        (
            (
                row.day.isoformat(),
                row.piece,
                row.party,
                category_words(row.category),
                means_words(row.means),
                row.reference,
                row.amount,
            )
            for row in rows
        ),
    )


def _cell(value: Cell) -> str:
    if isinstance(value, Money):
        sign = "-" if value.cents < 0 else ""
        whole, cents = divmod(abs(value.cents), 100)
        return f"{sign}{whole},{cents:02d}"
    if isinstance(value, int):
        return str(value)
    return f"'{value}" if value.startswith(_FORMULA) else value


def _quoted(text: str) -> str:
    if any(each in text for each in ';"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text
