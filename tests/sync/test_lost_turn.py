"""A station that lost its link to the server stops talking to the shop: another may be at it."""

from collections.abc import Iterator

import pytest

from merchant_desk.database.database import Database
from merchant_desk.errors import TurnLostError
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.words import MessageState
from tests.database.test_turns import cut_other_stations
from tests.sync.exchange import Exchange, open_exchange


@pytest.fixture
def on_server(postgresql_database: Database, gesture: Gesture) -> Iterator[Exchange]:
    """A desk on a server of the shop, which decides the stock."""
    with open_exchange(postgresql_database, gesture) as running:
        running.begin()
        yield running


def test_nothing_is_written_to_the_shop_once_another_station_may_be_at_it(
    on_server: Exchange,
) -> None:
    on_server.adjust("SAV-01", -3)
    shown = on_server.front.stock("SAV-01")
    cut = list[int]()

    def cut_once(tables: frozenset[str]) -> None:
        if "cursor" in tables and not cut:  # a page of the pull was kept
            cut.append(len(on_server.front.requests))
            cut_other_stations(on_server.lanes.database)

    on_server.lanes.after_write(cut_once)
    with pytest.raises(TurnLostError):
        on_server.sync()

    assert [len(on_server.front.requests)] == cut
    assert on_server.front.stock("SAV-01") == shown
    assert "a perdu sa liaison" in on_server.shop().problem
    waiting = [each for each in on_server.messages() if each.state is MessageState.WAITING]
    assert [each.attempts for each in waiting] == [0]


def test_the_next_exchange_tells_what_waited(on_server: Exchange) -> None:
    on_server.adjust("SAV-01", -3)
    cut = list[bool]()

    def cut_once(tables: frozenset[str]) -> None:
        if "cursor" in tables and not cut:
            cut.append(True)
            cut_other_stations(on_server.lanes.database)

    on_server.lanes.after_write(cut_once)
    with pytest.raises(TurnLostError):
        on_server.sync()

    on_server.sync()

    assert on_server.front.stock("SAV-01") == 9
    assert on_server.shop().problem == ""
