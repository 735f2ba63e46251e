"""``cash payouts``: settlements of payment providers in, and what became of each payout."""

import argparse
from functools import partial
from pathlib import Path

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.values.texts import _, later


def _run(errand: str, arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.cli.cash_payout_errands import (  # noqa: PLC0415 - loaded when asked
        PAYOUT_ERRANDS,
    )

    return PAYOUT_ERRANDS[errand](arguments, counter)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar=_("FICHIER"),
        help=_("relevé de versements en CSV\u00a0; sans fichier, la liste des versements"),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("dire sans rien écrire"))
    parser.add_argument(
        "--provider",
        default="",
        metavar=_("NOM"),
        help=_("nom du prestataire d’un fichier qui n’est pas reconnu"),
    )
    parser.add_argument(
        "--columns",
        default="",
        metavar=_("COLONNES"),
        help=_(
            "pour ce fichier, par exemple «\u00a0day=Date;amount=Montant;fee=Frais;"
            "payout=Versement\u00a0»"
        ),
    )
    parser.add_argument(
        "--undo", default="", metavar=_("VERSEMENT"), help=_("annuler un versement, par son numéro")
    )
    parser.add_argument(
        "--missing", action="store_true", help=_("ce que les prestataires n’ont pas encore versé")
    )


CASH_PAYOUTS = CliCommand(
    ("cash", "payouts"),
    later("Reprendre les versements des prestataires de paiement, ou les lister"),
    _arguments,
    partial(_run, "payouts"),
)
