"""The bottom of an invoice: VAT per rate, what it comes to, what was paid, what is left."""

from merchant_desk.documents.drawing.flow import MARGIN, RIGHT, Flow
from merchant_desk.documents.drawing.ink import (
    BODY,
    BODY_STRONG,
    FIGURES,
    FIGURES_STRONG,
    LABEL,
    LINE,
    MM,
    SMALL,
    Style,
)
from merchant_desk.documents.drawing.invoice_figures import bare, fitted, treatment_words
from merchant_desk.documents.drawing.shop_colour import shop_colour
from merchant_desk.documents.drawing.typeface import Face, plain, plain_line, typeface
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.invoice_page import InvoiceKind, InvoicePage, MentionPlace
from merchant_desk.values.money import ZERO
from merchant_desk.values.payment_means import means_words
from merchant_desk.values.texts import _

_TOTALS_X = 113 * MM
_TOTALS_ROOM = RIGHT - 3 * MM - _TOTALS_X
_ROW = 5.4 * MM
_BIG = Style(12.5, Face.STRONG)
_BIG_FIGURES = Style(12.5, Face.STRONG_FIGURES)
_VAT_ROOM = 88 * MM
_PLAIN = (BODY, FIGURES)
_TAKEN = (BODY.but(size=8.5), FIGURES)
_STRONG = (BODY_STRONG, FIGURES_STRONG)


def draw_totals(flow: Flow, page: InvoicePage) -> None:
    """Draw both blocks side by side, never parted by the end of a page."""
    told = [
        plain(mention.text) for mention in page.mentions if mention.place is MentionPlace.TOTALS
    ]
    below = len(page.payments) + len(page.deposits) + 8
    flow.need(max(len(page.vat_rows) + 2 + 2 * len(told), below) * _ROW + 5 * MM)
    flow.skip(5 * MM)
    top = flow.y
    left = _draw_vat(flow, page, top) if page.charges_vat else top
    for text in told:
        for line in typeface(Face.STRONG).wrapped(text, BODY.size, _VAT_ROOM):
            left += 4.6 * MM
            flow.page.text(MARGIN, left, line, BODY_STRONG)
    flow.y = max(left, _draw_sums(flow, page, top))


def is_sale(page: InvoicePage) -> bool:
    """Tell whether the document asks for money: a credit note gives some back."""
    return page.kind is not InvoiceKind.CREDIT_NOTE


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
        words = treatment_words(row.rate_bp, row.treatment, page.tax_country)
        sheet.text(MARGIN, y, words, FIGURES)
        for right, amount in zip(rights, (row.base, row.vat, row.ttc), strict=True):
            sheet.right(right, y, bare(amount), fitted(bare(amount), FIGURES))
    sheet.line(MARGIN, y + 2 * MM, MARGIN + _VAT_ROOM, LINE)
    return y + 2.6 * MM


def _draw_sums(flow: Flow, page: InvoicePage, top: float) -> float:
    y = top
    if page.charges_vat:
        y = _row(flow, y, (_("Total HT"), euros(page.net)))
        y = _row(flow, y, (_("TVA"), euros(page.vat))) + 1 * MM
    y = _draw_total(flow, page, y)
    for deposit in page.deposits:
        words = _("Acompte {number} du {day}").format(
            number=plain_line(deposit.number), day=short_date(deposit.issued_on)
        )
        y = _row(flow, y, (words, euros(-deposit.amount)), _TAKEN)
    for payment in page.payments:
        words = _("Payé le {day}, {means}") if is_sale(page) else _("Remboursé le {day}, {means}")
        day, means = short_date(payment.paid_on), _means(payment.means)
        y = _row(flow, y, (words.format(day=day, means=means), euros(payment.amount)), _TAKEN)
    return _draw_rest(flow, page, y)


def _draw_total(flow: Flow, page: InvoicePage, y: float) -> float:
    sheet, colour = flow.page, shop_colour(page.seller.colour)
    sheet.fill(_TOTALS_X - 3 * MM, y, RIGHT - _TOTALS_X + 3 * MM, 10 * MM, colour.tint)
    sheet.fill(_TOTALS_X - 3 * MM, y, 1 * MM, 10 * MM, colour.band)
    sheet.text(_TOTALS_X, y + 6.6 * MM, _total_words(page), _BIG)
    figures = _BIG_FIGURES.but(ink=colour.words)
    sheet.right(RIGHT - 3 * MM, y + 6.6 * MM, euros(page.ttc), figures)
    return y + 12 * MM


def _draw_rest(flow: Flow, page: InvoicePage, y: float) -> float:
    rest = page.left_to_pay
    settled = bool(page.payments or page.deposits)
    if not rest:
        words = _("Facture acquittée") if is_sale(page) else _("Avoir remboursé")
        return _row(flow, y, (f"✓ {words}", ""), _STRONG) if settled and page.ttc else y
    if is_sale(page) or settled:
        y = _row(flow, y, (_rest_words(page), euros(max(rest, -rest))), _STRONG)
    if is_sale(page):
        return y
    y += 1 * MM
    told = _(
        "Cet avoir diminue d’autant ce que vous devez\u00a0;"
        " ce qui est déjà payé vous est remboursé."
    )
    for line in typeface(SMALL.face).wrapped(told, SMALL.size, _TOTALS_ROOM):
        y += 3.6 * MM
        flow.page.text(_TOTALS_X, y, line, SMALL)
    return y


def _row(
    flow: Flow, y: float, told: tuple[str, str], styles: tuple[Style, Style] = _PLAIN
) -> float:
    """Draw words and their amount; words too long for one line take more."""
    words, amount = told
    style, figures = styles
    room = _TOTALS_ROOM - typeface(figures.face).width(amount, figures.size) - 2 * MM
    lines = typeface(style.face).wrapped(words, style.size, room)[:3]
    level = y + _ROW - 1.4 * MM
    flow.page.right(RIGHT - 3 * MM, level, amount, figures)
    for place, line in enumerate(lines):
        flow.page.text(_TOTALS_X, level + place * 4 * MM, line, style)
    return y + _ROW + (len(lines) - 1) * 4 * MM


def _means(means: str) -> str:
    """Return a means of payment inside a sentence; what a storefront says stays as it is."""
    said = means_words(means)
    return plain_line(means if said == means else said[:1].lower() + said[1:])


def _rest_words(page: InvoicePage) -> str:
    if not is_sale(page):
        return _("Reste à rembourser") if page.left_to_pay > ZERO else _("Remboursé en trop")
    if page.left_to_pay < ZERO:
        return _("Trop-perçu, à vous rembourser")
    return _("Net à payer") if page.deposits else _("Reste à payer")


def _total_words(page: InvoicePage) -> str:
    if not is_sale(page):
        return _("Total de l’avoir")
    return _("Total TTC") if page.charges_vat else _("Total")
