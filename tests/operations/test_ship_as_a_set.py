"""Shipping a set is shipping one after the other: the same ledgers, invoices and papers."""

from collections.abc import Callable
from functools import partial
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.parcel import Parcel, ParcelLine
from merchant_desk.operations.close_parcel import close_parcel, close_parcels
from merchant_desk.operations.make_wave import make_wave
from merchant_desk.operations.ship_orders import ship_orders
from merchant_desk.queries.ledger_check import ledger_disagreements
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import (
    OrderId,
    ParcelId,
    ParcelLineId,
    new_id,
)
from merchant_desk.values.money import Money, total
from merchant_desk.values.remote import Address
from merchant_desk.values.words import OrderState, ParcelState
from tests.makers import remote_line
from tests.operations.depot import SKUS, Depot, carriage, depot
from tests.operations.shop_facts import shop_facts

_LINES = st.lists(
    st.tuples(st.sampled_from(SKUS), st.integers(1, 4), st.integers(1, 9_999)),
    min_size=1,
    max_size=4,
    unique_by=lambda line: line[0],
)
_ORDERS = st.lists(st.tuples(_LINES, st.booleans(), st.integers(0, 999)), min_size=1, max_size=5)
_LYON = {"line1": "3 place du Marché", "postcode": "69001", "city": "Lyon"}
_EXAMPLES = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def _received(shop: Depot, orders: list[Any]) -> list[OrderId]:
    found = []
    for lines, is_business, port in orders:
        told = [
            remote_line(sku, units, total=Money(cents), vat=Money(0)) for sku, units, cents in lines
        ]
        if port:
            told.append(carriage(port))
        company = "Les Herbes SAS" if is_business else ""
        found.append(shop.receive(*told, billing=Address("Ana Roux", company, **_LYON)))
    return found


def _compared(database: Database, prepare: Callable[[Session], tuple[Any, ...]]) -> None:
    """Run both ways from the same start, and compare all they changed."""
    with database.write() as session, session.begin_nested() as whole:
        first, second = prepare(session)
        facts = []
        for way in (first, second):
            with session.begin_nested() as attempt:
                said = way()
                facts.append((said, shop_facts(session), ledger_disagreements(session)))
                attempt.rollback()
            session.expire_all()
        whole.rollback()

    assert facts[0] == facts[1]
    assert facts[0][2] == ()


@_EXAMPLES
@given(orders=_ORDERS, first=st.integers(0, 9), second=st.integers(0, 9), waved=st.booleans())
def test_shipping_several_orders_is_shipping_one_after_the_other(
    database: Database, gesture: Gesture, orders: list[Any], first: int, second: int, *, waved: bool
) -> None:
    def prepare(session: Session) -> tuple[Any, ...]:
        shop = depot(session, gesture, first, second)
        ids = _received(shop, orders)
        if waved:
            make_wave(session, gesture, ids[::2])

        def together() -> list[str]:
            return sorted(one.reason for one in ship_orders(session, gesture, ids).refused)

        def alone() -> list[str]:
            said = [ship_orders(session, gesture, [each]) for each in ids]
            return sorted(one.reason for each in said for one in each.refused)

        return together, alone

    _compared(database, prepare)


@_EXAMPLES
@given(orders=_ORDERS, packed=st.lists(st.integers(0, 4), min_size=1, max_size=4))
def test_closing_a_set_of_parcels_is_closing_one_after_the_other(
    database: Database, gesture: Gesture, orders: list[Any], packed: list[int]
) -> None:
    def prepare(session: Session) -> tuple[Any, ...]:
        shop = depot(session, gesture)
        parcels = [shop.fill(each, packed) for each in _received(shop, orders)]

        def together() -> list[str]:
            return [each.order_number for each in close_parcels(session, gesture, parcels)]

        def alone() -> list[str]:
            return [close_parcel(session, gesture, each).order_number for each in parcels]

        return together, alone

    _compared(database, prepare)


@_EXAMPLES
@given(orders=_ORDERS, packed=st.lists(st.integers(0, 4), min_size=1, max_size=4))
def test_an_order_shipped_unscanned_leaves_what_a_packed_one_leaves(
    database: Database, gesture: Gesture, orders: list[Any], packed: list[int]
) -> None:
    def prepare(session: Session) -> tuple[Any, ...]:
        shop = depot(session, gesture)
        ids = _received(shop, orders)
        for order_id in ids[::2]:
            close_parcel(session, gesture, shop.fill(order_id, packed))
        due = [each for each in ids if shop.state(each) is not OrderState.SHIPPED]

        def unscanned() -> list[str]:
            return [one.order_number for one in ship_orders(session, gesture, due).closed]

        def packed_whole() -> list[str]:
            parcels = [shop.fill(each, [9]) for each in due]
            return [close_parcel(session, gesture, each).order_number for each in parcels]

        return unscanned, packed_whole

    _compared(database, prepare)


def test_several_parcels_of_one_order_close_one_after_the_other(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop = depot(session, gesture)
        order_id = shop.receive(remote_line(quantity=2, total=Money(1_001)), carriage(490))
        first = shop.fill(order_id, [1])
        line = session.scalars(select(ParcelLine).where(ParcelLine.parcel_id == first)).one()
        line.wanted = 1
        second = _beside(session, gesture, order_id, line)

        closed = close_parcels(session, gesture, [first, second])

        assert [one.order_complete for one in closed] == [False, True]
        assert total(one.invoice.total for one in closed) == Money(1_491)
        assert ledger_disagreements(session) == ()


def _beside(session: Session, gesture: Gesture, order_id: OrderId, line: ParcelLine) -> ParcelId:
    """Open a second box of the order, with one unit in it."""
    parcel_id = ParcelId(new_id())
    session.add(
        Parcel(
            id=parcel_id,
            order_id=order_id,
            number=2,
            state=ParcelState.OPEN,
            opened_at=gesture.at,
            opened_by=gesture.person,
            station_id=gesture.station_id,
        )
    )
    session.flush()
    session.add(
        ParcelLine(
            id=ParcelLineId(new_id()),
            parcel_id=parcel_id,
            order_line_id=line.order_line_id,
            product_id=line.product_id,
            wanted=1,
            packed=1,
        )
    )
    return parcel_id


def test_the_number_of_questions_does_not_grow_with_the_orders(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with sqlite_database.write() as session:
        shop = depot(session, gesture, first=500)
        asked = []
        for count in (2, 60):
            order_ids = [shop.receive() for _order in range(count)]
            asked.append(_questions(session, partial(ship_orders, session, gesture, order_ids)))

    assert asked[0] == asked[1]


def _questions(session: Session, work: Callable[[], object]) -> int:
    seen: list[str] = []
    file: Any = session.connection().connection.dbapi_connection
    file.set_trace_callback(seen.append)
    work()
    file.set_trace_callback(None)
    return sum(each.startswith("SELECT") for each in seen)
