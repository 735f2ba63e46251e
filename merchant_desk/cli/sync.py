"""Exchange with the storefronts, once, and say what happened."""

import argparse
from typing import Any

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.errors import RefusedError
from merchant_desk.values.ids import id_text
from merchant_desk.values.texts import _, later


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help=_("une seule fois"))
    parser.add_argument(
        "--even-cancellations",
        action="store_true",
        help=_("accepter une annulation en masse que l’arrêt de sécurité a retenue"),
    )


def _run(arguments: argparse.Namespace, counter: Counter) -> int:
    if not arguments.once:
        raise RefusedError(
            _("Rien n’a été relevé\u00a0: dites combien de fois."),
            _("Ajoutez --once\u00a0; la fenêtre, elle, relève toute seule."),
        )
    answers = counter.services["sync_all"](anyway=arguments.even_cancellations)
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
            "refused": each.pushed.parked,
        }
        for each in answers
    ]
    lines = [
        _("{applied} fiches reprises, {parked} à vérifier, {sent} envois faits.").format(
            applied=each["applied"],
            parked=each["parked"],
            sent=each["shipments_sent"] + each["stocks_sent"] + each["prices_sent"],
        )
        for each in facts
    ]
    counter.answer(facts, "\n".join(lines) or _("Aucune boutique en ligne n’est connectée."))
    return 0


SYNC = CliCommand(("sync",), later("Relever et envoyer, une fois"), _arguments, _run)
