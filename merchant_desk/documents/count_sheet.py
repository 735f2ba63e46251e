"""The paper on which a count is written by hand: bin after bin, a box for each article."""

from merchant_desk.documents.drawing.bars import (
    MODULE,
    SMALL_MODULE,
    code128_width,
    draw_code128,
)
from merchant_desk.documents.drawing.flow import MARGIN, RIGHT, Flow
from merchant_desk.documents.drawing.ink import (
    BODY,
    HEIGHT,
    LABEL,
    LINE,
    MM,
    SMALL,
    SOFT,
    STRONG_LINE,
    SUNKEN,
    TITLE,
    WHITE,
    Style,
)
from merchant_desk.documents.drawing.paper import Page, Paper
from merchant_desk.documents.drawing.typeface import Face, plain_line, typeface
from merchant_desk.values.barcode import spoken_code
from merchant_desk.values.bin_code import bin_code
from merchant_desk.values.count_sheet import CountSheet, SheetBin, SheetLine
from merchant_desk.values.french import moment, number
from merchant_desk.values.texts import _

_NAME = Style(10, Face.STRONG)
_EXPECTED = Style(10, Face.FIGURES, SOFT)
_BIN = Style(14, Face.HEAVY)
_BOX = 26 * MM
_ROW = 11.5 * MM
_BLANKS = 2
_EXPECTED_X = RIGHT - _BOX - 8 * MM
_ROOM = _EXPECTED_X - 18 * MM - MARGIN


def render(sheet: CountSheet) -> bytes:
    """Return the sheet as a PDF; a bin that begins a page has its name on it again."""
    title = _("Feuille de comptage {number}").format(number=plain_line(sheet.number))
    paper = Paper(title, plain_line(sheet.shop_name))

    def head(page: Page, first: bool) -> float:
        return _head(page, sheet) if first else _next_head(page, title)

    flow = Flow(paper, head)
    for each in sheet.bins:
        _draw_bin(flow, each)
    for place, page in enumerate(flow.pages, 1):
        level = HEIGHT - 11 * MM
        page.text(MARGIN, level, _("Compté par\u00a0:"), SMALL)
        page.text(MARGIN + 60 * MM, level, _("Le\u00a0:"), SMALL)
        told = _("page {place}/{pages}").format(place=place, pages=len(flow.pages))
        page.right(RIGHT, level, f"{plain_line(sheet.number)} · {told}", SMALL)
    return paper.finish()


def _head(page: Page, sheet: CountSheet) -> float:
    page.text(MARGIN, 22 * MM, _("Feuille de comptage"), TITLE)
    page.right(RIGHT, 22 * MM, plain_line(sheet.number), Style(15, Face.STRONG))
    name = typeface(BODY.face).shortened(plain_line(sheet.title), 10.5, 110 * MM)
    page.text(MARGIN, 29 * MM, name, BODY.but(size=10.5))
    page.right(RIGHT, 29 * MM, moment(sheet.printed_at), BODY.but(size=10.5))
    return 33 * MM


def _next_head(page: Page, title: str) -> float:
    page.text(MARGIN, 17 * MM, _("{title} (suite)").format(title=title), Style(12, Face.STRONG))
    return 20 * MM


def _draw_bin(flow: Flow, each: SheetBin) -> None:
    def name() -> None:
        _draw_bin_name(flow, each)

    flow.repeat = None
    flow.need(18 * MM + _ROW)
    name()
    flow.repeat = name
    for line in each.lines:
        _draw_line(flow, line)
    for _blank in range(_BLANKS):
        _draw_blank(flow)
    flow.repeat = None
    flow.skip(5 * MM)


def _draw_bin_name(flow: Flow, each: SheetBin) -> None:
    page, y = flow.page, flow.y + 3 * MM
    page.fill(MARGIN, y, RIGHT - MARGIN, 9 * MM, SUNKEN)
    code = typeface(_BIN.face).shortened(plain_line(each.code), _BIN.size, 34 * MM)
    page.text(MARGIN + 3 * MM, y + 6.4 * MM, code, _BIN)
    place = typeface(BODY.face).shortened(plain_line(each.location), BODY.size, 26 * MM)
    page.text(MARGIN + 38 * MM, y + 6.2 * MM, place, BODY)
    _draw_bin_code(page, y, each)
    page.right(_EXPECTED_X, y + 6.2 * MM, _expected_title(each), LABEL)
    page.right(RIGHT - 2 * MM, y + 6.2 * MM, _("Compté"), LABEL)
    flow.y = y + 9 * MM


def _draw_bin_code(page: Page, y: float, each: SheetBin) -> None:
    """Draw what the scanner reads to begin with this bin; a very long one is left to the hand."""
    if not any(map(str.isalnum, each.code)):
        return
    code, left = bin_code(each.code), MARGIN + 66 * MM
    for module in (MODULE, SMALL_MODULE):
        width = code128_width(code, module)
        if left + width <= _EXPECTED_X - 16 * MM:
            page.fill(left, y, width, 9 * MM, WHITE)
            draw_code128(page, left, y + 1 * MM, code, height=7 * MM, module=module)
            return


def _expected_title(each: SheetBin) -> str:
    shown = any(line.expected is not None for line in each.lines)
    return _("Attendu") if shown else ""


def _draw_line(flow: Flow, line: SheetLine) -> None:
    flow.need(_ROW)
    page, y = flow.page, flow.y
    name = typeface(_NAME.face).shortened(plain_line(line.title), _NAME.size, _ROOM)
    page.text(MARGIN + 3 * MM, y + 5 * MM, name, _NAME)
    lot = _("lot {lot}").format(lot=line.lot) if line.lot else ""
    code = spoken_code(line.code) if line.code else ""
    below = plain_line("   ".join(filter(None, (line.sku, code, lot))))
    below = typeface(SMALL.face).shortened(below, SMALL.size, _ROOM)
    page.text(MARGIN + 3 * MM, y + 9 * MM, below, SMALL)
    if line.expected is not None:
        page.right(_EXPECTED_X, y + 7 * MM, number(line.expected), _EXPECTED)
    _draw_box(flow)


def _draw_blank(flow: Flow) -> None:
    """Leave room for what lies there and nobody expected."""
    flow.need(_ROW)
    flow.page.line(MARGIN + 3 * MM, flow.y + 8 * MM, _EXPECTED_X - 20 * MM, LINE)
    _draw_box(flow)


def _draw_box(flow: Flow) -> None:
    flow.page.frame(RIGHT - _BOX, flow.y + 1.7 * MM, _BOX, _ROW - 3.4 * MM, STRONG_LINE)
    flow.skip(_ROW)
    flow.page.line(MARGIN, flow.y, RIGHT, LINE)
