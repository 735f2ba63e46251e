"""``return declare|take``: what will come back, and what came, without a window."""

import argparse
from datetime import UTC, datetime, time

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.cli.products import named_product
from merchant_desk.errors import RefusedError
from merchant_desk.operations.declare_return import (
    DeclaredItem,
    FoundItem,
    ReturnDeclared,
    declare_found,
    declare_return,
)
from merchant_desk.operations.take_return import take_return
from merchant_desk.queries.find_order import order_by_text
from merchant_desk.queries.return_order import ReturnOrder, return_order
from merchant_desk.values.clock import PARIS, paris_date, utc_now
from merchant_desk.values.entries import read_amount, read_day, read_whole
from merchant_desk.values.french import euros, items
from merchant_desk.values.goods_words import AnnouncedBy, Grade, ReturnKind
from merchant_desk.values.ids import OrderId, RecordId, id_text, new_id
from merchant_desk.values.money import ZERO
from merchant_desk.values.return_reasons import ReturnReason
from merchant_desk.values.taken_return import PayBack, ReturnDone, ReturnTaken, TakenItem
from merchant_desk.values.texts import _, later

_PAGE = 200


def _declare_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "order",
        metavar=_("COMMANDE"),
        nargs="?",
        help=_("numéro\u00a0; sans lui, articles trouvés"),
    )
    parser.add_argument(
        "--item",
        action="append",
        default=[],
        metavar="SKU[:NOMBRE[:RAISON]]",
        help=_("ce qui va revenir\u00a0; par défaut tout"),
    )
    _kind_argument(parser)
    parser.add_argument(
        "--by", choices=[each.value for each in AnnouncedBy], help=_("comment il est annoncé")
    )
    parser.add_argument("--on", default="", metavar=_("JOUR"), help=_("jour où il est annoncé"))
    parser.add_argument("--note", default="", metavar=_("TEXTE"), help=_("note"))


def _kind_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--kind",
        choices=[each.value for each in ReturnKind],
        help=_("à quel titre"),
    )


def _declare(arguments: argparse.Namespace, counter: Counter) -> int:
    if not arguments.order:
        found = [_found(counter, each) for each in arguments.item]
        done = counter.do(declare_found, counter.gesture(), found, arguments.note)
    else:
        order = _order(counter, arguments.order)
        told = ReturnDeclared(
            order_id=order.order_id,
            items=tuple(_declared(counter, order, each) for each in arguments.item),
            kind=ReturnKind(arguments.kind or ReturnKind.WITHDRAWAL),
            declared_at=_announced_at(arguments.on),
            by=None if arguments.by is None else AnnouncedBy(arguments.by),
            note=arguments.note,
        )
        done = counter.do(declare_return, counter.gesture(), told)
    facts = {"return": done.number, "id": id_text(done.return_id), "units": done.units}
    words = _("Retour {number} noté\u00a0: {items}.")
    counter.answer(facts, words.format(number=done.number, items=items(done.units)))
    return 0


def _announced_at(text: str) -> datetime | None:
    """Return noon of the day that was written; None for now."""
    if not text:
        return None
    day = read_day(text)
    if day is None:
        raise _wrong(text)
    return datetime.combine(day, time(12), PARIS).astimezone(UTC)


def _order(counter: Counter, text: str) -> ReturnOrder:
    order_id: OrderId = counter.ask(order_by_text, text)
    order = counter.ask(return_order, order_id, paris_date(utc_now()))
    if order is None:
        raise _wrong(text)
    return order


def _found(counter: Counter, text: str) -> FoundItem:
    sku, units, _rest = _parts(text)
    return FoundItem(named_product(counter, sku).product_id, units)


def _declared(counter: Counter, order: ReturnOrder, text: str) -> DeclaredItem:
    sku, units, rest = _parts(text)
    product = named_product(counter, sku).product_id
    line = next((each for each in order.lines if each.product_id == product), None)
    if line is None:
        raise _wrong(text)
    return DeclaredItem(line.line_id, units, _reason(rest[0]) if rest else _usual())


def _usual() -> ReturnReason:
    return ReturnReason.CHANGED_MIND


def _parts(text: str) -> tuple[str, int, list[str]]:
    parts = text.split(":")
    units = read_whole(parts[1]) if len(parts) > 1 else 1
    if units is None or units <= 0:
        raise _wrong(text)
    return parts[0], units, parts[2:]


def _reason(text: str) -> ReturnReason:
    try:
        return ReturnReason(text)
    except ValueError:
        raise _wrong(text) from None


def _wrong(text: str) -> RefusedError:
    reasons = ", ".join(each.value for each in ReturnReason)
    return RefusedError(
        _("Le retour n’a pas été noté\u00a0: «\u00a0{text}\u00a0» n’est pas clair.").format(
            text=text
        ),
        _("Écrivez SKU:NOMBRE. Raisons connues\u00a0: {reasons}.").format(reasons=reasons),
    )


def _take_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("order", metavar=_("COMMANDE"), help=_("numéro de la commande"))
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--item",
        action="append",
        default=[],
        metavar="SKU[:NOMBRE[:ÉTAT[:RAISON]]]",
        help=_("ce qui est revenu\u00a0; états\u00a0: {grades}").format(
            grades=", ".join(each.value for each in Grade)
        ),
    )
    what.add_argument("--all", action="store_true", help=_("tout ce qui est parti est revenu"))
    _kind_argument(parser)
    parser.add_argument(
        "--pay-back",
        choices=[each.value for each in PayBack],
        default=PayBack.LATER.value,
        help=_("par où l’argent est rendu"),
    )
    parser.add_argument(
        "--means", metavar=_("CODE"), default="", help=_("moyen de paiement, rendu d’ici")
    )
    parser.add_argument("--no-credit", action="store_true", help=_("n’émet pas d’avoir"))
    parser.add_argument("--minutes", default="0", metavar="N", help=_("temps passé"))
    parser.add_argument(
        "--carriage-back", default="", metavar=_("MONTANT"), help=_("ce que le retour a coûté")
    )
    parser.add_argument("--note", default="", metavar=_("TEXTE"), help=_("note"))


def _take(arguments: argparse.Namespace, counter: Counter) -> int:
    order = _order(counter, arguments.order)
    kind = _kind(order, arguments.kind)
    came = _all(order, kind) if arguments.all else [_item(counter, x) for x in arguments.item]
    amount = read_amount(arguments.carriage_back) if arguments.carriage_back else ZERO
    minutes = read_whole(arguments.minutes)
    if amount is None or minutes is None or minutes < 0:
        raise _wrong(arguments.carriage_back or arguments.minutes)
    taken = ReturnTaken(
        taking_id=RecordId(new_id()),
        order_id=order.order_id,
        items=tuple(came),
        kind=kind,
        pay_back=PayBack(arguments.pay_back),
        means=arguments.means,
        credit=not arguments.no_credit,
        minutes=minutes,
        carriage_back=amount,
        note=arguments.note,
    )
    _answer(counter, counter.do(take_return, counter.gesture(), taken))
    return 0


def _kind(order: ReturnOrder, told: str | None) -> ReturnKind:
    """Return what was said, else as it was declared: a guarantee stays one."""
    if told:
        return ReturnKind(told)
    return ReturnKind.WITHDRAWAL if order.waiting is None else order.waiting.kind


def _answer(counter: Counter, done: ReturnDone) -> None:
    facts = {
        "return": done.number,
        "order": done.order_number,
        "units": done.units,
        "kept_aside": done.odd,
        "credit_notes": list(done.credit_numbers),
        "credited_cents": done.credited.cents,
        "refunded_cents": done.refunded.cents,
        "settled": done.settled,
        "warnings": list(done.warnings),
    }
    words = _("Retour {number}\u00a0: {items}, avoir de {credit}, rendu {money}.")
    told = words.format(
        number=done.number,
        items=items(done.units),
        credit=euros(done.credited),
        money=euros(done.refunded),
    )
    aside = _("Gardé de côté, pas de cette commande\u00a0: {items}.").format(items=items(done.odd))
    counter.answer(facts, "\n".join((told, *([aside] if done.odd else []), *done.warnings)))


def _all(order: ReturnOrder, kind: ReturnKind) -> list[TakenItem]:
    reason = ReturnReason.NPAI if kind is ReturnKind.REFUSED else _usual()
    return [
        TakenItem(product_id=line.product_id, units=line.units.most, reason=reason)
        for line in order.lines
        if line.product_id is not None and line.units.most and not line.is_kit
    ]


def _item(counter: Counter, text: str) -> TakenItem:
    sku, units, rest = _parts(text)
    grades = {each.value: each for each in Grade}
    if rest and rest[0] not in grades:
        raise _wrong(text)
    return TakenItem(
        product_id=named_product(counter, sku).product_id,
        units=units,
        grade=grades[rest[0]] if rest else Grade.RESELL,
        reason=_reason(rest[1]) if len(rest) > 1 else _usual(),
    )


RETURN_DECLARE = CliCommand(
    ("return", "declare"), later("Noter un retour annoncé, ou des articles trouvés"),
    _declare_arguments, _declare,
)  # fmt: skip
RETURN_TAKE = CliCommand(
    ("return", "take"), later("Reprendre ce qui est revenu\u00a0: stock, avoir, remboursement"),
    _take_arguments, _take,
)  # fmt: skip
