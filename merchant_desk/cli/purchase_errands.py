"""What the commands about orders to suppliers do."""

import argparse
from collections.abc import Callable, Mapping
from typing import Any

from merchant_desk.cli.command import Counter
from merchant_desk.cli.purchase_entry import (
    day,
    named_supplier,
    numbered_purchase,
    product_lines,
)
from merchant_desk.documents import draw_purchase_order
from merchant_desk.documents.writing.write_file import write_bytes
from merchant_desk.errors import RefusedError
from merchant_desk.operations.close_purchase import cancel_purchase, close_purchase
from merchant_desk.operations.confirm_purchase import confirm_purchase
from merchant_desk.operations.draft_purchase import draft_purchase
from merchant_desk.operations.send_purchase import send_purchase
from merchant_desk.queries.purchase_card import PurchaseCard, PurchaseCardLine, purchase_card
from merchant_desk.queries.purchase_list import PurchaseList, PurchaseRow, PurchaseShown
from merchant_desk.queries.purchase_page import purchase_page
from merchant_desk.queries.supplier_articles import terms_of_articles
from merchant_desk.rules.purchasing.order_mail import order_mail
from merchant_desk.rules.purchasing.quantities import Rounded, rounded_up
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import euros, number, short_date
from merchant_desk.values.ids import ProductId, PurchaseId, SupplierId, id_text
from merchant_desk.values.purchase_words import purchase_state_words, unit_cost, units_words
from merchant_desk.values.purchases import (
    ArticleTerms,
    LineAnswer,
    PurchaseDraft,
    PurchaseWish,
    SupplierAnswer,
)
from merchant_desk.values.texts import _

Errand = Callable[[argparse.Namespace, Counter], int]
_PAGE = 200


def _list(arguments: argparse.Namespace, counter: Counter) -> int:
    today = paris_date(utc_now())
    query = PurchaseList(today, arguments.text, PurchaseShown(arguments.shown))
    rows: list[PurchaseRow] = []
    while page := counter.ask(query.fetch, len(rows), _PAGE):
        rows += page
    facts = {"purchases": [_row_facts(row) for row in rows]}
    counter.answer(facts, "\n".join(map(_row_text, rows)) or _("Aucune commande."))
    return 0


def _row_facts(row: PurchaseRow) -> dict[str, Any]:
    return {
        "id": id_text(row.purchase_id),
        "number": row.number,
        "supplier": row.supplier,
        "state": row.state,
        "units": row.units,
        "received": row.received,
        "total": row.total.cents,
        "expected_on": row.expected_on.isoformat() if row.expected_on else None,
        "late": row.late,
    }


def _row_text(row: PurchaseRow) -> str:
    when = short_date(row.expected_on) if row.expected_on else "—"
    late = _("EN RETARD") if row.late else ""
    state = purchase_state_words(row.state)
    return f"{row.number:<13} {row.supplier:<30} {state:<16} {when:<11} {euros(row.total)} {late}"


def _show(arguments: argparse.Namespace, counter: Counter) -> int:
    return _tell(counter, numbered_purchase(counter, arguments.number))


def _card(counter: Counter, purchase_id: PurchaseId) -> PurchaseCard:
    card = counter.ask(purchase_card, purchase_id)
    assert card is not None  # noqa: S101 - it was just found, and orders never go
    return card


def _tell(counter: Counter, purchase_id: PurchaseId, notes: tuple[str, ...] = ()) -> int:
    card = _card(counter, purchase_id)
    today = paris_date(utc_now())
    facts = {
        "id": id_text(card.purchase_id),
        "number": card.number,
        "supplier": card.supplier.name,
        "state": card.state,
        "wanted_on": card.wanted_on.isoformat() if card.wanted_on else None,
        "expected_on": card.expected_on.isoformat() if card.expected_on else None,
        "late": card.is_late(today),
        "goods": card.totals.goods.cents,
        "carriage": card.totals.carriage.cents,
        "total": card.totals.total.cents,
        "below_minimum": card.totals.below_minimum.cents,
        "unknown_prices": card.totals.unknown,
        "lines": [_line_facts(each) for each in card.lines],
        "notes": list(notes),
    }
    head = f"{card.number} · {card.supplier.name} · {purchase_state_words(card.state)}"
    total = _("Total HT {total}").format(total=euros(card.totals.total))
    counter.answer(facts, "\n".join([head, *map(_line_text, card.lines), total, *notes]))
    return 0


def _line_facts(line: PurchaseCardLine) -> dict[str, Any]:
    return {
        "sku": line.sku,
        "supplier_sku": line.supplier_sku,
        "name": line.title,
        "quantity": line.quantity,
        "cost_tenthousandths": line.cost_tenthousandths,
        "total": None if line.total is None else line.total.cents,
        "confirmed_units": line.confirmed_units,
        "received": line.received,
        "open": line.open,
        "expected_on": line.expected_on.isoformat() if line.expected_on else None,
    }


def _line_text(line: PurchaseCardLine) -> str:
    price = line.cost_tenthousandths
    told = "—" if price is None else unit_cost(price)
    units = f"{number(line.received)}/{number(line.quantity)}"
    return f"{line.sku:<20} {units:>9}  {told:>10}  {line.title}"


def _draft(arguments: argparse.Namespace, counter: Counter) -> int:
    supplier = named_supplier(counter, arguments.supplier)
    wished = product_lines(counter, arguments.lines)
    terms = counter.ask(terms_of_articles, supplier.supplier_id, [each for each, _n in wished])
    rounded = [
        (product_id, _rounded(units, terms.get(product_id), exact=arguments.exact))
        for product_id, units in wished
    ]
    draft = PurchaseDraft(
        supplier_id=SupplierId(supplier.supplier_id),
        lines=tuple(_wish(product_id, each) for product_id, each in rounded),
        wanted_on=day(arguments.wanted_on) if arguments.wanted_on else None,
        note=arguments.note,
        deliver_to=arguments.deliver_to,
        accept_many=arguments.accept_many,
    )
    kept = counter.do(draft_purchase, counter.gesture(), draft)
    notes = tuple(each.sentence for _product, each in rounded if each.sentence)
    return _tell(counter, kept.purchase_id, notes)


def _rounded(units: int, terms: ArticleTerms | None, *, exact: bool) -> Rounded:
    if exact or terms is None or units <= 0:
        return Rounded(units, units)
    return rounded_up(units, terms.pack_units, terms.minimum_units)


def _wish(product_id: ProductId, rounded: Rounded) -> PurchaseWish:
    return PurchaseWish(product_id, rounded.units, reason=rounded.sentence)


def _send(arguments: argparse.Namespace, counter: Counter) -> int:
    purchase_id = numbered_purchase(counter, arguments.number)
    counter.do(send_purchase, counter.gesture(), purchase_id, accept_below=arguments.accept_below)
    return _tell(counter, purchase_id)


def _confirm(arguments: argparse.Namespace, counter: Counter) -> int:
    purchase_id = numbered_purchase(counter, arguments.number)
    lines = {each.product_id: each.line_id for each in _card(counter, purchase_id).lines}
    told = product_lines(counter, arguments.lines)
    if any(product_id not in lines for product_id, _units in told):
        raise RefusedError(
            _("La réponse n’a pas été gardée\u00a0: un article n’est pas dans la commande."),
            _("Voyez ses lignes avec «\u00a0merchant-desk purchase show\u00a0»."),
        )
    answer = SupplierAnswer(
        confirmed_on=day(arguments.on) if arguments.on else None,
        reference=arguments.reference,
        lines=tuple(LineAnswer(lines[product_id], units) for product_id, units in told),
    )
    counter.do(confirm_purchase, counter.gesture(), purchase_id, answer)
    return _tell(counter, purchase_id)


def _close(arguments: argparse.Namespace, counter: Counter) -> int:
    purchase_id = numbered_purchase(counter, arguments.number)
    counter.do(close_purchase, counter.gesture(), purchase_id, arguments.note)
    return _tell(counter, purchase_id)


def _cancel(arguments: argparse.Namespace, counter: Counter) -> int:
    purchase_id = numbered_purchase(counter, arguments.number)
    counter.do(cancel_purchase, counter.gesture(), purchase_id, arguments.note)
    return _tell(counter, purchase_id)


def _pdf(arguments: argparse.Namespace, counter: Counter) -> int:
    page = counter.ask(purchase_page, numbered_purchase(counter, arguments.number))
    content = draw_purchase_order(page)
    write_bytes(arguments.to, content)
    mail = order_mail(page)
    facts = {
        "file": str(arguments.to),
        "bytes": len(content),
        "mail": {"to": mail.to, "subject": mail.subject, "body": mail.body},
    }
    units = units_words(sum(each.quantity for each in page.lines))
    told = _("Bon de commande écrit\u00a0: {file} ({units})").format(file=arguments.to, units=units)
    counter.answer(facts, f"{told}\n\n{mail.whole}")
    return 0


PURCHASE_ERRANDS: Mapping[str, Errand] = {
    "list": _list,
    "show": _show,
    "draft": _draft,
    "send": _send,
    "confirm": _confirm,
    "close": _close,
    "cancel": _cancel,
    "pdf": _pdf,
}
