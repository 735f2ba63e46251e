"""The lines of an order to a supplier, its references first, and what they come to before VAT."""

from dataclasses import dataclass

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
    Ink,
    Style,
)
from merchant_desk.documents.drawing.invoice_figures import bare, fitted
from merchant_desk.documents.drawing.shop_colour import shop_colour
from merchant_desk.documents.drawing.typeface import Face, plain_line, typeface
from merchant_desk.values.french import euros, number, rate
from merchant_desk.values.purchase_page import PurchasePage, PurchasePageLine
from merchant_desk.values.purchase_words import packs_words, unit_cost, units_words
from merchant_desk.values.texts import _, ngettext

_LEADING, _SMALL_LEADING = 4.3 * MM, 3.7 * MM
_PAD = 1.7 * MM
_RULE = 1.2
_REFERENCE_ROOM = 29 * MM
_NAME_X = MARGIN + 32 * MM
_SUMS_X, _SUMS_ROW = 120 * MM, 5.6 * MM


@dataclass(frozen=True, slots=True)
class _Column:
    head: str
    right: float
    style: Style


def _columns(page: PurchasePage) -> tuple[_Column, ...]:
    columns = [
        _Column(_("Colisage"), 133 * MM, FIGURES),
        _Column(_("Quantité"), 150 * MM, FIGURES_STRONG),
        _Column(_("PU HT\u00a0€"), 171 * MM, FIGURES),
        _Column(_("Total HT\u00a0€"), RIGHT, FIGURES_STRONG),
    ]
    if any(each.rebate_bp for each in page.lines):
        columns = [
            _Column(_("Colisage"), 120 * MM, FIGURES),
            _Column(_("Quantité"), 137 * MM, FIGURES_STRONG),
            _Column(_("PU HT\u00a0€"), 157 * MM, FIGURES),
            _Column(_("Remise"), 172 * MM, FIGURES),
            _Column(_("Total HT\u00a0€"), RIGHT, FIGURES_STRONG),
        ]
    return tuple(columns)


def draw_purchase_lines(flow: Flow, page: PurchasePage, rule: Ink) -> None:
    """Draw the lines; the head of the columns stands again on every page."""
    columns = _columns(page)

    def head() -> None:
        level = flow.y + 4 * MM
        flow.page.text(MARGIN, level, _("Votre référence"), LABEL)
        flow.page.text(_NAME_X, level, _("Désignation"), LABEL)
        for column in columns:
            flow.page.right(column.right, level, column.head, LABEL)
        flow.page.line(MARGIN, level + 2 * MM, RIGHT, rule, _RULE)
        flow.y = level + 2 * MM

    head()
    flow.repeat = head
    for line in page.lines:
        _draw_line(flow, line, columns)
    flow.repeat = None


def _draw_line(flow: Flow, line: PurchasePageLine, columns: tuple[_Column, ...]) -> None:
    room = columns[0].right - _NAME_X - 17 * MM
    names = typeface(BODY.face).wrapped(plain_line(line.title), BODY.size, room)
    ours = typeface(SMALL.face).wrapped(_ours(line), SMALL.size, room)
    theirs = typeface(BODY_STRONG.face).wrapped(
        plain_line(line.supplier_sku) or "—", BODY_STRONG.size, _REFERENCE_ROOM
    )[:2]
    left = len(names) * _LEADING + len(ours) * _SMALL_LEADING
    height = max(left, len(theirs) * _LEADING) + 2 * _PAD
    flow.need(min(height, 60 * MM))
    top = flow.y
    for place, words in enumerate(theirs):
        flow.page.text(MARGIN, top + _PAD + 3.4 * MM + place * _LEADING, words, BODY_STRONG)
    for column, figure in zip(columns, _figures(line, len(columns)), strict=True):
        flow.page.right(column.right, top + _PAD + 3.4 * MM, figure, fitted(figure, column.style))
    flow.skip(_PAD - 0.9 * MM)
    flow.lines(names, BODY, _NAME_X, _LEADING)
    flow.lines(ours, SMALL, _NAME_X, _SMALL_LEADING)
    flow.y = max(flow.y + _PAD + 0.5 * MM, top + height)
    flow.page.line(MARGIN, flow.y, RIGHT, LINE)


def _ours(line: PurchasePageLine) -> str:
    ean = _("EAN {code}").format(code=line.ean) if line.ean else ""
    sku = _("notre réf. {sku}").format(sku=line.sku)
    return plain_line(" · ".join(filter(None, (ean, sku))))


def _figures(line: PurchasePageLine, columns: int) -> tuple[str, ...]:
    cost = line.cost_tenthousandths
    price = "—" if cost is None else unit_cost(cost).removesuffix("\u00a0€")
    total = "—" if line.total is None else bare(line.total)
    packs = packs_words(line.quantity, line.pack_units) or "—"
    figures = [packs, number(line.quantity), price, total]
    if columns > len(figures):
        figures.insert(3, rate(line.rebate_bp) if line.rebate_bp else "—")
    return tuple(figures)


def draw_purchase_sums(flow: Flow, page: PurchasePage) -> None:
    """Draw what it comes to; prices that are not known are asked for."""
    flow.need(5 * _SUMS_ROW + 12 * MM)
    flow.skip(4 * MM)
    top = flow.y
    counted = ngettext("{n} référence", "{n} références", len(page.lines))
    units = units_words(sum(each.quantity for each in page.lines))
    words = f"{counted.format(n=number(len(page.lines)))} · {units}"
    flow.page.text(MARGIN, top + _SUMS_ROW, words, BODY)
    _row(flow, _("Marchandise HT"), euros(page.goods), BODY, FIGURES)
    carriage = euros(page.carriage) if page.carriage else _("franco")
    _row(flow, _("Port HT"), carriage, BODY, FIGURES)
    flow.skip(2 * MM)
    colours = shop_colour(page.shop.colour)
    flow.page.fill(_SUMS_X - 3 * MM, flow.y, RIGHT - _SUMS_X + 3 * MM, 9 * MM, colours.tint)
    flow.skip(0.6 * MM)
    strong, figures = Style(12, Face.STRONG), Style(12, Face.STRONG_FIGURES)
    _row(flow, _("Total HT"), euros(page.total), strong, figures)
    flow.skip(4 * MM)
    if page.unknown_prices:
        told = ngettext(
            "Le prix de {n} ligne n’est pas indiqué\u00a0: merci de le confirmer avant envoi.",
            "Le prix de {n} lignes n’est pas indiqué\u00a0: merci de le confirmer avant envoi.",
            page.unknown_prices,
        )
        text = told.format(n=number(page.unknown_prices))
        flow.paragraph(text, BODY, x=MARGIN, room=ROOM, leading=_LEADING)
    asked = _("Merci de confirmer cette commande et sa date de livraison en citant son numéro.")
    flow.paragraph(asked, BODY, x=MARGIN, room=ROOM, leading=_LEADING)


def _row(flow: Flow, label: str, figure: str, style: Style, figures: Style) -> None:
    flow.skip(_SUMS_ROW)
    flow.page.text(_SUMS_X, flow.y, label, style)
    flow.page.right(RIGHT - 3 * MM, flow.y, figure, figures)
