"""Exchange with the storefronts, once, and say what happened."""

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.cli.shop_words import named_shop
from merchant_desk.errors import RefusedError
from merchant_desk.sync.progress import Silent
from merchant_desk.values.ids import id_text
from merchant_desk.values.texts import _, later


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help=_("une seule fois"))
    parser.add_argument(
        "--sweep", action="store_true", help=_("regarder aussi tout ce que la boutique montre")
    )
    parser.add_argument("--shop", metavar=_("BOUTIQUE"), help=_("cette boutique seulement"))
    parser.add_argument(
        "--even-cancellations",
        action="store_true",
        help=_("accepter une annulation en masse que l’arrêt de sécurité a retenue"),
    )


def _run(arguments: argparse.Namespace, counter: Counter) -> int:
    if not (arguments.once or arguments.sweep):
        raise RefusedError(
            _("Rien n’a été relevé\u00a0: dites combien de fois."),
            _("Ajoutez --once\u00a0; la fenêtre, elle, relève toute seule."),
        )
    answers = _exchanged(arguments, counter)
    facts: list[dict[str, Any]] = [
        {
            "shop": id_text(each.shop_id),
            "received": each.pulled.received,
            "applied": each.pulled.applied,
            "parked": each.pulled.parked,
            "conflicts": each.pulled.conflicts,
            "shipments_sent": each.pushed.shipments,
            "stocks_sent": each.pushed.stocks,
            "prices_sent": each.pushed.prices,
            "refunds_sent": each.pushed.refunds,
            "products_sent": each.pushed.products,
            "refused": each.pushed.parked,
            "requests": each.requests,
            "elsewhere": each.elsewhere,
            "sweep": None if each.swept is None else asdict(each.swept),
        }
        for each in answers
    ]
    lines = [
        _("{applied} fiches reprises, {parked} à vérifier, {sent} envois faits.").format(
            applied=each["applied"],
            parked=each["parked"],
            sent=sum(count for name, count in each.items() if name.endswith("_sent")),
        )
        for each in facts
    ]
    counter.answer(facts, "\n".join(lines) or _("Aucune boutique en ligne n’est connectée."))
    return 0


def _exchanged(arguments: argparse.Namespace, counter: Counter) -> Sequence[Any]:
    anyway = arguments.even_cancellations
    if arguments.shop is None:
        answers: Sequence[Any] = counter.services["sync_all"](
            anyway=anyway, sweeping=arguments.sweep
        )
        return answers
    row = named_shop(counter, arguments.shop)
    how = "sweep_shop" if arguments.sweep else "sync_shop"
    return [counter.services[how](row.shop_id, Silent(), anyway)]


SYNC = CliCommand(("sync",), later("Relever et envoyer, une fois"), _arguments, _run)
