"""``sync status|waiting|parity``: how the exchanges are doing, what waits, what differs."""

import argparse
from dataclasses import asdict
from typing import Any

from merchant_desk.cli.command import CliCommand, Counter, no_arguments
from merchant_desk.cli.shop_words import named_shop, shop_facts
from merchant_desk.errors import RefusedError
from merchant_desk.queries.exchanges import exchanges, last_parity, requests_spent
from merchant_desk.queries.messages import ShopMessage, messages_in
from merchant_desk.queries.shops import ShopRow, shops
from merchant_desk.queries.sync_state import sync_line
from merchant_desk.sync.progress import Silent
from merchant_desk.values.clock import utc_now
from merchant_desk.values.french import number
from merchant_desk.values.ids import id_text
from merchant_desk.values.parity import Difference, Parity
from merchant_desk.values.parity_words import GAP_WORDS, gap_value
from merchant_desk.values.texts import _, later
from merchant_desk.values.words import MessageState


def _status(_arguments: argparse.Namespace, counter: Counter) -> int:
    rows = counter.ask(shops)
    facts = [_status_facts(counter, row) for row in rows]
    line = counter.ask(sync_line, utc_now())
    lines = [line.text]
    lines += [
        _("{shop}\u00a0: {n} demandes en 24 heures").format(
            shop=row.name, n=number(each["requests_today"])
        )
        for row, each in zip(rows, facts, strict=True)
    ]
    counter.answer(facts, "\n".join(lines))
    return 1 if any(row.problem for row in rows) else 0


def _status_facts(counter: Counter, row: ShopRow) -> dict[str, Any]:
    spent = counter.ask(requests_spent, row.shop_id, utc_now())
    log = counter.ask(exchanges, row.shop_id, 10)
    return {
        **shop_facts(row),
        "requests_today": spent.today,
        "requests_last_sweep": spent.last_sweep,
        "exchanges": [
            {
                "kind": each.kind.value,
                "started_at": each.started_at.isoformat(),
                "ended_at": each.ended_at.isoformat(),
                "requests": each.requests,
                "received": each.received,
                "applied": each.applied,
                "parked": each.parked,
                "sent": each.sent,
                "refused": each.refused,
                "problem": each.problem,
            }
            for each in log
        ],
    }


def _waiting(_arguments: argparse.Namespace, counter: Counter) -> int:
    waiting = counter.ask(messages_in, MessageState.WAITING)
    refused = counter.ask(messages_in, MessageState.PARKED)
    facts = {
        "waiting": [_message(each) for each in waiting],
        "refused": [_message(each) for each in refused],
    }
    lines = [f"{each.what}  {each.problem}".rstrip() for each in (*waiting, *refused)]
    counter.answer(facts, "\n".join(lines) or _("Rien n’attend."))
    return 1 if refused else 0


def _message(each: ShopMessage) -> dict[str, Any]:
    return {
        "id": id_text(each.message_id),
        "shop": id_text(each.shop_id),
        "what": each.what,
        "since": each.created_at.isoformat(),
        "next_attempt_at": each.next_attempt_at.isoformat(),
        "attempts": each.attempts,
        "problem": each.problem,
        "advice": each.advice,
    }


def _parity_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shop", metavar=_("BOUTIQUE"), help=_("nom de la boutique"))
    parser.add_argument(
        "--last", action="store_true", help=_("montrer la dernière comparaison, sans relire")
    )


def _parity(arguments: argparse.Namespace, counter: Counter) -> int:
    row = named_shop(counter, arguments.shop)
    if arguments.last:
        kept = counter.ask(last_parity, row.shop_id)
        if kept is None:
            raise RefusedError(
                _("Cette boutique n’a encore jamais été comparée."),
                _("Lancez «\u00a0sync parity\u00a0» sans --last."),
            )
        report = kept[1]
    else:
        report = counter.services["compare_shop"](row.shop_id, Silent())
    counter.answer(asdict(report) | {"agrees": report.agrees}, "\n".join(_parity_lines(report)))
    return 0 if report.agrees else 1


def _parity_lines(report: Parity) -> list[str]:
    head = _("{articles} articles et {orders} commandes comparés, {n} différences").format(
        articles=number(report.articles),
        orders=number(report.orders),
        n=number(sum(report.counts.values())),
    )
    return [head, *map(_difference_line, report.differences)]


def _difference_line(each: Difference) -> str:
    values = (
        ""
        if each.here is None or each.there is None
        else _("ici {here}, boutique {there}").format(
            here=gap_value(each.gap, each.here), there=gap_value(each.gap, each.there)
        )
    )
    waits = _("(en attente d’envoi)") if each.waits else ""
    return f"{_(GAP_WORDS[each.gap]):<32} {each.name:<40} {values} {waits}".rstrip()


SYNC_STATUS = CliCommand(
    ("sync", "status"), later("État des échanges avec les boutiques"), no_arguments, _status
)
SYNC_WAITING = CliCommand(
    ("sync", "waiting"), later("Ce qui attend d’être dit aux boutiques"), no_arguments, _waiting
)
SYNC_PARITY = CliCommand(
    ("sync", "parity"),
    later("Tout comparer avec une boutique, sans rien réparer"),
    _parity_arguments,
    _parity,
)
