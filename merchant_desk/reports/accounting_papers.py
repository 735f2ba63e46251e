"""The books of a period as they are printed."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from merchant_desk.queries.period_books import PeriodBooks
from merchant_desk.reports.bank_papers import bank_sections
from merchant_desk.rules.accounting_words import (
    category_words,
    check_words,
    gauge_words,
    kind_words,
    period_words,
    rate_key_words,
    rate_words,
    section_words,
)
from merchant_desk.rules.invoice_mentions import siren_groups
from merchant_desk.rules.receipts_book import BookRow, book_total
from merchant_desk.rules.sales_journal import JournalRow, RateKey
from merchant_desk.rules.vat_boxes import vat_box
from merchant_desk.rules.vat_summary import DEDUCTED, VatRow, VatSection
from merchant_desk.values.book_paper import BookColumn, BookPaper, BookSection
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.money import Money
from merchant_desk.values.payment_means import means_words
from merchant_desk.values.texts import _

_SALES = tuple(each for each in VatSection if each not in DEDUCTED)


def sales_journal_paper(books: PeriodBooks) -> BookPaper:
    """Return the sales journal: a line a document and rate, then the sums by rate."""
    columns = (
        BookColumn(_("Date"), 11, strong=False),
        BookColumn(_("Document"), 26, strong=True),
        BookColumn(_("Client"), 24),
        BookColumn(_("Taux"), 9),
        BookColumn(_("Base HT"), 10, figures=True),
        BookColumn(_("TVA"), 9, figures=True),
        BookColumn(_("TTC"), 11, figures=True, strong=True),
    )
    journal = books.journal
    rows = tuple(line for row in journal.rows for line in _journal_lines(row, journal.rates))
    sums = tuple(
        (rate_key_words(key), _plain(base), _plain(vat), _plain(base + vat))
        for key, (base, vat) in zip(journal.rates, journal.sums(), strict=True)
    )
    by_rate = (
        BookColumn(_("Taux"), 40, strong=True),
        BookColumn(_("Base HT"), 20, figures=True),
        BookColumn(_("TVA"), 20, figures=True),
        BookColumn(_("TTC"), 20, figures=True, strong=True),
    )
    total = (_("Total"), _plain(journal.base), _plain(journal.vat), _plain(journal.total))
    sections = (
        BookSection("", columns, rows, (), _("Aucun document émis.")),
        BookSection(_("Par taux"), by_rate, sums, total, _("Aucun document émis.")),
    )
    return _paper(books, _("Journal des ventes"), sections)


def vat_paper(books: PeriodBooks) -> BookPaper:
    """Return the VAT of the period: what was sold, what is deducted, what is left to pay."""
    columns = (
        BookColumn(_("Opérations"), 42, strong=True),
        BookColumn(_("Taux"), 12),
        BookColumn(_("Ligne CA3"), 14),
        BookColumn(_("Base HT"), 16, figures=True),
        BookColumn(_("TVA"), 16, figures=True, strong=True),
    )
    summary = books.vat

    def lines(sections: Iterable[VatSection]) -> tuple[tuple[str, ...], ...]:
        wanted = frozenset(sections)
        return tuple(_vat_line(row, books) for row in summary.rows if row.section in wanted)

    due = (_("TVA brute, hors OSS"), "", "16", "", _plain(summary.due))
    deducted = (_("TVA déductible"), "", "23", "", _plain(summary.deductible))
    balance = _("TVA à payer") if summary.balance >= Money(0) else _("Crédit de TVA")
    box = "28" if summary.balance >= Money(0) else "25"
    left = (balance, "", box, "", _plain(_absolute(summary.balance)))
    none = _("Aucune opération.")
    sections = (
        BookSection(_("Opérations de la période"), columns, lines(_SALES), due, none),
        BookSection(_("À déduire"), columns, lines(DEDUCTED), deducted, none),
        BookSection(_("Solde"), columns, (left,), (), none),
    )
    hint = _("Les lignes de la déclaration 3310-CA3 sont une indication, à vérifier chaque année.")
    return _paper(books, _("TVA de la période"), sections, (_regime(books), hint))


def receipts_paper(books: PeriodBooks) -> BookPaper:
    """Return the book of receipts (livre des recettes)."""
    return _book(books, _("Livre des recettes"), books.receipts, _("Aucune recette."))


def purchases_paper(books: PeriodBooks) -> BookPaper:
    """Return the register of purchases."""
    return _book(books, _("Registre des achats"), books.bought, _("Aucun achat payé."))


def bank_paper(books: PeriodBooks) -> BookPaper:
    """Return the bank beside the books (état de rapprochement)."""
    return _paper(books, _("État de rapprochement bancaire"), bank_sections(books))


PAPERS: Mapping[str, Callable[[PeriodBooks], BookPaper]] = MappingProxyType(
    {
        "sales_journal": sales_journal_paper,
        "vat": vat_paper,
        "receipts": receipts_paper,
        "purchases": purchases_paper,
        "bank": bank_paper,
    }
)


def check_lines(books: PeriodBooks) -> tuple[str, ...]:
    """Return what was checked and its verdict, a sentence a check."""
    return tuple(
        _("Vérifié\u00a0: {what} ({amount}).").format(
            what=check_words(each.key), amount=euros(each.found)
        )
        if each.holds
        else _("À revoir\u00a0: {what}, sauf {found} au lieu de {expected}.").format(
            what=check_words(each.key), found=euros(each.found), expected=euros(each.expected)
        )
        for each in books.checks
    )


def _book(books: PeriodBooks, title: str, rows: tuple[BookRow, ...], empty: str) -> BookPaper:
    columns = (
        BookColumn(_("Date"), 11),
        BookColumn(_("Pièce"), 18, strong=True),
        BookColumn(_("Nom"), 22),
        BookColumn(_("Nature"), 19),
        BookColumn(_("Règlement"), 17),
        BookColumn(_("Montant"), 13, figures=True, strong=True),
    )
    lines = tuple(
        (
            short_date(row.day),
            row.piece,
            row.party,
            category_words(row.category),
            " ".join(each for each in (means_words(row.means), row.reference) if each),
            _plain(row.amount),
        )
        for row in rows
    )
    total = (_("Total"), "", "", "", "", _plain(book_total(rows)))
    return _paper(books, title, (BookSection("", columns, lines, total, empty),))


def _paper(
    books: PeriodBooks, title: str, sections: tuple[BookSection, ...], told: tuple[str, ...] = ()
) -> BookPaper:
    seller = books.seller
    siren = "" if seller is None else _("SIREN {n}").format(n=siren_groups(seller.siren))
    return BookPaper(
        title=title,
        shop="" if seller is None else seller.trade_name or seller.name,
        siren=siren,
        period=period_words(books.period),
        sections=sections,
        notes=(*told, *(gauge_words(each) for each in books.gauges), *_sentences(books)),
        checks=check_lines(books),
    )


def _sentences(books: PeriodBooks) -> tuple[str, ...]:
    return tuple(each.sentence for each in books.notes)


def _regime(books: PeriodBooks) -> str:
    if books.franchise:
        return _("Franchise en base\u00a0: aucune TVA n’est facturée (CGI, art. 293 B).")
    if books.seller is not None and books.seller.vat_on_debits:
        return _("TVA d’après les débits\u00a0: tout est dû à la facture.")
    return _("Biens à la facture, services à l’encaissement.")


def _journal_lines(row: JournalRow, rates: tuple[RateKey, ...]) -> list[tuple[str, ...]]:
    head = [short_date(row.day), f"{kind_words(row.kind)} {row.number}", row.party]
    if row.details:
        return [(*head, _("déjà compté"), "", "", "")]
    found: list[tuple[str, ...]] = []
    for key, base, vat in zip(rates, row.bases, row.vats, strict=True):
        if base or vat:
            amounts = (_plain(base), _plain(vat), _plain(base + vat))
            found.append((*(head if not found else ("", "", "")), rate_key_words(key), *amounts))
    return found or [(*head, "", _plain(row.base), _plain(row.vat), _plain(row.total))]


def _vat_line(row: VatRow, books: PeriodBooks) -> tuple[str, ...]:
    return (
        section_words(row.section),
        rate_words(row),
        vat_box(row, books.period.last),
        _plain(row.base),
        _plain(row.vat) if row.vat else "",
    )


def _plain(amount: Money) -> str:
    return euros(amount)[:-2]


def _absolute(amount: Money) -> Money:
    return max(amount, -amount)
