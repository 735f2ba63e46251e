"""The lines of a delivery slip: what the customer finds in the parcel, nothing of the shelves."""

from collections.abc import Sequence

from merchant_desk.documents.drawing.flow import MARGIN, RIGHT, Flow
from merchant_desk.documents.drawing.ink import LABEL, LINE, MM, SMALL, STRONG_LINE, Style
from merchant_desk.documents.drawing.kit_words import KIT, kit_lines
from merchant_desk.documents.drawing.typeface import Face, plain_line, typeface
from merchant_desk.values.french import number
from merchant_desk.values.slips import SlipLine
from merchant_desk.values.texts import _

_COUNT = Style(11, Face.STRONG_FIGURES)
_NAME = Style(10, Face.STRONG)
_NAME_X = MARGIN + 17 * MM
_ROOM = RIGHT - _NAME_X
_LEADING = 4.7 * MM


def draw_delivered_lines(flow: Flow, lines: Sequence[SlipLine]) -> None:
    """Draw what the parcel holds, in the order of the order."""

    def head() -> None:
        y = flow.y + 4.5 * MM
        flow.page.text(MARGIN, y, _("Quantité"), LABEL)
        flow.page.text(_NAME_X, y, _("Article"), LABEL)
        flow.page.line(MARGIN, y + 2 * MM, RIGHT, STRONG_LINE, 1)
        flow.y = y + 2 * MM

    flow.need(24 * MM)
    head()
    flow.repeat = head
    for line in lines:
        _draw_row(flow, line)


def _draw_row(flow: Flow, line: SlipLine) -> None:
    name = f"{line.name} — {line.option}" if line.option else line.name
    names = typeface(_NAME.face).wrapped(plain_line(name), _NAME.size, _ROOM)
    kits = kit_lines(line.kits, _ROOM)
    flow.need(min((len(names) + len(kits) + 1) * _LEADING + 4 * MM, 60 * MM))
    flow.page.text(MARGIN, flow.y + 6.2 * MM, number(line.quantity), _COUNT)
    flow.skip(1.8 * MM)
    flow.lines(names, _NAME, _NAME_X, _LEADING)
    flow.lines([plain_line(line.sku)], SMALL, _NAME_X, _LEADING - 0.4 * MM)
    flow.lines(kits, KIT, _NAME_X, _LEADING - 0.4 * MM)
    flow.skip(2.4 * MM)
    flow.page.line(MARGIN, flow.y, RIGHT, LINE)
