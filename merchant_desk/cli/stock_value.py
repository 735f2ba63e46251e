"""``stock value|story``: what the stock is worth, on any day, and why."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.cli.products import named_product
from merchant_desk.errors import RefusedError
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.entries import read_day
from merchant_desk.values.french import euros, number, short_date
from merchant_desk.values.ids import id_text
from merchant_desk.values.stock_cost import unit_cost_words
from merchant_desk.values.stock_method import StockMethod, WorthBy, method_words
from merchant_desk.values.texts import _, later

if TYPE_CHECKING:
    from collections.abc import Sequence

    from merchant_desk.queries.valuation.cost_story import CostStory
    from merchant_desk.queries.valuation.stock_worth import StockWorth, WorthGroup

_WRONG = 1


def _value_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--at", metavar=_("JOUR"), default="", help=_("à la fin de ce jour, 31/12/2026")
    )
    method_argument(parser)
    parser.add_argument(
        "--by", choices=[each.value for each in WorthBy], default="", help=_("répartir la valeur")
    )
    parser.add_argument(
        "--to-file", type=Path, metavar=_("FICHIER"), help=_("l’écrire en .csv ou en .pdf")
    )


def method_argument(parser: argparse.ArgumentParser) -> None:
    """Let a command value the stock by either method."""
    parser.add_argument(
        "--method",
        choices=[each.value for each in StockMethod],
        default=StockMethod.AVERAGE.value,
        help=_("coût moyen pondéré (average), ou premier entré premier sorti (fifo)"),
    )


def _value(arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.queries.valuation.stock_worth import (  # noqa: PLC0415 - loaded when asked
        stock_worth,
        worth_groups,
    )

    day = _day(arguments.at)
    method = StockMethod(arguments.method)
    worth = counter.ask(stock_worth, method, day)
    groups = counter.ask(worth_groups, worth, WorthBy(arguments.by)) if arguments.by else ()
    when = _("maintenant") if day is None else _("au {day} au soir").format(day=short_date(day))
    head = _("Stock {when}, {method}\u00a0: {value} HT pour {n} unités").format(
        when=when, method=method_words(method).lower(), value=euros(worth.amount),
        n=number(worth.units),
    )  # fmt: skip
    parts = [(each.name or "—", each.units, each.amount) for each in groups]
    lines = parts or [(row.title, row.units, row.amount) for row in worth.rows]
    told = [f"{euros(amount):>16} {number(units):>9}  {name}" for name, units, amount in lines]
    if arguments.to_file is not None:
        _write(arguments.to_file, counter, method, day or paris_date(utc_now()))
        told.append(_("Écrit\u00a0: {file}").format(file=arguments.to_file))
    counter.answer(_value_facts(worth, groups), "\n".join([head, *told]))
    return 0


def _value_facts(worth: StockWorth, groups: Sequence[WorthGroup]) -> dict[str, Any]:
    return {
        "at": None if worth.day is None else worth.day.isoformat(),
        "method": worth.method.value,
        "units": worth.units,
        "value_cents": worth.amount.cents,
        "groups": [
            {"name": each.name, "units": each.units, "value_cents": each.amount.cents}
            for each in groups
        ],
        "lines": [
            {
                "product_id": id_text(row.product_id),
                "sku": row.sku,
                "name": row.title,
                "category": row.category,
                "units": row.units,
                "unit_cost_tenthousandths": row.unit_cost,
                "value_cents": row.amount.cents,
            }
            for row in worth.rows
        ],
    }


def _write(file: Path, counter: Counter, method: StockMethod, day: date) -> None:
    from merchant_desk.documents.writing.paper_bytes import (  # noqa: PLC0415 - loaded when asked
        paper_bytes,
    )
    from merchant_desk.documents.writing.write_file import write_bytes  # noqa: PLC0415 - as above
    from merchant_desk.queries.valuation.stock_statement import (  # noqa: PLC0415 - as above
        stock_statement,
    )
    from merchant_desk.reports.stock_statement import (  # noqa: PLC0415 - as above
        stock_csv,
        stock_paper,
    )

    kind = file.suffix.lower()
    if kind not in {".csv", ".pdf"}:
        raise RefusedError(
            _("Rien n’a été écrit\u00a0: {file} n’est ni .csv ni .pdf.").format(file=file.name),
            _("Terminez le nom du fichier par .csv pour un tableur, .pdf pour l’imprimer."),
        )
    made = counter.ask(stock_statement, method, day)
    pdf = kind == ".pdf"
    write_bytes(file, paper_bytes([stock_paper(made)]) if pdf else stock_csv(made.worth))


def _day(text: str) -> date | None:
    if not text:
        return None
    day = read_day(text)
    if day is None:
        raise RefusedError(
            _("La valeur du stock n’a pas été calculée\u00a0: ce jour n’est pas une date."),
            _("Écrivez-le comme 31/12/2026 ou 2026-12-31."),
        )
    if day > paris_date(utc_now()):
        raise RefusedError(
            _("La valeur du stock n’a pas été calculée : ce jour est à venir."),
            _("Donnez aujourd’hui, ou un jour passé."),
        )
    return day


def _story_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("product", metavar=_("PRODUIT"), help=_("référence ou code-barres"))
    parser.add_argument(
        "--cost", action="store_true", help=_("l’histoire de son coût, ligne par ligne")
    )


def _story(arguments: argparse.Namespace, counter: Counter) -> int:
    card = named_product(counter, arguments.product)
    if not arguments.cost:
        from merchant_desk.cli.stock import show_story  # noqa: PLC0415 - loaded when asked

        return show_story(card, counter)
    from merchant_desk.queries.valuation.cost_story import (  # noqa: PLC0415 - loaded when asked
        cost_story,
    )

    story = counter.ask(cost_story, card.product_id)
    if story is None:
        return _WRONG
    head = _("{name}\u00a0: {n} unités à {average}, {value} (premier entré\u00a0: {fifo})").format(
        name=story.title, n=number(story.units), average=unit_cost_words(story.average),
        value=euros(story.amount), fifo=euros(story.fifo_amount),
    )  # fmt: skip
    told = [f"{short_date(paris_date(line.at))}  {line.sentence}" for line in story.lines]
    counter.answer(_story_facts(story), "\n".join([head, *told]))
    return 0 if story.agrees else _WRONG


def _story_facts(story: CostStory) -> dict[str, Any]:
    return {
        "sku": story.sku,
        "name": story.title,
        "units": story.units,
        "value_cents": story.amount.cents,
        "fifo_value_cents": story.fifo_amount.cents,
        "average_tenthousandths": story.average,
        "agrees": story.agrees,
        "lines": [
            {
                "at": line.at.isoformat(),
                "what": line.reason.value,
                "units": line.units,
                "unit_cost_tenthousandths": line.unit_cost,
                "value_tenthousandths": line.value,
                "stock_after": line.stock,
                "average_after_tenthousandths": line.average,
                "fifo_value_after_tenthousandths": fifo_value,
                "sentence": line.sentence,
                "note": line.note,
                "agrees": line.agrees,
            }
            for line, fifo_value in zip(story.lines, story.fifo_values, strict=True)
        ],
        "layers": [
            {
                "since": each.since.isoformat(),
                "units": each.left,
                "value_tenthousandths": each.value,
            }
            for each in story.layers
        ],
    }


STOCK_VALUE = CliCommand(
    ("stock", "value"), later("Dire ce que vaut le stock, maintenant ou un jour passé"),
    _value_arguments, _value,
)  # fmt: skip
STOCK_STORY = CliCommand(
    ("stock", "story"), later("Raconter le stock d’un produit, ou son coût ligne par ligne"),
    _story_arguments, _story,
)  # fmt: skip
