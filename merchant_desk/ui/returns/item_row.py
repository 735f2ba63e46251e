"""One article on the returns desk: its state and its reason can be changed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.returns.days import check_amount_or_none
from merchant_desk.ui.returns.taking import Scanned
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import TextLabel
from merchant_desk.values.entries import read_amount, written_amount
from merchant_desk.values.french import number
from merchant_desk.values.goods_words import Grade
from merchant_desk.values.return_reasons import ReturnReason, reason_words
from merchant_desk.values.return_words import GRADES, grade_words
from merchant_desk.values.texts import _


class ItemRow(QWidget):
    """Its signals carry the place of the article on the desk, then the choice."""

    graded = Signal(int, str)
    reasoned = Signal(int, str)
    removed = Signal(int)
    priced = Signal(int, object)

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
        self._build(theme, scanned, units)
        self.grade.setEnabled(not scanned.odd)
        self.grade.activated.connect(self._on_grade)
        self.reason.activated.connect(self._on_reason)
        self.less.clicked.connect(self._on_less)

    def _build(self, theme: Theme, scanned: Scanned, units: TextLabel) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(units)
        head.addWidget(TextLabel(theme, scanned.name, Role.STRONG, wraps=True), 1)
        if scanned.odd:
            head.addWidget(Chip(theme, ChipText(_("Pas dans la commande"), Tone.WARN)))
        head.addWidget(self.less)
        choices = QHBoxLayout()
        choices.setContentsMargins(38, 0, 0, 0)
        choices.setSpacing(10)
        choices.addWidget(self.grade, 2)
        choices.addWidget(self.reason, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(choices)
        self._add_price(theme, scanned, column)

    def _add_price(self, theme: Theme, scanned: Scanned, column: QVBoxLayout) -> None:
        """Second choice is sold at a price of its own."""
        self.price = Field(
            theme,
            _("Prix du second choix"),
            hint=_("Vide\u00a0: celui de sa fiche, sinon les deux tiers."),
            check=check_amount_or_none,
        )
        price = scanned.item.twin_price
        self.price.set_value("" if price is None else written_amount(price))
        if scanned.item.grade is not Grade.SECOND_CHOICE:
            self.price.hide()
        self.price.edited.connect(self._on_price)
        under = QHBoxLayout()
        under.setContentsMargins(38, 4, 0, 0)
        under.addWidget(self.price)
        column.addLayout(under)

    def _on_price(self, text: str) -> None:
        self.priced.emit(self._place, read_amount(text) if text else None)

    def _on_grade(self, index: int) -> None:
        self.graded.emit(self._place, Grade(GRADES[index]).value)

    def _on_reason(self, index: int) -> None:
        self.reasoned.emit(self._place, list(ReturnReason)[index].value)

    def _on_less(self) -> None:
        self.removed.emit(self._place)
