"""A whole number: typed, or changed with the up and down arrows."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme

_HEIGHT = 34
_MARGIN = 8


class NumberInput(QSpinBox):
    """A quantity between two limits; the wheel scrolls the page instead."""

    def __init__(
        self, theme: Theme, name: str, *, least: int, most: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setRange(least, most)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.lineEdit().setTextMargins(_MARGIN, 0, _MARGIN, 0)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll: a wheel never changes a number by accident."""
        event.ignore()

    def _on_theme_changed(self) -> None:
        self.setFont(self._theme.font(Role.BODY, tabular=True))
        self.setFixedHeight(self._theme.px(_HEIGHT))
