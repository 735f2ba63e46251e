"""A menu with rounded corners whose icons follow the look."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from merchant_desk.ui.theme import Theme


class Menu(QMenu):
    """A drop-down of actions; the caller connects each ``triggered``."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons: dict[QAction, str] = {}
        self.setAccessibleName(name)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        theme.changed.connect(self._on_theme_changed)

    def add(self, text: str, icon: str = "", keys: str = "") -> QAction:
        """Add an action with its icon and the keys that do the same."""
        action = QAction(text, self)  # made here: one that Qt makes may lose its Python side
        self.addAction(action)
        if keys:
            action.setShortcut(QKeySequence(keys))
        if icon:
            self._icons[action] = icon
        self._on_theme_changed()
        return action

    def add_check(self, text: str, *, checked: bool) -> QAction:
        """Add something to tick."""
        action = self.addAction(text)
        action.setCheckable(True)
        action.setChecked(checked)
        return action

    def _on_theme_changed(self) -> None:
        for action, icon in self._icons.items():
            action.setIcon(self._theme.icon(icon, self._theme.tokens.text2))
