"""``check`` and ``settle``: what waits for a person, and the decisions, without a window."""

import argparse
from collections.abc import Callable
from typing import Any

from merchant_desk.cli.command import CliCommand, Counter, no_arguments
from merchant_desk.errors import RefusedError
from merchant_desk.operations.queue_print import cancel_print, note_print_problem
from merchant_desk.operations.retry_message import drop_message, retry_message
from merchant_desk.operations.settle_conflict import is_address, keep_desk, take_shop
from merchant_desk.operations.settle_flow import discard_flow, retry_flow
from merchant_desk.operations.settle_parked import discard_parked, retry_parked
from merchant_desk.operations.settle_shortage import correct_shortage, mark_found
from merchant_desk.queries.check_item import CheckItem
from merchant_desk.queries.check_items import check_items
from merchant_desk.queries.last_received import last_received_order
from merchant_desk.queries.to_check import CHECK_TITLES, CheckKind, check_counts
from merchant_desk.values.ids import (
    ConflictId,
    FlowId,
    MessageId,
    PrintJobId,
    RecordId,
    RemoteRecordId,
    id_text,
)
from merchant_desk.values.remote import Address
from merchant_desk.values.texts import _, later

_WAYS = ("retry", "discard", "keep-desk", "take-shop", "correct", "found")


def _check(_arguments: argparse.Namespace, counter: Counter) -> int:
    counts = counter.ask(check_counts)
    items = counter.ask(check_items)
    facts = {
        "count": sum(counts.values()),
        "counts": {kind.value: n for kind, n in counts.items()},
        "items": [_facts(item) for item in items],
    }
    counter.answer(facts, "\n".join(_lines(items)) or _("Rien à vérifier."))
    return 1 if facts["count"] else 0


def _facts(item: CheckItem) -> dict[str, Any]:
    return {
        "id": id_text(item.key),
        "kind": item.kind.value,
        "title": item.title,
        "reason": item.reason,
        "advice": item.advice,
        "at": None if item.at is None else item.at.isoformat(),
        "order_id": None if item.order_id is None else id_text(item.order_id),
        "product_id": None if item.product_id is None else id_text(item.product_id),
        "field": item.field,
        "desk_value": item.desk_value,
        "shop_value": item.shop_value,
    }


def _lines(items: tuple[CheckItem, ...]) -> list[str]:
    lines: list[str] = []
    for kind in CheckKind:
        mine = [item for item in items if item.kind is kind]
        if mine:
            lines.append(_(CHECK_TITLES[kind]))
        for item in mine:
            lines.append(f"  {id_text(item.key)}  {item.title}")
            lines += [f"      {text}" for text in (item.reason, item.advice) if text]
            if item.kind is CheckKind.CONFLICT:
                values = _("ici «\u00a0{desk}\u00a0», dans la boutique «\u00a0{shop}\u00a0»")
                shown = values.format(desk=item.desk_value, shop=item.shop_value)
                lines.append(f"      {shown}")
    return lines


def _settle_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help=_("ce que «\u00a0check\u00a0» a montré"))
    parser.add_argument("way", metavar=_("DÉCISION"), choices=_WAYS, help=", ".join(_WAYS))


def _settle(arguments: argparse.Namespace, counter: Counter) -> int:
    items = counter.ask(check_items)
    item = next((each for each in items if id_text(each.key) == arguments.id), None)
    settle = None if item is None else _SETTLED.get((item.kind, arguments.way))
    if item is None or settle is None:
        raise RefusedError(
            _("Rien n’a été décidé\u00a0: cela n’attend pas, ou pas cette réponse."),
            _("Voyez ce qui attend avec «\u00a0check\u00a0»."),
        )
    advice = settle(counter, item)
    said = _("{title}\u00a0: c’est décidé.").format(title=item.title)
    facts = {"id": arguments.id, "kind": item.kind.value, "way": arguments.way, "advice": advice}
    counter.answer(facts, f"{said}\n{advice}".rstrip())
    return 0


def _retry_parked(counter: Counter, item: CheckItem) -> str:
    counter.do(retry_parked, [RemoteRecordId(item.key)])
    return ""


def _discard_parked(counter: Counter, item: CheckItem) -> str:
    counter.do(discard_parked, counter.gesture(), [RemoteRecordId(item.key)])
    return ""


def _retry_message(counter: Counter, item: CheckItem) -> str:
    counter.do(retry_message, counter.gesture(), MessageId(item.key))
    return ""


def _drop_message(counter: Counter, item: CheckItem) -> str:
    counter.do(drop_message, counter.gesture(), MessageId(item.key))
    return ""


def _retry_print(counter: Counter, item: CheckItem) -> str:
    counter.do(note_print_problem, PrintJobId(item.key), "")
    return ""


def _cancel_print(counter: Counter, item: CheckItem) -> str:
    counter.do(cancel_print, PrintJobId(item.key))
    return ""


def _retry_flow(counter: Counter, item: CheckItem) -> str:
    counter.do(retry_flow, FlowId(item.key))
    return ""


def _discard_flow(counter: Counter, item: CheckItem) -> str:
    counter.do(discard_flow, FlowId(item.key))
    return ""


def _correct(counter: Counter, item: CheckItem) -> str:
    counter.do(correct_shortage, counter.gesture(), RecordId(item.key))
    return ""


def _found(counter: Counter, item: CheckItem) -> str:
    counter.do(mark_found, counter.gesture(), RecordId(item.key))
    return ""


def _keep_desk(counter: Counter, item: CheckItem) -> str:
    return counter.do(keep_desk, counter.gesture(), ConflictId(item.key)).advice


def _take_shop(counter: Counter, item: CheckItem) -> str:
    address = _address(counter, item) if is_address(item.field) else None
    return counter.do(take_shop, counter.gesture(), ConflictId(item.key), address).advice


def _address(counter: Counter, item: CheckItem) -> Address | None:
    if item.order_id is None:
        return None
    received = counter.ask(last_received_order, item.order_id)
    if not received.body:
        return None
    address: Address = counter.services["read_order"](received.platform, received.body).shipping
    return address


_SETTLED: dict[tuple[CheckKind, str], Callable[[Counter, CheckItem], str]] = {
    (CheckKind.PARKED, "retry"): _retry_parked,
    (CheckKind.PARKED, "discard"): _discard_parked,
    (CheckKind.MESSAGE, "retry"): _retry_message,
    (CheckKind.MESSAGE, "discard"): _drop_message,
    (CheckKind.PRINT, "retry"): _retry_print,
    (CheckKind.PRINT, "discard"): _cancel_print,
    (CheckKind.PLATFORM, "retry"): _retry_flow,
    (CheckKind.PLATFORM, "discard"): _discard_flow,
    (CheckKind.SHORTAGE, "correct"): _correct,
    (CheckKind.SHORTAGE, "found"): _found,
    (CheckKind.CONFLICT, "keep-desk"): _keep_desk,
    (CheckKind.CONFLICT, "take-shop"): _take_shop,
}

CHECK = CliCommand(("check",), later("Ce qui attend une décision"), no_arguments, _check)
SETTLE = CliCommand(
    ("settle",), later("Décider d’une chose à vérifier"), _settle_arguments, _settle
)
