"""The articles of a slip: how many, from where, what."""

from collections.abc import Sequence

from merchant_desk.documents.drawing.flow import MARGIN, RIGHT, Flow
from merchant_desk.documents.drawing.ink import (
    BLACK,
    LABEL,
    LINE,
    MM,
    SMALL,
    STRONG_LINE,
    WHITE,
    Style,
)
from merchant_desk.documents.drawing.kit_words import KIT, kit_lines
from merchant_desk.documents.drawing.paper import Page
from merchant_desk.documents.drawing.typeface import Face, plain_line, typeface
from merchant_desk.values.barcode import spoken_code
from merchant_desk.values.french import number
from merchant_desk.values.slips import PickLine, SlipLine, walking_order
from merchant_desk.values.texts import _

_COUNT = Style(13, Face.STRONG_FIGURES)
_COUNT_ON_BLACK = Style(13, Face.STRONG_FIGURES, WHITE)
_BIN = Style(11, Face.HEAVY)
_NAME = Style(9.5, Face.STRONG)
_SHARE = Style(8.5, Face.FIGURES)
_LEADING = 4.5 * MM

_BIN_X = MARGIN + 17 * MM
_NAME_X = MARGIN + 47 * MM
_COUNT_ROOM = 10 * MM
_BIN_ROOM = 28 * MM
_MOST_BIN_LINES = 4
_BOX = 4.6 * MM
_SLIP_ROOM = RIGHT - 9 * MM - _NAME_X
_SHARE_X = RIGHT - 9 * MM - 45 * MM
_PICK_ROOM = _SHARE_X - 4 * MM - _NAME_X


def draw_slip_lines(flow: Flow, lines: Sequence[SlipLine]) -> None:
    """Draw the lines of an order, in the order one walks past the shelves."""

    def head() -> None:
        _draw_head(flow, shares=False)

    flow.need(24 * MM)
    head()
    flow.repeat = head
    for line in walking_order(lines):
        _draw_row(flow, line, [], _SLIP_ROOM)


def draw_pick_lines(flow: Flow, lines: Sequence[PickLine]) -> None:
    """Draw the lines of a wave, each with the orders it is for."""

    def head() -> None:
        _draw_head(flow, shares=True)

    head()
    flow.repeat = head
    for line in walking_order(lines):
        shares = ", ".join(
            f"{plain_line(share.order_number)}\u00a0×{number(share.quantity)}"
            for share in line.shares
        )
        wrapped = typeface(_SHARE.face).wrapped(shares, _SHARE.size, 45 * MM) if shares else []
        _draw_row(flow, line, wrapped, _PICK_ROOM)


def _draw_head(flow: Flow, *, shares: bool) -> None:
    page, y = flow.page, flow.y + 4.5 * MM
    page.text(MARGIN, y, _("Quantité"), LABEL)
    page.text(_BIN_X, y, _("Emplacement"), LABEL)
    page.text(_NAME_X, y, _("Article"), LABEL)
    if shares:
        page.text(_SHARE_X, y, _("Pour les commandes"), LABEL)
    page.line(MARGIN, y + 2 * MM, RIGHT, STRONG_LINE, 1)
    flow.y = y + 2 * MM


def _draw_row(flow: Flow, line: SlipLine | PickLine, shares: list[str], room: float) -> None:
    name = f"{line.name} — {line.option}" if line.option else line.name
    names = typeface(_NAME.face).wrapped(plain_line(name), _NAME.size, room)
    codes = [line.sku, spoken_code(line.ean) if line.ean else ""]
    code = plain_line("   ".join(each for each in codes if each))
    code = typeface(SMALL.face).shortened(code, SMALL.size, room)
    kits = kit_lines(line.kits, room)
    bin_style, places = _bin_lines(plain_line(line.bin_code))
    height = 4.4 * MM + max(
        (len(names) + len(kits) + 1) * _LEADING,
        len(shares) * 4 * MM,
        len(places) * bin_style.size * 1.12,
    )
    flow.need(min(height, 60 * MM))
    _draw_sides(flow, line)
    top, page = flow.y, flow.page
    _draw_shares(flow, shares)
    if flow.page is page:
        flow.y = top
    flow.skip(1.6 * MM)
    flow.lines(names, _NAME, _NAME_X, _LEADING)
    flow.lines([code], SMALL, _NAME_X, _LEADING - 0.4 * MM)
    flow.lines(kits, KIT, _NAME_X, _LEADING - 0.4 * MM)
    flow.skip(2.8 * MM)
    if flow.page is page:
        flow.y = max(flow.y, top + height)
    flow.page.line(MARGIN, flow.y, RIGHT, LINE)


def _draw_shares(flow: Flow, shares: list[str]) -> None:
    flow.skip(2 * MM)
    flow.lines(shares, _SHARE, _SHARE_X, 4 * MM)


def _draw_sides(flow: Flow, line: SlipLine | PickLine) -> None:
    _draw_count(flow.page, flow.y, line.quantity)
    y = flow.y + 2.2 * MM
    style, places = _bin_lines(plain_line(line.bin_code) or "—")
    for place in places:
        y += style.size * 1.12
        flow.page.text(_BIN_X, y, place, style)
    flow.page.frame(RIGHT - _BOX, flow.y + 3 * MM, _BOX, _BOX, STRONG_LINE)


def _draw_count(page: Page, y: float, quantity: int) -> None:
    count = number(quantity)
    size = min(_COUNT.size, _COUNT.size * _COUNT_ROOM / _width(count, _COUNT))
    box = max(_width(count, _COUNT.but(size=size)) + 5 * MM, 9 * MM)
    if quantity > 1:
        # More than one is the count that gets missed: white on black.
        page.fill(MARGIN, y + 1.9 * MM, box, 7 * MM, BLACK)
        page.centred(MARGIN + box / 2, y + 7 * MM, count, _COUNT_ON_BLACK.but(size=size))
    else:
        page.centred(MARGIN + box / 2, y + 7 * MM, count, _COUNT.but(size=size))


def _bin_lines(place: str) -> tuple[Style, list[str]]:
    """Return a bin code whole: half of one sends the picker to the wrong shelf."""
    if _width(place, _BIN) <= _BIN_ROOM:
        return _BIN, [place]
    style = _BIN.but(size=8.5)
    return style, typeface(style.face).wrapped(place, style.size, _BIN_ROOM)[:_MOST_BIN_LINES]


def _width(text: str, style: Style) -> float:
    return typeface(style.face).width(text, style.size)
