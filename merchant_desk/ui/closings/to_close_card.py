"""What waits for its closing: days that sold, months and years that are over."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.queries.days_to_close import ToClose
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.settings.page import clear
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.fiscal_periods import FiscalPeriod
from merchant_desk.values.texts import _, ngettext

_SHOWN, _NAME = 5, 180


class ToCloseCard(Card):
    """One line a period; days are closed in their order, so that only the first has a button."""

    wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("À clôturer"))
        self._theme = theme
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.body.addLayout(self._lines)
        self.buttons: list[Button] = []

    def show_periods(self, told: ToClose) -> None:
        """Show what waits; a calm sentence when nothing does."""
        clear(self._lines)
        self.buttons = []
        for place, period in enumerate(told.days[:_SHOWN]):
            self._add(period, _("Oubliée\u00a0: à clôturer d’abord"), Ink.WARN, first=place == 0)
        hidden = len(told.days) - _SHOWN
        if hidden > 0:
            more = ngettext("et {n} autre journée", "et {n} autres journées", hidden)
            self._lines.addWidget(TextLabel(self._theme, more.format(n=hidden), ink=Ink.TEXT2))
        if told.today is not None:
            self._add(told.today, _("Aujourd’hui, quand la vente est finie"), first=not told.days)
        for period in (*told.months, *told.years):
            self._add(period, _("Fini, clôture à faire"), first=not told.days)
        if not self.buttons:
            calm = _("Aucune clôture à faire. Une journée s’ajoute ici dès sa première pièce.")
            self._lines.addWidget(TextLabel(self._theme, calm, ink=Ink.TEXT2, wraps=True))

    def _add(self, period: FiscalPeriod, words: str, ink: Ink = Ink.TEXT2, *, first: bool) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        name = TextLabel(self._theme, period.words, Role.STRONG)
        name.setMinimumWidth(self._theme.px(_NAME))
        row.addWidget(name)
        row.addWidget(TextLabel(self._theme, words, ink=ink))
        row.addStretch(1)
        if first:
            kind = Kind.SECONDARY if self.buttons else Kind.PRIMARY
            button = _PeriodButton(self._theme, period, kind)
            button.asked.connect(self.wanted)
            self.buttons.append(button)
            row.addWidget(button)
        self._lines.addWidget(line)


class _PeriodButton(Button):
    """Closes one period."""

    asked = Signal(object)

    def __init__(self, theme: Theme, period: FiscalPeriod, kind: Kind) -> None:
        super().__init__(theme, _("Clôturer"), kind=kind)
        self._period = period
        self.setAccessibleName(_("Clôturer\u00a0: {period}").format(period=period.words))
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.asked.emit(self._period)
