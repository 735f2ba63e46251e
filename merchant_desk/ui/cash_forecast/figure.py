"""One figure of the head: a click, Enter or Space opens what it is made of."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import focus_ring, rounded
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.text_label import Ink, TextLabel

_OPENS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


class Figure(QWidget):
    """A name, an amount and a note; ``opened`` asks for the documents behind."""

    opened = Signal()

    def __init__(self, theme: Theme, name: str, role: Role = Role.ORDER) -> None:
        super().__init__()
        self._theme = theme
        self.name = TextLabel(theme, name, Role.BODY, Ink.TEXT2)
        self.value = TextLabel(theme, "—", role, tabular=True)
        self.note = TextLabel(theme, "", Role.CAPTION, Ink.TEXT2, wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(2)
        for label in (self.name, self.value, self.note):
            column.addWidget(label)
        column.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(name)
        theme.changed.connect(self.update)

    def tell(self, value: str, note: str = "", ink: Ink = Ink.TEXT) -> None:
        """Show this amount."""
        self.value.setText(value)
        self.value.set_ink(ink)
        self.note.setText(note)
        self.setAccessibleName(f"{self.name.text()} {value}")
        self.setAccessibleDescription(note)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open what is behind."""
        if Qt.Key(event.key()) in _OPENS:
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what is behind."""
        inside = self.rect().contains(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and inside:
            self.opened.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw that it may be pressed, and the ring of the keyboard."""
        painter, tokens = QPainter(self), self._theme.tokens
        if self.underMouse():
            rounded(painter, QRectF(self.rect()), 8, fill=tokens.hover)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), 8, tokens.accent)
