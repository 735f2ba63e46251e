"""A document that flows over pages: each page gets its head, the next begins when one is full."""

from collections.abc import Callable, Sequence

from merchant_desk.documents.drawing.ink import HEIGHT, MM, WIDTH, Style
from merchant_desk.documents.drawing.paper import Page, Paper
from merchant_desk.documents.drawing.typeface import typeface

MARGIN = 15 * MM
RIGHT = WIDTH - MARGIN
ROOM = RIGHT - MARGIN
BOTTOM = HEIGHT - 20 * MM

Head = Callable[[Page, bool], float]  # draws the top of a page, returns where the rest begins


class Flow:
    """Where the next thing goes: down the page, then on a new one."""

    def __init__(self, paper: Paper, head: Head, *, bottom: float = BOTTOM) -> None:
        self._paper = paper
        self._head = head
        self._bottom = bottom
        self.pages: list[Page] = []
        self.repeat: Callable[[], None] | None = None  # what stands again on top of a new page
        self.page: Page
        self.y: float
        self.turn()

    def turn(self) -> None:
        """Begin the next page."""
        self.page = self._paper.page()
        self.y = self._head(self.page, not self.pages)
        self.pages.append(self.page)
        if self.repeat:
            self.repeat()

    @property
    def left(self) -> float:
        """Return how much height the page still has."""
        return self._bottom - self.y

    def need(self, height: float) -> None:
        """Turn the page when this height does not fit on it any more."""
        if height > self.left:
            self.turn()

    def skip(self, height: float) -> None:
        """Leave some height blank."""
        self.y += height

    def paragraph(self, text: str, style: Style, *, x: float, room: float, leading: float) -> None:
        """Write a text over as many lines and pages as it takes."""
        self.lines(typeface(style.face).wrapped(text, style.size, room), style, x, leading)

    def lines(self, lines: Sequence[str], style: Style, x: float, leading: float) -> None:
        """Write lines one under the other."""
        for line in lines:
            self.need(leading)
            self.y += leading
            self.page.text(x, self.y, line, style)
