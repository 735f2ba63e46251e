"""The lines of an invoice: by its method with or without VAT; without VAT to show, only prices."""

from dataclasses import dataclass

from merchant_desk.documents.drawing.eco_words import eco_totals, eco_words
from merchant_desk.documents.drawing.flow import MARGIN, RIGHT, ROOM, Flow
from merchant_desk.documents.drawing.ink import (
    BODY,
    FIGURES,
    FIGURES_STRONG,
    LABEL,
    LINE,
    MM,
    SMALL,
    Ink,
    Style,
)
from merchant_desk.documents.drawing.invoice_figures import (
    bare,
    fitted,
    net_unit_price,
    rate_words,
    unit_price_with_vat,
)
from merchant_desk.documents.drawing.typeface import plain_line, typeface
from merchant_desk.values.french import euros, number
from merchant_desk.values.invoice_page import InvoiceLine, InvoicePage, PriceMethod
from merchant_desk.values.texts import _

_LEADING = 4.3 * MM
_SMALL_LEADING = 3.7 * MM
_ROW_PAD, _CLOSE_PAD = 1.9 * MM, 1.1 * MM
_MANY = 60
"""So many lines stand closer, each with its reference beside its name: half the paper."""
_RULE = 1.2
_UNDER_ROOM = 130 * MM  # the figures stand beside the first line only


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of figures: its head and where its figures end."""

    head: str
    right: float
    style: Style


def draw_lines(flow: Flow, page: InvoicePage, rule: Ink) -> None:
    """Draw the lines; the head of the columns stands again on every page."""
    columns = _columns(page)
    room = columns[0].right - MARGIN - 16 * MM

    def head() -> None:
        level = flow.y + 4 * MM
        flow.page.text(MARGIN, level, _("Désignation"), LABEL)
        for column in columns:
            flow.page.right(column.right, level, column.head, LABEL)
        flow.page.line(MARGIN, level + 2 * MM, RIGHT, rule, _RULE)
        flow.y = level + 2 * MM

    head()
    flow.repeat = head
    for line in page.lines:
        _draw_line(flow, page, line, columns, room)
    flow.repeat = None
    if said := eco_totals(page):
        flow.skip(1 * MM)
        flow.paragraph(said, SMALL, x=MARGIN, room=ROOM, leading=_SMALL_LEADING)


def _columns(page: InvoicePage) -> tuple[_Column, ...]:
    if not page.charges_vat:
        return (
            _Column(_("Quantité"), 133 * MM, FIGURES),
            _Column(_("Prix unitaire\u00a0€"), 164 * MM, FIGURES),
            _Column(_("Montant\u00a0€"), RIGHT, FIGURES_STRONG),
        )
    if page.method is PriceMethod.NET:
        return (
            _Column(_("Qté"), 120 * MM, FIGURES),
            _Column(_("PU HT\u00a0€"), 148 * MM, FIGURES),
            _Column(_("TVA"), 166 * MM, FIGURES),
            _Column(_("Total HT\u00a0€"), RIGHT, FIGURES_STRONG),
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
    count = number(line.quantity)
    if not page.charges_vat:
        return (count, unit_price_with_vat(line, PriceMethod.TTC), bare(line.ttc))
    net = net_unit_price(line, page.method)
    taxed = rate_words(line.rate_bp, line.treatment)
    if page.method is PriceMethod.NET:
        return (count, net, taxed, bare(line.net))
    with_vat = unit_price_with_vat(line, page.method)
    return (count, net, with_vat, taxed, bare(line.net), bare(line.ttc))


def _draw_line(
    flow: Flow, page: InvoicePage, line: InvoiceLine, columns: tuple[_Column, ...], room: float
) -> None:
    close = len(page.lines) > _MANY
    pad = _CLOSE_PAD if close else _ROW_PAD
    names = typeface(BODY.face).wrapped(_name(line, close=close), BODY.size, room)
    under = _under(page, line, close=close)
    height = len(names) * _LEADING + len(under) * _SMALL_LEADING + 2 * pad
    flow.need(min(height, 60 * MM))
    for column, figure in zip(columns, _figures(page, line), strict=True):
        style = fitted(figure, column.style)
        flow.page.right(column.right, flow.y + pad + 3.4 * MM, figure, style)
    flow.skip(pad - 0.9 * MM)
    flow.lines(names, BODY, MARGIN, _LEADING)
    flow.lines(under, SMALL, MARGIN, _SMALL_LEADING)
    flow.skip(pad + 0.5 * MM)
    flow.page.line(MARGIN, flow.y, RIGHT, LINE)


def _name(line: InvoiceLine, *, close: bool) -> str:
    name = f"{line.name} — {line.option}" if line.option else line.name
    if close and line.sku:
        name = f"{name} · {_sku(line)}"
    return plain_line(name)


def _sku(line: InvoiceLine) -> str:
    return _("Réf. {sku}").format(sku=plain_line(line.sku))


def _under(page: InvoicePage, line: InvoiceLine, *, close: bool) -> list[str]:
    under: list[str] = []
    if line.sku and not close:
        under.append(typeface(SMALL.face).shortened(_sku(line), SMALL.size, _UNDER_ROOM))
    if line.discount:
        under.append(_discount(page).format(amount=euros(line.discount)))
    if line.eco:
        under.extend(typeface(SMALL.face).wrapped(eco_words(page, line), SMALL.size, _UNDER_ROOM))
    return under


def _discount(page: InvoicePage) -> str:
    if not page.charges_vat:
        return _("Remise déduite\u00a0: {amount}")
    if page.method is PriceMethod.NET:
        return _("Remise déduite\u00a0: {amount} HT")
    return _("Remise déduite\u00a0: {amount} TTC")
