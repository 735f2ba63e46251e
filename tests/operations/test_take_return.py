"""One gesture at the returns desk: stock, credit note and money, once, never more than left."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.order import Order
from merchant_desk.models.product import Product
from merchant_desk.models.returned import ReturnEvent, ReturnLine
from merchant_desk.models.stock import StockMove
from merchant_desk.models.valuation import StockValue
from merchant_desk.operations.change_cost import LateCost, change_cost
from merchant_desk.operations.close_return import LeavesAside, leave_aside
from merchant_desk.operations.declare_return import (
    ReturnDeclared,
    declare_return,
)
from merchant_desk.operations.take_return import take_return
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import (
    CostReason,
    Grade,
    ReturnEventKind,
)
from merchant_desk.values.ids import PlaceId
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.places import BACK_TO_SUPPLIER, REPAIR, SCRAP
from merchant_desk.values.words import MoveReason, OrderState
from tests.operations.returns_desk import (
    CANDLE,
    COST,
    SOAP,
    UNITS,
    ReturnsDesk,
    returns_desk,
)


@pytest.fixture
def room(database: Database, gesture: Gesture) -> Iterator[ReturnsDesk]:
    with database.write() as session:
        yield returns_desk(session, gesture)


def moves_of(session: Session, reason: MoveReason) -> int:
    found = session.scalar(select(func.sum(StockMove.quantity)).where(StockMove.reason == reason))
    return int(found or 0)


def test_one_gesture_moves_credits_and_asks_the_storefront(room: ReturnsDesk) -> None:
    order = room.shipped()
    before = room.level()

    done = room.take(order, room.item())

    assert room.level() == before + 1
    assert (done.units, done.credited, done.refunded) == (1, Money(590), Money(590))
    assert room.asked(order) == Money(590)
    assert done.settled
    assert done.number == "RT2026-0001"
    kinds = set(room.session.scalars(select(ReturnEvent.kind)))
    assert kinds == {
        ReturnEventKind.RECEIVED,
        ReturnEventKind.CREDITED,
        ReturnEventKind.REFUNDED,
    }


def test_the_whole_order_takes_its_carriage_with_it(room: ReturnsDesk) -> None:
    order = room.shipped()

    first = room.take(order, room.item(SOAP, 2))
    last = room.take(order, room.item(CANDLE))

    assert (first.credited, last.credited) == (Money(1180), Money(590 + 490))
    assert room.credited(order) == room.asked(order) == Money(2260)


def test_only_the_standard_carriage_goes_back(room: ReturnsDesk) -> None:
    order = room.shipped(soaps=1, candles=0)

    done = room.take(order, room.item(), standard_carriage=Money(300))

    assert done.credited == done.refunded == Money(890)


def test_the_same_gesture_twice_is_done_once(room: ReturnsDesk) -> None:
    order = room.shipped()
    taken = room.taken(order, room.item())
    first = take_return(room.session, room.gesture, taken)
    stock = room.level()

    again = take_return(room.session, room.gesture, taken)

    assert again.return_id == first.return_id
    assert room.level() == stock
    assert room.credited(order) == room.asked(order) == Money(590)


def test_what_came_back_already_is_refused_and_nothing_moves(room: ReturnsDesk) -> None:
    order = room.shipped(soaps=1)
    room.take(order, room.item())
    stock = room.level()

    with pytest.raises(RefusedError, match="Article SAV-LAV-100\u00a0» est déjà revenu"):
        room.take(order, room.item(CANDLE), room.item())

    assert room.level() == stock
    assert room.with_customer(CANDLE) == 1


def test_more_than_left_is_refused(room: ReturnsDesk) -> None:
    order = room.shipped(soaps=2)

    with pytest.raises(RefusedError, match="il revient plus de «\u00a0Article SAV-LAV-100"):
        room.take(order, room.item(SOAP, 3))

    assert room.credited(order) == ZERO


def test_a_cancelled_order_has_nothing_to_give_back(room: ReturnsDesk) -> None:
    order = room.desk.receive(room.remote("1050"))
    room.session.get_one(Order, order).state = OrderState.CANCELLED

    with pytest.raises(RefusedError, match="la commande 1050 est annulée, rien n’en est parti"):
        room.take(order, room.item())


def test_a_return_older_than_its_order_is_refused(room: ReturnsDesk) -> None:
    order = room.shipped()
    old = room.session.get_one(Order, order).placed_at.replace(year=2025)

    with pytest.raises(RefusedError, match="plus ancien que la commande 1042"):
        declare_return(room.session, room.gesture, ReturnDeclared(order_id=order, declared_at=old))

    assert room.returns() == []


def test_nothing_scanned_is_refused(room: ReturnsDesk) -> None:
    order = room.shipped()

    with pytest.raises(RefusedError, match="aucun article n’est revenu"):
        room.take(order)


def test_units_come_back_at_what_they_left_for(room: ReturnsDesk) -> None:
    soap = room.desk.products[SOAP]
    order = room.shipped(soaps=2)
    dearer = LateCost(product_id=soap, units=UNITS, amount=COST * UNITS, reason=CostReason.INVOICE)
    change_cost(room.session, room.gesture, dearer)
    worth = room.session.get_one(StockValue, soap, populate_existing=True).value

    room.take(order, room.item(SOAP, 2))

    back = room.session.get_one(StockValue, soap, populate_existing=True)
    assert back.value == worth + 2 * COST


def test_second_choice_is_another_article_kept_for_less(room: ReturnsDesk) -> None:
    order = room.shipped()
    stock = room.level()

    room.take(order, room.item(SOAP, 1, Grade.SECOND_CHOICE))

    twin = room.session.scalars(select(Product).where(Product.sku == "SAV-LAV-100-2C")).one()
    assert room.level() == stock
    assert twin.price == Money(393)
    value = room.session.get_one(StockValue, twin.id)
    line = room.session.scalars(select(ReturnLine)).one()
    assert (value.quantity, value.value, line.write_down) == (1, 13_322, COST - 13_322)


@pytest.mark.parametrize(
    ("grade", "place"),
    [(Grade.REPAIR, REPAIR), (Grade.SUPPLIER, BACK_TO_SUPPLIER), (Grade.SCRAP, SCRAP)],
)
def test_what_is_not_sold_again_goes_aside(room: ReturnsDesk, grade: Grade, place: PlaceId) -> None:
    order = room.shipped()
    stock = room.level()

    room.take(order, room.item(SOAP, 1, grade))

    assert room.level() == stock
    assert room.at(place, room.desk.products[SOAP]) == 1
    assert room.credited(order) == Money(590)


def test_what_was_repaired_goes_back_on_sale_once(room: ReturnsDesk) -> None:
    order = room.shipped()
    room.take(order, room.item(SOAP, 1, Grade.REPAIR))
    line = room.session.scalars(select(ReturnLine)).one()
    stock = room.level()
    leaves = LeavesAside(line_id=line.id, to=Grade.RESELL, units=1)

    leave_aside(room.session, room.gesture, leaves)

    assert room.level() == stock + 1
    with pytest.raises(RefusedError, match="ces unités n’attendent plus là"):
        leave_aside(room.session, room.gesture, leaves)
