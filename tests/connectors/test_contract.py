"""What every connector owes the desk, whatever its platform."""

import json
from collections.abc import Iterator

import pytest

from merchant_desk.connectors import CONNECTORS
from merchant_desk.demo.orders import DemoItem
from merchant_desk.demo.shop_server import Failure, Trouble
from merchant_desk.errors import RemoteDataError, UnavailableError
from merchant_desk.sync.capabilities import Can
from merchant_desk.sync.connector import RecordKind
from merchant_desk.sync.errors import ShopBusyError, ShopRejectedCredentialsError
from merchant_desk.sync.intents import Effect, Outcome, PriceIntent, ShipIntent, StockIntent
from merchant_desk.values.money import Money, total
from merchant_desk.values.remote import LineKind, RemoteState
from tests.connectors.shops import RECORDED, Shop, an_order, everything, open_shop


@pytest.fixture(params=sorted(CONNECTORS))
def shop(request: pytest.FixtureRequest) -> Iterator[Shop]:
    with open_shop(request.param) as running:
        yield running


def _first_ready(shop: Shop) -> str:
    return next(str(each["id"]) for each in shop.front.orders if each["status"] == "processing")


def _id(shop: Shop, sku: str) -> str:
    return str(shop.front.product(sku)["id"])


def test_the_connector_is_listed_under_its_own_key(shop: Shop) -> None:
    assert CONNECTORS[shop.connector.key] is type(shop.connector)
    assert shop.connector.title
    assert Can.ORDERS in shop.connector.capabilities.can


def test_a_probe_tells_who_the_shop_is_and_writes_nothing(shop: Shop) -> None:
    before = shop.front.orders

    facts = shop.connector.probe()

    assert (facts.currency, facts.time_zone) == ("EUR", "Europe/Paris")
    assert facts.name == "Maison Lavande"
    assert facts.identity
    assert (facts.can_write, facts.problems) == (True, ())
    assert shop.front.orders == before


def test_pages_of_orders_end_and_miss_nothing(shop: Shop) -> None:
    records, _position, _pages = everything(shop.connector.pull_orders)

    assert {record.kind for record in records} == {RecordKind.ORDER}
    assert {record.remote_id for record in records} == {str(o["id"]) for o in shop.front.orders}


def test_pages_of_products_end_and_hold_every_variation(shop: Shop) -> None:
    records, _position, _pages = everything(shop.connector.pull_products)

    products = [shop.connector.read_product(record.body) for record in records]
    assert len({each.remote_id for each in products if each.sellable}) == 303
    assert all(each.parent_remote_id for each in products if each.option_text)


def test_receiving_again_brings_the_same_versions(shop: Shop) -> None:
    first, _position, _pages = everything(shop.connector.pull_orders)
    second, _position, _pages = everything(shop.connector.pull_orders)

    assert {(r.remote_id, r.version) for r in first} == {(r.remote_id, r.version) for r in second}


def test_an_edit_comes_as_a_new_version(shop: Shop) -> None:
    records, position, _pages = everything(shop.connector.pull_orders)
    number = _first_ready(shop)
    shop.clock.forward(minutes=5)
    shop.front.change_order(number, customer_note="Plutôt mardi")

    later, _position, _pages = everything(shop.connector.pull_orders, position)

    known = {(record.remote_id, record.version) for record in records}
    new = [record for record in later if (record.remote_id, record.version) not in known]
    assert [record.remote_id for record in new] == [number]
    assert shop.connector.read_order(new[0].body).note == "Plutôt mardi"


def test_an_edit_in_the_second_of_the_cursor_is_not_lost(shop: Shop) -> None:
    number = _first_ready(shop)
    shop.clock.forward(minutes=5)
    shop.front.change_order(number, customer_note="un")
    records, position, _pages = everything(shop.connector.pull_orders)
    shop.front.change_order(number, customer_note="deux")

    later, _position, _pages = everything(shop.connector.pull_orders, position)

    assert "deux" not in "".join(record.body for record in records)
    assert any("deux" in record.body for record in later)


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
    body = (RECORDED / shop.connector.key / "order.json").read_text(encoding="utf-8")

    order = shop.connector.read_order(body)

    goods = [line for line in order.lines if line.kind is LineKind.PRODUCT]
    assert (order.number, order.state, order.total) == ("117", RemoteState.READY, Money(3920))
    assert [(line.sku, line.quantity, line.total.cents, line.rate_bp) for line in goods] == [
        ("TSH-BLE-M", 1, 2270, 2000),
        ("MIE-01", 2, 690, 550),
    ]


@pytest.mark.parametrize("body", ["", "null", "[]", "{}", '{"id": 1', "[" * 100_000])
def test_what_is_no_order_is_refused(shop: Shop, body: str) -> None:
    with pytest.raises(RemoteDataError):
        shop.connector.read_order(body)
    with pytest.raises(RemoteDataError):
        shop.connector.read_product(body)


def test_an_order_without_its_total_is_refused(shop: Shop) -> None:
    data = json.loads((RECORDED / shop.connector.key / "order.json").read_text(encoding="utf-8"))
    del data["total"]

    with pytest.raises(RemoteDataError, match="117"):
        shop.connector.read_order(json.dumps(data))


@pytest.mark.parametrize(
    ("failure", "kind"),
    [
        (Failure.UNAUTHORISED, ShopRejectedCredentialsError),
        (Failure.BUSY, ShopBusyError),
        (Failure.BROKEN, UnavailableError),
        (Failure.MAINTENANCE, UnavailableError),
        (Failure.HTML, UnavailableError),
        (Failure.GARBAGE, UnavailableError),
        (Failure.CUT, UnavailableError),
    ],
)
def test_every_failure_of_the_network_has_its_sentence(
    shop: Shop, failure: Failure, kind: type[UnavailableError]
) -> None:
    shop.front.fail_always(Trouble(failure))

    with pytest.raises(kind) as refused:
        shop.connector.pull_orders("")

    assert refused.value.title.endswith(".")
    assert refused.value.advice


def test_a_slow_shop_is_a_time_out(shop: Shop) -> None:
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


def test_a_stock_is_written_when_the_shop_shows_what_was_expected(shop: Shop) -> None:
    level = shop.front.stock("SAV-03")
    assert level is not None
    intent = StockIntent(_id(shop, "SAV-03"), "", level - 2, level)

    results = shop.connector.push_stock([intent])
    again = shop.connector.push_stock([intent])

    assert [each.outcome for each in results] == [Outcome.DONE]
    assert [each.outcome for each in again] == [Outcome.ALREADY]
    assert shop.front.stock("SAV-03") == level - 2
    assert shop.connector.find_effect(intent) is Effect.FOUND


def test_a_stock_that_moved_meanwhile_is_left_and_told(shop: Shop) -> None:
    level = shop.front.stock("SAV-03")
    assert level is not None
    shop.front.place_order(an_order(DemoItem("SAV-03", 2)))

    results = shop.connector.push_stock([StockIntent(_id(shop, "SAV-03"), "", 99, level)])

    assert [(each.outcome, each.remote_value) for each in results] == [(Outcome.MOVED, level - 2)]
    assert shop.front.stock("SAV-03") == level - 2


def test_one_bad_item_does_not_stop_the_others(shop: Shop) -> None:
    variation = shop.front.product("TOR-VERT")
    intents = [
        StockIntent("99999999", "", 1, None),
        StockIntent(str(variation["id"]), str(variation["parent_id"]), 3, None),
        StockIntent(_id(shop, "SAV-03"), "", 5, None),
    ]

    results = shop.connector.push_stock(intents)

    assert [each.subject for each in results] == [each.product_remote_id for each in intents]
    assert [each.outcome for each in results] == [Outcome.REFUSED, Outcome.DONE, Outcome.DONE]
    assert (shop.front.stock("TOR-VERT"), shop.front.stock("SAV-03")) == (3, 5)


def test_a_parcel_is_told_once_whatever_is_lost(shop: Shop) -> None:
    intent = ShipIntent(_first_ready(shop), "parcel-1", "6A123", "Colissimo")
    assert shop.connector.find_effect(intent) is Effect.NOT_FOUND
    shop.connector.pull_orders("")
    shop.front.fail(Trouble(Failure.SLOW), Trouble(Failure.DONE_THEN_CUT))

    with pytest.raises(UnavailableError):
        shop.connector.push_shipment(intent)
    found = shop.connector.find_effect(intent)
    again = shop.connector.push_shipment(intent)
    shop.connector.push_shipment(intent)

    assert found is Effect.FOUND
    assert again.outcome is Outcome.ALREADY
    assert shop.front.order(intent.order_remote_id)["status"] == "completed"
    notes = [each["note"] for each in shop.front.notes(intent.order_remote_id)]
    assert len(notes) == 1
    assert "6A123" in notes[0]


def test_shipping_never_lowers_the_stock_a_second_time(shop: Shop) -> None:
    placed = shop.front.place_order(an_order(DemoItem("SAV-03", 2)))
    level = shop.front.stock("SAV-03")

    shop.connector.push_shipment(ShipIntent(str(placed["id"]), "parcel-1"))

    assert shop.front.stock("SAV-03") == level


def test_a_price_is_written_and_looked_up(shop: Shop) -> None:
    intent = PriceIntent(_id(shop, "SAV-03"), "", Money(650), 2000)

    results = shop.connector.push_prices([intent])

    assert [each.outcome for each in results] == [Outcome.DONE]
    assert shop.front.product("SAV-03")["regular_price"] == "6.50"
    assert shop.connector.find_effect(intent) is Effect.FOUND
