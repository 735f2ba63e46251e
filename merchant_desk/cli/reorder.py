"""``reorder``, ``reorder levels|set|estimate``: what to order, and from what stock on."""

import argparse

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.values.texts import _, later


def _run(arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.cli.reorder_errands import (  # noqa: PLC0415 - loaded when asked
        propose,
    )

    return propose(arguments, counter)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--supplier", metavar=_("NOM"), default="", help=_("un seul fournisseur"))
    parser.add_argument(
        "--budget", metavar=_("MONTANT"), default="", help=_("argent disponible, hors taxes")
    )
    parser.add_argument(
        "--fill",
        action="store_true",
        help=_("compléter chaque commande au minimum de son fournisseur"),
    )
    parser.add_argument(
        "--accept", action="store_true", help=_("préparer les commandes en brouillon")
    )


def _levels(arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.cli.reorder_level_errands import (  # noqa: PLC0415 - loaded when asked
        show_levels,
    )

    return show_levels(arguments, counter)


def _level_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--propose", action="store_true", help=_("calculer les niveaux d’après les ventes")
    )
    parser.add_argument(
        "--crossed", action="store_true", help=_("seulement ce qui est sous son minimum")
    )


def _set(arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.cli.reorder_level_errands import (  # noqa: PLC0415 - loaded when asked
        set_level,
    )

    return set_level(arguments, counter)


def _set_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("product", metavar=_("PRODUIT"), help=_("référence ou code-barres"))
    parser.add_argument(
        "--minimum", metavar="N", default="", help=_("stock minimum\u00a0; rien pour l’enlever")
    )
    parser.add_argument("--target", metavar="N", default="", help=_("stock à retrouver"))
    parser.add_argument(
        "--location", metavar=_("LIEU"), default="", help=_("lieu, s’il y en a plusieurs")
    )


def _estimate(arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.cli.reorder_level_errands import (  # noqa: PLC0415 - loaded when asked
        estimate,
    )

    return estimate(arguments, counter)


def _estimate_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("product", metavar=_("PRODUIT"), help=_("référence ou code-barres"))
    parser.add_argument(
        "units", metavar="N", nargs="?", default="",
        help=_("unités attendues en quatre semaines\u00a0; rien pour oublier"),
    )  # fmt: skip


REORDER = CliCommand(
    ("reorder",), later("Proposer ce qu’il faut commander, et pourquoi"), _arguments, _run
)
REORDER_LEVELS = CliCommand(
    ("reorder", "levels"),
    later("Montrer ou proposer les stocks minimum"),
    _level_arguments,
    _levels,
)
REORDER_SET = CliCommand(
    ("reorder", "set"), later("Choisir le stock minimum d’un produit"), _set_arguments, _set
)
REORDER_ESTIMATE = CliCommand(
    ("reorder", "estimate"),
    later("Dire combien un produit se vendra"),
    _estimate_arguments,
    _estimate,
)
