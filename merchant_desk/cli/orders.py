"""``orders list|show``: the orders, without a window."""

import argparse
from typing import Any

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.queries.find_order import order_by_text
from merchant_desk.queries.order_card import OrderCard, order_card
from merchant_desk.queries.order_lines import CardLine
from merchant_desk.queries.order_papers import CardParcel
from merchant_desk.queries.orders import OrderRow, OrdersQuery, orders_total
from merchant_desk.values.clock import utc_now
from merchant_desk.values.french import euros, moment, number
from merchant_desk.values.ids import id_text
from merchant_desk.values.order_states import ORDER_WORDS, PAYMENT_WORDS
from merchant_desk.values.order_views import OrderMark, OrderTab, Period
from merchant_desk.values.postal import one_line
from merchant_desk.values.texts import _, later

_PAGE = 500
_ALL_LINES = 1_000_000


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--view",
        choices=[each.value for each in OrderTab],
        default=OrderTab.ALL,
        help=_("quel onglet"),
    )
    parser.add_argument(
        "--period",
        choices=[each.value for each in Period],
        default=Period.ANY,
        help=_("passées quand"),
    )
    parser.add_argument(
        "--mark",
        choices=[each.value for each in OrderMark],
        help=_("seulement celles marquées ainsi"),
    )
    parser.add_argument(
        "--text", metavar=_("TEXTE"), default="", help=_("numéro, client, ville ou suivi")
    )
    parser.add_argument(
        "--limit", type=int, default=50, metavar="N", help=_("nombre de lignes au plus")
    )


def _list(arguments: argparse.Namespace, counter: Counter) -> int:
    query = OrdersQuery(
        utc_now(),
        OrderTab(arguments.view),
        arguments.text,
        Period(arguments.period),
        mark=OrderMark(arguments.mark) if arguments.mark else None,
    )
    total = counter.ask(orders_total, query)
    wanted = min(total.count, max(arguments.limit, 0))
    rows: list[OrderRow] = []
    for start in range(0, wanted, _PAGE):
        rows += counter.ask(query.fetch, start, min(_PAGE, wanted - start))
    facts = {
        "count": total.count,
        "total_cents": total.total.cents,
        "orders": [_row_facts(row) for row in rows],
    }
    foot = _("{n} commandes, {total}").format(n=number(total.count), total=euros(total.total))
    counter.answer(facts, "\n".join([*map(_row_text, rows), foot]))
    return 0


def _row_facts(row: OrderRow) -> dict[str, Any]:
    return {
        "id": id_text(row.order_id),
        "number": row.number,
        "placed_at": row.placed_at.isoformat(),
        "customer": row.customer,
        "shop": row.shop,
        "articles": row.articles,
        "total_cents": row.total.cents,
        "payment": row.payment.value,
        "state": row.state.value,
        "delivery": row.delivery.value,
        "carrier": row.carrier,
        "ship_by_at": row.ship_by_at.isoformat(),
        "blocked_reason": row.blocked_reason,
        "late": row.late,
        "short": row.short,
        "can_pick": row.can_pick,
    }


def _row_text(row: OrderRow) -> str:
    late = _("EN RETARD") if row.late else ""
    state = _(ORDER_WORDS[row.state])
    return (
        f"{row.number:<12} {moment(row.placed_at):<16} {euros(row.total):>12}  "
        f"{state:<24} {row.customer} {late}".rstrip()
    )


def _show_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("order", metavar=_("NUMÉRO"), help=_("numéro de la commande"))


def _show(arguments: argparse.Namespace, counter: Counter) -> int:
    order_id = counter.ask(order_by_text, arguments.order)
    card = counter.ask(order_card, order_id, utc_now(), _ALL_LINES)
    counter.answer(_card_facts(card), _card_text(card))
    return 0


def _card_facts(card: OrderCard) -> dict[str, Any]:
    head = card.head
    return {
        "id": id_text(head.order_id),
        "number": head.number,
        "state": head.state.value,
        "payment": head.payment.value,
        "customer": head.customer,
        "shipping": one_line(head.shipping),
        "delivery": head.delivery.value,
        "carrier": head.carrier,
        "note": head.note,
        "gift_note": head.gift_note,
        "total_cents": head.total.cents,
        "paid_cents": card.paid.cents,
        "blocked_reason": head.blocked_reason,
        "late": card.late,
        "can_pick": card.can_pick,
        "lines": [_line_facts(line) for line in card.lines],
        "parcels": [_parcel_facts(parcel) for parcel in card.parcels],
        "invoices": [
            {"number": each.number, "total_cents": each.total.cents} for each in card.invoices
        ],
        "conflicts": [
            {"field": each.field, "desk": each.desk_value, "shop": each.shop_value}
            for each in card.conflicts
        ],
        "history": [
            {"at": each.at.isoformat(), "what": each.sentence, "by": each.by} for each in card.story
        ],
    }


def _line_facts(line: CardLine) -> dict[str, Any]:
    return {
        "id": id_text(line.line_id),
        "kind": line.kind.value,
        "sku": line.sku,
        "name": line.name,
        "quantity": line.quantity,
        "shipped": line.shipped,
        "cancelled": line.cancelled,
        "total_cents": line.total.cents,
        "bins": list(line.bins),
        "known": not line.unknown,
    }


def _parcel_facts(parcel: CardParcel) -> dict[str, Any]:
    return {
        "id": id_text(parcel.parcel_id),
        "number": parcel.number,
        "state": parcel.state.value,
        "carrier": parcel.carrier,
        "tracking": parcel.tracking,
        "packed": parcel.packed,
        "wanted": parcel.wanted,
    }


def _card_text(card: OrderCard) -> str:
    head = card.head
    states = (_(ORDER_WORDS[head.state]), _(PAYMENT_WORDS[head.payment]), head.blocked_reason)
    lines = [
        f"{head.number}  {head.customer}  {euros(head.total)}",
        " · ".join(filter(None, states)),
        one_line(head.shipping),
        "",
        *(f"{number(line.quantity):>5} × {line.name}  {line.sku}" for line in card.lines),
        "",
        *(f"{moment(each.at)}  {each.sentence}  {each.by}".rstrip() for each in card.story),
    ]
    return "\n".join(lines)


ORDERS_LIST = CliCommand(("orders", "list"), later("Lister les commandes"), _list_arguments, _list)
ORDERS_SHOW = CliCommand(("orders", "show"), later("Montrer une commande"), _show_arguments, _show)
