"""``promotions result``: what an operation that is over brought."""

import argparse

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.errors import RefusedError
from merchant_desk.values.clock import utc_now
from merchant_desk.values.texts import _, later


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("promotion", metavar=_("OPÉRATION"), help=_("son nom ou identifiant"))


def _run(arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.queries.promotion_result import (  # noqa: PLC0415 - loaded when asked
        promotion_result,
    )
    from merchant_desk.queries.result_words import result_lines  # noqa: PLC0415 - as above
    from merchant_desk.queries.told_draft import promotion_named  # noqa: PLC0415 - as above
    from merchant_desk.rules.promotion_result import result_facts  # noqa: PLC0415 - as above

    promotion_id = counter.ask(promotion_named, arguments.promotion)
    result = counter.ask(promotion_result, promotion_id, utc_now())
    if result is None:
        raise RefusedError(
            _("Rien n’a été comparé\u00a0: cette opération n’est pas finie."),
            _("Attendez sa fin\u00a0: ses ventes sont alors comparées à celles d’avant."),
        )
    counter.answer(result_facts(result), "\n".join(result_lines(result)))
    return 0


PROMOTIONS_RESULT = CliCommand(
    ("promotions", "result"), later("Dire ce qu’une opération a apporté"), _arguments, _run
)
