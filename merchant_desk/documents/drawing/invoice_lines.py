"""The lines of an invoice; without VAT to show, only the price to pay."""

from dataclasses import dataclass

from merchant_desk.documents.drawing.flow import MARGIN, RIGHT, Flow
from merchant_desk.documents.drawing.ink import (
    BODY,
    FIGURES,
    FIGURES_STRONG,
    LABEL,
    LINE,
    MM,
    SMALL,
    STRONG_LINE,
    Style,
)
from merchant_desk.documents.drawing.invoice_figures import bare, rate_words, unit_price
from merchant_desk.documents.drawing.typeface import plain_line, typeface
from merchant_desk.values.french import euros, number
from merchant_desk.values.invoice_page import InvoiceLine, InvoicePage
from merchant_desk.values.texts import _

_LEADING = 4.3 * MM
_SMALL_LEADING = 3.7 * MM
_ROW_PAD = 1.9 * MM


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of figures: its head and where its figures end."""

    head: str
    right: float
    style: Style


def draw_lines(flow: Flow, page: InvoicePage) -> None:
    """Draw the lines; the head of the columns stands again on every page."""
    columns = _columns(page)
    room = columns[0].right - MARGIN - 16 * MM

    def head() -> None:
        level = flow.y + 4 * MM
        flow.page.text(MARGIN, level, _("Désignation"), LABEL)
        for column in columns:
            flow.page.right(column.right, level, column.head, LABEL)
        flow.page.line(MARGIN, level + 2 * MM, RIGHT, STRONG_LINE, 1)
        flow.y = level + 2 * MM

    head()
    flow.repeat = head
    for line in page.lines:
        _draw_line(flow, line, columns, _figures(page, line), room)
    flow.repeat = None


def _columns(page: InvoicePage) -> tuple[_Column, ...]:
    if not page.charges_vat:
        return (
            _Column(_("Quantité"), 133 * MM, FIGURES),
            _Column(_("Prix unitaire\u00a0€"), 164 * MM, FIGURES),
            _Column(_("Montant\u00a0€"), RIGHT, FIGURES_STRONG),
        )
    return (
        _Column(_("Qté"), 96 * MM, FIGURES),
        _Column(_("PU HT\u00a0€"), 116 * MM, FIGURES),
        _Column(_("PU TTC\u00a0€"), 136 * MM, FIGURES),
        _Column(_("TVA"), 150.5 * MM, FIGURES),
        _Column(_("Total HT\u00a0€"), 172.5 * MM, FIGURES),
        _Column(_("Total TTC\u00a0€"), RIGHT, FIGURES_STRONG),
    )


def _figures(page: InvoicePage, line: InvoiceLine) -> tuple[str, ...]:
    if not page.charges_vat:
        return (number(line.quantity), unit_price(line.ttc, line.quantity), bare(line.ttc))
    return (
        number(line.quantity),
        unit_price(line.net, line.quantity),
        unit_price(line.ttc, line.quantity),
        rate_words(line.rate_bp, line.treatment),
        bare(line.net),
        bare(line.ttc),
    )


def _draw_line(
    flow: Flow,
    line: InvoiceLine,
    columns: tuple[_Column, ...],
    figures: tuple[str, ...],
    room: float,
) -> None:
    name = f"{line.name} — {line.option}" if line.option else line.name
    names = typeface(BODY.face).wrapped(plain_line(name), BODY.size, room)
    under = _under(line, room)
    height = len(names) * _LEADING + len(under) * _SMALL_LEADING + 2 * _ROW_PAD
    flow.need(min(height, 60 * MM))
    for column, figure in zip(columns, figures, strict=True):
        flow.page.right(column.right, flow.y + _ROW_PAD + 3.4 * MM, figure, column.style)
    flow.skip(_ROW_PAD - 0.9 * MM)
    flow.lines(names, BODY, MARGIN, _LEADING)
    flow.lines(under, SMALL, MARGIN, _SMALL_LEADING)
    flow.skip(_ROW_PAD + 0.5 * MM)
    flow.page.line(MARGIN, flow.y, RIGHT, LINE)


def _under(line: InvoiceLine, room: float) -> list[str]:
    under = []
    if line.sku:
        sku = _("Réf. {sku}").format(sku=plain_line(line.sku))
        under.append(typeface(SMALL.face).shortened(sku, SMALL.size, room))
    if line.discount:
        under.append(_("Remise déduite\u00a0: {amount} TTC").format(amount=euros(line.discount)))
    return under
