"""The lid is closed in the middle of an exchange, and opened the next morning."""

from collections.abc import Iterator

import pytest

from merchant_desk.database.database import Database
from merchant_desk.demo.orders import DemoItem
from merchant_desk.demo.shop_server import Failure, Trouble
from merchant_desk.errors import UnavailableError
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.words import OrderState
from tests.sync.exchange import Exchange, open_exchange

SOAP = DemoItem("SAV-01")


@pytest.fixture
def exchange(sqlite_database: Database, gesture: Gesture) -> Iterator[Exchange]:
    """On her own computer: it is the one that sleeps."""
    with open_exchange(sqlite_database, gesture) as made:
        yield made


class Night:
    """What follows the exchange, and falls asleep once when it is asked whether to go on."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self.slept = False

    def report(self, done: int, total: int | None, label: str) -> None:
        """Show nothing."""

    def check_cancelled(self) -> None:
        if not self.slept:
            self.slept = True
            self._exchange.clock.forward(hours=9)
            self._exchange.storefronts.drop_connections()


def test_an_exchange_goes_on_in_the_morning_with_new_connections(exchange: Exchange) -> None:
    exchange.begin()
    numbers = [exchange.place(SOAP) for _each in range(3)]
    shown = exchange.front.stock("SAV-01")
    exchange.adjust("SAV-01", 4)
    exchange.clock.forward(seconds=2)
    night = Night(exchange)

    exchange.storefronts.sync(exchange.shop_id, night)

    assert night.slept
    assert {exchange.order(each).state for each in numbers} == {OrderState.TO_PREPARE}
    exchange.sync()
    assert shown is not None
    assert exchange.front.stock("SAV-01") == exchange.levels()["SAV-01"] - 3
    assert exchange.promised("SAV-01") == 3


def test_an_order_that_came_when_the_lid_closed_is_kept_and_applied_in_the_morning(
    exchange: Exchange,
) -> None:
    exchange.begin()
    number = exchange.place(SOAP)
    exchange.clock.forward(seconds=2)
    exchange.front.fail_always(Trouble(Failure.CUT))
    with pytest.raises(UnavailableError):
        exchange.storefronts.sync(exchange.shop_id)
    exchange.front.fail_always(None)
    exchange.clock.forward(hours=9)
    exchange.storefronts.drop_connections()

    exchange.sync()
    exchange.sync()

    assert exchange.order(number).state is OrderState.TO_PREPARE
    assert exchange.shop().problem == ""
    assert len([each for each in exchange.records() if each.remote_id == number]) == 1
