"""Units scanned one by one are one receipt, as long as all that is told of them is alike."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.models.law_facts import Batch
from merchant_desk.operations.receive_units import Receipt, receive_units
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import PlaceId, ProductId
from tests.makers import make_bin, make_location, make_product, make_station


@dataclass(frozen=True)
class Shelf:
    """A soap and the bin where it lies."""

    soap: ProductId
    bin: PlaceId


@pytest.fixture
def shelf(database: Database, gesture: Gesture) -> Shelf:
    with database.write() as session:
        make_station(session, gesture)
        return Shelf(make_product(session), make_bin(session, make_location(session)))


def test_units_with_the_same_facts_join_and_no_others(
    database: Database, gesture: Gesture, shelf: Shelf
) -> None:
    one = Receipt(product_id=shelf.soap, place_id=shelf.bin, quantity=1, supplier="A", joins=True)
    told = [
        one,
        one,
        replace(one, supplier="B"),
        replace(one, paid_known=True),
        replace(one, cost_tenthousandths=1),
        replace(one, joins=False),
    ]

    with database.write() as session:
        for each in told:
            receive_units(session, gesture, each)

    with database.read() as session:
        assert sorted(session.scalars(select(Batch.quantity))) == [1, 1, 1, 1, 2]


def test_units_of_another_day_are_another_receipt(
    database: Database, gesture: Gesture, shelf: Shelf
) -> None:
    one = Receipt(product_id=shelf.soap, place_id=shelf.bin, quantity=3, joins=True)

    with database.write() as session:
        for at in (gesture.at, gesture.at + timedelta(days=1)):
            receive_units(session, replace(gesture, at=at), one)

    with database.read() as session:
        assert session.scalars(select(Batch.quantity)).all() == [3, 3]
