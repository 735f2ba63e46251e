"""Search as you type: asks a moment after the last letter, Escape empties it."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.ui.widgets.icon_label import IconLabel
from merchant_desk.ui.widgets.kbd import Kbd
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.texts import _

DEBOUNCE_MS = 60
_INSET = 12
_CLEAR = 28


class SearchField(QLineEdit):
    """A text input with a magnifier; ``searched`` carries what to look for, empty for all."""

    searched = Signal(str)
    went_down = Signal()
    """She wants to be in what was found."""

    def __init__(
        self, theme: Theme, placeholder: str, keys: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._list: QWidget | None = None
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self._lens = IconLabel(theme, "search", Ink.TEXT2)
        self._lens.setParent(self)
        self._lens.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._keys = Kbd(theme, keys, self)
        self._keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._keys.setVisible(bool(keys))
        self._clear = IconButton(theme, "x", _("Effacer la recherche"), side=_CLEAR, parent=self)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Escape does the same
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.hide()
        self._clear.clicked.connect(self._on_clear)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._timer.timeout.connect(self._on_typed)
        self.textChanged.connect(self._on_text_changed)
        self.returnPressed.connect(self._on_typed)
        theme.changed.connect(self._place)
        self._place()

    def lead_to(self, found: QWidget) -> None:
        """Let ↓ go to the list, and Escape too once there is nothing to empty."""
        self._list = found
        self.went_down.connect(found.setFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape empty the field before it means anything else; ↓ goes to what was found."""
        escapes = event.key() == Qt.Key.Key_Escape
        if escapes and self.text():
            self._on_clear()
        elif escapes and self._list is not None:
            self._list.setFocus()
        elif event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the marks at both ends."""
        super().resizeEvent(event)
        self._place()

    def _on_text_changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._keys.setVisible(not text and bool(self._keys.text()))
        self._timer.start()

    def _on_typed(self) -> None:
        self._timer.stop()
        self.searched.emit(self.text().strip())

    def _on_clear(self) -> None:
        self.clear()
        self._on_typed()

    def _place(self) -> None:
        for mark in (self._lens, self._keys, self._clear):
            mark.resize(mark.sizeHint())
        middle = self.height() / 2
        self._lens.move(_INSET, round(middle - self._lens.height() / 2))
        keys_left = self.width() - self._keys.width() - _INSET + 4
        self._keys.move(keys_left, round(middle - self._keys.height() / 2))
        clear_left = self.width() - self._clear.width() - 4
        self._clear.move(clear_left, round(middle - self._clear.height() / 2))
        right = max(self._keys.width() if self._keys.text() else 0, self._clear.width()) + 4
        self.setTextMargins(self._lens.width() + 10, 0, right, 0)
