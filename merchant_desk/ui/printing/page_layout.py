"""Where the pages of a document lie under one another, at a zoom."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import accumulate

from PySide6.QtCore import QRect, QSize

from merchant_desk.documents.writing.pdf_pages import PageSize

GAP = 20
SCREEN_DOTS = 96
_POINTS = 72
LEAST, MOST = 0.1, 4.0
STEPS = (0.1, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)


class Fit(Enum):
    """How the zoom follows the room there is."""

    FREE = auto()
    PAGE = auto()
    WIDTH = auto()


@dataclass(frozen=True)
class PageLayout:
    """The rectangle of every page, from the top left corner of the first margin."""

    rects: tuple[QRect, ...]
    size: QSize

    def page_at(self, middle: int) -> int:
        """Return the page that lies at a height, or the one nearest to it."""
        below = (place for place, rect in enumerate(self.rects) if rect.bottom() + GAP >= middle)
        return next(below, max(len(self.rects) - 1, 0))


def fitted_zoom(pages: Sequence[PageSize], room: QSize, fit: Fit, zoom: float) -> float:
    """Return the zoom at which the largest page fits, or the one asked for."""
    if not pages or fit is Fit.FREE:
        return zoom
    pixels = SCREEN_DOTS / _POINTS
    across = (room.width() - 2 * GAP) / (max(page.width for page in pages) * pixels)
    down = (room.height() - 2 * GAP) / (max(page.height for page in pages) * pixels)
    return min(max(across if fit is Fit.WIDTH else min(across, down), LEAST), MOST)


def page_layout(pages: Sequence[PageSize], room: QSize, zoom: float) -> PageLayout:
    """Return the pages one under the other, each in the middle of the room."""
    sizes = [page.pixels(SCREEN_DOTS * zoom) for page in pages]
    width = max([room.width(), *(across + 2 * GAP for across, _down in sizes)])
    tops = [GAP, *accumulate((down + GAP for _across, down in sizes), initial=GAP)][1:]
    rects = tuple(
        QRect((width - across) // 2, top, across, down)
        for (across, down), top in zip(sizes, tops, strict=False)
    )
    return PageLayout(rects, QSize(width, tops[-1]))


def next_step(zoom: float, *, larger: bool) -> float:
    """Return the next usual zoom, larger or smaller."""
    if larger:
        return next((step for step in STEPS if step > zoom * 1.01), MOST)
    return next((step for step in reversed(STEPS) if step < zoom * 0.99), LEAST)
