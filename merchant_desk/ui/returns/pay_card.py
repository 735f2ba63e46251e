"""How a return is finished: on what ground, at whose cost, by which way money goes back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.returns.days import check_amount_or_none
from merchant_desk.ui.returns.taking import Taking
from merchant_desk.ui.returns.way_select import WaySelect
from merchant_desk.ui.stock.lines import labelled
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.entries import read_amount, written_amount
from merchant_desk.values.french import euros
from merchant_desk.values.goods_words import ReturnKind
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.return_words import kind_words
from merchant_desk.values.texts import _


class PayCard(Card):
    """``carriage_typed`` carries an amount; the other signals the choice made."""

    kind_chosen = Signal(str)
    way_chosen = Signal()
    carriage_typed = Signal(object)
    finish_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.kind = Select(theme, _("À quel titre"))
        for kind in ReturnKind:
            self.kind.addItem(kind_words(kind), kind.value)
        self.way = WaySelect(theme)
        self.carriage = Field(theme, _("Port payé par vous"), check=check_amount_or_none)
        self.amount = TextLabel(theme, euros(ZERO), Role.MONEY, tabular=True)
        self.told = TextLabel(theme, _("À rendre, hors livraison"), Role.CAPTION, Ink.TEXT2)
        self.finish = Button(theme, _("Terminer le retour"), kind=Kind.PRIMARY, icon="check")
        self._build(theme)
        self.kind.activated.connect(self._on_kind)
        self.way.activated.connect(self._on_way)
        self.carriage.edited.connect(self._on_carriage)
        self.finish.clicked.connect(self.finish_wanted)

    def _build(self, theme: Theme) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(12)
        choices.addLayout(labelled(theme, self.kind), 1)
        choices.addLayout(labelled(theme, self.way), 1)
        sums = QVBoxLayout()
        sums.setSpacing(5)
        sums.addWidget(self.told)
        sums.addWidget(self.amount)
        sums.addStretch(1)
        end = QHBoxLayout()
        end.setSpacing(12)
        end.addWidget(self.carriage, 1)
        end.addLayout(sums, 1)
        self.body.addLayout(choices)
        self.body.addLayout(end)
        self.body.addWidget(self.finish)

    @property
    def carriage_right(self) -> bool:
        """Tell whether the amount of the way back can be read; the field says so if not."""
        if self.carriage.validate():
            return True
        self.carriage.input.setFocus()
        return False

    def show_taking(self, taking: Taking) -> None:
        """Show what goes back, and who pays for the way back."""
        self.kind.setCurrentIndex(list(ReturnKind).index(taking.kind))
        if not self.carriage.input.hasFocus():
            paid = taking.carriage_back
            self.carriage.set_value(written_amount(paid) if paid else "")
        self.carriage.set_hint(
            _("À votre charge (L217-11, L221-23).")
            if taking.seller_pays
            else _("À la charge du client (L221-23).")
        )
        self.amount.setText(euros(taking.refund))
        self.told.setText(
            _("À échanger ou à rendre")
            if taking.kind is ReturnKind.EXCHANGE
            else _("À rendre, hors livraison")
        )
        self.finish.setEnabled(bool(taking.items))

    def _on_kind(self, index: int) -> None:
        self.kind_chosen.emit(list(ReturnKind)[index].value)

    def _on_way(self, _index: int) -> None:
        self.way_chosen.emit()

    def _on_carriage(self, text: str) -> None:
        self.carriage_typed.emit(read_amount(text) if text else Money(0))
