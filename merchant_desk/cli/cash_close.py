"""``cash close``: the evening in one command."""

import argparse

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.values.texts import _, later


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--counted",
        default="",
        metavar=_("MONTANT"),
        help=_("ce que le tiroir contient, par exemple 123,45"),
    )
    parser.add_argument(
        "--accept-difference",
        action="store_true",
        help=_("clôturer même si le compte n’est pas celui attendu\u00a0: l’écart est noté"),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("dire sans rien clôturer"))


def _run(arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.cli.cash_close_errand import close  # noqa: PLC0415 - loaded when asked

    return close(arguments, counter)


CASH_CLOSE = CliCommand(
    ("cash", "close"),
    later("Compter le tiroir, clôturer la journée, dire ce que la banque attend"),
    _arguments,
    _run,
)
