"""Malformed or hostile orders: parked or taken as text, never executed, never lost."""

from typing import Any

import pytest

from merchant_desk.demo.orders import DemoItem
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.values.words import OrderState, RecordState, Trouble
from tests.sync.exchange import Exchange

SOAP = DemoItem("SAV-01")
SCRIPT = "<script>alert('pwned')</script>"


def _spoil(exchange: Exchange, number: str, **fields: Any) -> None:
    with exchange.front._state.lock:
        exchange.front._state.orders[int(number)].update(fields)


def _line(exchange: Exchange, number: str, **fields: Any) -> list[dict[str, Any]]:
    line = exchange.front.order(number)["line_items"][0]
    return [{**line, **fields}]


@pytest.mark.parametrize(
    ("spoiled", "said"),
    [
        ({"total": None}, "total"),
        ({"total": "-5.00"}, "négatif"),
        ({"total": "NaN"}, "total"),
        ({"currency": "USD"}, "USD et non en euros"),
        ({"status": None}, "status"),
        ({"line_items": "beaucoup"}, "line_items"),
        ({"date_created_gmt": "hier"}, "date_created_gmt"),
        ({"refunds": [{"id": -1, "total": "1"}]}, "refunds.id"),
    ],
)
def test_an_order_that_cannot_be_is_parked_with_its_reason(
    exchange: Exchange, spoiled: dict[str, Any], said: str
) -> None:
    number, fine = exchange.place(SOAP), exchange.place(SOAP)
    _spoil(exchange, number, **spoiled)

    exchange.sync()

    parked = [each for each in exchange.records() if each.state is RecordState.PARKED]
    assert [(each.trouble, said in each.reason) for each in parked] == [(Trouble.REFUSED, True)]
    assert parked[0].advice
    assert {each.remote_id for each in exchange.all(Order)} == {fine}


@pytest.mark.parametrize("quantity", [-2, 0, "1.5", None, 10**15])
def test_a_quantity_that_cannot_be_is_parked(exchange: Exchange, quantity: object) -> None:
    number = exchange.place(SOAP)
    _spoil(exchange, number, line_items=_line(exchange, number, quantity=quantity))

    exchange.sync()

    assert [each.trouble for each in exchange.records() if each.state is RecordState.PARKED] == [
        Trouble.REFUSED
    ]
    assert exchange.count(Order) == 0


def test_a_script_in_a_name_is_a_name(exchange: Exchange) -> None:
    number = exchange.place(SOAP)
    billing = {
        **exchange.front.order(number)["billing"],
        "first_name": SCRIPT,
        "last_name": "'; --",
    }
    _spoil(exchange, number, billing=billing, customer_note=SCRIPT)

    exchange.sync()

    order = exchange.order(number)
    assert order.customer_name == f"{SCRIPT} '; --"
    assert order.note == SCRIPT
    assert order.state is OrderState.TO_PREPARE


def test_a_note_of_five_megabytes_is_cut_for_people_and_kept_in_the_record(
    exchange: Exchange,
) -> None:
    number = exchange.place(SOAP)
    _spoil(exchange, number, customer_note="Bonjour " * 650_000)

    exchange.sync()

    record = next(each for each in exchange.records() if each.remote_id == number)
    assert len(exchange.order(number).note) == 5000
    assert len(record.body) > 5_000_000


def test_an_order_of_ten_thousand_lines_is_taken_changed_and_let_go(begun: Exchange) -> None:
    number = begun.place(SOAP)
    order = begun.front.order(number)
    line = order["line_items"][0]
    lines = [{**line, "id": 1_000_000 + n} for n in range(10_000)]
    each = float(line["total"]) + float(line["total_tax"])
    carriage = float(order["total"]) - each
    _spoil(begun, number, line_items=lines, total=f"{each * 10_000 + carriage:.2f}")

    begun.sync()
    taken, promised = begun.count(OrderLine), begun.promised("SAV-01")
    begun.front.change_order(number, status="cancelled")
    begun.sync()

    assert (taken, promised) == (10_001, 10_000)
    assert begun.order(number).state is OrderState.CANCELLED
    assert begun.promised("SAV-01") == 0


def test_text_that_no_database_takes_is_cleaned_or_parked(exchange: Exchange) -> None:
    number = exchange.place(SOAP)
    _spoil(exchange, number, customer_note="a\x00b\ud800c\u202ed")

    exchange.sync()

    assert exchange.order(number).note == "abcd"
