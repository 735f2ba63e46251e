"""The desk and the storefront of the tests of exchanges, on both databases."""

from collections.abc import Iterator

import pytest

from merchant_desk.database.database import Database
from merchant_desk.values.gesture import Gesture
from tests.sync.exchange import Exchange, open_exchange


@pytest.fixture
def exchange(database: Database, gesture: Gesture) -> Iterator[Exchange]:
    """A desk that never met its storefront, which has no order yet."""
    with open_exchange(database, gesture) as running:
        yield running


@pytest.fixture
def begun(exchange: Exchange) -> Exchange:
    """The same after the first exchange: the desk decides stock and price."""
    exchange.begin()
    return exchange
