"""``cash forecast|compare``: the account over the weeks to come, and what came of it."""

import argparse

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.values.texts import _, later


def _run_forecast(arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.cli.cash_forecast_errands import (  # noqa: PLC0415 - loaded when asked
        show_forecast,
    )

    return show_forecast(arguments, counter)


def _forecast_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--weeks", metavar="N", default="13", help=_("semaines entières à prévoir (13)")
    )


CASH_FORECAST = CliCommand(
    ("cash", "forecast"), later("Dire ce que le compte tiendra les semaines à venir"),
    _forecast_arguments, _run_forecast,
)  # fmt: skip
