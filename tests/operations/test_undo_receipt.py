"""Units received by mistake leave the stock and the receipt; the story keeps both moves."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.product import Product
from merchant_desk.models.stock import StockMove
from merchant_desk.operations.receive_units import Receipt, receive_units
from merchant_desk.operations.undo_receipt import undo_receipt
from merchant_desk.queries.stock import stock_of_everything
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import BatchId, PlaceId, ProductId, new_id
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


def _card(database: Database, product: ProductId) -> int | None:
    with database.read() as session:
        return session.get_one(Product, product).cost_tenthousandths


def _received_at(
    database: Database, gesture: Gesture, product: ProductId, shelf: PlaceId, *costs: int | None
) -> list[BatchId]:
    found = []
    for hour, cost in enumerate(costs):
        with database.write() as session:
            at = replace(gesture, at=gesture.at + timedelta(hours=hour))
            receipt = Receipt(
                product_id=product, place_id=shelf, quantity=2, cost_tenthousandths=cost
            )
            found.append(receive_units(session, at, receipt).batch_id)
    return found


@pytest.fixture
def soap(database: Database, gesture: Gesture) -> tuple[ProductId, PlaceId]:
    with database.write() as session:
        make_station(session, gesture)
        soap = make_product(session)
        session.get_one(Product, soap).cost_tenthousandths = 2_0000
        return soap, make_bin(session, make_location(session))


@pytest.mark.parametrize(
    ("costs", "undone", "card"),
    [
        ([250_0000], [0], 2_0000),
        ([3_0000, 250_0000], [1], 3_0000),
        ([3_0000, 250_0000], [0], 250_0000),
        ([3_0000, 250_0000], [0, 1], 2_0000),
        ([3_0000, 250_0000], [1, 0], 2_0000),
        ([3_0000, None, 5_0000], [2, 1], 3_0000),
        ([0], [0], 2_0000),
    ],
)
def test_the_card_costs_again_what_it_did_before_the_receipts_that_are_undone(
    database: Database,
    gesture: Gesture,
    soap: tuple[ProductId, PlaceId],
    costs: list[int | None],
    undone: list[int],
    card: int,
) -> None:
    product, shelf = soap
    batches = _received_at(database, gesture, product, shelf, *costs)

    for place in undone:
        with database.write() as session:
            undo_receipt(session, gesture, batches[place], shelf, 2)

    assert _card(database, product) == card


def test_a_cost_written_on_the_card_since_is_kept(
    database: Database, gesture: Gesture, soap: tuple[ProductId, PlaceId]
) -> None:
    product, shelf = soap
    (batch,) = _received_at(database, gesture, product, shelf, 250_0000)
    with database.write() as session:
        session.get_one(Product, product).cost_tenthousandths = 2_5000

    with database.write() as session:
        undo_receipt(session, gesture, batch, shelf, 2)

    assert _card(database, product) == 2_5000
