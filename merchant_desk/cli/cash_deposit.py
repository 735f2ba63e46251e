"""``cash deposit cheques|cash|since|list|bounce``: what is brought to the bank, no window."""

import argparse
from functools import partial

from merchant_desk.cli.command import CliCommand, Counter, no_arguments
from merchant_desk.values.texts import _, later


def _run(errand: str, arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.cli.cash_deposit_errands import (  # noqa: PLC0415 - loaded when asked
        DEPOSIT_ERRANDS,
    )

    return DEPOSIT_ERRANDS[errand](arguments, counter)


def _slip(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--account", default="", metavar=_("COMPTE"), help=_("le compte, s’il y en a plusieurs")
    )
    parser.add_argument("--day", default="", metavar=_("JOUR"), help=_("sinon aujourd’hui"))
    parser.add_argument("--pdf", default="", metavar=_("FICHIER.pdf"), help=_("le bordereau"))


def _cheques(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "cheques",
        nargs="*",
        metavar=_("CHÈQUE"),
        help=_("numéros de chèques ou de pièces\u00a0; tous ceux à remettre sinon"),
    )
    _slip(parser)


def _cash(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--piece",
        action="append",
        default=[],
        metavar=_("VALEUR=NOMBRE"),
        help=_("en centimes\u00a0: 2000=3 pour trois billets de 20\u00a0€\u00a0; sort du tiroir"),
    )
    parser.add_argument(
        "--taken", action="store_true", help=_("ce qui est déjà sorti du tiroir pour la banque")
    )
    _slip(parser)


def _bounce(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("slip", metavar=_("BORDEREAU"), help=_("son numéro, comme RB2026-0001"))
    parser.add_argument("rank", type=int, metavar=_("RANG"), help=_("la place du chèque dessus"))
    parser.add_argument("--fee", default="", metavar=_("MONTANT"), help=_("frais de la banque"))
    parser.add_argument("--day", default="", metavar=_("JOUR"), help=_("sinon aujourd’hui"))
    parser.add_argument("--undo", action="store_true", help=_("il a finalement été payé"))


def _cancel(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("slip", metavar=_("BORDEREAU"), help=_("son numéro, comme RB2026-0001"))


def _since(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("day", nargs="?", default="", metavar=_("JOUR"),
                        help=_("le premier jour des chèques encore à remettre"))  # fmt: skip
    parser.add_argument(
        "--undo", action="store_true", help=_("aucun n’est compté comme déjà remis")
    )


DEPOSIT_CHEQUES = CliCommand(
    ("cash", "deposit", "cheques"),
    later("Remettre des chèques à la banque"),
    _cheques,
    partial(_run, "cheques"),
)
DEPOSIT_CASH = CliCommand(
    ("cash", "deposit", "cash"),
    later("Remettre des espèces à la banque"),
    _cash,
    partial(_run, "cash"),
)
DEPOSIT_LIST = CliCommand(
    ("cash", "deposit", "list"),
    later("Dire ce qui est à remettre, et les bordereaux"),
    no_arguments,
    partial(_run, "list"),
)
DEPOSIT_BOUNCE = CliCommand(
    ("cash", "deposit", "bounce"),
    later("Noter un chèque revenu impayé"),
    _bounce,
    partial(_run, "bounce"),
)
DEPOSIT_CANCEL = CliCommand(
    ("cash", "deposit", "cancel"),
    later("Annuler un bordereau que la banque n’a pas vu"),
    _cancel,
    partial(_run, "cancel"),
)
DEPOSIT_SINCE = CliCommand(
    ("cash", "deposit", "since"),
    later("Compter comme déjà remis les chèques reçus avant un jour"),
    _since,
    partial(_run, "since"),
)
CASH_DEPOSIT_COMMANDS = (
    DEPOSIT_BOUNCE,
    DEPOSIT_CANCEL,
    DEPOSIT_CASH,
    DEPOSIT_CHEQUES,
    DEPOSIT_LIST,
    DEPOSIT_SINCE,
)
