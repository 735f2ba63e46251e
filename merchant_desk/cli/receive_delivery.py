"""``receive open|scan|undo|show|charge|claim|claims|close``: deliveries without a window."""

import argparse
from functools import partial
from pathlib import Path

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.values.texts import _, later


def _run(errand: str, arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.cli.delivery_errands import (  # noqa: PLC0415 - loaded when asked
        DELIVERY_ERRANDS,
    )

    return DELIVERY_ERRANDS[errand](arguments, counter)


def _numbered(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar=_("NUMÉRO"), help=_("de la réception, BR2026-0001"))


def _open_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--purchase", metavar=_("NUMÉRO"), default="", help=_("de la commande"))
    parser.add_argument("--supplier", metavar=_("NOM"), default="", help=_("fournisseur"))
    parser.add_argument(
        "--slip", metavar=_("NUMÉRO"), default="", help=_("du bon de livraison du fournisseur")
    )


def _scan_arguments(parser: argparse.ArgumentParser) -> None:
    _numbered(parser)
    parser.add_argument("code", metavar=_("CODE"), help=_("code scanné, ou référence"))
    parser.add_argument("--units", metavar="N", default="1", help=_("combien de fois"))
    parser.add_argument("--lot", metavar=_("LOT"), default="", help=_("lot ou numéro de série"))
    parser.add_argument("--expires", metavar=_("DATE"), default="", help=_("dernier jour de vente"))
    parser.add_argument(
        "--cost", metavar=_("MONTANT"), default="", help=_("coût d’achat HT d’une unité")
    )
    parser.add_argument("--bin", metavar=_("CODE"), default="", help=_("emplacement"))
    parser.add_argument(
        "--accept",
        action="append",
        choices=["units", "expired", "no_date", "no_cost"],
        default=[],
        help=_("recevoir quand même ce qui est demandé"),
    )


def _show_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "number", metavar=_("NUMÉRO"), nargs="?", default="", help=_("sinon toutes")
    )


def _charge_arguments(parser: argparse.ArgumentParser) -> None:
    _numbered(parser)
    parser.add_argument("label", metavar=_("NOM"), help=_("transport, douane…"))
    parser.add_argument("amount", metavar=_("MONTANT"), help=_("HT\u00a0; -5 en reprend 5"))
    parser.add_argument(
        "--spread", choices=["value", "units", "weight"], default="value", help=_("partagé selon")
    )


def _claim_arguments(parser: argparse.ArgumentParser) -> None:
    _numbered(parser)
    parser.add_argument("product", metavar=_("PRODUIT"), nargs="?", default="", help=_("article"))
    parser.add_argument(
        "--kind",
        choices=["damaged", "wrong", "price", "expired", "short", "over"],
        default="damaged",
        help=_("ce qui ne va pas"),
    )
    parser.add_argument("--quantity", metavar="N", default="1", help=_("unités"))
    parser.add_argument("--note", metavar=_("TEXTE"), default="", help=_("précision"))
    parser.add_argument(
        "--state",
        choices=["sent", "answered", "settled", "dropped"],
        default="",
        help=_("dire où en est la réclamation"),
    )
    parser.add_argument(
        "--credited", metavar=_("MONTANT"), default="", help=_("obtenu HT, avec settled")
    )
    parser.add_argument("--to", metavar=_("FICHIER"), type=Path, help=_("écrire la lettre en PDF"))


def _claims_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar=_("TEXTE"), nargs="?", default="", help=_("fournisseur"))
    parser.add_argument("--all", action="store_true", help=_("celles qui sont closes aussi"))


def _close_arguments(parser: argparse.ArgumentParser) -> None:
    _numbered(parser)
    parser.add_argument(
        "--expected", action="store_true", help=_("ce qui manque viendra plus tard")
    )


RECEIVE_OPEN = CliCommand(
    ("receive", "open"), later("Ouvrir une réception"), _open_arguments,
    partial(_run, "open"),
)  # fmt: skip
RECEIVE_SCAN = CliCommand(
    ("receive", "scan"), later("Recevoir ce qui est scanné"), _scan_arguments,
    partial(_run, "scan"),
)  # fmt: skip
RECEIVE_UNDO = CliCommand(
    ("receive", "undo"), later("Annuler le dernier scan d’une réception"), _numbered,
    partial(_run, "undo"),
)  # fmt: skip
RECEIVE_SHOW = CliCommand(
    ("receive", "show"), later("Montrer une réception, ou toutes"), _show_arguments,
    partial(_run, "show"),
)  # fmt: skip
RECEIVE_CHARGE = CliCommand(
    ("receive", "charge"), later("Ajouter des frais à une réception"), _charge_arguments,
    partial(_run, "charge"),
)  # fmt: skip
RECEIVE_CLAIM = CliCommand(
    ("receive", "claim"), later("Réclamer au fournisseur"), _claim_arguments,
    partial(_run, "claim"),
)  # fmt: skip
RECEIVE_CLAIMS = CliCommand(
    ("receive", "claims"), later("Lister ce qui est réclamé aux fournisseurs"), _claims_arguments,
    partial(_run, "claims"),
)  # fmt: skip
RECEIVE_CLOSE = CliCommand(
    ("receive", "close"), later("Terminer une réception"), _close_arguments,
    partial(_run, "close"),
)  # fmt: skip
DELIVERY_COMMANDS: tuple[CliCommand, ...] = (
    RECEIVE_OPEN,
    RECEIVE_SCAN,
    RECEIVE_UNDO,
    RECEIVE_SHOW,
    RECEIVE_CHARGE,
    RECEIVE_CLAIM,
    RECEIVE_CLAIMS,
    RECEIVE_CLOSE,
)
