"""``cash scenario|room``: what a change of plan does to the account, and the room that is left."""

import argparse

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.values.texts import _, later


def _run_scenario(arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.cli.cash_scenario_errands import (  # noqa: PLC0415 - loaded when asked
        run_scenario,
    )

    return run_scenario(arguments, counter)


def _run_room(arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.cli.cash_room_errand import (  # noqa: PLC0415 - loaded when asked
        show_room,
    )

    return show_room(arguments, counter)


def _scenario_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        metavar=_("FICHIER"),
        nargs="*",
        help=_("scénarios en JSON, comparés\u00a0; - pour l’entrée"),
    )
    parser.add_argument(
        "--weeks", metavar="N", default="13", help=_("semaines entières à prévoir (13)")
    )
    parser.add_argument("--keep", action="store_true", help=_("les garder comme brouillons"))
    parser.add_argument("--accept", action="store_true", help=_("les mettre dans le plan"))
    parser.add_argument(
        "--withdraw", metavar=_("NOM"), default="", help=_("retirer un scénario du plan")
    )
    parser.add_argument(
        "--drop", metavar=_("NOM"), default="", help=_("mettre un scénario de côté")
    )
    parser.add_argument("--example", action="store_true", help=_("écrire un fichier d’exemple"))


def _room_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--floor",
        metavar=_("MONTANT"),
        default="",
        help=_("solde à garder\u00a0; sinon le plancher"),
    )
    parser.add_argument(
        "--days", metavar="N", default="0", help=_("jours avant de payer (0\u00a0: comptant)")
    )
    parser.add_argument("--month-end", action="store_true", help=_("fin de mois"))
    parser.add_argument(
        "--amount", metavar=_("MONTANT"), default="", help=_("dire quand payer ce montant")
    )
    parser.add_argument(
        "--likely", action="store_true", help=_("selon la ligne probable, moins prudente")
    )


CASH_SCENARIO = CliCommand(
    ("cash", "scenario"), later("Essayer des changements au plan de trésorerie"),
    _scenario_arguments, _run_scenario,
)  # fmt: skip
CASH_ROOM = CliCommand(
    ("cash", "room"), later("Dire combien acheter sans passer sous le plancher"),
    _room_arguments, _run_room,
)  # fmt: skip
