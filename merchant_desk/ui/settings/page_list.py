"""The pages of the settings, one under the other; arrow keys move between them."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from merchant_desk.ui.nav_item import NavItem
from merchant_desk.ui.theme import Theme
from merchant_desk.values.texts import _

_WIDE = 196


class PageList(QWidget):
    """``chosen`` carries the key of the page she picked."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, pages: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self._items = {key: NavItem(theme, title, icon) for key, title, icon in pages}
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 6, 0, 24)
        column.setSpacing(2)
        for key, item in self._items.items():
            item.installEventFilter(self)
            item.clicked.connect(partial(self._on_clicked, key))
            column.addWidget(item)
        column.addStretch(1)
        self.setFixedWidth(_WIDE + 24)
        self.setAccessibleName(_("Pages des réglages"))

    def show_chosen(self, key: str) -> None:
        """Mark the page that is open."""
        for name, item in self._items.items():
            item.setChecked(name == key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go up and down the list, and round at its ends."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            items: list[QObject] = list(self._items.values())
            if step and watched in items:
                place = (items.index(watched) + step) % len(items)
                self._items[list(self._items)[place]].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _on_clicked(self, key: str, _checked: bool = False) -> None:
        self.chosen.emit(key)
