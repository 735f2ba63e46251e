"""Short lists in a card: a text at the left, a value at the right, perhaps a button."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.text_label import Ink, TextLabel


class Line(QWidget):
    """One line of a short list; ``add`` puts more at its right end."""

    def __init__(self, theme: Theme, text: str, value: str = "", note: str = "") -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 3, 0, 3)
        self._row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(TextLabel(theme, text, wraps=True))
        if note:
            words.addWidget(TextLabel(theme, note, Role.CAPTION, Ink.TEXT2, wraps=True))
        self._row.addLayout(words, 1)
        if value:
            self.add(TextLabel(theme, value, Role.BOLD, tabular=True))

    def add(self, widget: QWidget) -> None:
        """Put something at the right."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout that is about to be filled again, rows inside it too."""
    while (item := layout.takeAt(0)) is not None:
        inside = item.layout()
        if inside is not None:
            clear(inside)
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def labelled(theme: Theme, control: QWidget) -> QVBoxLayout:
    """Return a control under its own accessible name."""
    column = QVBoxLayout()
    column.setSpacing(5)
    label = TextLabel(theme, control.accessibleName(), Role.STRONG)
    label.setBuddy(control)
    column.addWidget(label)
    column.addWidget(control)
    return column
