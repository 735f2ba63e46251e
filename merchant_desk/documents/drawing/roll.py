"""A roll of paper 80 mm wide, as long as what stands on it."""

from collections.abc import Sequence

from merchant_desk.documents.drawing.bars import code128_width as bars_width
from merchant_desk.documents.drawing.bars import draw_code128, is_printable_code, widest_module
from merchant_desk.documents.drawing.ink import MM, Ink, Style, ink
from merchant_desk.documents.drawing.logo import Logo
from merchant_desk.documents.drawing.paper import Page, Paper
from merchant_desk.documents.drawing.typeface import plain_line, typeface

ROLL = 80 * MM
EDGE = 5 * MM  # what thermal printers leave white, and a little more
END = ROLL - EDGE
ROOM = END - EDGE
_LEADING = 1.34
_RULE = ink("#9A948A")
_GAP = 2 * MM
_BARS = 9 * MM


class Roll:
    """Where the next thing goes, and how long the roll is by then."""

    def __init__(self, title: str, author: str, logo: Logo | None) -> None:
        self._paper = Paper(title, author, logo, size=(ROLL, 0.0))
        self.page: Page = self._paper.page()
        self.y = 0.0

    def skip(self, height: float) -> None:
        """Leave some height blank."""
        self.y += height

    def logo(self, room: float, height: float) -> bool:
        """Draw the logo in the middle; tell whether there is one."""
        logo = self._paper.logo
        if logo is None:
            return False
        width, high = logo.fitted(room, height)
        self.page.logo((ROLL - width) / 2, self.y, width, high)
        self.y += high
        return True

    def centred(self, text: str, style: Style) -> None:
        """Write a text in the middle, over as many lines as it takes."""
        for line in self._wrapped(text, style, ROOM):
            self.y += style.size * _LEADING
            self.page.centred(ROLL / 2, self.y, line, style)

    def text(self, text: str, style: Style) -> None:
        """Write a text from the left, over as many lines as it takes."""
        for line in self._wrapped(text, style, ROOM):
            self.y += style.size * _LEADING
            self.page.text(EDGE, self.y, line, style)

    def pair(self, text: str, right: str, styles: tuple[Style, Style]) -> None:
        """Write a text, and at the right of its first line a figure."""
        style, figures = styles
        room = ROOM - typeface(figures.face).width(right, figures.size) - _GAP
        for place, line in enumerate(self._wrapped(text, style, room) or [""]):
            self.y += style.size * _LEADING
            self.page.text(EDGE, self.y, line, style)
            if place == 0:
                self.page.right(END, self.y, right, figures)

    def columns(self, cells: Sequence[tuple[str, float]], style: Style) -> None:
        """Write cells, each ending where it says; the first begins at the left edge."""
        self.y += style.size * _LEADING
        self.page.text(EDGE, self.y, cells[0][0], style)
        for cell, right in cells[1:]:
            self.page.right(right, self.y, cell, style)

    def rule(self) -> None:
        """Draw a line across, with air around it."""
        self.y += 2 * MM
        self.page.line(EDGE, self.y, END, _RULE)
        self.y += 1 * MM

    def band(self, texts: tuple[str, str], style: Style, fill: Ink, height: float) -> None:
        """Draw a filled band with a text at the left and another at the right."""
        self.page.fill(EDGE, self.y, ROOM, height, fill)
        level = self.y + height / 2 + style.size * 0.36
        self.page.text(EDGE + 2.5 * MM, level, texts[0], style)
        self.page.right(END - 2.5 * MM, level, texts[1], style)
        self.y += height

    def stamp(self, text: str, style: Style, edge: Ink) -> None:
        """Draw a framed text in the middle."""
        height = style.size * 1.9
        self.page.frame(EDGE, self.y, ROOM, height, edge)
        self.page.centred(ROLL / 2, self.y + height / 2 + style.size * 0.36, text, style)
        self.y += height

    def code(self, text: str) -> None:
        """Draw a text as a Code 128 when it can be one and a scanner can read it that small."""
        module = widest_module(text, ROOM) if is_printable_code(text) else None
        if module is None:
            return
        x = (ROLL - bars_width(text, module)) / 2
        draw_code128(self.page, x, self.y, text, height=_BARS, module=module)
        self.y += _BARS

    def finish(self) -> bytes:
        """Cut the roll where it ends, and return the document."""
        self._paper.cut(self.y)
        return self._paper.finish()

    def _wrapped(self, text: str, style: Style, room: float) -> list[str]:
        shown = plain_line(text).strip()
        return typeface(style.face).wrapped(shown, style.size, room) if shown else []
