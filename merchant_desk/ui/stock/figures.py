"""Figures side by side: on hand, reserved, expired if any, what can still be sold."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import number
from merchant_desk.values.texts import _

_EXPIRED = 2


class Figures(QWidget):
    """The stock of one product in three numbers."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        names = (_("En stock"), _("Réservé"), _("Périmé"), _("À vendre"))
        self._cells = [QWidget() for _name in names]
        self._numbers = [
            self._figure(theme, cell, name) for cell, name in zip(self._cells, names, strict=True)
        ]

    def show_stock(self, on_hand: int, reserved: int, blocked: int = 0) -> None:
        """Show these numbers; a negative one in red, and what has expired, when some has."""
        values = (on_hand, reserved, blocked, on_hand - reserved - blocked)
        for label, value in zip(self._numbers, values, strict=True):
            label.setText(number(value))
            label.set_ink(Ink.BAD if value < 0 else Ink.TEXT)
        self._numbers[_EXPIRED].set_ink(Ink.BAD)
        self._cells[_EXPIRED].setVisible(bool(blocked))

    def _figure(self, theme: Theme, cell: QWidget, name: str) -> TextLabel:
        cell.setProperty("ground", "none")
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        value = TextLabel(theme, "0", Role.MONEY, tabular=True)
        value.setAccessibleName(name)
        column.addWidget(value)
        column.addWidget(TextLabel(theme, name, Role.CAPTION, Ink.TEXT2))
        self._row.addWidget(cell, 1)
        return value
