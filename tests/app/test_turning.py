"""What falls due by the clock is carried out when the shops are met, or when there are none."""

from dataclasses import replace
from datetime import timedelta

from merchant_desk.app.turning import turn_what_is_due
from merchant_desk.database.database import Database
from merchant_desk.lanes import Lanes
from merchant_desk.queries.product_card import product_card
from merchant_desk.values.gesture import Gesture
from tests.operations.lot_bench import lot_bench


def test_a_lot_goes_off_sale_the_morning_after_its_last_day(
    sqlite_database: Database, gesture: Gesture
) -> None:
    # given four soaps to be sold by today
    with sqlite_database.write() as session:
        bench = lot_bench(session, gesture)
        bench.put("B2", "CE-SOIR", 4, 0)
        soap = bench.shop.soap
    lanes = Lanes(sqlite_database)
    day = gesture.at

    def act() -> Gesture:
        return replace(gesture, at=day)

    def to_sell() -> int:
        card = lanes.read(product_card, soap).result()
        assert card is not None
        return card.available

    # when the desk turns today, then tomorrow, then once more
    told = []
    for days in (0, 1, 1):
        day = gesture.at + timedelta(days=days)
        turn_what_is_due(lanes, act)
        told.append(to_sell())
    lanes.close()

    # then they count as stock to sell today only
    assert told == [4, 0, 0]
