"""Receipts of a lorry that is charged for, undone: its charges stay on what stays."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from merchant_desk.database.database import Database
from merchant_desk.models.valuation import CostChange
from merchant_desk.operations.adjust_stock import Adjustment, adjust_stock
from merchant_desk.operations.spread_charges import add_charge
from merchant_desk.operations.undo_receipt import undo_receipt
from merchant_desk.queries.valuation.value_differences import value_differences
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import CostReason, Spread
from merchant_desk.values.money import Money
from merchant_desk.values.words import MoveReason
from tests.operations.delivery_desk import CANDLE, SOAP, DeliveryDesk, delivery_desk


@pytest.fixture
def desk(database: Database, gesture: Gesture) -> Iterator[DeliveryDesk]:
    with database.write() as session:
        yield delivery_desk(session, gesture)
        assert value_differences(session) == ()


def test_carriage_of_units_taken_back_is_borne_by_those_that_stay_and_those_sold(
    desk: DeliveryDesk,
) -> None:
    for _scan in range(2):
        desk.scan(SOAP, 2)
    add_charge(desk.session, desk.later(), desk.delivery, "Transport", Money(1_000))
    sold = Adjustment(
        product_id=desk.soap, place_id=desk.shelf, reason=MoveReason.LOSS, quantity=-1
    )
    adjust_stock(desk.session, desk.later(), sold)

    desk.undo()

    # two units came for 5,00 € of carriage each: the one sold had borne 2,50 € of it
    assert desk.worth(desk.soap) == (1, 21_000 + 50_000)
    spent = select(func.sum(CostChange.spent)).where(CostChange.reason == CostReason.LANDED)
    assert desk.session.execute(spent).scalar_one() == 25_000


@pytest.mark.parametrize("taken", [1, 4])
def test_a_receipt_of_a_lorry_undone_alone_leaves_its_carriage_to_the_others(
    desk: DeliveryDesk, taken: int
) -> None:
    desk.scan(SOAP, 4)
    desk.scan(CANDLE, 4)
    add_charge(desk.session, desk.later(), desk.delivery, "Douane", Money(700), Spread.UNITS)
    soaps = desk.batches()[0]

    undo_receipt(desk.session, desk.later(), soaps.id, desk.shelf, taken)

    assert sum(each.landed_tenthousandths for each in desk.batches()) == 70_000
    assert desk.worth(desk.candle)[1] == 4 * 45_000 + (40_000 if taken == 1 else 70_000)


def test_carriage_of_a_lorry_whose_scans_are_all_undone_waits_for_what_it_brought(
    desk: DeliveryDesk,
) -> None:
    desk.scan(SOAP, 4)
    add_charge(desk.session, desk.later(), desk.delivery, "Transport", Money(500))
    desk.undo()
    assert desk.worth(desk.soap) == (0, 0)

    desk.scan(CANDLE, 2)

    assert desk.worth(desk.candle) == (2, 2 * 45_000 + 50_000)
