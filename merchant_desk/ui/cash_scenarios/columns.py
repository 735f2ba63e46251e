"""The columns of the scenarios side by side."""

from dataclasses import dataclass

from merchant_desk.queries.scenario_page import ScenarioLine
from merchant_desk.rules.cash_sentences import signed
from merchant_desk.ui.column import Column
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.cash_flow import Forecast, Reading
from merchant_desk.values.cash_plan_words import change_words
from merchant_desk.values.french import day_month, euros, short_date
from merchant_desk.values.texts import _


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """One scenario, beside the plan as it is."""

    line: ScenarioLine
    base: Forecast

    @property
    def row_id(self) -> bytes:
        """Return what tells it from the others."""
        return self.line.kept.scenario_id

    @property
    def forecast(self) -> Forecast:
        """Return the account under it; the plan holds it already."""
        return self.base if self.line.trial is None else self.line.trial.forecast

    @property
    def name(self) -> str:
        """Return its name."""
        return self.line.kept.scenario.name

    @property
    def changes(self) -> str:
        """Return its changes in words."""
        labels = {each.key: each.label for each in self.base.flows}
        told = (
            change_words(each, labels.get(getattr(each, "flow", ""), ""))
            for each in self.line.kept.scenario.changes
        )
        return "\u00a0; ".join(told)


def scenario_columns() -> tuple[Column[ScenarioRow], ...]:
    """Return the columns: what it is, and what it does to the lowest evening."""
    return (
        Column("name", _("Scénario"), lambda row: row.name, 152, role=Role.STRONG, ink=Ink.TEXT,
               stretch=True),
        Column("state", _("État"), _state, 94,
               chip=lambda row: ChipText(_state(row), Tone.OK if row.line.kept.planned
                                         else Tone.MUTE, quiet=not row.line.kept.planned)),
        Column("changes", _("Ce qui change"), lambda row: row.changes, 260, stretch=True,
               gives_way=True),
        Column("low", _("Au plus bas"), _low, 164, numeric=True, role=Role.BOLD, ink=Ink.TEXT),
        Column("change", _("Écart"), _change, 112, numeric=True),
        Column("red", _("Sous le seuil"), _red, 98),
    )  # fmt: skip


def _state(row: ScenarioRow) -> str:
    return _("Plan") if row.line.kept.planned else _("Brouillon")


def _low(row: ScenarioRow) -> str:
    low = row.forecast.low(Reading.LIKELY)
    return f"{euros(low.balance)} · {day_month(low.day)}"


def _change(row: ScenarioRow) -> str:
    if row.line.trial is None:
        return _("compté")
    return signed(row.line.trial.low_change(row.base, Reading.LIKELY))


def _red(row: ScenarioRow) -> str:
    red = row.forecast.red_day(Reading.LIKELY)
    return "—" if red is None else short_date(red)
