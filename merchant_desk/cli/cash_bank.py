"""``cash import|undo|bank``: files of the bank in, one out again, what the accounts hold."""

import argparse
from functools import partial
from pathlib import Path

from merchant_desk.cli.command import CliCommand, Counter, no_arguments
from merchant_desk.values.texts import _, later


def _run(errand: str, arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.cli.cash_bank_errands import (  # noqa: PLC0415 - loaded when asked
        BANK_ERRANDS,
    )

    return BANK_ERRANDS[errand](arguments, counter)


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar=_("FICHIER"),
        help=_("relevé de banque\u00a0: OFX, CAMT.053, CFONB 120 ou CSV"),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("dire sans rien écrire"))
    parser.add_argument(
        "--account",
        metavar=_("COMPTE"),
        default="",
        help=_("compte des fichiers qui n’en nomment aucun"),
    )
    parser.add_argument(
        "--new-account",
        action="store_true",
        help=_("créer le compte que le fichier nomme, s’il n’est pas connu"),
    )
    doubtful = parser.add_mutually_exclusive_group()
    doubtful.add_argument(
        "--same",
        action="store_true",
        help=_("une opération du même jour et du même montant est la même"),
    )
    doubtful.add_argument(
        "--distinct", action="store_true", help=_("si le libellé diffère, c’en est une autre")
    )
    parser.add_argument(
        "--columns",
        metavar=_("COLONNES"),
        default="",
        help=_(
            "pour un CSV inconnu, par exemple «\u00a0header=1 day=1 label=2 amount=3\u00a0» "
            "(ou debit=3 credit=4)"
        ),
    )


def _undo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "import_id",
        nargs="?",
        metavar=_("IMPORT"),
        default="",
        help=_("son identifiant, dit par «\u00a0cash bank\u00a0»\u00a0; le dernier sinon"),
    )


CASH_IMPORT = CliCommand(
    ("cash", "import"), later("Importer des relevés de banque"), _import_arguments,
    partial(_run, "import"),
)  # fmt: skip
CASH_UNDO = CliCommand(
    ("cash", "undo"), later("Annuler l’import d’un relevé"), _undo_arguments, partial(_run, "undo")
)
CASH_BANK = CliCommand(
    ("cash", "bank"), later("Dire ce que tiennent les comptes, et ce qui manque"), no_arguments,
    partial(_run, "bank"),
)  # fmt: skip
CASH_BANK_COMMANDS = (CASH_IMPORT, CASH_UNDO, CASH_BANK)
