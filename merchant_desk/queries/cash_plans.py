"""What she tries and what she planned: scenarios, and the forecast under those she accepted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.cash_aside import CashScenario
from merchant_desk.queries.plan_purchases import bought_since
from merchant_desk.rules.cash_scenario.apply import Tried, Window, tried
from merchant_desk.rules.cash_scenario.doubled import doubled
from merchant_desk.values.cash_flow import Flow, FlowSource
from merchant_desk.values.cash_plan import Scenario, TryPurchase
from merchant_desk.values.cash_plan_json import read_scenario
from merchant_desk.values.cash_words import ScenarioState
from merchant_desk.values.ids import ScenarioId, id_text
from merchant_desk.values.texts import _

_SCENARIOS = table(CashScenario)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptScenario:
    """A scenario as she keeps it."""

    scenario_id: ScenarioId
    scenario: Scenario
    state: ScenarioState
    changed_at: datetime
    by: str

    @property
    def planned(self) -> bool:
        """Tell whether the forecast counts it."""
        return self.state is ScenarioState.PLAN


def kept_scenarios(session: Session) -> tuple[KeptScenario, ...]:
    """Return the scenarios that were not put away: the plan first, then the newest.

    One that cannot be read is left out.
    """
    kept = [read for _row, read in _rows(session) if read is not None]
    return tuple(sorted(kept, key=lambda each: not each.planned))


def _rows(session: Session) -> Iterator[tuple[Any, KeptScenario | None]]:
    asked = (
        select(_SCENARIOS)
        .where(_SCENARIOS.c.state != ScenarioState.DROPPED)
        .order_by(_SCENARIOS.c.id.desc())
    )
    for row in session.execute(asked):
        try:
            scenario = read_scenario(row.body)
        except RefusedError:
            yield row, None
            continue
        yield (
            row,
            KeptScenario(
                scenario_id=ScenarioId(row.id),
                scenario=scenario,
                state=row.state,
                changed_at=row.changed_at,
                by=row.by,
            ),
        )


def with_plans(session: Session, flows: Sequence[Flow], window: Window) -> Tried:
    """Return what is foreseen under every accepted scenario, the oldest first."""
    rows = [each for each in _rows(session) if each[0].state is ScenarioState.PLAN]
    plans = sorted(
        (read for _row, read in rows if read is not None), key=lambda each: each.scenario_id
    )
    unread = _("Plan «\u00a0{name}\u00a0»\u00a0: illisible, il n’est pas compté.")
    notes = [unread.format(name=row.name) for row, read in rows if read is None]
    found = tuple(flows)
    for plan in plans:
        root = f"plan:{id_text(plan.scenario_id)}"
        made = tried(found, plan.scenario, window, root=root, source=FlowSource.PLAN)
        found = made.flows
        told = _("Plan «\u00a0{name}\u00a0»\u00a0: {note}")
        twice = _ordered_since(session, plan, flows, window.today)
        notes.extend(
            told.format(name=plan.scenario.name, note=note) for note in (*made.notes, *twice)
        )
    return Tried(found, tuple(notes))


def _ordered_since(
    session: Session, plan: KeptScenario, flows: Sequence[Flow], today: date
) -> tuple[str, ...]:
    if not any(isinstance(each, TryPurchase) for each in plan.scenario.changes):
        return ()
    return doubled(plan.scenario, bought_since(session, flows, plan.changed_at), today)
