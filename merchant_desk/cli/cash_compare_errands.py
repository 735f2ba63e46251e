"""What became of a kept forecast, without a window."""

import argparse
from typing import Any

from merchant_desk.cli.cash_forecast_errands import weeks_of
from merchant_desk.cli.command import Counter
from merchant_desk.queries.cash_compare import compare
from merchant_desk.rules.cash_compare.words import cause_words, error_words
from merchant_desk.values.cash_compare import Comparison, Difference
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.texts import _

_SHOWN = 5


def show_comparison(arguments: argparse.Namespace, counter: Counter) -> int:
    """Tell the error by cause."""
    told = counter.ask(compare, paris_date(utc_now()), weeks_of(arguments.weeks))
    counter.answer(_facts(told), _text(told))
    return 0


def _facts(told: Comparison) -> dict[str, Any]:
    return {
        "made_on": told.made_on.isoformat(),
        "until": told.until.isoformat(),
        "opening_cents": told.opening.cents,
        "foreseen_cents": told.foreseen.cents,
        "happened_cents": told.happened.cents,
        "error_cents": told.error.cents,
        "causes": [
            {
                "cause": each.cause.value,
                "amount_cents": each.amount.cents,
                "differences": [_difference(one) for one in each.differences],
            }
            for each in told.causes
        ],
        "days": [
            {
                "day": each.day.isoformat(),
                "foreseen_cents": each.foreseen.cents,
                "happened_cents": each.happened.cents,
            }
            for each in told.days
        ],
    }


def _difference(one: Difference) -> dict[str, Any]:
    return {
        "label": one.label,
        "party": one.party,
        "foreseen_cents": one.foreseen.cents,
        "happened_cents": one.happened.cents,
        "amount_cents": one.amount.cents,
    }


def _text(told: Comparison) -> str:
    lines = [
        _("Prévision du {day}. {error}").format(
            day=short_date(told.made_on), error=error_words(told)
        ),
        _("Prévu {foreseen}, constaté {happened}.").format(
            foreseen=euros(told.foreseen), happened=euros(told.happened)
        ),
    ]
    for share in told.causes:
        lines += ["", f"{cause_words(share.cause)}\u00a0: {euros(share.amount)}"]
        lines += [f"  {euros(one.amount)}  {one.label}" for one in share.differences[:_SHOWN]]
    return "\n".join(lines)
