"""``cash recurring``: what comes back, proposed from the bank, confirmed, added by hand."""

import argparse

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.values.cash_words import Cadence, CashCategory
from merchant_desk.values.texts import _, later


def _run(arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.cli.cash_recurring_errands import (  # noqa: PLC0415 - loaded when asked
        recurring_errand,
    )

    return recurring_errand(arguments, counter)


def _arguments(parser: argparse.ArgumentParser) -> None:
    name = _("NOM")
    parser.add_argument(
        "--confirm", metavar=name, action="append", default=[],
        help=_("confirmer la proposition de ce nom («\u00a0*\u00a0»\u00a0: toutes)"),
    )  # fmt: skip
    parser.add_argument(
        "--refuse", metavar=name, action="append", default=[],
        help=_("ne plus proposer celle de ce nom"),
    )  # fmt: skip
    parser.add_argument("--end", metavar=name, help=_("dire que celui de ce nom est terminé"))
    parser.add_argument("--add", metavar=name, help=_("en ajouter un à la main"))
    parser.add_argument(
        "--amount", metavar=_("EUROS"), help=_("son montant\u00a0; précédé de +, il entre")
    )
    parser.add_argument(
        "--every", choices=[each.value for each in Cadence], default=Cadence.MONTHLY.value,
        help=_("son rythme (monthly)"),
    )  # fmt: skip
    parser.add_argument("--from", dest="first", metavar="JJ/MM/AAAA", help=_("sa première fois"))
    parser.add_argument("--until", metavar="JJ/MM/AAAA", help=_("sa dernière fois"))
    parser.add_argument(
        "--for", dest="category", choices=[each.value for each in CashCategory],
        default=CashCategory.OTHER.value, help=_("pour quoi (other)"),
    )  # fmt: skip
    parser.add_argument("--label", default="", metavar=_("TEXTE"), help=_("son libellé de banque"))


CASH_RECURRING = CliCommand(
    ("cash", "recurring"), later("Lister ce qui revient en banque, le confirmer, en ajouter"),
    _arguments, _run,
)  # fmt: skip
