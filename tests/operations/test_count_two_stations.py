"""Two people count at two stations of one server while others sell, pack, carry and receive."""

import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.lanes import Lanes
from merchant_desk.models.stock import StockLevel, StockMove
from merchant_desk.operations.change_counted import recount
from merchant_desk.operations.count_answers import CountOutcome
from merchant_desk.operations.count_scan import CountScan, count_scan
from merchant_desk.operations.move_counter_stock import move_counter_stock
from merchant_desk.operations.move_stock import Transfer, move_stock
from merchant_desk.operations.open_count import NewCount, open_count
from merchant_desk.operations.receive_units import Receipt, receive_units
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.operations.validate_count import validate_count
from merchant_desk.queries.count_review import count_review
from merchant_desk.queries.stock import stock_differences
from merchant_desk.queries.valuation.value_differences import value_differences
from merchant_desk.values.basket import Basket, BasketLine
from merchant_desk.values.count_key import CountKey
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import (
    CountId,
    DraftId,
    ParcelId,
    PlaceId,
    ProductId,
    RecordId,
    StationId,
    new_id,
)
from merchant_desk.values.money import Money
from merchant_desk.values.scan import scan_of_text
from tests.operations.shelf_piles import Pile
from tests.operations.shelf_world import CANDLE, SKUS, SOAP, ShelfWorld, shelf_world

_STEPS, _EVERYTHING = 14, 1000
Key = tuple[PlaceId, str]


@dataclass
class Floor:
    """The shelves, and who may reach for an article: a hand and its gesture are one."""

    world: ShelfWorld
    count_id: CountId
    parcel_id: ParcelId
    piles: dict[Key, Pile]
    hands: dict[str, threading.Lock] = field(
        default_factory=lambda: {SOAP: threading.Lock(), CANDLE: threading.Lock()}
    )

    def count(self, hand: "Hand", key: Key, units: int) -> None:
        place, code = key
        with self.hands[code]:
            pile = self.piles[key]
            units = min(units, pile.unseen)
            scan = scan_of_text(code, hand.gesture.at)
            wanted = CountScan(self.count_id, place, scan, units, sure=True)
            said = hand.lanes.write(count_scan, hand.later(), wanted).result()
            assert said.outcome is CountOutcome.COUNTED, said.title
            pile.seen, pile.unseen, pile.begun = pile.seen + units, pile.unseen - units, True

    def sell(self, hand: "Hand", code: str) -> None:
        with self.hands[code]:
            for place in hand.lanes.write(_sold, hand.later(), self.world, code).result():
                self.piles[place, code].take(from_seen=hand.pick.random() < 0.5)

    def pack(self, hand: "Hand") -> None:
        with self.hands[CANDLE]:
            scan = scan_of_text(CANDLE, hand.gesture.at)
            hand.lanes.write(scan_at_packing, hand.later(), self.parcel_id, scan).result()
            pile = self.piles[self.world.bins[1], CANDLE]
            pile.take(from_seen=hand.pick.random() < 0.5)

    def carry(self, hand: "Hand") -> None:
        start, end = hand.pick.sample(self.world.bins, 2)
        with self.hands[SOAP]:
            wanted = Transfer(
                product_id=self.world.products[SOAP],
                from_place_id=start,
                to_place_id=end,
                quantity=1,
            )
            hand.lanes.write(move_stock, hand.later(), wanted).result()
            self.piles[start, SOAP].take(from_seen=hand.pick.random() < 0.5)
            self.piles[end, SOAP].put(on_seen=hand.pick.random() < 0.5)

    def receive(self, hand: "Hand", key: Key) -> None:
        place, code = key
        with self.hands[code]:
            receipt = Receipt(product_id=self.world.products[code], place_id=place, quantity=2)
            hand.lanes.write(receive_units, hand.later(), receipt).result()
            for _unit in range(2):
                self.piles[key].put(on_seen=hand.pick.random() < 0.5)


@dataclass
class Hand:
    """Somebody at a station of their own."""

    lanes: Lanes
    gesture: Gesture
    pick: random.Random

    def later(self) -> Gesture:
        self.gesture = replace(self.gesture, at=self.gesture.at + timedelta(seconds=1))
        return self.gesture


def _sold(session: Session, gesture: Gesture, world: ShelfWorld, code: str) -> list[PlaceId]:
    """Sell one at the counter; return the bin it left."""
    note = RecordId(new_id()).hex()
    line = BasketLine(
        RecordId(new_id()), code, 1, Money(590), 2000, world.products[code], SKUS[code]
    )
    basket = Basket(DraftId(new_id()), gesture.at, (line,))
    move_counter_stock(session, gesture, basket, note)
    moves = session.scalars(select(StockMove.from_place_id).where(StockMove.note == note))
    return list(moves)


@pytest.mark.parametrize("seed", range(3))
def test_counts_at_two_stations_while_the_shop_goes_on_find_what_lies_there(
    postgresql_database: Database, gesture: Gesture, seed: int
) -> None:
    floor = _floor(postgresql_database, gesture)
    hands = [
        Hand(
            Lanes(postgresql_database),
            Gesture(gesture.at, person, StationId(new_id())),
            random.Random(seed * 10 + number),
        )
        for number, person in enumerate(("Camille", "Sacha", "Léa", "Noé"))
    ]
    doings = (_counts, _counts, _sells, _moves)
    try:
        with ThreadPoolExecutor(len(hands)) as pool:
            together = [pool.submit(do, floor, who) for do, who in zip(doings, hands, strict=True)]
            for each in together:
                each.result()
        _finish(floor, hands[:2])
    finally:
        for hand in hands:
            hand.lanes.close()

    with postgresql_database.read() as session:
        assert stock_differences(session) == ()
        assert value_differences(session) == ()
        told = {key: _level(session, floor, key) for key in floor.piles}
    packed = {(floor.world.bins[1], CANDLE): _STEPS // 2}  # the ledger learns when it is closed
    assert told == {key: pile.units + packed.get(key, 0) for key, pile in floor.piles.items()}


def _floor(database: Database, gesture: Gesture) -> Floor:
    with database.write() as session:
        world = shelf_world(session, gesture, [60, 40, 50], [57, 44, 50])
        count_id = open_count(session, gesture, NewCount()).count_id
        world.open_box(CANDLE, 20)
        piles = world.piles
    return Floor(world, count_id, world.boxes[0].parcel_id, piles)


def _counts(floor: Floor, hand: Hand) -> None:
    for _step in range(_STEPS):
        units = hand.pick.choice((1, 5, _EVERYTHING))
        floor.count(hand, hand.pick.choice(list(floor.piles)), units)


def _sells(floor: Floor, hand: Hand) -> None:
    for _step in range(_STEPS):
        floor.sell(hand, hand.pick.choice((SOAP, SOAP, CANDLE)))


def _moves(floor: Floor, hand: Hand) -> None:
    others: tuple[Callable[[], None], ...] = (
        lambda: floor.carry(hand),
        lambda: floor.receive(hand, hand.pick.choice(list(floor.piles))),
    )
    for step in range(_STEPS):
        floor.pack(hand) if step % 2 else hand.pick.choice(others)()


def _finish(floor: Floor, people: list[Hand]) -> None:
    """Count what is left, and again what is doubtful; then the count is validated, once."""
    one, other = people
    for key in floor.piles:
        floor.count(one, key, _EVERYTHING)
    codes = {product: code for code, product in floor.world.products.items()}
    for row in _doubtful(floor, one):
        place, product = row
        one.lanes.write(recount, one.later(), floor.count_id, CountKey(place, product)).result()
        pile = floor.piles[place, codes[product]]
        pile.seen, pile.unseen = 0, pile.units
        floor.count(other, (place, codes[product]), _EVERYTHING)
    assert not _doubtful(floor, one)
    one.lanes.write(validate_count, one.later(), floor.count_id).result()


def _doubtful(floor: Floor, hand: Hand) -> list[tuple[PlaceId, ProductId]]:
    review = hand.lanes.read(count_review, floor.count_id).result()
    assert review is not None
    return [(row.key.place_id, row.key.product_id) for row in review.doubtful]


def _level(session: Session, floor: Floor, key: Key) -> int:
    place, code = key
    wanted = select(StockLevel.quantity).where(
        StockLevel.product_id == floor.world.products[code], StockLevel.place_id == place
    )
    return session.execute(wanted).scalar() or 0
