"""Keep what she tries, make it the plan, take it out of the plan, drop it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.cash_aside import CashScenario
from merchant_desk.values.cash_plan import Scenario
from merchant_desk.values.cash_plan_json import read_scenario
from merchant_desk.values.cash_plan_text import scenario_text
from merchant_desk.values.cash_words import ScenarioState
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ScenarioId, new_id
from merchant_desk.values.texts import _


def save_scenario(
    session: Session,
    gesture: Gesture,
    scenario: Scenario,
    scenario_id: ScenarioId | None = None,
    seen_at: datetime | None = None,
) -> ScenarioId:
    """Write a scenario down; without an identifier it is a new one. One put away is a draft again.

    ``seen_at`` is when the one she began from was changed. Raises RefusedError for one that is the
    plan already, that another station changed since, that could not be read again, and for a name
    that another one has.
    """
    body = scenario_text(scenario)
    read_scenario(body)
    kept = None if scenario_id is None else _kept(session, scenario_id)
    if kept is not None and kept.state is ScenarioState.PLAN:
        raise RefusedError(
            _("Scénario non changé\u00a0: il fait partie du plan."),
            _("Retirez-le d’abord du plan, changez-le, puis acceptez-le à nouveau."),
        )
    if kept is not None and seen_at is not None and kept.changed_at != seen_at:
        raise RefusedError(
            _("Scénario non gardé\u00a0: {person} l’a changé entre-temps.").format(person=kept.by),
            _("Donnez un autre nom à votre essai\u00a0: les deux seront gardés."),
        )
    _check_name(session, scenario.name, scenario_id)
    if kept is None:
        kept = CashScenario(
            id=scenario_id or ScenarioId(new_id()),
            name=scenario.name,
            body=body,
            state=ScenarioState.DRAFT,
            changed_at=gesture.at,
            by=gesture.person,
        )
        session.add(kept)
        return kept.id
    kept.name, kept.body, kept.state = scenario.name, body, ScenarioState.DRAFT
    kept.changed_at, kept.by = gesture.at, gesture.person
    return kept.id


def accept_scenario(session: Session, gesture: Gesture, scenario_id: ScenarioId) -> bool:
    """Make a scenario part of the plan: the forecast counts it; False when it was already."""
    return _turn(session, gesture, scenario_id, ScenarioState.PLAN)


def withdraw_scenario(session: Session, gesture: Gesture, scenario_id: ScenarioId) -> bool:
    """Take a scenario out of the plan: it is a draft again; False when it was one."""
    return _turn(session, gesture, scenario_id, ScenarioState.DRAFT)


def drop_scenario(session: Session, gesture: Gesture, scenario_id: ScenarioId) -> bool:
    """Put a scenario away, out of the plan too; False when it was."""
    return _turn(session, gesture, scenario_id, ScenarioState.DROPPED)


def _turn(
    session: Session, gesture: Gesture, scenario_id: ScenarioId, state: ScenarioState
) -> bool:
    kept = _kept(session, scenario_id)
    if kept is None:
        raise RefusedError(
            _("Scénario non changé\u00a0: il n’existe plus."), _("Rouvrez la liste des scénarios.")
        )
    if kept.state is state:
        return False
    if kept.state is ScenarioState.DROPPED:
        _check_name(session, kept.name, kept.id)
    kept.state = state
    kept.changed_at, kept.by = gesture.at, gesture.person
    return True


def _kept(session: Session, scenario_id: ScenarioId) -> CashScenario | None:
    return session.get(CashScenario, scenario_id)


def _check_name(session: Session, name: str, own: ScenarioId | None) -> None:
    others = select(CashScenario.id).where(
        CashScenario.name == name, CashScenario.state != ScenarioState.DROPPED
    )
    if any(each != own for each in session.scalars(others)):
        raise RefusedError(
            _("Scénario non gardé\u00a0: un autre s’appelle «\u00a0{name}\u00a0».").format(
                name=name
            ),
            _("Donnez-lui un autre nom."),
        )
