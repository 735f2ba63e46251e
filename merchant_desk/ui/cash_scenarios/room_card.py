"""« Combien puis-je acheter ? »: the figure, its reason, at the terms she chooses."""

from datetime import date

from PySide6.QtWidgets import QWidget

from merchant_desk.rules.cash_scenario.added import purchase_day
from merchant_desk.rules.cash_scenario.room import room
from merchant_desk.rules.cash_scenario.room_words import room_sentence
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.cash_flow import Forecast
from merchant_desk.values.cash_plan import TryPurchase
from merchant_desk.values.french import euros
from merchant_desk.values.money import ZERO
from merchant_desk.values.texts import _

_TERMS = ((0, False), (30, False), (30, True), (45, True), (60, False))


class RoomCard(Card):
    """Reckoned on the cautious line of what is in sight, a trial included."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Combien puis-je acheter\u00a0?"), parent=parent)
        self._forecast: Forecast | None = None
        self.terms = Select(theme, _("Payé"))
        self.terms.addItems([_terms_words(days, end) for days, end in _TERMS])
        self.figure = TextLabel(theme, "—", Role.ORDER, tabular=True)
        self.figure.setAccessibleName(_("Achat possible"))
        self.reason = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self.add_action(self.terms)
        self.body.addWidget(self.figure)
        self.body.addWidget(self.reason)
        self.body.addStretch(1)
        self.terms.currentIndexChanged.connect(self._on_terms)

    def show_forecast(self, forecast: Forecast) -> None:
        """Reckon with this account."""
        self._forecast = forecast
        days, end = _TERMS[max(self.terms.currentIndex(), 0)]
        found = room(forecast, _paid_on(forecast.made_on, days, month_end=end))
        self.figure.setText(euros(found.amount))
        self.figure.set_ink(Ink.BAD if found.short > ZERO else Ink.TEXT)
        told = (room_sentence(forecast, found), _("Compté sur la ligne prudente."))
        self.reason.setText(" ".join(told))

    def _on_terms(self, _place: int) -> None:
        if self._forecast is not None:
            self.show_forecast(self._forecast)


def _paid_on(today: date, days: int, *, month_end: bool) -> date:
    if not days:
        return today
    return purchase_day(
        TryPurchase(label="", amount=ZERO, on=today, days=days, month_end=month_end)
    )


def _terms_words(days: int, month_end: bool) -> str:
    if not days:
        return _("Comptant")
    told = _("À {days} jours fin de mois") if month_end else _("À {days} jours")
    return told.format(days=days)
