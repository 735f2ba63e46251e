"""Units received by mistake leave the stock and the receipt; the story keeps both moves."""

import pytest
from sqlalchemy import func, select

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.stock import StockMove
from merchant_desk.operations.receive_units import Receipt, receive_units
from merchant_desk.operations.undo_receipt import undo_receipt
from merchant_desk.queries.stock import stock_of_everything
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import BatchId, PlaceId, new_id
from tests.makers import make_bin, make_location, make_product, make_station


@pytest.fixture
def received(database: Database, gesture: Gesture) -> tuple[BatchId, PlaceId]:
    with database.write() as session:
        make_station(session, gesture)
        shelf = make_bin(session, make_location(session))
        receipt = Receipt(product_id=make_product(session), place_id=shelf, quantity=5)
        return receive_units(session, gesture, receipt).batch_id, shelf


@pytest.mark.parametrize(("taken", "left"), [(2, [3]), (5, [])])
def test_units_leave_the_stock_and_their_receipt(
    database: Database,
    gesture: Gesture,
    received: tuple[BatchId, PlaceId],
    taken: int,
    left: list[int],
) -> None:
    with database.write() as session:
        undo_receipt(session, gesture, *received, taken)

    with database.read() as session:
        assert session.scalars(select(Batch.quantity)).all() == left
        assert list(stock_of_everything(session).values()) == [5 - taken]
        assert session.scalar(select(func.count(StockMove.id))) == 2


@pytest.mark.parametrize("taken", [0, -1, 6])
def test_more_than_the_receipt_holds_is_refused(
    database: Database, gesture: Gesture, received: tuple[BatchId, PlaceId], taken: int
) -> None:
    with pytest.raises(RefusedError, match="Rien n’a été annulé"), database.write() as session:
        undo_receipt(session, gesture, *received, taken)

    with database.read() as session:
        assert session.scalars(select(Batch.quantity)).all() == [5]


def test_units_put_aside_leave_their_receipt_and_no_stock(
    database: Database, gesture: Gesture, received: tuple[BatchId, PlaceId]
) -> None:
    with database.write() as session:
        session.get_one(Batch, received[0]).quarantined = True
        session.flush()
        undo_receipt(session, gesture, *received, 5)

    with database.read() as session:
        assert session.scalars(select(Batch.id)).all() == []
        assert list(stock_of_everything(session).values()) == [5]


def test_a_receipt_that_is_gone_is_refused(
    database: Database, gesture: Gesture, received: tuple[BatchId, PlaceId]
) -> None:
    with pytest.raises(RefusedError), database.write() as session:
        undo_receipt(session, gesture, BatchId(new_id()), received[1], 1)
