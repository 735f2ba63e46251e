"""One article on the returns desk: its state and its reason can be changed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.returns.taking import Scanned
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import TextLabel
from merchant_desk.values.french import number
from merchant_desk.values.goods_words import Grade
from merchant_desk.values.return_reasons import ReturnReason, reason_words
from merchant_desk.values.return_words import GRADES, grade_words
from merchant_desk.values.texts import _


class ItemRow(QWidget):
    """``graded`` and ``reasoned`` carry the place and the choice; ``removed`` the place."""

    graded = Signal(int, str)
    reasoned = Signal(int, str)
    removed = Signal(int)

    def __init__(self, theme: Theme, place: int, scanned: Scanned) -> None:
        super().__init__()
        self._place = place
        item = scanned.item
        units = TextLabel(theme, number(item.units), Role.COUNTER, tabular=True)
        units.setMinimumWidth(28)
        self.grade = Select(theme, _("État de {name}").format(name=scanned.name))
        for each in GRADES:
            self.grade.addItem(grade_words(each), each.value)
        self.grade.setCurrentIndex(GRADES.index(item.grade))
        self.reason = Select(theme, _("Raison pour {name}").format(name=scanned.name))
        for reason in ReturnReason:
            self.reason.addItem(reason_words(reason.value), reason.value)
        self.reason.setCurrentIndex(list(ReturnReason).index(item.reason))
        self.less = IconButton(
            theme, "minus", _("Retirer une unité de {name}").format(name=scanned.name)
        )
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(TextLabel(theme, scanned.name, Role.STRONG, wraps=True))
        if scanned.odd:
            words.addWidget(Chip(theme, ChipText(_("Pas dans la commande"), Tone.WARN)))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(10)
        row.addWidget(units)
        row.addLayout(words, 1)
        row.addWidget(self.grade)
        row.addWidget(self.reason)
        row.addWidget(self.less)
        self.grade.setEnabled(not scanned.odd)
        self.grade.activated.connect(self._on_grade)
        self.reason.activated.connect(self._on_reason)
        self.less.clicked.connect(self._on_less)

    def _on_grade(self, index: int) -> None:
        self.graded.emit(self._place, Grade(GRADES[index]).value)

    def _on_reason(self, index: int) -> None:
        self.reasoned.emit(self._place, list(ReturnReason)[index].value)

    def _on_less(self) -> None:
        self.removed.emit(self._place)
