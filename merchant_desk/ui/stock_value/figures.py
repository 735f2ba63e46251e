"""The value of the stock and what it costs, in five figures."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from merchant_desk.queries.valuation.stock_health import StockHealth
from merchant_desk.queries.valuation.value_page import ValuePage
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import euros, number, rate
from merchant_desk.values.money import Money
from merchant_desk.values.stock_method import method_words
from merchant_desk.values.texts import _, ngettext

_GOOD_SERVICE_BP = 9_500


class _Figure(QVBoxLayout):
    def __init__(self, theme: Theme, name: str, role: Role = Role.ORDER) -> None:
        super().__init__()
        self.setSpacing(2)
        self.name = TextLabel(theme, name, Role.BODY, Ink.TEXT2)
        self.value = TextLabel(theme, "—", role, tabular=True)
        self.value.setAccessibleName(name)
        self.note = TextLabel(theme, "", Role.CAPTION, Ink.TEXT3, wraps=True)
        for label in (self.name, self.value, self.note):
            self.addWidget(label)
        self.addStretch(1)

    def tell(self, value: str, note: str = "", ink: Ink = Ink.TEXT) -> None:
        self.value.setText(value)
        self.value.set_ink(ink)
        self.note.setText(note)


class ValueFigures(Card):
    """What it is worth, what sleeps, what is too much, what ruptures lost, what was served."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.value = _Figure(theme, _("Valeur du stock HT"))
        self.dead = _Figure(theme, _("Dort"))
        self.over = _Figure(theme, _("En trop"))
        self.lost = _Figure(theme, _("Ruptures"))
        self.service = _Figure(theme, _("Taux de service"))
        row = QHBoxLayout()
        row.setSpacing(24)
        for figure in (self.value, self.dead, self.over, self.lost, self.service):
            row.addLayout(figure, 1)
        self.body.addLayout(row)

    def show_page(self, page: ValuePage) -> None:
        """Show the value."""
        worth = page.worth
        units = ngettext("{n} unité", "{n} unités", worth.units).format(n=number(worth.units))
        method = method_words(page.method).lower()
        self.value.tell(euros(worth.amount), f"{units}, {method}")

    def show_health(self, page: ValuePage, health: StockHealth) -> None:
        """Show what the value costs, once it is known."""
        worth = page.worth
        self.dead.tell(
            euros(health.dead_amount),
            _("{part} du stock, {days} jours sans vente").format(
                part=_part(health.dead_amount, worth.amount), days=number(health.asked.dead_days)
            ),
            Ink.WARN if health.dead else Ink.TEXT,
        )
        self.over.tell(
            euros(health.over_amount),
            _("au-delà de {days} jours de ventes, coûte {cost} par an").format(
                days=number(health.asked.cover_days), cost=euros(health.carrying)
            ),
        )
        self.lost.tell(
            euros(health.lost),
            _("marge perdue en {days} jours, estimée").format(days=number(health.asked.days)),
            Ink.BAD if health.lost else Ink.TEXT,
        )
        good = health.service_bp >= _GOOD_SERVICE_BP
        self.service.tell(
            rate(health.service_bp),
            _("de la demande a été servie"),
            Ink.OK if good else Ink.WARN,
        )


def _part(amount: Money, whole: Money) -> str:
    if whole.cents <= 0:
        return "—"
    return rate(100 * ((200 * amount.cents + whole.cents) // (2 * whole.cents)))
