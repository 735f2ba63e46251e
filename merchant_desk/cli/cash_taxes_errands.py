"""Taxes and social charges without a window."""

import argparse

from merchant_desk.cli.cash_forecast_errands import flow_facts
from merchant_desk.cli.command import Counter
from merchant_desk.errors import RefusedError
from merchant_desk.operations.tell_taxes import tell_taxes
from merchant_desk.queries.cash_forecast import cash_forecast
from merchant_desk.queries.cash_taxes import tax_notes
from merchant_desk.values.cash_flow import FlowSource
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.texts import _


def show_taxes(arguments: argparse.Namespace, counter: Counter) -> int:
    """Keep what is told, then tell what is due over the weeks to come."""
    today = paris_date(utc_now())
    told = dict(_answer(each) for each in arguments.told)
    if told:
        counter.do(tell_taxes, counter.gesture(), told, today)
    forecast = counter.ask(cash_forecast, counter.station_id, today)
    notes = counter.ask(tax_notes, counter.station_id, today)
    dues = [each for each in forecast.flows if each.source is FlowSource.TAX]
    dues.sort(key=lambda each: each.day)
    lines = [
        f"{short_date(each.day)}  {euros(-each.amount)}  {each.label}. {each.why}" for each in dues
    ]
    if not lines:
        lines = [_("Aucune échéance connue dans les treize semaines.")]
    facts = {"dues": [flow_facts(each) for each in dues], "notes": list(notes)}
    counter.answer(facts, "\n".join((*lines, *notes)))
    return 0


def _answer(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise RefusedError(
            _("Rien n’a été gardé\u00a0: «\u00a0{text}\u00a0» n’a pas été compris.").format(
                text=text
            ),
            _("Écrivez le nom, un signe égal et la valeur\u00a0: vat=monthly."),
        )
    return name.strip(), value.strip()
