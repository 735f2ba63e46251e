"""``supplier list|show|save|article|merge``: from whom the shop buys, and on what terms."""

import argparse
from functools import partial

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.values.texts import _, later


def _run(errand: str, arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.cli.supplier_errands import (  # noqa: PLC0415 - loaded when asked
        SUPPLIER_ERRANDS,
    )

    return SUPPLIER_ERRANDS[errand](arguments, counter)


def _named(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("supplier", metavar=_("FOURNISSEUR"), help=_("son nom, ou une partie"))


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--text", metavar=_("TEXTE"), default="", help=_("seulement ce qui correspond à ces mots")
    )
    parser.add_argument("--all", action="store_true", help=_("aussi ceux où l’on n’achète plus"))


def _save_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar=_("NOM"), help=_("comme sur ses factures"))
    for option, words in (
        ("--rename", _("son nouveau nom")),
        ("--siren", _("neuf chiffres")),
        ("--vat", _("numéro de TVA")),
        ("--email", _("où envoyer les commandes")),
        ("--phone", _("téléphone")),
        ("--customer-number", _("comment il vous appelle")),
        ("--lead-days", _("jours ouvrés entre la commande et la livraison")),
        ("--minimum", _("commande minimum, HT")),
        ("--carriage", _("port, HT")),
        ("--free-carriage-from", _("franco à partir de, HT")),
        ("--payment-days", _("jours pour le payer")),
        ("--note", _("note")),
    ):
        parser.add_argument(option, metavar=_("TEXTE"), default=None, help=words)
    parser.add_argument("--month-end", action="store_true", default=None, help=_("fin de mois"))
    parser.add_argument(
        "--inactive", action="store_true", help=_("on n’y achète plus\u00a0; ses papiers restent")
    )


def _article_arguments(parser: argparse.ArgumentParser) -> None:
    _named(parser)
    parser.add_argument("product", metavar=_("PRODUIT"), help=_("référence ou code-barres"))
    for option, words in (
        ("--sku", _("sa référence à lui")),
        ("--pack", _("unités par colis")),
        ("--minimum", _("unités au moins par commande")),
        ("--cost", _("prix d’une unité, HT")),
    ):
        parser.add_argument(option, metavar=_("TEXTE"), default=None, help=words)
    parser.add_argument(
        "--from",
        dest="breaks",
        action="append",
        default=None,
        metavar="N=PRIX",
        help=_("prix à partir de N unités, comme 60=1,9875\u00a0; une fois par palier"),
    )
    parser.add_argument("--preferred", action="store_true", help=_("c’est chez lui qu’on l’achète"))
    parser.add_argument("--accept-zero", action="store_true", help=_("le prix est bien de zéro"))
    parser.add_argument("--remove", action="store_true", help=_("il ne le vend plus"))


def _merge_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kept", metavar=_("GARDÉ"), help=_("la fiche qui reste"))
    parser.add_argument("gone", metavar=_("FUSIONNÉ"), help=_("la fiche qui disparaît"))


SUPPLIER_LIST = CliCommand(
    ("supplier", "list"), later("Lister les fournisseurs"), _list_arguments, partial(_run, "list")
)
SUPPLIER_SHOW = CliCommand(
    ("supplier", "show"),
    later("Montrer un fournisseur, ses articles et ses délais"),
    _named,
    partial(_run, "show"),
)
SUPPLIER_SAVE = CliCommand(
    ("supplier", "save"),
    later("Créer un fournisseur ou changer sa fiche"),
    _save_arguments,
    partial(_run, "save"),
)
SUPPLIER_ARTICLE = CliCommand(
    ("supplier", "article"),
    later("Dire à quel prix un fournisseur vend un produit"),
    _article_arguments,
    partial(_run, "article"),
)
SUPPLIER_MERGE = CliCommand(
    ("supplier", "merge"),
    later("Fusionner deux fiches d’un même fournisseur"),
    _merge_arguments,
    partial(_run, "merge"),
)
SUPPLIER_COMMANDS = (SUPPLIER_ARTICLE, SUPPLIER_LIST, SUPPLIER_MERGE, SUPPLIER_SAVE, SUPPLIER_SHOW)
