"""Labels of articles on sheets or on a roll, each exactly where its format says."""

from merchant_desk.documents.drawing.bars import draw_code128, draw_ean13
from merchant_desk.documents.drawing.ink import BLACK, MM, Style
from merchant_desk.documents.drawing.label_layout import Code, Part, lay_out
from merchant_desk.documents.drawing.paper import Page, Paper
from merchant_desk.documents.drawing.typeface import plain_line
from merchant_desk.values import code128, ean13
from merchant_desk.values.data_matrix import matrix_cells
from merchant_desk.values.label_formats import LabelFormat
from merchant_desk.values.labels import LabelCode, LabelRun, check_run


def render(run: LabelRun) -> bytes:
    """Return the labels as a PDF whose pages have the exact size of the paper.

    Raises RefusedError when there is nothing to print, or no room on the label.
    """
    check_run(run)
    form = run.format
    width, height = form.page_mm
    paper = Paper(plain_line(run.title), "Merchant Desk", size=(width * MM, height * MM))
    pages: list[Page] = []
    rank = run.start - 1
    for label, copies in run.labels:
        parts = lay_out(label, run.content, form)
        for rank_of_copy in range(rank, rank + copies):
            place, left, top = form.place(rank_of_copy)
            if place == len(pages):
                pages.append(paper.page())
            _draw(pages[place], form, parts, (left, top))
        rank += copies
    return paper.finish()


def _draw(
    page: Page, form: LabelFormat, parts: tuple[Part, ...], corner: tuple[float, float]
) -> None:
    left, top = corner
    for part in parts:
        if isinstance(part, Code):
            at = (form.on_dots(left + part.x), form.on_dots(top + part.top))
            draw_symbol(page, part, at)
            continue
        style = Style(part.size * MM, part.face, BLACK)
        page.text((left + part.x) * MM, (top + part.base) * MM, part.text, style)


def draw_symbol(page: Page, code: Code, at: tuple[float, float]) -> None:
    """Draw a symbol whose first dark module begins at these millimetres of the page."""
    x, y, module = at[0] * MM, at[1] * MM, code.module * MM
    height = code.height * MM
    if code.symbol.kind is LabelCode.EAN13:
        x -= ean13.QUIET_MODULES * module
        draw_ean13(page, x, y, code.symbol.text, height=height, module=module)
    elif code.symbol.kind is LabelCode.CODE128:
        x -= code128.QUIET_MODULES * module
        draw_code128(page, x, y, code.symbol.text, height=height, module=module)
    else:
        _draw_matrix(page, code.symbol.text, (x, y), module)


def _draw_matrix(page: Page, text: str, at: tuple[float, float], module: float) -> None:
    """Fill the dark squares, those that touch each other in one rectangle, in one operator."""
    rows = matrix_cells(text)
    rectangles = [
        f"{left} {-row - 1} {width} 1 re"
        for row, cells in enumerate(rows)
        for left, width in _runs(cells)
    ]
    top = page.from_bottom(at[1])
    page.operators(
        f"q {module:.4f} 0 0 {module:.4f} {at[0]:.2f} {top:.2f} cm {' '.join(rectangles)} f Q",
        BLACK,
    )


def _runs(cells: str) -> list[tuple[int, int]]:
    runs, left = [], 0
    for part in cells.split("0"):
        if part:
            runs.append((left, len(part)))
        left += len(part) + 1
    return runs
