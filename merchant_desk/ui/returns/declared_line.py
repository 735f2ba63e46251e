"""One line of an order that is announced: how many units come back, and why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.operations.declare_return import DeclaredItem
from merchant_desk.queries.return_units import OrderLineBack
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.number_input import NumberInput
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import number
from merchant_desk.values.return_reasons import ReturnReason, reason_words
from merchant_desk.values.texts import _, ngettext


class DeclaredLine(QWidget):
    """``changed`` when another number of units is announced."""

    changed = Signal()

    def __init__(self, theme: Theme, line: OrderLineBack) -> None:
        super().__init__()
        self.line = line
        most = line.units.most
        named = _("Unités annoncées de {name}").format(name=line.name[:80])
        self.units = NumberInput(theme, named, least=0, most=most)
        self.units.setFixedWidth(theme.px(72))
        self.reason = Select(theme, _("Raison pour {name}").format(name=line.name[:80]))
        for each in ReturnReason:
            self.reason.addItem(reason_words(each.value), each.value)
        self.reason.setCurrentIndex(list(ReturnReason).index(ReturnReason.CHANGED_MIND))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(TextLabel(theme, line.name, Role.STRONG, wraps=True))
        told = ngettext("{n} peut revenir", "{n} peuvent revenir", most)
        note = told.format(n=number(most)) if most else _("rien à revenir")
        words.addWidget(TextLabel(theme, note, Role.CAPTION, Ink.TEXT2))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addLayout(words, 1)
        row.addWidget(self.units)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.reason)
        self.units.setEnabled(most > 0)
        self.units.valueChanged.connect(self._on_units)
        self._on_units()

    @property
    def item(self) -> DeclaredItem | None:
        """Return what is announced of the line, if anything is."""
        units = self.units.value()
        if not units:
            return None
        return DeclaredItem(self.line.line_id, units, ReturnReason(self.reason.currentData()))

    def _on_units(self, _value: int = 0) -> None:
        self.reason.setVisible(self.units.value() > 0)
        self.changed.emit()
