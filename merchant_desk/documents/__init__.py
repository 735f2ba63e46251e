"""Bytes for the outside: one kind of document a file, and the list of them.

Importing this package costs nothing: ReportLab comes with the first document that is drawn, not
with the window. That is why the kinds are imported inside functions.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from merchant_desk.values.book_paper import BookPaper
from merchant_desk.values.claim_letter import ClaimLetter
from merchant_desk.values.count_sheet import CountSheet
from merchant_desk.values.deposit_slip import DepositSlip
from merchant_desk.values.invoice_page import InvoiceKind, InvoicePage
from merchant_desk.values.labels import LabelRuler, LabelRun
from merchant_desk.values.number_certificate import NumberCertificate
from merchant_desk.values.parity_paper import ParityPaper
from merchant_desk.values.price_tags import PriceTags
from merchant_desk.values.printer_test import PrinterTest
from merchant_desk.values.promotion_evidence import Evidence
from merchant_desk.values.purchase_page import PurchasePage
from merchant_desk.values.recall_letter import RecallLetters
from merchant_desk.values.reminder_letter import ReminderLetter
from merchant_desk.values.return_slip import ReturnSlip
from merchant_desk.values.slips import PackingSlip, PickingBatch
from merchant_desk.values.texts import _
from merchant_desk.values.weekly_review import WeeklyReview


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind of document: its key in settings and file names, its title, how it is drawn."""

    key: str
    title: Callable[[], str]
    value: type
    render: Callable[[Any], bytes]
    takes: Callable[[Any], bool] = lambda _content: True  # when several kinds draw one value
    alone: bool = False  # a file of its own, never one among several in a file


def draw_picking_slip(batch: PickingBatch) -> bytes:
    """Return the list of a wave and the slips of its orders as one PDF."""
    from merchant_desk.documents.picking_slip import render  # noqa: PLC0415 - on first use

    return render(batch)


def draw_packing_slip(slip: PackingSlip) -> bytes:
    """Return the slip of one order as a PDF."""
    from merchant_desk.documents.packing_slip import render  # noqa: PLC0415 - on first use

    return render(slip)


def draw_invoice(page: InvoicePage) -> bytes:
    """Return an invoice, a credit note or a copy of one as a PDF."""
    from merchant_desk.documents.invoice import render  # noqa: PLC0415 - on first use

    return render(page)


def draw_ticket(page: InvoicePage) -> bytes:
    """Return the ticket of a sale at the counter as a PDF, 80 mm wide."""
    from merchant_desk.documents.ticket import render  # noqa: PLC0415 - on first use

    return render(page)


def draw_factur_x(page: InvoicePage) -> bytes:
    """Return an invoice as PDF/A-3, its electronic invoice inside."""
    from merchant_desk.documents.factur_x import render  # noqa: PLC0415 - on first use

    return render(page)


def draw_number_certificate(certificate: NumberCertificate) -> bytes:
    """Return the certificate that numbers follow each other as a PDF."""
    from merchant_desk.documents.number_certificate import render  # noqa: PLC0415 - on first use

    return render(certificate)


def draw_parity(paper: ParityPaper) -> bytes:
    """Return the report of a comparison with a storefront as a PDF."""
    from merchant_desk.documents.parity_report import render  # noqa: PLC0415 - on first use

    return render(paper)


def draw_labels(run: LabelRun) -> bytes:
    """Return labels of articles as a PDF."""
    from merchant_desk.documents.labels import render  # noqa: PLC0415 - on first use

    return render(run)


def draw_label_ruler(ruler: LabelRuler) -> bytes:
    """Return the ruler test page of a label format as a PDF."""
    from merchant_desk.documents.label_ruler import render  # noqa: PLC0415 - on first use

    return render(ruler)


def draw_price_tags(tags: PriceTags) -> bytes:
    """Return the price tags of an operation as a PDF."""
    from merchant_desk.documents.price_tags import render  # noqa: PLC0415 - on first use

    return render(tags)


def draw_evidence(evidence: Evidence) -> bytes:
    """Return the evidence file of an operation as a PDF, its facts attached."""
    from merchant_desk.documents.promotion_evidence import render  # noqa: PLC0415 - on first use

    return render(evidence)


def draw_accounting_book(book: BookPaper) -> bytes:
    """Return a book of a period as a PDF."""
    from merchant_desk.documents.accounting_book import render  # noqa: PLC0415 - on first use

    return render(book)


def draw_reminder(letter: ReminderLetter) -> bytes:
    """Return the reminder of a late payment as a PDF."""
    from merchant_desk.documents.reminder import render  # noqa: PLC0415 - on first use

    return render(letter)


def draw_claim_letter(letter: ClaimLetter) -> bytes:
    """Return a claim to a supplier as a PDF."""
    from merchant_desk.documents.claim_letter import render  # noqa: PLC0415 - on first use

    return render(letter)


def draw_cheque_slip(slip: DepositSlip) -> bytes:
    """Return the slip of cheques or cash brought to the bank as a PDF."""
    from merchant_desk.documents.cheque_slip import render  # noqa: PLC0415 - on first use

    return render(slip)


def draw_count_sheet(sheet: CountSheet) -> bytes:
    """Return the sheet on which a count is written by hand as a PDF."""
    from merchant_desk.documents.count_sheet import render  # noqa: PLC0415 - on first use

    return render(sheet)


def draw_purchase_order(page: PurchasePage) -> bytes:
    """Return an order to a supplier as a PDF."""
    from merchant_desk.documents.purchase_order import render  # noqa: PLC0415 - on first use

    return render(page)


def draw_return_slip(slip: ReturnSlip) -> bytes:
    """Return the slip of a return, for the customer's parcel, as a PDF."""
    from merchant_desk.documents.return_slip import render  # noqa: PLC0415 - on first use

    return render(slip)


def draw_recall_letters(letters: RecallLetters) -> bytes:
    """Return the letters about a recalled lot, one a customer, as a PDF."""
    from merchant_desk.documents.recall_letters import render  # noqa: PLC0415 - on first use

    return render(letters)


def draw_test_page(test: PrinterTest) -> bytes:
    """Return the test page of a printer as a PDF."""
    from merchant_desk.documents.test_page import render  # noqa: PLC0415 - on first use

    return render(test)


def draw_weekly_review(review: WeeklyReview) -> bytes:
    """Return the review of the week as a PDF of one page."""
    from merchant_desk.documents.weekly_review import render  # noqa: PLC0415 - on first use

    return render(review)


DOCUMENTS = (
    DocumentKind("accounting_book", lambda: _("Livre comptable"), BookPaper, draw_accounting_book),
    DocumentKind(
        "claim_letter", lambda: _("Réclamation à un fournisseur"), ClaimLetter, draw_claim_letter
    ),
    DocumentKind("cheque_slip", lambda: _("Bordereau de remise"), DepositSlip, draw_cheque_slip),
    DocumentKind("count_sheet", lambda: _("Feuille de comptage"), CountSheet, draw_count_sheet),
    DocumentKind(
        "picking_slip", lambda: _("Bon de préparation groupé"), PickingBatch, draw_picking_slip
    ),
    DocumentKind("packing_slip", lambda: _("Bon de préparation"), PackingSlip, draw_packing_slip),
    DocumentKind(
        "ticket",
        lambda: _("Ticket de caisse"),
        InvoicePage,
        draw_ticket,
        takes=lambda page: page.kind is InvoiceKind.TICKET,
    ),
    DocumentKind(
        "factur_x",
        lambda: _("Facture électronique"),
        InvoicePage,
        draw_factur_x,
        takes=lambda page: page.kind is not InvoiceKind.TICKET and bool(page.number),
        alone=True,
    ),
    DocumentKind("invoice", lambda: _("Facture"), InvoicePage, draw_invoice),
    DocumentKind(
        "number_certificate",
        lambda: _("Certificat de continuité"),
        NumberCertificate,
        draw_number_certificate,
    ),
    DocumentKind("parity_report", lambda: _("Comparaison"), ParityPaper, draw_parity),
    DocumentKind("labels", lambda: _("Étiquettes d’articles"), LabelRun, draw_labels),
    DocumentKind("label_ruler", lambda: _("Règle d’étiquettes"), LabelRuler, draw_label_ruler),
    DocumentKind("price_tags", lambda: _("Étiquettes de prix"), PriceTags, draw_price_tags),
    DocumentKind("promotion_evidence", lambda: _("Dossier de preuve"), Evidence, draw_evidence),
    DocumentKind("purchase_order", lambda: _("Bon de commande"), PurchasePage, draw_purchase_order),
    DocumentKind(
        "recall_letters", lambda: _("Lettres de rappel"), RecallLetters, draw_recall_letters
    ),
    DocumentKind("reminder", lambda: _("Relance"), ReminderLetter, draw_reminder),
    DocumentKind("return_slip", lambda: _("Bon de retour"), ReturnSlip, draw_return_slip),
    DocumentKind("test_page", lambda: _("Page d’essai"), PrinterTest, draw_test_page),
    DocumentKind(
        "weekly_review", lambda: _("Revue de la semaine"), WeeklyReview, draw_weekly_review
    ),
)
