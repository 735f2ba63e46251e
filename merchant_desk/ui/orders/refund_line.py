"""One line of an order that may be given back: how many units, and what they are worth."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.queries.refundable import RefundableLine
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.number_input import NumberInput
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import euros, number
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _, ngettext


class RefundLineRow(QWidget):
    """``changed`` when another number of units goes back."""

    changed = Signal()

    def __init__(self, theme: Theme, line: RefundableLine) -> None:
        super().__init__()
        self.line = line
        named = _("Unités rendues de {product}").format(product=line.name[:80])
        self.units = NumberInput(theme, named, least=0, most=line.most)
        self.units.setFixedWidth(theme.px(72))
        self.price = TextLabel(theme, "", Role.BOLD, tabular=True)
        self.price.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.price.setMinimumWidth(theme.px(76))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(TextLabel(theme, line.name, Role.STRONG, wraps=True))
        words.addWidget(TextLabel(theme, _note(line), Role.CAPTION, Ink.TEXT2, wraps=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(10)
        row.addLayout(words, 1)
        row.addWidget(self.units)
        row.addWidget(self.price)
        self.units.setEnabled(line.most > 0)
        self.units.valueChanged.connect(self._on_changed)
        self._on_changed()

    @property
    def amount(self) -> Money:
        """Return what the chosen units cost."""
        return self.line.price_of(self.units.value())

    def _on_changed(self) -> None:
        self.price.setText(euros(self.amount) if self.units.value() else "—")
        self.changed.emit()


def _note(line: RefundableLine) -> str:
    words = ngettext("{n} acheté, {total}", "{n} achetés, {total}", line.quantity)
    bought = words.format(n=number(line.quantity), total=euros(line.total))
    given = line.quantity - line.most
    if given:
        told = ngettext("{n} déjà rendu", "{n} déjà rendus", given).format(n=number(given))
        return f"{bought} · {told}"
    return bought
