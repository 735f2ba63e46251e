"""The bottom of an invoice: VAT per rate, what it comes to, what was paid, what the law adds."""

from merchant_desk.documents.drawing.flow import MARGIN, RIGHT, ROOM, Flow
from merchant_desk.documents.drawing.ink import (
    BODY,
    BODY_STRONG,
    FIGURES,
    FIGURES_STRONG,
    LABEL,
    LINE,
    MM,
    SMALL,
    SMALL_STRONG,
    SUNKEN,
    Style,
)
from merchant_desk.documents.drawing.invoice_figures import bare, treatment_words
from merchant_desk.documents.drawing.typeface import LONGEST_NOTE, Face, plain, typeface
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.invoice_page import InvoiceKind, InvoicePage, MentionPlace
from merchant_desk.values.texts import _

_TOTALS_X = 116 * MM
_ROW = 5.4 * MM
_BIG = Style(12.5, Face.HEAVY)
_BIG_FIGURES = Style(12.5, Face.STRONG_FIGURES)
_VAT_ROOM = 88 * MM


def draw_totals(flow: Flow, page: InvoicePage) -> None:
    """Draw both blocks side by side, never parted by the end of a page."""
    told = _told(page, MentionPlace.TOTALS)
    rows = max(len(page.vat_rows) + 2 + 2 * len(told), len(page.payments) + 6)
    flow.need(rows * _ROW + 8 * MM)
    flow.skip(5 * MM)
    top = flow.y
    left = _draw_vat(flow, page, top) if page.charges_vat else top
    for text in told:
        for line in typeface(Face.STRONG).wrapped(text, BODY.size, _VAT_ROOM):
            left += 4.6 * MM
            flow.page.text(MARGIN, left, line, BODY_STRONG)
    flow.y = max(left, _draw_sums(flow, page, top))


def draw_terms(flow: Flow, page: InvoicePage) -> None:
    """Draw what the shop adds and what the law wants, in small print."""
    flow.skip(6 * MM)
    if page.note.strip():
        note = plain(page.note.strip(), LONGEST_NOTE)
        flow.paragraph(note, BODY, x=MARGIN, room=ROOM, leading=4.4 * MM)
        flow.skip(3 * MM)
    if page.seller.iban and page.paid < page.ttc:
        iban = _("Virement\u00a0: IBAN {iban}").format(iban=plain(page.seller.iban))
        flow.paragraph(iban, SMALL_STRONG, x=MARGIN, room=ROOM, leading=3.8 * MM)
    for text in _told(page, MentionPlace.TERMS):
        flow.paragraph(text, SMALL, x=MARGIN, room=ROOM, leading=3.8 * MM)


def _told(page: InvoicePage, place: MentionPlace) -> list[str]:
    return [plain(mention.text) for mention in page.mentions if mention.place is place]


def _draw_vat(flow: Flow, page: InvoicePage, top: float) -> float:
    sheet, y = flow.page, top + 4 * MM
    rights = (MARGIN + 44 * MM, MARGIN + 66 * MM, MARGIN + _VAT_ROOM)
    sheet.text(MARGIN, y, _("Taux de TVA"), LABEL)
    for right, head in zip(
        rights, (_("Base HT\u00a0€"), _("TVA\u00a0€"), _("TTC\u00a0€")), strict=True
    ):
        sheet.right(right, y, head, LABEL)
    y += 1.8 * MM
    sheet.line(MARGIN, y, MARGIN + _VAT_ROOM, LINE)
    for row in page.vat_rows:
        y += _ROW - 0.6 * MM
        words = treatment_words(row.rate_bp, row.treatment)
        sheet.text(MARGIN, y, words, FIGURES)
        for right, amount in zip(rights, (row.base, row.vat, row.ttc), strict=True):
            sheet.right(right, y, bare(amount), FIGURES)
    sheet.line(MARGIN, y + 2 * MM, MARGIN + _VAT_ROOM, LINE)
    return y + 2.6 * MM


def _draw_sums(flow: Flow, page: InvoicePage, top: float) -> float:
    sheet, y = flow.page, top
    if page.charges_vat:
        for label, amount in ((_("Total HT"), page.net), (_("TVA"), page.vat)):
            y += _ROW
            sheet.text(_TOTALS_X, y - 1.4 * MM, label, BODY)
            sheet.right(RIGHT - 3 * MM, y - 1.4 * MM, euros(amount), FIGURES)
        y += 1 * MM
    sheet.fill(_TOTALS_X - 3 * MM, y, RIGHT - _TOTALS_X + 3 * MM, 10 * MM, SUNKEN)
    sheet.text(_TOTALS_X, y + 6.6 * MM, _total_words(page), _BIG)
    sheet.right(RIGHT - 3 * MM, y + 6.6 * MM, euros(page.ttc), _BIG_FIGURES)
    y += 12 * MM
    for payment in page.payments:
        words = _("Payé le {day}, {means}") if _is_sale(page) else _("Remboursé le {day}, {means}")
        told = words.format(day=short_date(payment.paid_on), means=plain(payment.means))
        y += _ROW
        shown = typeface(BODY.face).shortened(told, BODY.size, 55 * MM)
        sheet.text(_TOTALS_X, y - 1.4 * MM, shown, BODY)
        sheet.right(RIGHT - 3 * MM, y - 1.4 * MM, euros(payment.amount), FIGURES)
    return _draw_rest(flow, page, y)


def _draw_rest(flow: Flow, page: InvoicePage, y: float) -> float:
    rest = page.ttc - page.paid
    if not (rest and _is_sale(page)) and not page.payments and not page.buyer.is_business:
        return y
    y += _ROW
    if rest:
        words = _("Reste à payer") if _is_sale(page) else _("Reste à rembourser")
        flow.page.text(_TOTALS_X, y - 1.4 * MM, words, BODY_STRONG)
        flow.page.right(RIGHT - 3 * MM, y - 1.4 * MM, euros(rest), FIGURES_STRONG)
        return y
    words = _("Facture acquittée") if _is_sale(page) else _("Avoir remboursé")
    flow.page.text(_TOTALS_X, y - 1.4 * MM, f"✓ {words}", BODY_STRONG)
    return y


def _is_sale(page: InvoicePage) -> bool:
    return page.kind is not InvoiceKind.CREDIT_NOTE


def _total_words(page: InvoicePage) -> str:
    if not _is_sale(page):
        return _("Total de l’avoir")
    return _("Total TTC") if page.charges_vat else _("Total")
