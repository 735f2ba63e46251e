"""One price tag: what it is, what it costs, what it cost before, until when, and its code."""

from dataclasses import dataclass

from merchant_desk.documents.drawing.bars import (
    MODULE,
    SMALL_MODULE,
    code128_width,
    draw_code128,
    draw_ean13,
    ean13_width,
    is_printable_code,
)
from merchant_desk.documents.drawing.ink import BLACK, MM, TEXT, WHITE, Style
from merchant_desk.documents.drawing.paper import Page
from merchant_desk.documents.drawing.typeface import Face, plain_line, typeface
from merchant_desk.errors import RefusedError
from merchant_desk.values.barcode import spoken_code
from merchant_desk.values.french import euros
from merchant_desk.values.price_tags import PriceTag, percent_words
from merchant_desk.values.texts import _

_USUAL_HEIGHT = 28 * MM
_LEAST, _MOST = 0.62, 1.2
_NAME, _PRICE, _PRIOR, _PERCENT, _NOTE, _FOOT = 8.6, 23.0, 10.5, 10.5, 6.6, 6.0
_LEAST_NOTE = 4.6
"""Below this size nobody reads what the law wants read (C. conso. L112-1: legible)."""
_LEADING = 1.2
_BARS, _LEAST_BARS = 8.5 * MM, 3.4 * MM


@dataclass(frozen=True, slots=True)
class Box:
    """Where a label may be drawn, in points from the top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def scale(self) -> float:
        """Return how large texts are here, beside those of a label of usual height."""
        return max(_LEAST, min(self.height / _USUAL_HEIGHT, _MOST))

    @property
    def right(self) -> float:
        """Return the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Return the lower edge."""
        return self.y + self.height


def draw_tag(page: Page, box: Box, tag: PriceTag) -> None:
    """Draw a label.

    Raises RefusedError when what must be read does not fit: nothing of it is cut off.
    """
    y = _draw_name(page, box, tag)
    y = _draw_price(page, box, tag, y)
    foot = _FOOT * box.scale * _LEADING
    size, lines = _notes(box, tag, box.bottom - y - foot - _LEAST_BARS)
    for line in lines:
        y += size * _LEADING
        page.text(box.x, y, line, Style(size, ink=TEXT))
    room = box.bottom - foot - y - 1.1 * MM
    _draw_code(page, box, tag, min(_BARS * box.scale, room))


def _draw_name(page: Page, box: Box, tag: PriceTag) -> float:
    size = _NAME * box.scale
    face = typeface(Face.STRONG)
    most = 1 if box.scale < 0.75 else 2  # noqa: PLR2004 - a small label has one line for it
    lines = face.wrapped(plain_line(tag.name), size, box.width)
    shown = lines[:most]
    if len(lines) > most:
        rest = " ".join(lines[most - 1 :])
        shown[-1] = face.shortened(rest, size, box.width)
        if not shown[-1].endswith("…"):
            shown[-1] = f"{shown[-1]}…"
    y = box.y
    for line in shown:
        y += size * _LEADING
        page.text(box.x, y, line, Style(size, Face.STRONG, TEXT))
    return y


def _draw_price(page: Page, box: Box, tag: PriceTag, top: float) -> float:
    """Draw the price, and at its right what is crossed out and the reduction, all in one row."""
    price = euros(tag.price)
    prior = euros(tag.prior) if tag.prior is not None else ""
    percent = percent_words(tag.percent) if tag.percent else ""
    scale = box.scale
    wanted = _row_width(price, prior, percent, scale)
    scale *= min(1.0, box.width / wanted)
    base = top + _PRICE * scale * 0.98
    page.text(box.x, base, price, Style(_PRICE * scale, Face.HEAVY, BLACK))
    right = box.right
    if percent:
        right = _draw_percent(page, right, base, percent, _PERCENT * scale) - 3.5 * scale
    if prior:
        _draw_crossed(page, right, base, prior, _PRIOR * scale)
    return base + 3.6 * scale


def _row_width(price: str, prior: str, percent: str, scale: float) -> float:
    width = typeface(Face.HEAVY).width(price, _PRICE * scale)
    if prior:
        width += typeface(Face.FIGURES).width(prior, _PRIOR * scale) + 6 * scale
    if percent:
        width += typeface(Face.HEAVY).width(percent, _PERCENT * scale) + 10 * scale
    return width


def _draw_percent(page: Page, right: float, base: float, percent: str, size: float) -> float:
    """Draw the reduction, white on black; return where it begins."""
    pad = size * 0.3
    width = typeface(Face.HEAVY).width(percent, size) + 2 * pad
    page.fill(right - width, base - size * 0.98, width, size * 1.26, BLACK)
    page.text(right - width + pad, base, percent, Style(size, Face.HEAVY, WHITE))
    return right - width


def _draw_crossed(page: Page, right: float, base: float, prior: str, size: float) -> None:
    width = typeface(Face.FIGURES).width(prior, size)
    page.text(right - width, base, prior, Style(size, Face.FIGURES, TEXT))
    middle = base - size * 0.33
    page.line(right - width - size * 0.1, middle, right + size * 0.1, BLACK, size * 0.09)


def _notes(box: Box, tag: PriceTag, room: float) -> tuple[float, list[str]]:
    """Return the lines under the price in the largest size in which all of them fit."""
    told = [plain_line(each) for each in (tag.dates, *tag.mentions) if each.strip()]
    size = _NOTE * box.scale
    while True:
        lines = [
            line for each in told for line in typeface(Face.TEXT).wrapped(each, size, box.width)
        ]
        if len(lines) * size * _LEADING <= room:
            return size, lines
        if size <= _LEAST_NOTE:
            raise RefusedError(
                _("Les étiquettes n’ont pas été imprimées\u00a0: le texte ne tient pas dessus."),
                _("Choisissez un format plus grand, ou un texte d’étiquette plus court."),
            )
        size = max(size - 0.3, _LEAST_NOTE)


def _draw_code(page: Page, box: Box, tag: PriceTag, height: float) -> None:
    size = _FOOT * box.scale
    code = spoken_code(tag.ean) if tag.ean else ""
    words = "  ·  ".join(each for each in (plain_line(tag.sku), code) if each)
    shown = typeface(Face.FIGURES).shortened(words, size, box.width)
    page.text(box.x, box.bottom - size * 0.2, shown, Style(size, Face.FIGURES, TEXT))
    top = box.bottom - size * _LEADING - height
    for module in (MODULE, SMALL_MODULE):
        if tag.ean and ean13_width(module) <= box.width + 8 * module:
            # The first quiet modules may reach into the blank padding of the label.
            draw_ean13(page, box.x - 8 * module, top, tag.ean, height=height, module=module)
            return
        if not tag.ean and is_printable_code(tag.sku) and _fits(tag.sku, module, box.width):
            draw_code128(page, box.x - 6 * module, top, tag.sku, height=height, module=module)
            return


def _fits(text: str, module: float, room: float) -> bool:
    return code128_width(text, module) <= room + 6 * module
