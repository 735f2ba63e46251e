"""Scénarios: drag an event, add a purchase or a loan, see the lowest evening move, accept."""

from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.save_scenario import (
    accept_scenario,
    drop_scenario,
    save_scenario,
    withdraw_scenario,
)
from merchant_desk.queries.scenario_page import ScenarioPage, scenario_page
from merchant_desk.queries.today_red_day import CASH_TABLES
from merchant_desk.rules.cash_chart import chart_of, largest_marks
from merchant_desk.rules.cash_scenario.trial import Trial
from merchant_desk.ui.accounting.held_rows import HeldRows
from merchant_desk.ui.cash_scenarios.change_sheet import ChangeSheet
from merchant_desk.ui.cash_scenarios.changes_card import ChangesCard
from merchant_desk.ui.cash_scenarios.columns import ScenarioRow, scenario_columns
from merchant_desk.ui.cash_scenarios.room_card import RoomCard
from merchant_desk.ui.cash_scenarios.trial_card import TrialCard
from merchant_desk.ui.cash_scenarios.trying import Trying
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk, Ticket
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.values.cash_flow import Reading
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.ids import ScenarioId
from merchant_desk.values.texts import _

_LINE, _SIDE, _LIST = 300, 380, 200


class ScenariosScreen(Screen):
    """Tab chooses an event on the line, Shift+← → moves it, Enter keeps the move."""

    watches: ClassVar[frozenset[str]] = CASH_TABLES
    help_page: ClassVar[str] = "cash_scenarios"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        theme = shell.theme
        self.page: ScenarioPage | None = None
        self._asked: Ticket[ScenarioPage] | None = None
        self._accepting = False
        self.trying = Trying(desk, self)
        self.banner = Banner(theme)
        self.card = TrialCard(desk, theme)
        self.line = self.card.line
        self.changes = ChangesCard(theme)
        self.room = RoomCard(theme)
        self.sheet = ChangeSheet(shell, self)
        self.table: RowTable[ScenarioRow] = RowTable(
            desk,
            theme,
            name="cash_scenarios",
            label=_("Scénarios côte à côte"),
            columns=scenario_columns(),
            row_id=_row_id,
            checkable=False,
        )
        self.table.set_empty(EmptyState(theme, _nothing_kept(), gives_way=True))
        self.setFocusProxy(self.line)
        self._build()
        self._connect()

    def _build(self) -> None:
        px = self.shell.theme.px
        self.card.setMinimumHeight(px(_LINE))
        self.table.setMinimumHeight(px(_LIST))
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.card, 3)
        left.addWidget(self.table, 2)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.changes, 3)
        right.addWidget(self.room, 2)
        right.setContentsMargins(0, 0, 0, 0)
        held = QWidget()
        held.setFixedWidth(px(_SIDE))
        held.setProperty("ground", "none")
        held.setLayout(right)
        sides = QHBoxLayout()
        sides.setSpacing(12)
        sides.addLayout(left, 1)
        sides.addWidget(held)
        self._lay_out(sides)

    def _lay_out(self, sides: QHBoxLayout) -> None:
        inner = QWidget()
        inner.setProperty("ground", "none")
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 8, 24, 18)
        column.setSpacing(12)
        column.addWidget(self.banner)
        column.addLayout(sides, 1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(area)

    def _connect(self) -> None:
        self.line.event_moving.connect(self.trying.drag)
        self.line.event_dragged.connect(self.trying.drop)
        self.trying.changed.connect(self._show_trial)
        self.changes.form_wanted.connect(self._on_form)
        self.changes.removed.connect(self.trying.remove)
        self.changes.cleared.connect(self._on_clear)
        self.changes.kept.connect(self._on_keep)
        self.changes.accepted.connect(self._on_accept)
        self.sheet.made.connect(self.trying.add)
        self.table.activated.connect(self._on_row)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Scénarios de trésorerie")

    def reload(self) -> None:
        """Ask for the page again; what is being tried stays."""
        if self._asked is not None:
            self._asked.cancel()
        station, today = self.desk.gesture().station_id, paris_date(utc_now())
        self._asked = self.desk.read(
            self._show_page, scenario_page, station, today, self.desk.forecast_memory
        )

    def arrive(self, **argument: object) -> None:
        """Show one of those that are kept (``scenario_id``)."""
        wanted = argument.get("scenario_id")
        if isinstance(wanted, bytes):
            self.table.look_for(wanted)
            QTimer.singleShot(0, self.table, self.table.setFocus)  # who arrives is on the line

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        return (
            Command(_("Essayer un changement"), "Ctrl+N", self.changes.add.click, "plus"),
            Command(_("Garder ce scénario"), "Ctrl+S", self._on_save, "check"),
            Command(_("Mettre de côté"), "Ctrl+Del", self._on_drop, "trash-2"),
            Command(_("Retirer du plan"), "Ctrl+R", self._on_withdraw, "undo-2"),
        )

    def _show_page(self, page: ScenarioPage) -> None:
        self.page = page
        rows = tuple(ScenarioRow(each, page.base) for each in page.lines)
        self.table.ask(HeldRows(rows, _row_id))
        self.trying.start_from(page.base)

    def _show_trial(self, made: Trial | None) -> None:
        page = self.page
        if page is None:
            return
        forecast = page.base if made is None else made.forecast
        marks = largest_marks(forecast.flows, forecast)
        chart = chart_of(forecast, page.past, Reading.LIKELY, marks)
        base = () if made is None else chart_of(page.base, page.past).line(Reading.LIKELY)
        self.line.show_base(base)
        self.line.show_chart(chart)
        self.card.show_forecasts(page.base, forecast)
        self.room.show_forecast(forecast)
        if made is None:
            self.changes.show_nothing()
        else:
            self.changes.show_trial(page.base, made)

    def _on_form(self, key: str) -> None:
        if self.page is not None:
            self.sheet.open_form(key, self.page.choices)

    def _on_clear(self) -> None:
        self.banner.hide()
        self.changes.name.clear()
        self.trying.clear()
        self.line.setFocus()

    def _on_save(self) -> None:
        self._on_keep(self.changes.name.text().strip())

    def _on_keep(self, name: str) -> None:
        self._save(name, accept=False)

    def _on_accept(self, name: str) -> None:
        self._save(name, accept=True)

    def _save(self, name: str, *, accept: bool) -> None:
        if not self.trying.changes:
            return
        if not name:
            advice = _("Écrivez-le sous les changements, puis recommencez.")
            self.banner.show_message(
                BannerText(Tone.WARN, _("Scénario non gardé\u00a0: il n’a pas de nom."), advice)
            )
            self.changes.name.setFocus()
            return
        self._accepting = accept
        trying, gesture = self.trying, self.desk.gesture()
        known = (trying.scenario_id, trying.seen_at) if name == trying.name else (None, None)
        scenario = trying.scenario(name)
        ticket = self.desk.write(self._show_saved, save_scenario, gesture, scenario, *known)
        ticket.or_else(self._show_refused)

    def _show_saved(self, scenario_id: ScenarioId) -> None:
        name = self.changes.name.text().strip()
        if self._accepting:
            self.desk.write(None, accept_scenario, self.desk.gesture(), scenario_id)
            self.shell.toast(_("«\u00a0{name}\u00a0» est dans le plan.").format(name=name))
        else:
            self.shell.toast(_("«\u00a0{name}\u00a0» est gardé.").format(name=name))
        self._on_clear()

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))

    def _on_row(self, row: ScenarioRow) -> None:
        kept = row.line.kept
        if kept.planned:
            self.shell.toast(_("«\u00a0{name}\u00a0» est déjà compté.").format(name=row.name))
            return
        self.changes.name.setText(row.name)
        self.trying.take(kept)

    def _on_drop(self) -> None:
        row = self.table.current()
        if row is not None:
            self.desk.write(None, drop_scenario, self.desk.gesture(), row.line.kept.scenario_id)
            self.shell.toast(_("«\u00a0{name}\u00a0» est mis de côté.").format(name=row.name))

    def _on_withdraw(self) -> None:
        row = self.table.current()
        if row is not None and row.line.kept.planned:
            gesture = self.desk.gesture()
            self.desk.write(None, withdraw_scenario, gesture, row.line.kept.scenario_id)
            self.shell.toast(
                _("«\u00a0{name}\u00a0» n’est plus dans le plan.").format(name=row.name)
            )


def _row_id(row: ScenarioRow) -> bytes:
    return row.row_id


def _nothing_kept() -> EmptyText:
    return EmptyText(
        "search",
        _("Aucun scénario gardé"),
        _(
            "Un essai que vous gardez reste ici, à côté des autres, jusqu’à ce que vous "
            "l’acceptiez."
        ),
    )
