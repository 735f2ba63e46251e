"""A choice from a list that drops down."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QListView, QSizePolicy, QStyledItemDelegate, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_icon, draw_text, focus_ring, rounded, text_width
from merchant_desk.ui.theme import Theme

_HEIGHT = 34
_PADDING = 11
_ICON = 16


class Select(QComboBox):
    """A drop-down list drawn like the fields beside it."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setView(QListView(self))
        self.setItemDelegate(QStyledItemDelegate(self))  # the usual one ignores heights
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        """Return the room of the longest entry."""
        font = self._theme.font(Role.BODY)
        longest = max((text_width(self.itemText(i), font) for i in range(self.count())), default=80)
        return QSize(longest + 3 * _PADDING + _ICON, self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Keep room for a few letters and the chevron."""
        return QSize(96, self._theme.px(_HEIGHT))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll: a wheel never changes a choice by accident."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, the entry and the chevron."""
        painter = QPainter(self)
        tokens = self._theme.tokens
        area = QRectF(self.rect())
        fill = tokens.surface if self.isEnabled() else tokens.mute_soft
        rounded(painter, area, 8, fill=fill, edge=tokens.line2)
        side = self._theme.px(_ICON)
        mark = QRectF(area.right() - _PADDING - side, (area.height() - side) / 2, side, side)
        words = area.adjusted(_PADDING, 0, -_PADDING - side - 6, 0)
        ink = tokens.text if self.isEnabled() and self.currentIndex() >= 0 else tokens.text3
        shown = self.currentText() or self.placeholderText()
        draw_text(painter, words, shown, self._theme.font(Role.BODY), ink)
        draw_icon(painter, "chevron-down", tokens.text2, mark)
        if self.hasFocus():
            focus_ring(painter, area, 8, tokens.accent)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
