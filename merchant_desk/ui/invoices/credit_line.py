"""One line that can be given back: its name, how many units of it, what they come to."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.queries.credit_lines import CreditLine
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.number_input import NumberInput
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import euros
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.texts import _


class CreditLineRow(QWidget):
    """``changed`` when another number of units is to be given back."""

    changed = Signal()

    def __init__(self, theme: Theme, line: CreditLine) -> None:
        super().__init__()
        self.line = line
        name = line.name[:80] or line.sku
        self.units = NumberInput(
            theme, _("Unités de {name} à rendre").format(name=name), least=0, most=max(line.left, 0)
        )
        self.units.setEnabled(line.left > 0)
        self.amount = TextLabel(theme, "", Role.BODY, Ink.TEXT2, tabular=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(TextLabel(theme, name, wraps=True))
        told = _("{left} sur {sold} à rendre").format(left=line.left, sold=line.quantity)
        if line.left <= 0:
            told = _("déjà rendu")
        words.addWidget(TextLabel(theme, told, Role.CAPTION, Ink.TEXT2))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(10)
        row.addLayout(words, 1)
        row.addWidget(self.units)
        self.amount.setMinimumWidth(theme.px(74))
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.amount)
        self.units.valueChanged.connect(self._on_units)
        self._on_units()

    @property
    def given(self) -> Money:
        """Return what these units come to, as far as it can be told beforehand."""
        if self.line.left <= 0:
            return ZERO
        return self.line.amount_left.part(self.units.value(), self.line.left)

    def take_all(self) -> None:
        """Give back all that is left of it."""
        self.units.setValue(max(self.line.left, 0))

    def _on_units(self) -> None:
        self.amount.setText(euros(self.given) if self.units.value() else "—")
        self.changed.emit()
