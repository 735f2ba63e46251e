"""The forecast of the account without a window."""

import argparse
from typing import Any

from merchant_desk.cli.command import Counter
from merchant_desk.errors import RefusedError
from merchant_desk.queries.cash_forecast import cash_forecast
from merchant_desk.values.cash_flow import CashWeek, Flow, Forecast, LowPoint, Reading
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.texts import _, later, ngettext

_MOST_WEEKS = 53
READINGS = {
    Reading.CERTAIN: later("Certain"),
    Reading.LIKELY: later("Probable"),
    Reading.CAUTIOUS: later("Prudent"),
}


def show_forecast(arguments: argparse.Namespace, counter: Counter) -> int:
    """Tell the forecast; 1 when the account goes under its floor."""
    weeks = weeks_of(arguments.weeks)
    today = paris_date(utc_now())
    forecast = counter.ask(cash_forecast, counter.station_id, today, weeks)
    counter.answer(forecast_facts(forecast), _text(forecast))
    return 1 if forecast.red_days else 0


def weeks_of(text: str) -> int:
    """Return how many weeks were asked for."""
    weeks = int(text) if text.isdecimal() else 0
    if not 1 <= weeks <= _MOST_WEEKS:
        raise RefusedError(
            _("La prévision n’a pas été calculée\u00a0: ce nombre de semaines n’est pas possible."),
            _("Donnez un nombre de semaines de 1 à {most}.").format(most=_MOST_WEEKS),
        )
    return weeks


def forecast_facts(forecast: Forecast) -> dict[str, Any]:
    """Return a forecast as ``--json`` tells it."""
    on = forecast.opening_on
    return {
        "made_on": forecast.made_on.isoformat(),
        "opening_cents": forecast.opening.cents,
        "opening_on": None if on is None else on.isoformat(),
        "floor_cents": forecast.floor.cents,
        "lows": [_low_facts(each) for each in forecast.lows],
        "red_days": {reading.value: day.isoformat() for reading, day in forecast.red_days},
        "days": [
            {
                "day": day.day.isoformat(),
                "certain_cents": day.certain.cents,
                "likely_cents": day.likely.cents,
                "cautious_cents": day.cautious.cents,
                "in_cents": day.money_in.cents,
                "out_cents": day.money_out.cents,
            }
            for day in forecast.days
        ],
        "weeks": [_week_facts(week) for week in forecast.weeks],
        "flows": [flow_facts(flow) for flow in forecast.flows],
        "notes": list(forecast.notes),
    }


def _low_facts(low: LowPoint) -> dict[str, Any]:
    return {
        "reading": low.reading.value,
        "day": low.day.isoformat(),
        "balance_cents": low.balance.cents,
        "causes": list(low.causes),
    }


def _week_facts(week: CashWeek) -> dict[str, Any]:
    return {
        "monday": week.monday.isoformat(),
        "in_cents": week.money_in.cents,
        "out_cents": week.money_out.cents,
        "closing_cents": week.closing.cents,
        "keys": list(week.keys),
    }


def flow_facts(flow: Flow) -> dict[str, Any]:
    """Return a foreseen amount as ``--json`` tells it."""
    return {
        "key": flow.key,
        "source": flow.source.value,
        "category": flow.category.value,
        "label": flow.label,
        "party": flow.party,
        "why": flow.why,
        "day": flow.day.isoformat(),
        "due_on": None if flow.due_on is None else flow.due_on.isoformat(),
        "amount_cents": flow.amount.cents,
        "certain": flow.certain,
        "cautious_day": flow.cautious_day.isoformat(),
        "cautious_amount_cents": flow.cautious_amount.cents,
    }


def _text(forecast: Forecast) -> str:
    labels = {flow.key: flow.label for flow in forecast.flows}
    lines = [_opening(forecast), ""]
    lines += [_low(low, labels) for low in forecast.lows]
    lines += [_red(forecast), ""]
    lines += [_week(week) for week in forecast.weeks]
    lines += ["", *forecast.notes] if forecast.notes else []
    return "\n".join(lines)


def _opening(forecast: Forecast) -> str:
    if forecast.opening_on is None:
        return _("Aucun relevé n’a été apporté\u00a0: la prévision part de {opening}.").format(
            opening=euros(forecast.opening)
        )
    return _("Le compte tenait {opening} le {day}, d’après la banque.").format(
        opening=euros(forecast.opening), day=short_date(forecast.opening_on)
    )


def _low(low: LowPoint, labels: dict[str, str]) -> str:
    told = _("{reading}\u00a0: au plus bas {balance} le {day}").format(
        reading=_(READINGS[low.reading]), balance=euros(low.balance), day=short_date(low.day)
    )
    causes = ", ".join(labels[key] for key in low.causes[:3])
    return f"{told} ({causes})" if causes else told


def _red(forecast: Forecast) -> str:
    days = [day for _reading, day in forecast.red_days]
    if not days:
        return _("Aucun jour sous le plancher de {floor}.").format(floor=euros(forecast.floor))
    likely = forecast.red_day(Reading.LIKELY)
    if likely is not None:
        return _("Sous le plancher de {floor} le {day}.").format(
            floor=euros(forecast.floor), day=short_date(likely)
        )
    return _("Sous le plancher de {floor} le {day}, à lire prudemment.").format(
        floor=euros(forecast.floor), day=short_date(min(days))
    )


def _week(week: CashWeek) -> str:
    counted = ngettext("{n} mouvement", "{n} mouvements", len(week.keys)).format(n=len(week.keys))
    return _("Semaine du {day}\u00a0: +{money_in} {money_out} = {closing} ({count})").format(
        day=short_date(week.monday), money_in=euros(week.money_in),
        money_out=euros(week.money_out), closing=euros(week.closing), count=counted,
    )  # fmt: skip
