"""Scenarios are kept, planned, taken back; the forecast counts those that are planned."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.cash_aside import CashScenario
from merchant_desk.operations.save_scenario import (
    accept_scenario,
    drop_scenario,
    save_scenario,
    withdraw_scenario,
)
from merchant_desk.queries.cash_forecast import cash_forecast
from merchant_desk.queries.cash_plans import kept_scenarios, with_plans
from merchant_desk.values.cash_flow import FlowSource
from merchant_desk.values.cash_plan import AddFlow, MoveFlow, Scenario, TryPurchase
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ScenarioId, id_text, new_id
from merchant_desk.values.money import Money
from tests.cash_accounts import make_account
from tests.conftest import STATION
from tests.operations.purchase_desk import make_buying, sent
from tests.rules.cash_scenario.flows import TODAY, WINDOW

BONUS = AddFlow(label="Prime", on=TODAY, amount=Money(-50_000))


def _scenario(name: str = "Prime de Noël") -> Scenario:
    return Scenario(name=name, changes=(BONUS,))


def test_only_what_is_accepted_is_counted(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        kept = save_scenario(session, gesture, _scenario())
        assert with_plans(session, (), WINDOW).flows == ()

        assert accept_scenario(session, gesture, kept)
        assert not accept_scenario(session, gesture, kept)
        counted = with_plans(session, (), WINDOW).flows
        assert withdraw_scenario(session, gesture, kept)
        after = with_plans(session, (), WINDOW).flows

    assert [(each.key, each.source, each.amount) for each in counted] == [
        (f"plan:{id_text(kept)}:1:{TODAY.isoformat()}", FlowSource.PLAN, Money(-50_000))
    ]
    assert after == ()


def test_a_plan_about_what_is_gone_is_told_by_its_name(
    database: Database, gesture: Gesture
) -> None:
    moved = Scenario(
        name="Plus tard", changes=(MoveFlow(flow="invoice:00ff", days=7, label="Loyer"),)
    )
    with database.write() as session:
        accept_scenario(session, gesture, save_scenario(session, gesture, moved))

        notes = with_plans(session, (), WINDOW).notes

    told = (
        "Plan «\u00a0Plus tard\u00a0»\u00a0: «\u00a0Loyer\u00a0» n’est plus "
        "attendu\u00a0: payé, annulé ou inconnu."
    )
    assert notes == (told,)


def test_a_plan_is_not_changed_under_the_forecast(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        kept = save_scenario(session, gesture, _scenario())
        accept_scenario(session, gesture, kept)

        with pytest.raises(RefusedError, match="il fait partie du plan"):
            save_scenario(session, gesture, _scenario("Autre"), kept)

        assert [each.scenario.name for each in kept_scenarios(session)] == ["Prime de Noël"]


def test_two_scenarios_do_not_share_a_name(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        first = save_scenario(session, gesture, _scenario())
        with pytest.raises(RefusedError, match="un autre s’appelle «\u00a0Prime de Noël\u00a0»"):
            save_scenario(session, gesture, _scenario())

        drop_scenario(session, gesture, first)
        second = save_scenario(session, gesture, _scenario())
        with pytest.raises(RefusedError, match="un autre s’appelle"):
            accept_scenario(session, gesture, first)

        assert [each.scenario_id for each in kept_scenarios(session)] == [second]


def test_what_does_not_exist_is_refused(database: Database, gesture: Gesture) -> None:
    with database.write() as session, pytest.raises(RefusedError, match="il n’existe plus"):
        accept_scenario(session, gesture, ScenarioId(new_id()))


def test_what_could_not_be_read_again_is_not_kept(database: Database, gesture: Gesture) -> None:
    long_ago = AddFlow(label="Prime", on=date(1970, 1, 1), amount=Money(-50_000))
    half_sign = AddFlow(label="Prime \ud800", on=TODAY, amount=Money(-50_000))
    for wrong in (
        Scenario(name="Nom " * 80, changes=(BONUS,)),
        Scenario(name="Jadis", changes=(long_ago,)),
        Scenario(name="Moitié", changes=(half_sign,)),
        Scenario(name="Nom\u202eretourné", changes=(BONUS,)),
    ):
        with database.write() as session, pytest.raises(RefusedError, match="Scénario non lu"):
            save_scenario(session, gesture, wrong)

    with database.read() as session:
        assert kept_scenarios(session) == ()


def test_what_another_station_changed_since_is_not_written_over(
    database: Database, gesture: Gesture
) -> None:
    later = replace(gesture, at=gesture.at + timedelta(minutes=1), person="Léa")
    with database.write() as session:
        kept = save_scenario(session, gesture, _scenario())
        (seen,) = kept_scenarios(session)
        save_scenario(session, later, _scenario(), kept, seen.changed_at)

        with pytest.raises(RefusedError, match="Léa l’a changé entre-temps"):
            save_scenario(session, gesture, _scenario(), kept, seen.changed_at)


def test_one_put_away_meanwhile_is_a_draft_again_when_it_is_kept(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        kept = save_scenario(session, gesture, _scenario())
        drop_scenario(session, gesture, kept)

        save_scenario(session, gesture, _scenario(), kept)

        assert [each.scenario.name for each in kept_scenarios(session)] == ["Prime de Noël"]


def test_a_plan_that_cannot_be_read_is_told_and_stops_no_forecast(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        kept = save_scenario(session, gesture, _scenario())
        accept_scenario(session, gesture, kept)
        session.execute(update(CashScenario).values(body="{"))

        made = with_plans(session, (), WINDOW)

    assert made.flows == ()
    assert made.notes == (
        "Plan «\u00a0Prime de Noël\u00a0»\u00a0: illisible, il n’est pas compté.",
    )


def test_a_planned_purchase_that_was_ordered_since_is_told(
    sqlite_database: Database, gesture: Gesture
) -> None:
    day = paris_date(gesture.at)
    purchase = TryPurchase(label="Savons", amount=Money(16_000), on=day, days=60)
    with sqlite_database.write() as session:
        kept = save_scenario(session, gesture, Scenario(name="Savons", changes=(purchase,)))
        accept_scenario(session, gesture, kept)
        buying = make_buying(session, gesture)
        make_account(session, gesture, 100_000, day - timedelta(days=1))
        before = cash_forecast(session, STATION, day).notes
        sent(session, replace(gesture, at=gesture.at + timedelta(minutes=1)), buying, 60)

        notes = cash_forecast(session, STATION, day).notes

    (said,) = set(notes) - set(before)
    assert said == (
        "Plan «\u00a0Savons\u00a0»\u00a0: Commande CF2026-0001 à Savonnerie de la "
        "Garrigue (161,10\u00a0€) semble être son achat «\u00a0Savons\u00a0»\u00a0: les deux sont "
        "comptés, retirez-le du plan."
    )
