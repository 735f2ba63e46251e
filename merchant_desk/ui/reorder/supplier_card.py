"""One supplier of the proposal: what its order comes to, what it lacks, when it is paid."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.rules.reorder.cash import group_cash
from merchant_desk.rules.reorder.words import lacking_words
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import euros, number, short_date
from merchant_desk.values.reorder import SupplierGroup
from merchant_desk.values.texts import _, ngettext


class _Figure(QWidget):
    """A caption over a figure."""

    def __init__(self, theme: Theme, caption: str) -> None:
        super().__init__()
        self.setProperty("ground", "none")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.value = TextLabel(theme, "", Role.CARD_TITLE, tabular=True)
        self.note = TextLabel(theme, "", Role.CAPTION, Ink.TEXT2)
        column.addWidget(TextLabel(theme, caption, Role.CAPTION, Ink.TEXT2))
        column.addWidget(self.value)
        column.addWidget(self.note)

    def say(self, value: str, note: str = "", ink: Ink = Ink.TEXT2) -> None:
        """Change the figure and what is under it."""
        self.value.setText(value)
        self.note.setText(note)
        self.note.set_ink(ink)
        self.setAccessibleName(f"{value} {note}".strip())


class SupplierCard(Card):
    """Figures in a row; they follow every quantity she writes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.goods = _Figure(theme, _("Commande hors taxes"))
        self.carriage = _Figure(theme, _("Port"))
        self.cash = _Figure(theme, _("À payer"))
        self.arrival = _Figure(theme, _("Arrivée"))
        self.risk = _Figure(theme, _("Marge en jeu"))
        row = QHBoxLayout()
        row.setSpacing(28)
        for figure in (self.goods, self.carriage, self.cash, self.arrival, self.risk):
            row.addWidget(figure)
        row.addStretch(1)
        self.body.addLayout(row)

    def show_group(self, group: SupplierGroup, today: date) -> None:
        """Show one supplier."""
        bought = sum(1 for each in group.lines if each.quantity)
        lines = ngettext("{n} article", "{n} articles", bought).format(n=number(bought))
        below = group.below_minimum.cents > 0
        lacking = lacking_words(group)
        self.goods.say(
            euros(group.goods), lacking[0] if below else lines, Ink.WARN if below else Ink.TEXT2
        )
        free = lacking[-1] if group.to_free_carriage.cents > 0 else ""
        self.carriage.say(euros(group.carriage), free)
        self.cash.say(euros(group.to_pay), _cash_words(group, today))
        self.arrival.say("—" if group.arrives_on is None else short_date(group.arrives_on))
        self.risk.say(euros(group.at_risk), _("sans cette commande"))


def _cash_words(group: SupplierGroup, today: date) -> str:
    """Return when it is paid, and what its units bring before that."""
    cash = group_cash(group, today)
    if cash is None:
        return ""
    if not cash.brought:
        return _("vers le {day}").format(day=short_date(cash.on))
    return _("vers le {day}, {amount} vendus d’ici là").format(
        day=short_date(cash.on), amount=euros(cash.brought)
    )
