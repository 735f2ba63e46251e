"""What a delivery cost on the way: what was added, and the fields for one more."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from merchant_desk.queries.delivery_view import DeliveryView
from merchant_desk.ui.stock.lines import Line, clear, labelled
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.entries import read_amount
from merchant_desk.values.french import euros
from merchant_desk.values.goods_words import Spread
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _


def spread_words(spread: Spread) -> str:
    """Return how a charge is shared."""
    return {
        Spread.VALUE: _("selon la valeur"),
        Spread.UNITS: _("selon les unités"),
        Spread.WEIGHT: _("selon le poids"),
    }[spread]


def _check_amount(text: str) -> str:
    return "" if read_amount(text) is not None else _("Saisissez un montant HT, comme 12,50.")


class ChargePart(Card):
    """``added`` carries the label, the amount and how it is shared."""

    added = Signal(str, object, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Frais d’approche"))
        self._theme = theme
        why = _("Transport, douane\u00a0: ils entrent dans le coût de ce qui est arrivé.")
        self.lines = QVBoxLayout()
        self.label = Field(theme, _("Ce que c’est"))
        self.amount = Field(theme, _("Montant HT"), check=_check_amount)
        self.amount.set_hint(_("Moins devant pour reprendre."))
        self.spread = SegmentedChoice(
            theme,
            _("Partagés selon"),
            [
                (Spread.VALUE.value, _("Valeur")),
                (Spread.UNITS.value, _("Unités")),
                (Spread.WEIGHT.value, _("Poids")),
            ],
        )
        self.add = Button(theme, _("Ajouter"), icon="plus")
        fields = QHBoxLayout()
        fields.setSpacing(10)
        fields.addWidget(self.label, 3)
        fields.addWidget(self.amount, 2)
        self.body.addWidget(TextLabel(theme, why, ink=Ink.TEXT2, wraps=True))
        self.body.addLayout(self.lines)
        self.body.addLayout(fields)
        self.body.addLayout(labelled(theme, self.spread))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.add)
        self.body.addLayout(foot)
        self.add.clicked.connect(self._on_add)
        self.amount.input.returnPressed.connect(self._on_add)

    def begin(self) -> None:
        """Empty the fields."""
        self.label.set_value(_("Transport"))
        self.amount.set_value("")
        self.spread.choose(Spread.VALUE.value)

    def show_charges(self, view: DeliveryView) -> None:
        """Show what was added."""
        clear(self.lines)
        for each in view.charges:
            self.lines.addWidget(
                Line(self._theme, each.label, euros(each.amount), spread_words(each.spread))
            )
        self.add.setEnabled(bool(view.lines))

    def _on_add(self) -> None:
        if self.amount.validate() and self.add.isEnabled():
            amount: Money | None = read_amount(self.amount.value)
            self.added.emit(self.label.value, amount, self.spread.key)
