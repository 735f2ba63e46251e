"""A day and a time of the shop, typed or picked; instants go in and come out."""

from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import QDate, QRectF, QTime, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QTimeEdit, QVBoxLayout, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_icon
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.texts import _

_HEIGHT, _MARGIN, _ICON = 34, 8, 16


class _Day(QDateEdit):
    """A day; the calendar opens on a press at its right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setCalendarPopup(True)
        self.setDisplayFormat("dd/MM/yyyy")

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        area = QRectF(self.width() - _ICON - 10, (self.height() - _ICON) / 2, _ICON, _ICON)
        draw_icon(QPainter(self), "calendar-days", self._theme.tokens.text2, area)


class _Time(QTimeEdit):
    """An hour and a minute."""

    def __init__(self) -> None:
        super().__init__()
        self.setDisplayFormat("HH:mm")
        self.lineEdit().setTextMargins(_MARGIN, 0, 0, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class DayTime(QWidget):
    """Two inputs under one label; ``edited`` when either changed by hand."""

    edited = Signal()

    def __init__(self, theme: Theme, label: str, clock: tzinfo) -> None:
        super().__init__()
        self._theme = theme
        self._clock = clock
        self.label = TextLabel(theme, label, Role.STRONG, Ink.TEXT)
        self.day = _Day(theme)
        self.day.setAccessibleName(label)
        self.time = _Time()
        self.time.setAccessibleName(_("{label}, heure").format(label=label))
        self.label.setBuddy(self.day)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.day, 2)
        row.addWidget(self.time, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self.label)
        column.addLayout(row)
        self._on_theme_changed()
        self.day.dateChanged.connect(self.edited)
        self.time.timeChanged.connect(self.edited)
        theme.changed.connect(self._on_theme_changed)

    def use_clock(self, clock: tzinfo) -> None:
        """Read and show the time of another zone."""
        self._clock = clock

    @property
    def instant(self) -> datetime:
        """Return what was chosen, in UTC; of an hour that comes twice, the first."""
        day, at = self.day.date(), self.time.time()
        local = datetime(  # noqa: DTZ001 - the zone is given on the next line
            day.year(), day.month(), day.day(), at.hour(), at.minute()
        )
        return local.replace(tzinfo=self._clock).astimezone(UTC)

    def show_instant(self, instant: datetime) -> None:
        """Show an instant in the shop's time, announcing nothing."""
        local = instant.astimezone(self._clock)
        for part in (self.day, self.time):
            part.blockSignals(True)
        self.day.setDate(QDate(local.year, local.month, local.day))
        self.time.setTime(QTime(local.hour, local.minute))
        for part in (self.day, self.time):
            part.blockSignals(False)

    def _on_theme_changed(self) -> None:
        font = self._theme.font(Role.BODY, tabular=True)
        for part in (self.day, self.time):
            part.setFont(font)
            part.setFixedHeight(self._theme.px(_HEIGHT))
