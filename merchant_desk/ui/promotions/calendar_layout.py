"""Where everything of the calendar lies, at the chosen size of texts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF

from merchant_desk.queries.promotion_calendar import CalendarBar, PromotionCalendar
from merchant_desk.ui.promotions.timeline import Timeline

GUTTER = 96
_MONTHS, _DAYS, _SEASON, _MARKS, _RIGHT = 26, 28, 22, 46, 8
_BAR, _GAP, _TOP = 28, 8, 10
_LEAST_LANES = 4


@dataclass(frozen=True, slots=True)
class CalendarLayout:
    """The areas of a calendar of some width; ``px`` scales a length with the texts."""

    first: date
    count: int
    width: int
    px: Callable[[int], int]

    @property
    def line(self) -> Timeline:
        """Return the days along the width."""
        return Timeline(self.first, self.count, GUTTER, max(1, self.width - GUTTER - _RIGHT))

    @property
    def months(self) -> QRectF:
        """Return where the names of the months stand."""
        return QRectF(GUTTER, 0, self.line.width, self.px(_MONTHS))

    @property
    def numbers(self) -> QRectF:
        """Return where the numbers of the days stand."""
        return QRectF(GUTTER, self.px(_MONTHS), self.line.width, self.px(_DAYS))

    def days(self, height: int) -> QRectF:
        """Return the ground under the heads."""
        top = self.px(_MONTHS + _DAYS)
        return QRectF(GUTTER, top, self.line.width, height - top)

    def season(self, index: int) -> QRectF:
        """Return a lane of soldes: 0 in the shop, 1 online."""
        top = self.px(_MONTHS + _DAYS) + 6 + index * self.px(_SEASON)
        return QRectF(GUTTER, top, self.line.width, self.px(_SEASON))

    @property
    def marks(self) -> QRectF:
        """Return the lane of holidays and events."""
        return QRectF(GUTTER, self.season(2).top(), self.line.width, self.px(_MARKS))

    def gutter(self, area: QRectF) -> QRectF:
        """Return where the name of a lane stands."""
        return QRectF(12, area.top(), GUTTER - 16, area.height())

    def height(self, lanes: Sequence[int]) -> int:
        """Return the height that all the lanes of bars need."""
        count = max([_LEAST_LANES, *(lane + 1 for lane in lanes)])
        return round(self._bars_top) + count * self.px(_BAR + _GAP) + _TOP

    def bars(
        self,
        shown: PromotionCalendar | None,
        lanes: Sequence[int],
        moved: Callable[[CalendarBar], CalendarBar],
    ) -> list[tuple[CalendarBar, QRectF]]:
        """Return every bar that is seen, as it is being moved, and where."""
        line, found = self.line, []
        for bar, lane in zip(shown.bars if shown else (), lanes, strict=True):
            seen = moved(bar)
            left, right = line.span(seen.first, seen.last)
            if right > left:
                y = self._bars_top + lane * self.px(_BAR + _GAP)
                found.append((seen, QRectF(left + 1, y, right - left - 2, self.px(_BAR))))
        return found

    def room_behind(self, area: QRectF, areas: Sequence[QRectF]) -> float:
        """Return up to where nothing lies behind a bar, in its lane."""
        later = [
            each.left() for each in areas if each.top() == area.top() and each.left() > area.left()
        ]
        return min([self.line.left + self.line.width, *(left - 6 for left in later)])

    def hint(self) -> QRectF:
        """Return where the hint of an empty calendar stands."""
        return QRectF(GUTTER, self._bars_top, self.line.width, 2 * self.px(_BAR + _GAP))

    @property
    def _bars_top(self) -> float:
        return self.marks.bottom() + 2 + _TOP
