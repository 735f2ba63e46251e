"""``cash taxes``: taxes and social charges to come, and what the shop tells of them."""

import argparse

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.values.texts import _, later


def _run(arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.cli.cash_taxes_errands import (  # noqa: PLC0415 - loaded when asked
        show_taxes,
    )

    return show_taxes(arguments, counter)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--set", action="append", default=[], dest="told", metavar=_("NOM=VALEUR"),
        help=_("retenir une réponse, par exemple vat=monthly ou cfe=843,20"),
    )  # fmt: skip


CASH_TAXES = CliCommand(
    ("cash", "taxes"), later("Dire les impôts et cotisations à venir"), _arguments, _run
)
