"""The saved views of a list as tabs, each with how many rows it holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_text, focus_ring, rounded, text_width
from merchant_desk.ui.theme import Theme
from merchant_desk.values.french import number

_HEIGHT = 40
_PADDING = 4
_SPACE = 20
_GAP = 6


@dataclass(frozen=True, slots=True)
class Tab:
    """One view: its key for the screen, its words, how many rows (None while counting)."""

    key: str
    text: str
    count: int | None = None

    @property
    def counted(self) -> str:
        """Return the count as text."""
        return "" if self.count is None else number(self.count)


class TabBar(QTabBar):
    """Tabs by key; ``chosen`` carries the key of the one she picked."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tabs: tuple[Tab, ...] = ()
        self._pointed = -1
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)
        self.currentChanged.connect(self._on_current_changed)
        theme.changed.connect(self._on_theme_changed)

    def show_tabs(self, tabs: Sequence[Tab]) -> None:
        """Show these views; the one in use stays in use, and nothing is announced."""
        current = self.key
        self.blockSignals(True)
        while self.count() > len(tabs):
            self.removeTab(self.count() - 1)
        self._tabs = tuple(tabs)
        for index, tab in enumerate(tabs):
            if index >= self.count():
                self.addTab(tab.text)
            self.setTabText(index, tab.text)
            self.setAccessibleTabName(index, f"{tab.text} {tab.counted}".strip())
        self.blockSignals(False)
        self.choose(current)
        self._on_theme_changed()

    @property
    def key(self) -> str:
        """Return the key of the view in use, empty when there is none."""
        index = self.currentIndex()
        return self._tabs[index].key if 0 <= index < len(self._tabs) else ""

    def choose(self, key: str) -> None:
        """Go to a view by its key."""
        keys = [tab.key for tab in self._tabs]
        if key in keys:
            self.setCurrentIndex(keys.index(key))

    def tabSizeHint(self, index: int) -> QSize:
        """Return the room of one tab, its count included."""
        if index >= len(self._tabs):
            return QSize(0, self._theme.px(_HEIGHT))
        return QSize(self._words_width(index) + 2 * _PADDING + _SPACE, self._theme.px(_HEIGHT))

    def minimumTabSizeHint(self, index: int) -> QSize:  # noqa: N802 - Qt's name
        """Never elide a view's name."""
        return self.tabSizeHint(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        self._pointed = self.tabAt(event.position().toPoint())
        self.update()
        super().mouseMoveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, the counts and the line under the view in use."""
        painter = QPainter(self)
        for index in range(self.count()):
            self._paint_tab(painter, index)

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        tokens = self._theme.tokens
        tab = self._tabs[index]
        current = index == self.currentIndex()
        area = QRectF(self.tabRect(index)).adjusted(0, 0, -_SPACE, 0)
        strong = current or (index == self._pointed and self.underMouse())
        ink = tokens.text if strong else tokens.text2
        font = self._theme.font(Role.BOLD if current else Role.STRONG)
        words = area.adjusted(_PADDING, 0, 0, -2)
        draw_text(painter, words, tab.text, font, ink)
        if tab.counted:
            number_font = self._theme.font(Role.BOLD if current else Role.BODY, tabular=True)
            left = text_width(tab.text, font) + _GAP
            draw_text(painter, words.adjusted(left, 0, 0, 0), tab.counted, number_font, ink)
        if current:
            line = QRectF(area.left(), area.bottom() - 2, area.width(), 2)
            rounded(painter, line, 1, fill=tokens.accent)
            if self.hasFocus():
                focus_ring(painter, area.adjusted(0, 4, 0, -4), 6, tokens.accent)

    def _words_width(self, index: int) -> int:
        tab = self._tabs[index]
        bold = self._theme.font(Role.BOLD)
        width = text_width(tab.text, bold)
        if not tab.counted:
            return width
        return width + _GAP + text_width(tab.counted, self._theme.font(Role.BOLD, tabular=True))

    def _on_current_changed(self, _index: int) -> None:
        self.update()
        if self.key:
            self.chosen.emit(self.key)

    def _on_theme_changed(self) -> None:
        self.setFont(self._theme.font(Role.BOLD))
        self.updateGeometry()
        self.update()


class TabStrip(QWidget):
    """A row of tabs on a hairline, with actions at its right end."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.tabs = TabBar(theme, name, self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 1)
        self._row.setSpacing(10)
        self._row.addWidget(self.tabs, 1, Qt.AlignmentFlag.AlignBottom)
        theme.changed.connect(self.update)

    def add_action(self, widget: QWidget) -> None:
        """Put a button at the right end."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline."""
        area = QRectF(0, self.height() - 1, self.width(), 1)
        QPainter(self).fillRect(area, self._theme.tokens.line)
