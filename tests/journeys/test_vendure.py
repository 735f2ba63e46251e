"""The whole way of an order, on a shop that nobody here wrote: a real Vendure."""

from collections.abc import Iterator

import pytest

from merchant_desk.database.database import Database
from merchant_desk.errors import UnavailableError
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Order, Payment
from merchant_desk.models.shop import OutboxMessage
from merchant_desk.models.stock import PickAllocation, Reservation
from merchant_desk.operations.make_wave import make_wave
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.money import Money, total
from merchant_desk.values.words import MessageState, OrderState
from tests.journeys.vendure_desk import VendureDesk, open_desk
from tests.storefronts.backend import CannotRunError, Shipped
from tests.storefronts.fake_server import Failure
from tests.storefronts.vendure_backend import VendureBackend, open_vendure

pytestmark = [pytest.mark.journey, pytest.mark.vendure, pytest.mark.timeout(900)]
CARRIAGE = 490


@pytest.fixture
def shop() -> Iterator[VendureBackend]:
    opening = open_vendure()
    try:
        opened = opening.__enter__()
    except CannotRunError as reason:
        pytest.skip(str(reason))
    try:
        yield opened
    finally:
        opening.__exit__(None, None, None)


@pytest.fixture
def begun(database: Database, gesture: Gesture, shop: VendureBackend) -> Iterator[VendureDesk]:
    with open_desk(database, gesture, shop) as desk:
        desk.begin()
        yield desk


def test_orders_are_picked_packed_shipped_invoiced_and_told(begun: VendureDesk) -> None:
    shop = begun.shop
    first = shop.order(("SAV-01", 2), ("TAB-M", 1))
    second = shop.order(("BOU-02", 1))
    begun.sync()

    ids = [begun.order_id(number) for number in (first, second)]
    wave = begun.lanes.write(make_wave, begun.act(), ids).result()
    assert (wave.short_units, wave.left_out) == (0, ())
    assert len(begun.all(PickAllocation)) == 3
    begun.pack(first, "6A12345678901", "SAV-01", "TAB-M", "SAV-01")
    begun.pack(second, "6A12345678902", "BOU-02")
    begun.sync()
    begun.sync()

    assert begun.disagreements() == []
    assert {each.state for each in begun.all(Order)} == {OrderState.SHIPPED}
    assert (begun.all(Reservation), begun.all(PickAllocation)) == ([], [])
    assert shop.shipments(first) == [Shipped("6A12345678901", 3)]
    assert shop.shipments(second) == [Shipped("6A12345678902", 1)]
    assert shop.is_complete(first)
    assert shop.is_complete(second)
    paid = [Money(2 * 690 + 3490 + CARRIAGE), Money(1990 + CARRIAGE)]
    assert sorted(each.total.cents for each in begun.all(Invoice)) == sorted(p.cents for p in paid)
    assert total(each.amount for each in begun.all(Payment)) == total(paid)
    assert {each.state for each in begun.all(OutboxMessage)} == {MessageState.SENT}


def test_the_shop_shows_what_lies_on_the_shelves(begun: VendureDesk) -> None:
    shop = begun.shop
    sold = shop.order(("SAV-01", 2))
    waiting = shop.order(("SAV-01", 3))
    begun.sync()
    begun.find("SAV-01", 4)
    begun.find("BOU-02", 1)
    begun.pack(sold, "6A12345678903", "SAV-01", "SAV-01")

    begun.sync()
    begun.sync(sweeping=True)

    levels = begun.levels()
    assert (levels["SAV-01"], levels["BOU-02"]) == (40 + 4 - 2, 12 + 1)
    assert {sku: shop.stock(sku) for sku in levels} == levels
    assert begun.order(waiting).state is OrderState.TO_PREPARE
    assert begun.disagreements() == []


def test_a_day_while_the_server_is_down_arrives_whole_in_the_evening(begun: VendureDesk) -> None:
    shop = begun.shop
    numbers = [shop.order(("SAV-01", 1)) for _order in range(3)]
    begun.sync()

    shop.server.stop()
    for place, number in enumerate(numbers):
        begun.pack(number, f"6A{place:0>11}", "SAV-01")
        with pytest.raises(UnavailableError):
            begun.sync(minutes=45)
    begun.find("BOU-02", 4)
    shop.server.start()
    late = shop.order(("BOU-02", 2))
    begun.sync(minutes=360)
    begun.sync(sweeping=True)

    assert [list(shop.shipments(number)) for number in numbers] == [
        [Shipped(f"6A{place:0>11}", 1)] for place in range(3)
    ]
    assert begun.order(late).state is OrderState.TO_PREPARE
    assert (shop.stock("SAV-01"), shop.stock("BOU-02")) == (37, 16)
    assert {each.state for each in begun.all(OutboxMessage)} == {MessageState.SENT}
    assert begun.disagreements() == []


def test_whatever_answer_is_lost_each_parcel_is_told_once(begun: VendureDesk) -> None:
    shop = begun.shop
    for at in range(8):
        number, tracking = shop.order(("SAV-01", 1)), f"6A9{at:0>10}"
        begun.sync()
        begun.pack(number, tracking, "SAV-01")

        shop.fail(*[Failure.NONE] * at, Failure.DONE_THEN_CUT)
        try:
            begun.sync()
        except UnavailableError:
            pass
        finally:
            shop.fail()
        begun.sync(minutes=120)

        assert shop.shipments(number) == [Shipped(tracking, 1)]
        assert begun.order(number).state is OrderState.SHIPPED
    assert begun.disagreements() == []
    assert shop.stock("SAV-01") == begun.levels()["SAV-01"] == 40 - 8
