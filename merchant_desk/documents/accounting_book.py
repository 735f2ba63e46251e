"""A book for the accountant on A4: the sales journal, the VAT of a period, receipts, purchases."""

from merchant_desk.documents.drawing.facts_table import Column, draw_section, draw_table, draw_text
from merchant_desk.documents.drawing.flow import MARGIN, RIGHT, ROOM, Flow
from merchant_desk.documents.drawing.ink import (
    BODY,
    FIGURES,
    FIGURES_STRONG,
    HEIGHT,
    LINE,
    MM,
    SMALL,
    SOFT,
    STRONG_LINE,
    TITLE,
    Style,
)
from merchant_desk.documents.drawing.paper import Page, Paper
from merchant_desk.documents.drawing.typeface import Face, plain_line, typeface
from merchant_desk.values.book_paper import BookColumn, BookPaper, BookSection
from merchant_desk.values.texts import _

_SIZE = 8.2
_GAP = 3 * MM
_TOTAL_ROW = 6 * MM


def render(book: BookPaper) -> bytes:
    """Return the book as a PDF."""
    shop = plain_line(book.shop)
    paper = Paper(f"{book.title}, {book.period}", shop)
    flow = Flow(paper, lambda page, first: _head(page, book, first=first))
    for section in book.sections:
        _draw_section(flow, section)
    if book.notes or book.checks:
        draw_section(flow, _("À savoir"))
        for text in (*book.checks, *book.notes):
            flow.skip(1 * MM)
            draw_text(flow, text, BODY)
    for place, page in enumerate(flow.pages, 1):
        level = HEIGHT - 11 * MM
        told = " · ".join(each for each in (shop[:60], book.siren) if each)
        page.text(MARGIN, level, told, SMALL)
        counted = _("page {place}/{pages}").format(place=place, pages=len(flow.pages))
        page.right(RIGHT, level, counted, SMALL)
    return paper.finish()


def _head(page: Page, book: BookPaper, *, first: bool) -> float:
    if not first:
        page.text(MARGIN, 15 * MM, book.title, Style(10, Face.STRONG))
        page.right(RIGHT, 15 * MM, book.period, BODY.but(ink=SOFT))
        page.line(MARGIN, 17.5 * MM, RIGHT, STRONG_LINE)
        return 19 * MM
    y = 22 * MM
    page.text(MARGIN, y, book.title, TITLE)
    shop = typeface(Face.STRONG).shortened(plain_line(book.shop), 13, 80 * MM)
    page.right(RIGHT, y, shop, Style(13, Face.STRONG))
    y += 7 * MM
    page.text(MARGIN, y, book.period, BODY.but(size=10.5))
    page.right(RIGHT, y, book.siren, BODY.but(size=10.5, ink=SOFT))
    return y + 2 * MM


def _draw_section(flow: Flow, section: BookSection) -> None:
    if section.title:
        draw_section(flow, section.title)
    else:
        flow.skip(5 * MM)
    if not section.rows:
        flow.skip(2 * MM)
        draw_text(flow, section.empty, BODY.but(ink=SOFT))
        return
    columns = [_column(each) for each in section.columns]
    draw_table(flow, columns, section.rows)
    if section.total:
        _draw_total(flow, columns, section.total)
    if section.note:
        flow.skip(1 * MM)
        draw_text(flow, section.note, BODY.but(ink=SOFT))
        flow.skip(2 * MM)


def _column(column: BookColumn) -> Column:
    figures = FIGURES_STRONG if column.strong else FIGURES
    words = Style(_SIZE, Face.STRONG) if column.strong else BODY
    style = (figures if column.figures else words).but(size=_SIZE)
    return Column(column.head, ROOM * column.share / 100, style, right=column.figures)


def _draw_total(flow: Flow, columns: list[Column], cells: tuple[str, ...]) -> None:
    flow.need(_TOTAL_ROW)
    x, level = MARGIN, flow.y + 2.6 * MM
    flow.page.line(MARGIN, flow.y - 1.5 * MM, RIGHT, STRONG_LINE)
    for column, cell in zip(columns, cells, strict=True):
        if column.right:
            strong = FIGURES_STRONG.but(size=_SIZE)
            flow.page.right(x + column.width - _GAP, level, cell, strong)
        else:
            flow.page.text(x, level, cell, Style(_SIZE, Face.STRONG))
        x += column.width
    flow.skip(_TOTAL_ROW)
    flow.page.line(MARGIN, flow.y - 1.4 * MM, RIGHT, LINE)
