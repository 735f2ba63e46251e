"""Scenarios without a window: read, compared side by side, kept, accepted."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from merchant_desk.cli.cash_forecast_errands import forecast_facts, weeks_of
from merchant_desk.cli.command import Counter
from merchant_desk.errors import RefusedError
from merchant_desk.operations.save_scenario import (
    accept_scenario,
    drop_scenario,
    save_scenario,
    withdraw_scenario,
)
from merchant_desk.queries.cash_forecast import cash_forecast
from merchant_desk.queries.cash_plans import KeptScenario, kept_scenarios
from merchant_desk.rules.cash_scenario.trial import Trial, trial
from merchant_desk.values.cash_flow import Forecast, Reading
from merchant_desk.values.cash_plan import AddFlow, ChangeSales, Scenario, TakeLoan, TryPurchase
from merchant_desk.values.cash_plan_json import read_scenario
from merchant_desk.values.cash_plan_text import scenario_text
from merchant_desk.values.cash_plan_words import change_words
from merchant_desk.values.cash_words import Cadence, CashCategory
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.ids import id_text
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.texts import _

_MOST_BYTES = 1_000_000
_MOST_SHOWN = 8


def run_scenario(arguments: argparse.Namespace, counter: Counter) -> int:
    """Do what was asked; 1 when a scenario goes under the floor on its cautious line."""
    if arguments.example:
        text = scenario_text(_example(paris_date(utc_now())))
        sys.stdout.write(text + "\n")
        return 0
    if arguments.withdraw or arguments.drop:
        return _put_back(arguments, counter)
    if not arguments.files:
        return _list(counter)
    scenarios = [read_scenario(_text_of(name)) for name in arguments.files]
    weeks = weeks_of(arguments.weeks)
    base = counter.ask(cash_forecast, counter.station_id, paris_date(utc_now()), weeks)
    trials = [trial(base, each) for each in scenarios]
    kept = _keep(arguments, counter, scenarios)
    facts = {
        "base": forecast_facts(base),
        "scenarios": [_facts(base, each) for each in trials],
        "kept": kept,
        "accepted": bool(arguments.accept),
    }
    counter.answer(facts, "\n\n".join([_low_text(base), *(_text(base, each) for each in trials)]))
    return 1 if any(each.forecast.red_day(Reading.CAUTIOUS) for each in trials) else 0


def _keep(
    arguments: argparse.Namespace, counter: Counter, scenarios: Sequence[Scenario]
) -> list[str]:
    if not (arguments.keep or arguments.accept):
        return []
    kept = []
    for each in scenarios:
        known = next(
            (one for one in counter.ask(kept_scenarios) if one.scenario.name == each.name), None
        )
        scenario_id = counter.do(
            save_scenario, counter.gesture(), each, known.scenario_id if known else None
        )
        if arguments.accept:
            counter.do(accept_scenario, counter.gesture(), scenario_id)
        kept.append(id_text(scenario_id))
    return kept


def _put_back(arguments: argparse.Namespace, counter: Counter) -> int:
    name = arguments.withdraw or arguments.drop
    found = next((one for one in counter.ask(kept_scenarios) if one.scenario.name == name), None)
    if found is None:
        raise RefusedError(
            _("Rien n’a changé\u00a0: aucun scénario ne s’appelle «\u00a0{name}\u00a0».").format(
                name=name
            ),
            _("«\u00a0merchant-desk cash scenario\u00a0» en donne la liste."),
        )
    change = withdraw_scenario if arguments.withdraw else drop_scenario
    counter.do(change, counter.gesture(), found.scenario_id)
    told = (
        _("«\u00a0{name}\u00a0» n’est plus dans le plan.")
        if arguments.withdraw
        else _("«\u00a0{name}\u00a0» est mis de côté.")
    )
    counter.answer({"id": id_text(found.scenario_id), "name": name}, told.format(name=name))
    return 0


def _list(counter: Counter) -> int:
    kept = counter.ask(kept_scenarios)
    facts = {"scenarios": [_kept_facts(each) for each in kept]}
    lines = [_kept_text(each) for each in kept]
    counter.answer(facts, "\n".join(lines) or _("Aucun scénario n’est gardé."))
    return 0


def _kept_facts(kept: KeptScenario) -> dict[str, Any]:
    return {
        "id": id_text(kept.scenario_id),
        "name": kept.scenario.name,
        "state": kept.state.value,
        "changes": [change_words(each) for each in kept.scenario.changes],
    }


def _kept_text(kept: KeptScenario) -> str:
    stands = _("dans le plan") if kept.planned else _("brouillon")
    shown = [change_words(each) for each in kept.scenario.changes[:_MOST_SHOWN]]
    if len(kept.scenario.changes) > _MOST_SHOWN:
        shown.append("…")
    changes = "\u00a0; ".join(shown)
    return f"{kept.scenario.name} ({stands})\u00a0: {changes}"


def _facts(base: Forecast, made: Trial) -> dict[str, Any]:
    return {
        "name": made.scenario.name,
        "low_change_cents": {each.value: made.low_change(base, each).cents for each in Reading},
        "notes": list(made.notes),
        "forecast": forecast_facts(made.forecast),
    }


def _text(base: Forecast, made: Trial) -> str:
    lines = [_("«\u00a0{name}\u00a0»").format(name=made.scenario.name)]
    labels = {each.key: each.label for each in base.flows}
    lines += [
        "  " + change_words(each, labels.get(getattr(each, "flow", ""), ""))
        for each in made.scenario.changes
    ]
    lines.append("  " + _low_text(made.forecast))
    change = made.low_change(base, Reading.LIKELY)
    lines.append("  " + _("Point bas probable\u00a0: {change}").format(change=_signed(change)))
    lines += [f"  {note}" for note in made.notes]
    return "\n".join(lines)


def _low_text(forecast: Forecast) -> str:
    low, red = forecast.low(Reading.LIKELY), forecast.red_day(Reading.LIKELY)
    told = _("Au plus bas {balance} le {day}").format(
        balance=euros(low.balance), day=short_date(low.day)
    )
    if red is None:
        return told
    under = _("sous {floor} dès le {day}").format(floor=euros(forecast.floor), day=short_date(red))
    return f"{told}, {under}"


def _signed(amount: Money) -> str:
    return f"+{euros(amount)}" if amount > ZERO else euros(amount)


def _text_of(name: str) -> str:
    try:
        raw = sys.stdin.buffer.read(_MOST_BYTES + 1) if name == "-" else _bytes_of(Path(name))
    except OSError as error:
        raise RefusedError(
            _("Scénario non lu\u00a0: le fichier ne s’ouvre pas."),
            _("Vérifiez le nom du fichier\u00a0: {why}").format(why=error.strerror or name),
        ) from None
    if len(raw) > _MOST_BYTES:
        raise RefusedError(
            _("Scénario non lu\u00a0: le fichier est trop gros."),
            _("Un scénario tient en un mégaoctet."),
        )
    try:
        return raw.decode("utf-8-sig")
    except ValueError:
        raise RefusedError(
            _("Scénario non lu\u00a0: le fichier n’est pas en UTF-8."),
            _("Enregistrez-le en UTF-8, puis recommencez."),
        ) from None


def _bytes_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_MOST_BYTES + 1)


def _example(today: date) -> Scenario:
    soon = today + timedelta(days=14)
    return Scenario(
        name="Stock de printemps",
        changes=(
            TryPurchase(label="Graines", amount=Money(240_000), on=soon, month_end=True),
            ChangeSales(percent=-20, first=soon),
            TakeLoan(label="Prêt", amount=Money(1_000_000), on=soon, months=36, rate_bp=420),
            AddFlow(
                label="Assurance", on=soon, amount=Money(-12_000), every=Cadence.QUARTERLY,
                category=CashCategory.INSURANCE,
            ),
        ),
    )  # fmt: skip
