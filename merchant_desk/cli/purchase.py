"""``purchase list|show|draft|send|confirm|close|cancel|pdf``: orders to suppliers."""

import argparse
from functools import partial
from pathlib import Path

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.values.texts import _, later


def _run(errand: str, arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.cli.purchase_errands import (  # noqa: PLC0415 - loaded when asked
        PURCHASE_ERRANDS,
    )

    return PURCHASE_ERRANDS[errand](arguments, counter)


def _numbered(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar=_("NUMÉRO"), help=_("celui de la commande, CF2026-0001"))


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--shown",
        choices=["open", "draft", "late", "over", "all"],
        default="open",
        help=_("lesquelles"),
    )
    parser.add_argument(
        "--text", metavar=_("TEXTE"), default="", help=_("seulement ce qui correspond à ces mots")
    )


def _draft_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("supplier", metavar=_("FOURNISSEUR"), help=_("son nom, ou une partie"))
    parser.add_argument(
        "lines", metavar=_("PRODUIT=N"), nargs="*", help=_("référence ou code, et unités")
    )
    parser.add_argument("--wanted-on", metavar=_("DATE"), default="", help=_("livraison souhaitée"))
    parser.add_argument("--note", metavar=_("TEXTE"), default="", help=_("imprimée sur le bon"))
    parser.add_argument(
        "--deliver-to",
        metavar=_("ADRESSE"),
        default="",
        help=_("sinon la boutique\u00a0; lignes séparées par des virgules"),
    )
    parser.add_argument(
        "--exact", action="store_true", help=_("ne rien arrondir aux colis ni au minimum")
    )
    parser.add_argument("--accept-many", action="store_true", help=_("la quantité est bien voulue"))


def _send_arguments(parser: argparse.ArgumentParser) -> None:
    _numbered(parser)
    parser.add_argument(
        "--accept-below", action="store_true", help=_("même sous le minimum du fournisseur")
    )


def _confirm_arguments(parser: argparse.ArgumentParser) -> None:
    _numbered(parser)
    parser.add_argument("--on", metavar=_("DATE"), default="", help=_("livraison annoncée"))
    parser.add_argument("--reference", metavar=_("TEXTE"), default="", help=_("sa référence"))
    parser.add_argument(
        "--line",
        dest="lines",
        action="append",
        default=[],
        metavar=_("PRODUIT=N"),
        help=_("unités qu’il enverra, 0 pour aucune\u00a0; une fois par ligne"),
    )


def _end_arguments(parser: argparse.ArgumentParser) -> None:
    _numbered(parser)
    parser.add_argument("--note", metavar=_("TEXTE"), default="", help=_("pourquoi"))


def _pdf_arguments(parser: argparse.ArgumentParser) -> None:
    _numbered(parser)
    parser.add_argument(
        "--to", type=Path, required=True, metavar=_("FICHIER.pdf"), help=_("où l’écrire")
    )


PURCHASE_LIST = CliCommand(
    ("purchase", "list"),
    later("Lister les commandes aux fournisseurs"),
    _list_arguments,
    partial(_run, "list"),
)
PURCHASE_SHOW = CliCommand(
    ("purchase", "show"),
    later("Montrer une commande à un fournisseur"),
    _numbered,
    partial(_run, "show"),
)
PURCHASE_DRAFT = CliCommand(
    ("purchase", "draft"),
    later("Écrire une commande à un fournisseur"),
    _draft_arguments,
    partial(_run, "draft"),
)
PURCHASE_SEND = CliCommand(
    ("purchase", "send"),
    later("Noter qu’une commande est envoyée"),
    _send_arguments,
    partial(_run, "send"),
)
PURCHASE_CONFIRM = CliCommand(
    ("purchase", "confirm"),
    later("Noter la réponse du fournisseur"),
    _confirm_arguments,
    partial(_run, "confirm"),
)
PURCHASE_CLOSE = CliCommand(
    ("purchase", "close"),
    later("Abandonner ce qui n’est pas venu d’une commande"),
    _end_arguments,
    partial(_run, "close"),
)
PURCHASE_CANCEL = CliCommand(
    ("purchase", "cancel"),
    later("Annuler une commande à un fournisseur"),
    _end_arguments,
    partial(_run, "cancel"),
)
PURCHASE_PDF = CliCommand(
    ("purchase", "pdf"),
    later("Écrire le bon de commande en PDF, avec le texte du courriel"),
    _pdf_arguments,
    partial(_run, "pdf"),
)
PURCHASE_COMMANDS = (
    PURCHASE_CANCEL,
    PURCHASE_CLOSE,
    PURCHASE_CONFIRM,
    PURCHASE_DRAFT,
    PURCHASE_LIST,
    PURCHASE_PDF,
    PURCHASE_SEND,
    PURCHASE_SHOW,
)
