"""Three figures side by side: on hand, reserved, what can still be sold."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import number
from merchant_desk.values.texts import _


class Figures(QWidget):
    """The stock of one product in three numbers."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self._numbers = [
            self._figure(theme, name) for name in (_("En stock"), _("Réservé"), _("À vendre"))
        ]

    def show_stock(self, on_hand: int, reserved: int) -> None:
        """Show these numbers; a negative one in red."""
        for label, value in zip(
            self._numbers, (on_hand, reserved, on_hand - reserved), strict=True
        ):
            label.setText(number(value))
            label.set_ink(Ink.BAD if value < 0 else Ink.TEXT)

    def _figure(self, theme: Theme, name: str) -> TextLabel:
        column = QVBoxLayout()
        column.setSpacing(0)
        value = TextLabel(theme, "0", Role.MONEY, tabular=True)
        value.setAccessibleName(name)
        column.addWidget(value)
        column.addWidget(TextLabel(theme, name, Role.CAPTION, Ink.TEXT2))
        self._row.addLayout(column, 1)
        return value
