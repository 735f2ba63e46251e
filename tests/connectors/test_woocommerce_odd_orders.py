"""Orders of WooCommerce that are right and yet unlike others: deposits, gifts, October nights."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from merchant_desk.demo.orders import DemoItem
from merchant_desk.values.money import Money, total
from merchant_desk.values.remote import RemoteState
from tests.connectors.shops import NOW, Shop, an_order, everything, open_shop
from tests.connectors.test_woocommerce import read, recorded

DEPOSIT = {
    "_wc_deposits_order_has_deposit": "yes",
    "_wc_deposits_deposit_paid": "yes",
    "_wc_deposits_deposit_amount": "10.00",
    "_wc_deposits_deposit_payment_time": "1795255200",
    "_wc_deposits_second_payment": "29.20",
    "_wc_deposits_second_payment_paid": "no",
}


@pytest.fixture
def shop() -> Iterator[Shop]:
    with open_shop("woocommerce", orders=()) as running:
        yield running


def meta(values: dict[str, object]) -> list[dict[str, object]]:
    return [{"id": n, "key": key, "value": values[key]} for n, key in enumerate(values)]


def with_deposit(**changes: object) -> list[dict[str, object]]:
    return meta({**DEPOSIT, **{f"_wc_deposits_{name}": told for name, told in changes.items()}})


def test_a_deposit_is_told_with_its_day_and_the_order_is_not_paid() -> None:
    order = read(status="partially-paid", meta_data=with_deposit())

    (deposit,) = order.payments
    assert (deposit.amount, deposit.paid_at) == (
        Money(1000),
        datetime(2026, 11, 21, 10, tzinfo=UTC),
    )
    assert order.paid_at is None
    assert order.state is RemoteState.ON_HOLD


def test_a_deposit_and_the_rest_are_two_payments() -> None:
    order = read(meta_data=with_deposit(second_payment_paid="yes"))

    assert [each.amount for each in order.payments] == [Money(1000), Money(2920)]
    assert order.paid_at is not None
    assert order.payments[1].paid_at == order.paid_at


@pytest.mark.parametrize(
    "changes",
    [
        {"deposit_paid": "no"},
        {"deposit_amount": "beaucoup"},
        {"second_payment": "1.00"},
        {"second_payment": None},
        {"deposit_amount": "0.00", "second_payment": "39.20"},
        {"order_has_deposit": "no"},
    ],
)
def test_deposits_that_are_not_plain_are_not_told(changes: dict[str, object]) -> None:
    assert read(meta_data=with_deposit(**changes)).payments == ()


@pytest.mark.parametrize("day", [" ", "", "demain", None, 10**30, "²²²²²²²²²²"])
def test_a_deposit_of_an_unreadable_day_was_paid_when_the_order_was(day: object) -> None:
    order = read(meta_data=with_deposit(deposit_payment_time=day, second_payment_paid="yes"))

    assert order.payments[0].paid_at == order.paid_at


def test_an_order_that_costs_nothing_is_an_order(shop: Shop) -> None:
    free = an_order(DemoItem("SAV-03"), coupon="CADEAU", coupon_percent=100, shipping=None)
    number = str(shop.front.place_order(free)["id"])

    record = shop.connector.fetch_order(number)

    assert record is not None
    order = shop.connector.read_order(record.body)
    assert (order.total, order.state) == (Money(0), RemoteState.READY)
    assert (order.lines[0].discount, order.lines[0].total) == (Money(490), Money(0))


def test_two_thousand_lines_with_two_rates_add_up() -> None:
    data = recorded("order.json")
    first, second = data["line_items"]
    lines = [
        {**(first if n % 2 else second), "id": 10_000 + n, "subtotal": "1.00", "total": "1.00",
         "subtotal_tax": "0.20" if n % 2 else "0.06", "total_tax": "0.20" if n % 2 else "0.06"}
        for n in range(2000)
    ]  # fmt: skip

    order = read(line_items=lines, shipping_lines=[], fee_lines=[], total="2260.00")

    assert total(line.total for line in order.lines) == order.total == Money(226_000)
    assert {line.rate_bp for line in order.lines} == {2000, 550}


@pytest.mark.parametrize(
    ("gmt", "local"),
    [
        ("2026-10-25T00:30:00", "2026-10-25T02:30:00"),  # the hour that comes twice
        ("2026-10-25T01:30:00", "2026-10-25T02:30:00"),
        ("2026-03-29T01:30:00", "2026-03-29T03:30:00"),  # the hour that is left out
        ("2026-07-14T03:00:00", "2026-07-13T23:00:00"),  # a shop in Guadeloupe
    ],
)
def test_instants_are_those_of_the_world_not_of_the_shop(gmt: str, local: str) -> None:
    order = read(date_created_gmt=gmt, date_created=local, date_modified_gmt=gmt)

    assert order.placed_at == datetime.fromisoformat(f"{gmt}+00:00")


def test_orders_of_the_hour_that_comes_twice_all_arrive(shop: Shop) -> None:
    shop.clock.at = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    first = str(shop.front.place_order(an_order(placed_at=shop.clock()))["id"])
    before, position, _pages = everything(shop.connector.pull_orders)
    shop.clock.forward(hours=1)
    second = str(shop.front.place_order(an_order(placed_at=shop.clock()))["id"])

    later, _position, _pages = everything(shop.connector.pull_orders, position)

    assert [each.remote_id for each in before] == [first]
    assert second in {each.remote_id for each in later}


def test_an_old_order_that_somebody_touches_comes_though_it_was_left_alone(shop: Shop) -> None:
    long_ago = NOW - timedelta(days=90)
    old = str(shop.front.place_order(an_order(placed_at=long_ago))["id"])
    position = shop.connector.orders_from(NOW)
    before, position, _pages = everything(shop.connector.pull_orders, position)
    shop.clock.forward(minutes=1)
    shop.front.change_order(old, customer_note="Retrouvée")

    later, _position, _pages = everything(shop.connector.pull_orders, position)

    assert before == []
    assert [each.remote_id for each in later] == [old]


def test_a_currency_that_changes_stops_only_the_orders_in_it(shop: Shop) -> None:
    shop.front.place_order(an_order(broken={"currency": "CHF"}))
    shop.front.place_order(an_order())

    records, _position, _pages = everything(shop.connector.pull_orders)

    currencies = [json.loads(each.body)["currency"] for each in records]
    assert sorted(currencies) == ["CHF", "EUR"]


def test_the_states_of_plugins_are_told_by_the_probe(shop: Shop) -> None:
    shop.front.add_order_state("en-atelier", "À l’atelier")

    states = {each.word: each for each in shop.connector.probe().order_states}

    assert states["en-atelier"].label == "À l’atelier"
    assert states["en-atelier"].state is RemoteState.UNKNOWN
    assert states["processing"].state is RemoteState.READY


def test_an_order_in_the_trash_is_fetched_as_cancelled(shop: Shop) -> None:
    number = str(shop.front.place_order(an_order())["id"])
    shop.front.trash_order(number)

    record = shop.connector.fetch_order(number)

    assert record is not None
    assert shop.connector.read_order(record.body).state is RemoteState.CANCELLED
