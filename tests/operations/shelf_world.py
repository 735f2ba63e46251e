"""A shop whose shelves are known: every hand that takes or puts a unit, beside what the desk notes.

Each gesture changes the physical shelf and, by the operation that a person would use, the ledger.
A gesture that the shelf cannot bear (nothing lies where the slip sends her) does not happen.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.parcel import ParcelLine
from merchant_desk.models.product import Product
from merchant_desk.models.stock import PickAllocation, StockLevel, StockMove
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.change_counted import recount
from merchant_desk.operations.close_parcel import close_parcel
from merchant_desk.operations.count_answers import CountOutcome
from merchant_desk.operations.count_scan import CountScan, count_scan
from merchant_desk.operations.move_counter_stock import move_counter_stock
from merchant_desk.operations.move_stock import Transfer, move_stock
from merchant_desk.operations.open_parcel import open_parcel
from merchant_desk.operations.receive_units import Receipt, receive_units
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.operations.unscan_item import unscan_last
from merchant_desk.values.basket import BackLine, Basket, BasketLine
from merchant_desk.values.count_key import CountKey
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import (
    CountId,
    DraftId,
    PlaceId,
    ProductId,
    RecordId,
    ShopId,
    new_id,
)
from merchant_desk.values.money import Money
from merchant_desk.values.places import OUTSIDE
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.words import MoveReason
from tests import makers
from tests.operations.shelf_piles import Box, CannotHappenError, Pile

SOAP, CANDLE, BAG = "3760123456784", "3760123450003", "3760123450010"
SKUS = {SOAP: "SAV-LAV-100", CANDLE: "BOU-MIE-120", BAG: "SAC"}


@dataclass
class ShelfWorld:
    """Two bins and two articles: soap lies in both, candles only in the second, their own."""

    session: Session
    gesture: Gesture
    bins: tuple[PlaceId, PlaceId]
    products: dict[str, ProductId]
    shop_id: ShopId
    piles: dict[tuple[PlaceId, str], Pile]
    boxes: list[Box] = field(default_factory=list)
    steps: int = 0

    def later(self, person: str = "Camille") -> Gesture:
        self.steps += 1
        at = self.gesture.at + timedelta(seconds=self.steps)
        return replace(self.gesture, at=at, person=person)

    def attempt(self, step: Callable[[], None]) -> None:
        """Do it, or nothing at all when the shelf cannot bear it."""
        with self._as_one():
            step()

    @contextmanager
    def _as_one(self) -> Iterator[None]:
        piles = {key: replace(pile) for key, pile in self.piles.items()}
        boxes = [replace(box, taken=list(box.taken)) for box in self.boxes]
        try:
            with self.session.begin_nested():
                yield
        except CannotHappenError:
            self.piles, self.boxes = piles, boxes
            self.session.expire_all()

    def sell(self, code: str, units: int, *, from_seen: bool, stray: bool = False) -> None:
        """Sell at the counter; ``stray``: soaps are taken from the other bin than supposed."""
        line = BasketLine(
            RecordId(new_id()), code, units, Money(590), 2000, self.products[code], SKUS[code]
        )
        gesture = self.later()
        basket = Basket(DraftId(new_id()), gesture.at, (line,))
        for place in self._left(lambda: move_counter_stock(self.session, gesture, basket, "")):
            if stray and code == SOAP:
                self.piles[self._other(place), code].take(from_seen=from_seen)
                continue
            self._refuse_promised(code, place)
            self.piles[place, code].take(from_seen=from_seen)

    def give_back(self, code: str, units: int, *, on_seen: bool, stray: bool = False) -> None:
        """Put what a customer brings back where the desk supposes it; ``stray``: elsewhere."""
        line = BackLine(
            RecordId(new_id()), code, units, 2000, Money(590),
            product_id=self.products[code], sku=SKUS[code],
        )  # fmt: skip
        gesture = self.later()
        basket = Basket(DraftId(new_id()), gesture.at, back=(line,))
        known = set(self.session.scalars(select(StockMove.id)))
        move_counter_stock(self.session, gesture, basket, "")
        back = select(StockMove).where(StockMove.reason == MoveReason.RETURN)
        for move in [each for each in self.session.scalars(back) if each.id not in known]:
            away = stray and code == SOAP
            place = self._other(move.to_place_id) if away else move.to_place_id
            for _unit in range(move.quantity):
                if (place, code) not in self.piles:
                    raise CannotHappenError
                self.piles[place, code].put(on_seen=on_seen)

    def receive(self, code: str, place: PlaceId, units: int, *, on_seen: bool) -> None:
        receipt = Receipt(product_id=self.products[code], place_id=place, quantity=units)
        receive_units(self.session, self.later(), receipt)
        for _unit in range(units):
            self.piles[place, code].put(on_seen=on_seen)

    def carry(self, start: PlaceId, end: PlaceId, units: int, *, seen: bool) -> None:
        """Carry soap from bin to bin: never what is promised to a parcel."""
        if self._level(SOAP, start) < units:
            raise CannotHappenError
        soap = self.products[SOAP]
        wanted = Transfer(product_id=soap, from_place_id=start, to_place_id=end, quantity=units)
        move_stock(self.session, self.later(), wanted)
        self._refuse_promised(SOAP, start)
        for _unit in range(units):
            self.piles[start, SOAP].take(from_seen=seen)
            self.piles[end, SOAP].put(on_seen=seen)

    def open_box(self, code: str, wanted: int) -> None:
        lines = (makers.remote_line(SKUS[code], wanted), makers.remote_line(SKUS[BAG]))
        number = str(2000 + self.steps)
        gesture = self.later()
        order = makers.remote_order(number, *lines)
        order_id = accept_order(self.session, gesture, self.shop_id, order).order_id
        parcel_id = open_parcel(self.session, gesture, order_id).parcel_id
        self.boxes.append(Box(parcel_id, code, wanted))

    def pack(self, box: Box, *, from_seen: bool, stray: bool = False) -> None:
        """Pack a unit from the bin that the slip says; ``stray``: from the other one."""
        if len(box.taken) == box.wanted:
            raise CannotHappenError
        place = self._told(box)
        if stray and box.code == SOAP:
            place = self._other(place)
        self.piles[place, box.code].take(from_seen=from_seen)
        scan_at_packing(
            self.session, self.later(), box.parcel_id, scan_of_text(box.code, self.gesture.at)
        )
        box.taken.append(place)

    def unpack(self, box: Box, *, on_seen: bool, stray: bool = False) -> None:
        """Put the last unit back where it was; ``stray``: into the other bin."""
        if not box.taken:
            raise CannotHappenError
        unscan_last(self.session, self.later(), box.parcel_id)
        place = box.taken.pop()
        if stray and box.code == SOAP:
            place = self._other(place)
        self.piles[place, box.code].put(on_seen=on_seen)

    def close(self, box: Box, *, stray: bool = False) -> None:
        """Close it; the ledger takes the units where the hand took them, or it does not happen.

        ``stray``: it takes them wherever it supposes them.
        """
        if not box.taken:
            raise CannotHappenError
        left = self._left(lambda: close_parcel(self.session, self.later(), box.parcel_id))
        if not stray and Counter(left) != Counter(box.taken):
            raise CannotHappenError
        self.boxes = [each for each in self.boxes if each.parcel_id != box.parcel_id]

    def count(self, count_id: CountId, person: str, key: tuple[PlaceId, str], units: int) -> None:
        """Pass the hand over ``units`` of the pile, and scan them."""
        pile = self.piles[key]
        units = min(units, pile.unseen)
        place, code = key
        scan = scan_of_text(code, self.gesture.at)
        wanted = CountScan(count_id, place, scan, units, sure=True)
        answer = count_scan(self.session, self.later(person), wanted)
        assert answer.outcome is CountOutcome.COUNTED, answer.title
        pile.seen, pile.unseen, pile.begun = pile.seen + units, pile.unseen - units, True

    def recount(self, count_id: CountId, key: tuple[PlaceId, str]) -> None:
        place, code = key
        recount(self.session, self.later(), count_id, CountKey(place, self.products[code]))
        pile = self.piles[key]
        pile.seen, pile.unseen, pile.begun = 0, pile.units, False

    def _other(self, place: PlaceId) -> PlaceId:
        return self.bins[1] if place == self.bins[0] else self.bins[0]

    def on_shelves(self) -> dict[tuple[PlaceId, str], int]:
        return {key: pile.units for key, pile in self.piles.items()}

    def in_ledger(self) -> dict[tuple[PlaceId, str], int]:
        return {(place, code): self._level(code, place) for place, code in self.piles}

    def _level(self, code: str, place: PlaceId) -> int:
        wanted = select(StockLevel.quantity).where(
            StockLevel.product_id == self.products[code], StockLevel.place_id == place
        )
        return self.session.execute(wanted).scalar() or 0

    def _left(self, gesture: Callable[[], object]) -> list[PlaceId]:
        """Do it, and return the bin of every unit of soap or candle that left the shelves."""
        known = set(self.session.scalars(select(StockMove.id)))
        gesture()
        moves = self.session.scalars(select(StockMove).where(StockMove.reason == MoveReason.SALE))
        return [
            move.from_place_id
            for move in moves
            if move.id not in known
            and move.product_id != self.products[BAG]
            and move.from_place_id not in OUTSIDE
            for _unit in range(move.quantity)
        ]

    def _told(self, box: Box) -> PlaceId:
        """Return the bin that the slip sends her to for the next unit."""
        if box.code == CANDLE:
            return self.bins[1]
        rows = self.session.execute(
            select(PickAllocation.place_id, PickAllocation.quantity)
            .join(ParcelLine, ParcelLine.order_line_id == PickAllocation.order_line_id)
            .where(ParcelLine.parcel_id == box.parcel_id)
            .where(PickAllocation.product_id == self.products[SOAP])
            .order_by(PickAllocation.id)
        )
        told = [place for place, units in rows for _unit in range(units)]
        if len(told) <= len(box.taken):
            raise CannotHappenError
        return PlaceId(told[len(box.taken)])

    def _refuse_promised(self, code: str, place: PlaceId) -> None:
        """Leave in the ledger of a bin what it promised to parcels, for they take it from there."""
        promised = sum(
            self.session.scalars(
                select(PickAllocation.quantity).where(
                    PickAllocation.product_id == self.products[code],
                    PickAllocation.place_id == place,
                )
            )
        )
        if code == SOAP and self._level(code, place) < promised:
            raise CannotHappenError


def shelf_world(
    session: Session, gesture: Gesture, ledger: list[int], shelves: list[int]
) -> ShelfWorld:
    """Soap in both bins and candles in the second: so many in the ledger, so many really."""
    makers.make_station(session, gesture)
    makers.make_profile(session)
    location = makers.make_location(session)
    bins = (makers.make_bin(session, location, "A1"), makers.make_bin(session, location, "A2"))
    products = {
        code: makers.make_product(session, sku, name=sku, ean=code) for code, sku in SKUS.items()
    }
    own = session.get(Product, products[CANDLE])
    assert own is not None
    own.default_place_id = bins[1]
    keys = ((bins[0], SOAP), (bins[1], SOAP), (bins[1], CANDLE))
    for (place, code), units in zip(keys, ledger, strict=True):
        if units:
            makers.put_stock(session, gesture, products[code], place, units)
    makers.put_stock(session, gesture, products[BAG], bins[0], 1000)
    piles = {key: Pile(unseen=units) for key, units in zip(keys, shelves, strict=True)}
    shop = makers.make_shop(session)
    return ShelfWorld(session, gesture, bins, products, shop, piles)
