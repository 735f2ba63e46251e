"""Units taken back in a shop from one of two variations that bear the same name."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.shop import Conflict
from merchant_desk.models.stock import Reservation
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.open_parcel import open_parcel
from merchant_desk.operations.settle_conflict import take_shop
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ConflictId
from merchant_desk.values.remote import RemoteLine, RemoteOrder
from merchant_desk.values.words import OrderState
from tests.makers import (
    make_product,
    make_profile,
    make_shop,
    make_station,
    remote_line,
    remote_order,
)


def _apron(size: str, quantity: int, back: int = 0) -> RemoteLine:
    line = remote_line(f"TAB-{size}", quantity, remote_id=f"1-{size}", name="Tablier en lin")
    return replace(line, option_text=size, refunded_quantity=back)


def _begun(session: Session, gesture: Gesture) -> RemoteOrder:
    """Two sizes of an apron, packing begun; one of M was taken back before."""
    make_station(session, gesture)
    make_profile(session)
    shop_id = make_shop(session)
    for size in "MS":
        make_product(session, f"TAB-{size}", ean=None)
    order = remote_order("1", _apron("M", 1, back=1), _apron("S", 3))
    open_parcel(session, gesture, accept_order(session, gesture, shop_id, order).order_id)
    accept_order(
        session, gesture, shop_id, replace(order, lines=(_apron("M", 1, 1), _apron("S", 3, 2)))
    )
    return order


def _lines(session: Session) -> dict[str, tuple[int, int]]:
    """Units cancelled and promised of each line."""
    session.flush()
    session.expire_all()
    promised = {each.order_line_id: each.quantity for each in session.scalars(select(Reservation))}
    return {
        each.sku: (each.cancelled, promised.get(each.id, 0))
        for each in session.scalars(select(OrderLine))
        if each.product_id is not None
    }


def test_the_variation_that_was_taken_back_is_the_one_that_follows(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        _begun(session, gesture)
        conflict = session.scalars(select(Conflict)).one()

        take_shop(session, gesture, ConflictId(conflict.id))

        assert conflict.field.endswith("Tablier en lin · S")
        assert _lines(session) == {"TAB-M": (1, 0), "TAB-S": (2, 1)}


@pytest.mark.parametrize("state", [OrderState.PREPARING, OrderState.SHIPPED])
def test_units_that_were_given_back_are_never_promised_again(
    database: Database, gesture: Gesture, state: OrderState
) -> None:
    with database.write() as session:
        _begun(session, gesture)
        conflict = session.scalars(select(Conflict)).one()
        conflict.field = conflict.field.removesuffix(" · S")  # as the first version wrote it
        session.scalars(select(Order)).one().state = state
        session.flush()

        settled = take_shop(session, gesture, ConflictId(conflict.id))

        assert settled.advice
        assert _lines(session)["TAB-M"] == (1, 0)
