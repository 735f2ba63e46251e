"""``stock dead|write-down``: what no longer sells, and writing it down."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.cli.products import named_product
from merchant_desk.cli.stock_value import method_argument
from merchant_desk.errors import RefusedError
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.entries import read_amount
from merchant_desk.values.french import euros, number
from merchant_desk.values.ids import id_text
from merchant_desk.values.stock_method import StockMethod
from merchant_desk.values.texts import _, later

if TYPE_CHECKING:
    from merchant_desk.queries.valuation.stock_health import StockHealth


def _dead_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--days", type=int, default=180, metavar="N", help=_("sans vente depuis N jours")
    )
    method_argument(parser)


def _dead(arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.queries.valuation.stock_health import (  # noqa: PLC0415 - loaded when asked
        HealthAsked,
        stock_health,
    )
    from merchant_desk.rules.valuation.stock_advice import advice_words  # noqa: PLC0415 - as above

    if arguments.days < 1:
        raise RefusedError(
            _("Le stock dormant n’a pas été cherché\u00a0: le nombre de jours n’est pas possible."),
            _("Écrivez par exemple --days 180."),
        )
    asked = HealthAsked(
        paris_date(utc_now()), StockMethod(arguments.method), dead_days=arguments.days
    )
    health = counter.ask(stock_health, asked)
    told = [
        _("{value}  {name}\u00a0: {n} unités, {days} jours. {advice}").format(
            value=f"{euros(row.amount):>14}", name=row.title, n=number(row.units),
            days=number(row.days), advice=advice_words(row.advice),
        )
        for row in health.dead
    ]  # fmt: skip
    head = _("Rien vendu depuis {days} jours\u00a0: {value} de stock").format(
        days=number(arguments.days), value=euros(health.dead_amount)
    )
    counter.answer(_dead_facts(health), "\n".join([head, *told]))
    return 0


def _dead_facts(health: StockHealth) -> dict[str, Any]:
    return {
        "days": health.asked.dead_days,
        "value_cents": health.dead_amount.cents,
        "lines": [
            {
                "product_id": id_text(row.product_id),
                "sku": row.sku,
                "name": row.title,
                "units": row.units,
                "value_cents": row.amount.cents,
                "last_sold": None if row.last_sold is None else row.last_sold.isoformat(),
                "days": row.days,
                "advice": row.advice.value,
            }
            for row in health.dead
        ],
    }


def _write_down_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("product", metavar=_("PRODUIT"), help=_("référence ou code-barres"))
    parser.add_argument(
        "--amount", required=True, metavar=_("EUROS"), help=_("de combien il vaut moins, HT")
    )
    parser.add_argument(
        "--reason", required=True, metavar=_("TEXTE"), help=_("pourquoi, pour votre comptable")
    )
    parser.add_argument(
        "--reverse", action="store_true", help=_("reprendre une dépréciation\u00a0: il vaut plus")
    )


def _write_down(arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.operations.reverse_write_down import (  # noqa: PLC0415 - loaded when asked
        reverse_write_down,
    )
    from merchant_desk.operations.write_down import (  # noqa: PLC0415 - loaded when asked
        WriteDown,
        write_down,
    )

    card = named_product(counter, arguments.product)
    amount = read_amount(arguments.amount)
    if amount is None:
        raise RefusedError(
            _("Le stock n’a pas été déprécié\u00a0: ce montant ne se lit pas."),
            _("Écrivez-le comme 12,50."),
        )
    asked = WriteDown(card.product_id, amount, arguments.reason)
    change = reverse_write_down if arguments.reverse else write_down
    done = counter.do(change, counter.gesture(), asked)
    facts = {"sku": card.sku, "value_change_tenthousandths": done.kept}
    less = _("{name}\u00a0: le stock vaut {amount} de moins")
    more = _("{name}\u00a0: le stock vaut {amount} de plus")
    words = more if arguments.reverse else less
    counter.answer(facts, words.format(name=card.title, amount=euros(amount)))
    return 0


STOCK_DEAD = CliCommand(
    ("stock", "dead"), later("Lister ce qui ne se vend plus, et ce qu’il vaut"),
    _dead_arguments, _dead,
)  # fmt: skip
STOCK_WRITE_DOWN = CliCommand(
    ("stock", "write-down"), later("Déprécier le stock d’un produit, ou reprendre, avec un motif"),
    _write_down_arguments, _write_down,
)  # fmt: skip
