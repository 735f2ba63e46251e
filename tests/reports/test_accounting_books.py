"""The books of a period as CSV and on paper: every amount of the journal, nothing that can act."""

from datetime import date

from merchant_desk.documents import draw_accounting_book
from merchant_desk.queries.accounting_notes import BookNote
from merchant_desk.queries.period_books import BookCheck, PeriodBooks
from merchant_desk.reports.accounting_csv import SHEETS, csv_bytes
from merchant_desk.reports.accounting_papers import PAPERS
from merchant_desk.rules.bank_book import bank_book
from merchant_desk.rules.posting.entry import Party
from merchant_desk.rules.posting.facts import PurchaseFact, PurchaseRate, SupplierMoneyFact
from merchant_desk.rules.posting.period import PeriodFacts, numbered_entries
from merchant_desk.rules.receipts_book import purchases_book, receipts_book
from merchant_desk.rules.sales_journal import sales_journal
from merchant_desk.rules.vat_summary import vat_summary
from merchant_desk.values.accounting_period import Period
from merchant_desk.values.invoice_page import InvoiceKind, Seller
from merchant_desk.values.money import Money
from merchant_desk.values.remote import Address, LineKind
from merchant_desk.values.vat import SaleCategory, VatTreatment
from tests.documents.reading import page_texts, whole_text
from tests.rules.posting.story import DAY, PLAN, paid, sale

PERIOD = Period(date(2026, 11, 1), date(2026, 11, 30))
SELLER = Seller(
    "Maison Lavande SARL",
    Address(line1="12 rue des Simples", postcode="84000", city="Avignon"),
    siren="732829320",
)
GOODS = SaleCategory.GOODS
SALES = (
    sale(
        ((1200, 2000, LineKind.PRODUCT, GOODS), (1055, 550, LineKind.PRODUCT, GOODS)),
        number="FA2026-000001",
    ),
    sale(
        ((5000, 0, LineKind.PRODUCT, GOODS),),
        treatment=VatTreatment.EXPORT,
        number="FA2026-000002",
        party=Party("C2", '=HYPERLINK("x";"y")'),
    ),
    sale(number="FA2026-000003", details=True),
    sale(kind=InvoiceKind.TICKET, number="TA2026-000001"),
)
SUPPLIER = Party("F1", "Savonnerie du Midi")


def books(*notes: BookNote, facts: PeriodFacts | None = None) -> PeriodBooks:
    """Return the books of November, made from these facts."""
    told = facts or PeriodFacts(
        sales=SALES,
        money=(paid(2255), paid(-100, 3, means="cash", reference="R-7")),
        purchases=(
            PurchaseFact(
                b"b", "2026-77", DAY, DAY, SUPPLIER,
                (PurchaseRate("S", 2000, Money(500), Money(100)),), Money(600),
            ),
        ),
        supplier_money=(
            SupplierMoneyFact(b"p", DAY, Money(600), "transfer", SUPPLIER, "2026-77", DAY, "VIR"),
        ),
    )  # fmt: skip
    first, last = PERIOD.first, PERIOD.last
    return PeriodBooks(
        period=PERIOD,
        closing=date(2026, 12, 31),
        seller=SELLER,
        franchise=False,
        entries=numbered_entries(PLAN, told),
        vat=vat_summary(told, first, last),
        journal=sales_journal(told, first, last),
        receipts=receipts_book(told, first, last),
        bought=purchases_book(told, first, last),
        notes=notes,
        checks=(
            BookCheck("balance", Money(100), Money(100)),
            BookCheck("vat", Money(200), Money(201)),
        ),
        bank=bank_book(told, PLAN, numbered_entries(PLAN, told), (first, last)),
    )


def _lines(sheet: bytes) -> list[list[str]]:
    text = sheet.decode("utf-8-sig")
    return [line.split(";") for line in text.rstrip("\r\n").split("\r\n")]


def test_the_journal_has_a_line_a_document_and_two_columns_a_rate() -> None:
    heads, first, *_rest = _lines(SHEETS["sales_journal"](books()))

    assert heads[5:] == [
        "Base HT 20 %", "TVA 20 %", "Base HT 5,5 %", "TVA 5,5 %", "Base HT Export", "TVA Export",
        "Total HT", "Total TVA", "Total TTC",
    ]  # fmt: skip
    assert first == [
        "2026-11-20", "Facture", "FA2026-000001", "Camille Roux", "",
        "10,00", "2,00", "10,00", "0,55", "0,00", "0,00", "20,00", "2,55", "22,55",
    ]  # fmt: skip


def test_a_name_never_acts_as_a_formula() -> None:
    sheet = SHEETS["sales_journal"](books()).decode("utf-8-sig")

    assert '"\'=HYPERLINK(""x"";""y"")"' in sheet
    assert csv_bytes(["a"], [["-2"], [Money(-205)]]).decode("utf-8-sig") == "a\r\n'-2\r\n-2,05\r\n"


def test_vat_is_told_by_part_rate_and_line_of_the_return() -> None:
    lines = _lines(SHEETS["vat"](books()))

    assert lines[1] == ["Ventes de biens", "20 %", "A1, 08", "20,00", "4,00"]
    assert lines[2] == ["Ventes de biens", "5,5 %", "A1, 09", "10,00", "0,55"]
    assert lines[3] == ["Exportations", "", "E1", "50,00", "0,00"]
    assert lines[4] == ["TVA déductible sur achats", "20 %", "20", "5,00", "1,00"]
    assert lines[-1] == ["Solde", "", "", "", "3,55"]


def test_receipts_and_purchases_tell_the_means_and_the_paper() -> None:
    receipts, bought = _lines(SHEETS["receipts"](books())), _lines(SHEETS["purchases"](books()))

    assert receipts[2] == [
        "2026-11-23", "1042", "Camille Roux", "Ventes de marchandises", "Espèces", "R-7", "-1,00",
    ]  # fmt: skip
    assert bought[1] == [
        "2026-11-20", "2026-77", "Savonnerie du Midi", "Achats", "Virement", "VIR", "6,00",
    ]  # fmt: skip


def test_every_line_of_every_entry_is_in_the_sheet_of_entries() -> None:
    told = books()

    lines = _lines(SHEETS["entries"](told))

    assert len(lines) == 1 + sum(len(each.entry.lines) for each in told.entries)


def test_the_journal_on_paper_tells_each_document_and_the_sums_by_rate() -> None:
    text = whole_text(draw_accounting_book(PAPERS["sales_journal"](books())))

    assert "Journal des ventes" in text
    assert "Maison Lavande SARL" in text
    assert "SIREN 732 829 320" in text
    assert "Facture FA2026-000001 Camille Roux 20 % 10,00 2,00 12,00" in text
    assert "déjà compté" in text
    assert "Total 80,00 4,55 84,55" in text


def test_the_vat_on_paper_says_what_is_due_and_what_was_checked() -> None:
    note = BookNote("running", "La période n’est pas finie.")

    text = whole_text(draw_accounting_book(PAPERS["vat"](books(note))))

    assert "TVA brute, hors OSS 16 4,55" in text
    assert "TVA à payer 28 3,55" in text
    assert "Vérifié : débits et crédits sont égaux (1,00 €)." in text
    assert "À revoir : la TVA des écritures est celle du récapitulatif" in text
    assert "La période n’est pas finie." in text


def test_a_long_journal_goes_on_over_numbered_pages() -> None:
    many = tuple(sale(number=f"FA2026-{n:06d}") for n in range(200))

    pages = page_texts(
        draw_accounting_book(PAPERS["sales_journal"](books(facts=PeriodFacts(sales=many))))
    )

    assert len(pages) > 3
    assert all(f"page {n}/{len(pages)}" in page for n, page in enumerate(pages, 1))


def test_the_books_of_nothing_say_so() -> None:
    empty = books(facts=PeriodFacts())

    told = [whole_text(draw_accounting_book(make(empty))) for make in PAPERS.values()]

    for words, text in zip(
        (
            "Aucun document émis.",
            "Aucune opération.",
            "Aucune recette.",
            "Aucun achat payé.",
            "Chaque ligne de banque est rapprochée.",
        ),
        told,
        strict=True,
    ):
        assert words in text
