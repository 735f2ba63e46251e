"""A shop with one bin, where things happen on given days of 2026."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import PlaceId, ProductId
from merchant_desk.values.places import CUSTOMER, SUPPLIER
from merchant_desk.values.words import MoveReason
from tests.makers import make_bin, make_location

EURO = 1_0000
FIRST = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


class Shop:
    """A shop with one bin, where things happen on given days."""

    def __init__(self, session: Session, gesture: Gesture, place: PlaceId | None = None) -> None:
        self.session, self.gesture = session, gesture
        self.place = place or make_bin(session, make_location(session))

    def on(self, day: int) -> Gesture:
        return replace(self.gesture, at=FIRST + timedelta(days=day))

    def receive(
        self, product: ProductId, day: int, units: int, each: int, place: PlaceId | None = None
    ) -> None:
        move = Move(
            product, SUPPLIER, place or self.place, units, MoveReason.RECEIPT, value=units * each
        )
        post_move(self.session, self.on(day), move)

    def sell(self, product: ProductId, day: int, units: int) -> None:
        move = Move(product, self.place, CUSTOMER, units, MoveReason.SALE)
        post_move(self.session, self.on(day), move)
