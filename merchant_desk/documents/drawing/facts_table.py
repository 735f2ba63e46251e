"""Sections of a report: a title, pairs of words and facts, tables whose cells wrap."""

from collections.abc import Sequence
from dataclasses import dataclass

from merchant_desk.documents.drawing.flow import MARGIN, RIGHT, ROOM, Flow
from merchant_desk.documents.drawing.ink import (
    BODY,
    LABEL,
    LINE,
    MM,
    STRONG_LINE,
    Style,
)
from merchant_desk.documents.drawing.typeface import Face, plain_line, typeface

_SECTION = Style(12.5, Face.HEAVY)
_LEADING = 1.36
_GAP = 3 * MM
_ROW_PAD = 1.3 * MM
_LABEL_ROOM = 42 * MM


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, how wide it is, how its cells are set."""

    head: str
    width: float
    style: Style = BODY
    right: bool = False


def draw_section(flow: Flow, title: str) -> None:
    """Draw the title of a section, with a line under it; some of what follows fits beneath."""
    flow.need(30 * MM)
    flow.skip(8 * MM)
    flow.page.text(MARGIN, flow.y, title, _SECTION)
    flow.skip(2 * MM)
    flow.page.line(MARGIN, flow.y, RIGHT, STRONG_LINE, 1)
    flow.skip(1.5 * MM)


def draw_pairs(flow: Flow, pairs: Sequence[tuple[str, str]]) -> None:
    """Draw words at the left and their facts beside them, over as many lines as they take."""
    leading = BODY.size * _LEADING
    for label, fact in pairs:
        lines = typeface(BODY.face).wrapped(plain_line(fact), BODY.size, ROOM - _LABEL_ROOM)
        flow.need(leading * min(len(lines), 3) + _ROW_PAD)
        flow.page.text(MARGIN, flow.y + leading, label, LABEL.but(size=8))
        flow.lines(lines, BODY, MARGIN + _LABEL_ROOM, leading)
        flow.skip(0.6 * MM)


def draw_text(flow: Flow, text: str, style: Style, indent: float = 0.0) -> None:
    """Draw a paragraph."""
    flow.paragraph(
        plain_line(text),
        style,
        x=MARGIN + indent,
        room=ROOM - indent,
        leading=style.size * _LEADING,
    )


def draw_table(flow: Flow, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    """Draw a table; its head stands again on every page that it reaches."""
    if not rows:
        return

    def head() -> None:
        level, x = flow.y + 4 * MM, MARGIN
        for column in columns:
            _write(flow, column, column.head, x, level, LABEL)
            x += column.width
        flow.page.line(MARGIN, level + 1.4 * MM, RIGHT, LINE)
        flow.y = level + 1.4 * MM

    flow.need(16 * MM)
    head()
    before, flow.repeat = flow.repeat, head
    for row in rows:
        _draw_row(flow, columns, row)
    flow.repeat = before
    flow.skip(1.5 * MM)


def _draw_row(flow: Flow, columns: Sequence[Column], row: Sequence[str]) -> None:
    cells = [
        typeface(column.style.face).wrapped(
            plain_line(cell), column.style.size, column.width - _GAP
        )
        for column, cell in zip(columns, row, strict=True)
    ]
    leading = max(column.style.size for column in columns) * _LEADING
    flow.need(leading * max(len(each) for each in cells) + _ROW_PAD)
    x = MARGIN
    for column, lines in zip(columns, cells, strict=True):
        for place, line in enumerate(lines, 1):
            _write(flow, column, line, x, flow.y + place * leading, column.style)
        x += column.width
    flow.skip(leading * max(len(each) for each in cells) + _ROW_PAD)
    flow.page.line(MARGIN, flow.y, RIGHT, LINE, 0.35)


def _write(flow: Flow, column: Column, text: str, x: float, level: float, style: Style) -> None:
    if column.right:
        flow.page.right(x + column.width - _GAP, level, text, style)
    else:
        flow.page.text(x, level, text, style)
