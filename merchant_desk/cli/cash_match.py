"""``cash match``: what the lines of the bank are, proposed, accepted, taken back."""

import argparse

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.values.texts import _, later


def _run(arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.cli.cash_match_errands import (  # noqa: PLC0415 - loaded when asked
        match_errand,
    )

    return match_errand(arguments, counter)


def _arguments(parser: argparse.ArgumentParser) -> None:
    number = _("N°")
    parser.add_argument("--month", metavar="MM/AAAA", help=_("les opérations de ce mois seulement"))
    parser.add_argument("--account", metavar=_("COMPTE"), help=_("celles de ce compte seulement"))
    asked = parser.add_mutually_exclusive_group()
    asked.add_argument("--accept-sure", action="store_true", help=_("accepter tout ce qui est sûr"))
    asked.add_argument(
        "--accept", metavar=number, type=int, action="append", default=[],
        help=_("accepter la première proposition de l’opération de ce numéro"),
    )  # fmt: skip
    asked.add_argument(
        "--refuse", metavar=number, type=int, action="append", default=[],
        help=_("refuser la première proposition de l’opération de ce numéro"),
    )  # fmt: skip
    asked.add_argument(
        "--undo", metavar=_("OPÉRATION"), action="append", default=[],
        help=_("annuler le rapprochement de cette opération (identifiant donné par --json)"),
    )  # fmt: skip


CASH_MATCH = CliCommand(
    ("cash", "match"), later("Rapprocher les opérations de la banque"), _arguments, _run
)
