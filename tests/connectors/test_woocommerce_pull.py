"""The traps of pulling from a running WooCommerce: shifting pages, one second, the trash."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from merchant_desk.connectors.woocommerce.positions import (
    PAGE,
    Position,
    Seen,
    next_position,
    read_position,
)
from merchant_desk.connectors.woocommerce.pulling import order_rows
from merchant_desk.demo.orders import DemoItem
from merchant_desk.errors import RemoteDataError, UnavailableError
from merchant_desk.values.money import Money
from merchant_desk.values.remote import RemoteState
from tests.connectors.shops import NOW, Shop, an_order, everything, open_shop


@pytest.fixture
def shop() -> Iterator[Shop]:
    with open_shop("woocommerce", orders=()) as running:
        yield running


def test_more_orders_in_one_second_than_a_page_holds_all_arrive(shop: Shop) -> None:
    numbers = {str(shop.front.place_order(an_order())["id"]) for _n in range(2 * PAGE + 30)}

    records, _position, pages = everything(shop.connector.pull_orders)

    assert {record.remote_id for record in records} == numbers
    assert pages == 4


def test_orders_edited_between_two_pages_do_not_hide_others(shop: Shop) -> None:
    numbers = [str(shop.front.place_order(an_order())["id"]) for _n in range(PAGE + 40)]
    first = shop.connector.pull_orders("")
    shop.clock.forward(seconds=30)
    for number in numbers[:60]:
        shop.front.change_order(number, customer_note="plus tard")

    rest, _position, _pages = everything(shop.connector.pull_orders, first.next_position)

    assert {record.remote_id for record in (*first.records, *rest)} == set(numbers)
    later = {record.remote_id for record in rest if "plus tard" in record.body}
    assert later == set(numbers[:60])


def test_an_order_put_in_the_trash_is_seen_as_cancelled(shop: Shop) -> None:
    number = str(shop.front.place_order(an_order())["id"])
    _records, position, _pages = everything(shop.connector.pull_orders)
    shop.clock.forward(minutes=1)
    shop.front.trash_order(number)

    later, _position, _pages = everything(shop.connector.pull_orders, position)

    assert [record.remote_id for record in later] == [number]
    assert shop.connector.read_order(later[0].body).state is RemoteState.CANCELLED


def test_a_product_put_in_the_trash_is_seen_as_deleted(shop: Shop) -> None:
    _records, position, _pages = everything(shop.connector.pull_products)
    shop.clock.forward(minutes=1)
    shop.front.trash_product("SAV-05")

    later, _position, _pages = everything(shop.connector.pull_products, position)

    trashed = [shop.connector.read_product(r.body) for r in later if '"trash"' in r.body]
    assert [(each.sku, each.deleted) for each in trashed] == [("SAV-05", True)]


def test_a_change_of_a_variation_comes_with_its_parent(shop: Shop) -> None:
    records, position, _pages = everything(shop.connector.pull_products)
    shop.clock.forward(minutes=1)
    shop.front.change_product("TOR-VERT", stock_quantity=2)

    later, _position, _pages = everything(shop.connector.pull_products, position)

    known = {(record.remote_id, record.version) for record in records}
    new = [r for r in later if (r.remote_id, r.version) not in known]
    read = {each.sku: each.stock for each in (shop.connector.read_product(r.body) for r in new)}
    assert read == {"TOR": None, "TOR-VERT": 2}


def test_a_cart_that_is_not_an_order_yet_is_left_out(shop: Shop) -> None:
    shop.front.place_order(an_order(status="checkout-draft"))

    records, _position, _pages = everything(shop.connector.pull_orders)

    assert records == []


def test_an_open_order_comes_with_the_lines_of_its_refunds(shop: Shop) -> None:
    some, given_back = DemoItem("SAV-03", 3), DemoItem("SAV-03", 1)
    shop.front.place_order(an_order(some, refunded=(given_back,)))

    records, _position, _pages = everything(shop.connector.pull_orders)

    order = shop.connector.read_order(records[0].body)
    assert order.lines[0].refunded_quantity == 1
    assert order.refunds[0].amount == Money(490)


def test_what_a_pull_asks_for_carries_no_address_of_a_browser(shop: Shop) -> None:
    shop.front.place_order(an_order())

    records, _position, _pages = everything(shop.connector.pull_orders)

    assert "customer_ip_address" not in records[0].body


@pytest.mark.parametrize("kept", ["", "abîmé", "[]", '{"live": "hier"}', '{"offset": "x"}', "null"])
def test_a_position_that_cannot_be_read_begins_anew(kept: str) -> None:
    assert read_position(kept) == Position()


def test_a_position_survives_being_kept() -> None:
    position = Position("2026-11-21T09:00:00", "", "trash", 99, "117")

    assert read_position(position.text()) == position


def test_a_page_by_offset_that_does_not_begin_where_it_should_begins_again() -> None:
    here = Position(offset=99, last="200")
    moved = [Seen("201", datetime(2026, 11, 21, tzinfo=UTC))] * PAGE

    again, finished = next_position(here, moved)

    assert (again.offset, finished) == (0, False)


def test_the_next_pull_begins_five_seconds_before_the_last_record() -> None:
    page = [Seen("1", datetime(2026, 11, 21, 9, 0, 2, tzinfo=UTC))]

    after, _finished = next_position(Position(), page)

    assert after.live == "2026-11-21T08:59:57"
    assert json.loads(after.text())["stream"] == "trash"


@pytest.mark.parametrize(("quiet_s", "begins"), [(59, "09:29:55"), (60, "09:30:00")])
def test_what_a_minute_of_quiet_settled_is_not_read_again(quiet_s: int, begins: str) -> None:
    page = [Seen("1", NOW)]

    after, _finished = next_position(Position(), page, NOW + timedelta(seconds=quiet_s))

    assert after.live.endswith(begins)


def test_an_idle_exchange_reads_nothing_again(shop: Shop) -> None:
    _records, position, _pages = everything(shop.connector.pull_products)
    shop.clock.forward(minutes=5)
    _records, position, _pages = everything(shop.connector.pull_products, position)
    shop.clock.forward(minutes=5)

    again, _position, pages = everything(shop.connector.pull_products, position)

    assert (again, pages) == ([], 2)


def test_a_rotten_record_is_kept_to_be_parked_and_stops_nobody(shop: Shop) -> None:
    rotten = {"date_modified_gmt": "hier", "date_created_gmt": None}
    bad = shop.front.place_order(an_order(broken=rotten))
    good = shop.front.place_order(an_order())

    records, _position, _pages = everything(shop.connector.pull_orders)

    assert {record.remote_id for record in records} == {str(bad["id"]), str(good["id"])}
    body = next(record.body for record in records if record.remote_id == str(bad["id"]))
    with pytest.raises(RemoteDataError):
        shop.connector.read_order(body)


def test_even_what_is_no_record_at_all_is_kept() -> None:
    found = order_rows(' [ {"id": 1}, null , [2], "x", {"id": 3, "n": ' + "9" * 5000 + "} ] ")

    assert [(each.data.get("id"), each.raw[:9]) for each in found] == [
        (1, '{"id": 1}'), (None, "null"), (None, "[2]"), (None, '"x"'), (3, '{"id": 3,'),
    ]  # fmt: skip
    assert len({each.seen.remote_id for each in found}) == 5


@pytest.mark.parametrize("answer", ["", "{}", "[{", '[{"id": 1}', "[1 2", "nul"])
def test_an_answer_that_ends_too_early_is_no_page(answer: str) -> None:
    with pytest.raises(UnavailableError):
        order_rows(answer)
