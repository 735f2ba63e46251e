"""The scenario being made: its changes, and the account under them, asked anew at every change."""

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from merchant_desk.queries.cash_plans import KeptScenario
from merchant_desk.queries.scenario_page import try_scenario
from merchant_desk.rules.cash_scenario.apply import moved_by
from merchant_desk.rules.cash_scenario.trial import Trial
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.latest_question import LatestQuestion
from merchant_desk.values.cash_flow import Forecast
from merchant_desk.values.cash_plan import Change, MoveFlow, Scenario
from merchant_desk.values.ids import ScenarioId
from merchant_desk.values.texts import _


class Trying(QObject):
    """``changed`` carries the account under the scenario; None when nothing is tried."""

    changed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._latest = LatestQuestion(desk)
        self._base: Forecast | None = None
        self.changes: tuple[Change, ...] = ()
        self.scenario_id: ScenarioId | None = None
        self.seen_at: datetime | None = None
        """When the one it began from was changed."""
        self.name = ""

    def start_from(self, base: Forecast) -> None:
        """Reckon with this forecast from now on."""
        self._base = base
        self._ask(self.changes)

    def add(self, change: Change) -> None:
        """Try one change more; a flow that was moved already moves on."""
        self.changes = _joined(self.changes, change)
        self._ask(self.changes)

    def remove(self, place: int) -> None:
        """Try without the change at this place."""
        self.changes = self.changes[:place] + self.changes[place + 1 :]
        if not self.changes:
            self.scenario_id, self.seen_at, self.name = None, None, ""
        self._ask(self.changes)

    def clear(self) -> None:
        """Try nothing any more."""
        self.changes, self.scenario_id, self.seen_at, self.name = (), None, None, ""
        self._ask(())

    def take(self, kept: KeptScenario) -> None:
        """Go on with one that was kept."""
        self.changes, self.name = kept.scenario.changes, kept.scenario.name
        self.scenario_id, self.seen_at = kept.scenario_id, kept.changed_at
        self._ask(self.changes)

    def drag(self, key: str, days: int) -> None:
        """Show what a move would do while it is under way: nothing is kept yet."""
        change = self._move(key, days)
        if change is not None:
            self._ask(_joined(self.changes, change))

    def drop(self, key: str, days: int) -> None:
        """Keep a move."""
        change = self._move(key, days)
        if change is not None:
            self.add(change)

    def scenario(self, name: str) -> Scenario:
        """Return what is tried under a name."""
        return Scenario(name=name, changes=self.changes)

    def _move(self, key: str, days: int) -> MoveFlow | None:
        """Return the move of an event that is seen where the changes so far have put it."""
        if self._base is None:
            return None
        found = next((each for each in self._base.flows if each.key == key), None)
        if found is None:
            return None
        before = next((each for each in self.changes if _moves(each, key)), None)
        shift = 0
        if isinstance(before, MoveFlow):
            shift = before.days if before.to is None else (before.to - found.day).days
        return moved_by(found, days + shift, self._base.made_on)

    def _ask(self, changes: tuple[Change, ...]) -> None:
        if not changes or self._base is None:
            self._latest.forget()
            self.changed.emit(None)
            return
        scenario = Scenario(name=self.name or _("Essai"), changes=changes)
        self._latest.ask(self._show_trial, try_scenario, self._base, scenario)

    def _show_trial(self, made: Trial) -> None:
        self.changed.emit(made)


def _moves(change: Change, key: str) -> bool:
    return isinstance(change, MoveFlow) and change.flow == key


def _joined(changes: tuple[Change, ...], change: Change) -> tuple[Change, ...]:
    """Return the changes with one more; a second move of the same flow replaces the first."""
    if not isinstance(change, MoveFlow):
        return (*changes, change)
    others = tuple(each for each in changes if not _moves(each, change.flow))
    return others if not change.days and change.to is None else (*others, change)
