"""``cash review``: the review of the week as a PDF."""

import argparse
from pathlib import Path

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.values.texts import _, later


def _run(arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.documents import draw_weekly_review  # noqa: PLC0415 - loaded when asked
    from merchant_desk.documents.writing.write_file import (  # noqa: PLC0415 - as above
        write_bytes,
    )
    from merchant_desk.queries.weekly_review import weekly_review  # noqa: PLC0415 - as above
    from merchant_desk.values.cash_flow import Reading  # noqa: PLC0415 - as above
    from merchant_desk.values.clock import paris_date, utc_now  # noqa: PLC0415 - as above

    review = counter.ask(weekly_review, counter.station_id, paris_date(utc_now()))
    write_bytes(arguments.to, draw_weekly_review(review))
    low = review.forecast.low(Reading.LIKELY)
    facts = {
        "file": str(arguments.to),
        "first": review.week.first.isoformat(),
        "last": review.week.last.isoformat(),
        "balance_cents": review.forecast.opening.cents,
        "low_cents": low.balance.cents,
        "low_on": low.day.isoformat(),
        "sold_cents": review.week.sold.cents,
        "margin_cents": review.week.margin.cents,
        "late_cents": review.late_total.cents,
        "stock_cents": review.stock_value.cents,
        "tasks": list(review.tasks),
    }
    told = _("Écrit\u00a0: {file}").format(file=arguments.to)
    counter.answer(facts, "\n".join((told, *review.tasks)))
    return 0


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--to", type=Path, required=True, metavar=_("FICHIER.pdf"), help=_("où l’écrire")
    )


CASH_REVIEW = CliCommand(
    ("cash", "review"), later("Écrire la revue de la semaine en PDF"), _arguments, _run
)
