"""The day of the sample shop as WooCommerce tells it, and what its network does to a pull."""

import json
from collections.abc import Iterator

import pytest

from merchant_desk.demo.shop_server import Failure, Trouble
from merchant_desk.errors import RemoteDataError, UnavailableError
from merchant_desk.sync.connector import RecordKind
from merchant_desk.sync.intents import Outcome, PriceIntent, ShipIntent
from merchant_desk.values.money import Money, total
from merchant_desk.values.remote import LineKind, RemoteState
from tests.connectors.shops import HASTY, RECORDED, Shop, everything, open_shop


@pytest.fixture
def shop() -> Iterator[Shop]:
    with open_shop("woocommerce") as running:
        yield running


def _first_ready(shop: Shop) -> str:
    return next(str(each["id"]) for each in shop.front.orders if each["status"] == "processing")


def _id(shop: Shop, sku: str) -> str:
    return str(shop.front.product(sku)["id"])


def test_pages_of_orders_end_and_miss_nothing(shop: Shop) -> None:
    records, _position, _pages = everything(shop.connector.pull_orders)

    assert {record.kind for record in records} == {RecordKind.ORDER}
    assert {record.remote_id for record in records} == {str(o["id"]) for o in shop.front.orders}


def test_pages_of_products_end_and_hold_every_variation(shop: Shop) -> None:
    records, _position, _pages = everything(shop.connector.pull_products)

    products = [shop.connector.read_product(record.body) for record in records]
    assert len({each.remote_id for each in products if each.sellable}) == 303
    assert all(each.parent_remote_id for each in products if each.option_text)


def test_every_order_of_the_day_is_understood_but_the_rotten_one(shop: Shop) -> None:
    records, _position, _pages = everything(shop.connector.pull_orders)
    read, refused = [], []
    for record in records:
        try:
            read.append(shop.connector.read_order(record.body))
        except RemoteDataError as unfit:
            refused.append(unfit)

    assert len(read) == len(records) - 1
    assert "n’a pas été reprise" in refused[0].title
    assert all(total(line.total for line in order.lines) == order.total for order in read)
    assert RemoteState.UNKNOWN not in {order.state for order in read}
    assert all(order.placed_at.tzinfo is not None for order in read)


def test_a_recorded_order_is_read_back_whole(shop: Shop) -> None:
    body = (RECORDED / "woocommerce" / "order.json").read_text(encoding="utf-8")

    order = shop.connector.read_order(body)

    goods = [line for line in order.lines if line.kind is LineKind.PRODUCT]
    assert (order.number, order.state, order.total) == ("117", RemoteState.READY, Money(3920))
    assert [(line.sku, line.quantity, line.total.cents, line.rate_bp) for line in goods] == [
        ("TSH-BLE-M", 1, 2270, 2000),
        ("MIE-01", 2, 690, 550),
    ]


def test_an_order_without_its_total_is_refused(shop: Shop) -> None:
    data = json.loads((RECORDED / "woocommerce" / "order.json").read_text(encoding="utf-8"))
    del data["total"]

    with pytest.raises(RemoteDataError, match="117"):
        shop.connector.read_order(json.dumps(data))


def test_a_slow_shop_is_a_time_out() -> None:
    with open_shop("woocommerce", limits=HASTY) as shop:
        shop.front.fail_always(Trouble(Failure.SLOW, delay_s=0.8))

        with pytest.raises(UnavailableError, match="à temps"):
            shop.connector.pull_orders("")


def test_a_stopped_shop_keeps_its_state_and_its_port(shop: Shop) -> None:
    records, _position, _pages = everything(shop.connector.pull_orders)
    shop.front.stop()

    with pytest.raises(UnavailableError):
        shop.connector.pull_orders("")

    shop.front.start()
    again, _position, _pages = everything(shop.connector.pull_orders)
    assert again == records


def test_a_parcel_is_noted_once_and_its_state_written(shop: Shop) -> None:
    intent = ShipIntent(_first_ready(shop), "parcel-1", "6A123", "Colissimo")
    shop.front.fail(Trouble(Failure.SLOW), Trouble(Failure.DONE_THEN_CUT))

    with pytest.raises(UnavailableError):
        shop.connector.push_shipment(intent)
    again = shop.connector.push_shipment(intent)
    shop.connector.push_shipment(intent)

    assert again.outcome is Outcome.ALREADY
    assert shop.front.order(intent.order_remote_id)["status"] == "completed"
    notes = [each["note"] for each in shop.front.notes(intent.order_remote_id)]
    assert len(notes) == 1
    assert "6A123" in notes[0]


def test_a_price_is_written_with_a_point_and_two_decimals(shop: Shop) -> None:
    intent = PriceIntent(_id(shop, "SAV-03"), "", Money(650), 2000)

    results = shop.connector.push_prices([intent])

    assert [each.outcome for each in results] == [Outcome.DONE]
    assert shop.front.product("SAV-03")["regular_price"] == "6.50"
