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


def _run_compare(arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.cli.cash_compare_errands import (  # noqa: PLC0415 - loaded when asked
        show_comparison,
    )

    return show_comparison(arguments, counter)


def _compare_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--weeks", metavar="N", default="4", help=_("il y a combien de semaines (4)")
    )


CASH_COMPARE = CliCommand(
    ("cash", "compare"), later("Comparer une prévision gardée à ce que la banque a dit depuis"),
    _compare_arguments, _run_compare,
)  # fmt: skip
