"""A choice between two to four things that all fit on one line."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_text, focus_ring, rounded, text_width
from merchant_desk.ui.theme import Theme

_HEIGHT = 30
_PADDING = 14
_INSET = 3
_POLICIES = {True: Qt.FocusPolicy.StrongFocus, False: Qt.FocusPolicy.ClickFocus}


class _Segment(QRadioButton):
    def __init__(self, theme: Theme, key: str, text: str) -> None:
        super().__init__(text)
        self._theme = theme
        self.key = key
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        words = text_width(self.text(), self._theme.font(Role.BOLD))
        return QSize(words + 2 * _PADDING, self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        area = QRectF(self.rect())
        on = self.isChecked()
        if on:
            rounded(painter, area, 6, fill=tokens.surface, edge=tokens.border)
        ink = tokens.text if on or self.underMouse() else tokens.text2
        font = self._theme.font(Role.BOLD if on else Role.STRONG)
        draw_text(painter, area, self.text(), font, ink, Qt.AlignmentFlag.AlignHCenter)
        if self.hasFocus():
            focus_ring(painter, area, 6, tokens.accent)


class SegmentedChoice(QWidget):
    """One of a few options; ``chosen`` carries its key. Arrow keys move between them."""

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        name: str,
        options: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._group = QButtonGroup(self)
        self._segments = [_Segment(theme, key, text) for key, text in options]
        row = QHBoxLayout(self)
        row.setContentsMargins(_INSET, _INSET, _INSET, _INSET)
        row.setSpacing(2)
        for segment in self._segments:
            self._group.addButton(segment)
            row.addWidget(segment)
        self._segments[0].setChecked(True)
        self._hold_tab()
        self._group.buttonToggled.connect(self._on_toggled)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    @property
    def key(self) -> str:
        """Return the key of the option in use."""
        return next(segment.key for segment in self._segments if segment.isChecked())

    def choose(self, key: str) -> None:
        """Show this option as chosen, announcing nothing."""
        self._group.blockSignals(True)
        for segment in self._segments:
            if segment.key == key:
                segment.setChecked(True)
        self._group.blockSignals(False)
        self._hold_tab()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the trough."""
        rounded(QPainter(self), QRectF(self.rect()), 9, fill=self._theme.tokens.mute_soft)

    def _on_toggled(self, _button: QAbstractButton, checked: bool) -> None:
        if checked:
            self._hold_tab()
            self.chosen.emit(self.key)

    def _hold_tab(self) -> None:
        """Let Tab stop once, on the option in use: Qt sees to it only after a first visit."""
        for segment in self._segments:
            segment.setFocusPolicy(_POLICIES[segment.isChecked()])
            if segment.isChecked():
                self.setFocusProxy(segment)

    def _on_theme_changed(self) -> None:
        for segment in self._segments:
            segment.updateGeometry()
        self.update()
