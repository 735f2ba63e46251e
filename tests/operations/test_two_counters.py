"""Two counters of one shop at the same instant: one unit comes back once, numbers never meet."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.station import Station
from merchant_desk.queries.chain_check import verify_chains
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import StationId, new_id
from merchant_desk.values.payment_means import Means
from tests.makers import EPOCH
from tests.operations.counter_room import SOAP, CounterRoom, counter_room


def _second(room: CounterRoom) -> CounterRoom:
    """Another station of the same shop."""
    gesture = replace(room.gesture, station_id=StationId(new_id()))
    with room.database.write() as session:
        session.add(Station(id=gesture.station_id, name="Poste 2", letter="B", created_at=EPOCH))
    return CounterRoom(room.database, gesture, room.soap, room.honey, room.shelf)


def _sell(room: CounterRoom) -> str:
    try:
        return room.sell().tickets[0].number
    except RefusedError as error:
        return error.title


def test_one_unit_comes_back_at_one_of_two_counters(database: Database, gesture: Gesture) -> None:
    # given one soap sold, and laid on both counters to come back
    first = counter_room(database, gesture)
    second = _second(first)
    sale = first.sold(SOAP).tickets[0].ticket_id
    for room in (first, second):
        room.back(sale)
        room.scan(SOAP)
        room.pay(Means.CASH)

    # when both validate at once
    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(_sell, (first, second)))

    # then one takes it back, the other says why not, and the chains are whole
    assert sum(each.startswith("T") for each in said) == 1
    assert sum("déjà revenu" in each for each in said) == 1
    assert first.stock(first.soap) == 10
    with database.read() as session:
        assert verify_chains(session).problems == ()


def test_two_counters_sell_at_once_under_numbers_of_their_own(
    database: Database, gesture: Gesture
) -> None:
    first = counter_room(database, gesture)
    second = _second(first)
    for room in (first, second):
        room.scan(SOAP)
        room.pay(Means.CARD)

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(_sell, (first, second)))

    assert said == ["TA2026-000001", "TB2026-000001"]
    assert first.stock(first.soap) == 8
