"""Under the line: the weeks, every amount with its reason, and the line itself as a table."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from merchant_desk.ui.accounting.held_rows import HeldRows
from merchant_desk.ui.cash_forecast.columns import (
    DayRow,
    WeekRow,
    day_columns,
    flow_columns,
    week_columns,
    why_words,
)
from merchant_desk.ui.cash_forecast.flow_rows import FlowRows
from merchant_desk.ui.column import Column
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.table_memory import Sort
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.filter_chip import FilterChip
from merchant_desk.ui.widgets.tab_bar import Tab, TabStrip
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.cash_flow import Flow, Forecast, Reading
from merchant_desk.values.french import day_month
from merchant_desk.values.texts import _

WEEKS, FLOWS, DAYS = "weeks", "flows", "days"
_WEEK = 6


class ForecastTables(QWidget):
    """``flow_opened`` carries the amount whose document is wanted."""

    flow_opened = Signal(object)

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__()
        theme = shell.theme
        self._forecast: Forecast | None = None
        self._reading = Reading.LIKELY
        self.span: tuple[date, date] | None = None
        self.strip = TabStrip(theme, _("Listes de la prévision"))
        self.filter = FilterChip(theme, "", active=True)
        self.filter.hide()
        self.why = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self.weeks: RowTable[WeekRow] = self._table(desk, shell, WEEKS, week_columns())
        self.flows: RowTable[Flow] = self._table(desk, shell, FLOWS, flow_columns())
        self.days: RowTable[DayRow] = self._table(desk, shell, DAYS, day_columns())
        self._tables: dict[str, RowTable[Any]] = {
            WEEKS: self.weeks,
            FLOWS: self.flows,
            DAYS: self.days,
        }
        self._stack = QStackedWidget()
        for table in self._tables.values():
            self._stack.addWidget(table)
        self._build(shell)
        self._connect()

    def _build(self, shell: Shell) -> None:
        nothing = EmptyText(
            "circle-check", _("Rien n’est prévu"), _("Aucun document ne bouge le compte ces jours.")
        )
        self.flows.set_empty(EmptyState(shell.theme, nothing, gives_way=True))
        self.why.hide()
        self.strip.add_action(self.filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.strip)
        column.addWidget(self._stack, 1)
        column.addWidget(self.why)
        self.strip.tabs.show_tabs(self._tabs())
        self.setFocusProxy(self.weeks)

    def _connect(self) -> None:
        self.strip.tabs.chosen.connect(self._on_tab)
        self.weeks.activated.connect(self._on_week)
        self.days.activated.connect(self._on_day)
        self.flows.activated.connect(self.flow_opened)
        self.flows.current_changed.connect(self._on_flow)
        self.flows.counted.connect(self._on_counted)
        self.filter.clicked.connect(self.show_all)
        self.filter.cleared.connect(self.show_all)

    @property
    def key(self) -> str:
        """Return which list is shown."""
        return self.strip.tabs.key or WEEKS

    @property
    def table(self) -> RowTable[Any]:
        """Return the table in sight."""
        return self._tables[self.key]

    def show_forecast(self, forecast: Forecast, reading: Reading) -> None:
        """Show these days; the week that was asked for stays asked for."""
        self._forecast, self._reading = forecast, reading
        floor = forecast.floor
        weeks = tuple(WeekRow(each, floor) for each in forecast.weeks)
        days = tuple(DayRow(each, floor) for each in forecast.days)
        self.weeks.ask(HeldRows(weeks, _week_id))
        self.days.ask(HeldRows(days, _day_id))
        self._show_flows()

    def show_between(self, first: date, last: date) -> None:
        """Show the amounts of these days only."""
        self.span = (first, last)
        self.filter.show_filter(_span_words(first, last), active=True)
        self.filter.show()
        self._show_flows()
        self.strip.tabs.choose(FLOWS)
        self.flows.setFocus()

    def show_all(self) -> None:
        """Show the amounts of all days."""
        had_focus = self.filter.hasFocus()
        self.span = None
        self.filter.hide()
        self._show_flows()
        if had_focus:
            self.flows.setFocus()

    def choose(self, key: str) -> None:
        """Show one list."""
        self.strip.tabs.choose(key)

    def _show_flows(self) -> None:
        forecast = self._forecast
        if forecast is None:
            return
        last = forecast.days[-1].day if forecast.days else forecast.made_on
        first, until = self.span or (date.min, last)
        self.flows.ask(FlowRows(forecast.flows, self._reading, first, until))

    def _on_counted(self, count: int) -> None:
        self.strip.tabs.show_tabs(self._tabs(count))

    def _tabs(self, flows: int | None = None) -> list[Tab]:
        return [
            Tab(WEEKS, _("Semaines")),
            Tab(FLOWS, _("Mouvements"), flows),
            Tab(DAYS, _("Jour par jour")),
        ]

    def _table(
        self, desk: Desk, shell: Shell, key: str, columns: tuple[Column[Any], ...]
    ) -> RowTable[Any]:
        names = {
            WEEKS: _("Entrées et sorties par semaine"),
            FLOWS: _("Mouvements prévus"),
            DAYS: _("Solde jour par jour"),
        }
        return RowTable(
            desk,
            shell.theme,
            name=f"cash_forecast_{key}",
            label=names[key],
            columns=columns,
            row_id=_IDS[key],
            checkable=False,
            sort=Sort("day") if key == FLOWS else None,
        )

    def _on_tab(self, _key: str) -> None:
        self._stack.setCurrentWidget(self.table)
        self.setFocusProxy(self.table)
        self._on_flow(self.flows.current())

    def _on_flow(self, flow: Flow | None) -> None:
        """Say the whole reason of the amount that the keyboard is on."""
        shown = flow is not None and self.key == FLOWS
        self.why.setText(why_words(flow) if flow is not None else "")
        self.why.setVisible(shown)

    def _on_week(self, row: WeekRow) -> None:
        self.show_between(row.week.monday, row.week.monday + timedelta(days=6))

    def _on_day(self, row: DayRow) -> None:
        self.show_between(row.day.day, row.day.day)


def _span_words(first: date, last: date) -> str:
    if first == last:
        return _("Le {day}").format(day=day_month(first))
    if (last - first).days == _WEEK and first.weekday() == 0:
        return _("Semaine du {day}").format(day=day_month(first))
    return _("Jusqu’au {day}").format(day=day_month(last))


def _week_id(row: WeekRow) -> bytes:
    return row.week.monday.isoformat().encode()


def _flow_id(row: Flow) -> bytes:
    return row.key.encode()


def _day_id(row: DayRow) -> bytes:
    return row.day.day.isoformat().encode()


_IDS: Mapping[str, Callable[[Any], bytes]] = {WEEKS: _week_id, FLOWS: _flow_id, DAYS: _day_id}
