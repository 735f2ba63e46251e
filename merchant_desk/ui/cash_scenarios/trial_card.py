"""The line under a scenario, and the same as a table: every evening with and without the trial."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QStackedWidget

from merchant_desk.rules.cash_sentences import signed
from merchant_desk.ui.accounting.held_rows import HeldRows
from merchant_desk.ui.cash_scenarios.trial_line import TrialLine
from merchant_desk.ui.column import Column
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.cash_flow import Forecast
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _


@dataclass(frozen=True, slots=True)
class TriedDay:
    """One evening on the likely line."""

    day: date
    without: Money
    with_it: Money
    floor: Money


class TrialCard(Card):
    """« Voir en tableau » turns the line into its twin, and back."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(theme, _("Le compte, jour par jour"), _("en tirets, sans l’essai"))
        self._base: Forecast | None = None
        self._forecast: Forecast | None = None
        self.line = TrialLine(theme)
        self.days: RowTable[TriedDay] = RowTable(
            desk,
            theme,
            name="cash_scenario_days",
            label=_("Solde jour par jour, avec et sans l’essai"),
            columns=_columns(),
            row_id=_day_id,
            checkable=False,
        )
        self.as_table = Button(theme, _("Voir en tableau"), icon="list")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.line)
        self._stack.addWidget(self.days)
        self.body.addWidget(self._stack, 1)
        self.add_action(self.as_table)
        self.as_table.clicked.connect(self._on_turned)

    def show_forecasts(self, base: Forecast, forecast: Forecast) -> None:
        """Show the evenings of the plan as it is, and those under what is tried."""
        self._base, self._forecast = base, forecast
        if self._stack.currentWidget() is self.days:
            self._show_days()

    def _on_turned(self) -> None:
        to_table = self._stack.currentWidget() is self.line
        if to_table:
            self._show_days()
        shown = self.days if to_table else self.line
        self._stack.setCurrentWidget(shown)
        self.as_table.setText(_("Voir la ligne") if to_table else _("Voir en tableau"))
        shown.setFocus()

    def _show_days(self) -> None:
        if self._base is None or self._forecast is None:
            return
        rows = (
            TriedDay(before.day, before.likely, after.likely, self._base.floor)
            for before, after in zip(self._base.days, self._forecast.days, strict=False)
        )
        self.days.ask(HeldRows(tuple(rows), _day_id))


def _columns() -> tuple[Column[TriedDay], ...]:
    return (
        Column("day", _("Jour"), lambda row: short_date(row.day), 150, role=Role.STRONG,
               ink=Ink.TEXT, stretch=True),
        Column("without", _("Sans l’essai"), lambda row: euros(row.without), 108, numeric=True),
        Column("with", _("Avec l’essai"), lambda row: euros(row.with_it), 108, numeric=True,
               role=Role.BOLD, ink=Ink.TEXT),
        Column("change", _("Écart"), _change, 100, numeric=True),
        Column("state", _("État"), _state, 108,
               chip=lambda row: ChipText(_state(row), Tone.BAD) if _state(row) else None),
    )  # fmt: skip


def _change(row: TriedDay) -> str:
    return "—" if row.with_it == row.without else signed(row.with_it - row.without)


def _state(row: TriedDay) -> str:
    return _("Sous le seuil") if row.with_it < row.floor else ""


def _day_id(row: TriedDay) -> bytes:
    return row.day.isoformat().encode()
