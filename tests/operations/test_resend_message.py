"""Telling a storefront again: what does no harm twice, and nothing else."""

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.shop import OutboxMessage, Shop, ShopProduct
from merchant_desk.operations.queue_message import queue_event, queue_state
from merchant_desk.operations.resend_message import resend_message
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import MessageId, ProductId, ShopId
from merchant_desk.values.words import Master, MessageState
from tests.makers import make_product, make_shop

_PARCEL = b"\x07" * 16


def _sold(session: Session) -> tuple[ShopId, ProductId]:
    shop_id = make_shop(session, stock_master=Master.DESK)
    product_id = make_product(session)
    session.add(ShopProduct(shop_id=shop_id, remote_id="1", product_id=product_id, stock_seen=3))
    session.flush()
    return shop_id, product_id


def _sent(session: Session, gesture: Gesture) -> MessageId:
    session.execute(
        update(table(OutboxMessage)).values(state=MessageState.SENT, sent_at=gesture.at)
    )
    return session.scalars(select(OutboxMessage.id)).one()


def _state(session: Session) -> MessageState:
    state: MessageState = session.execute(select(table(OutboxMessage).c.state)).scalar_one()
    return state


def test_a_stock_is_told_again_as_it_is_now(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        _shop, product_id = _sold(session)
        queue_state(session, gesture, "stock", [product_id])
        message_id = _sent(session, gesture)

        resend_message(session, gesture, message_id)

        assert _state(session) is MessageState.WAITING


def test_a_shipment_is_told_again_under_the_key_it_had(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop_id, _product = _sold(session)
        key = queue_event(session, gesture, "shipped", shop_id, _PARCEL)
        _sent(session, gesture)

        resend_message(session, gesture, key)
        session.flush()

        assert _state(session) is MessageState.WAITING
        assert session.scalars(select(OutboxMessage.id)).one() == key


@pytest.mark.parametrize("kind", ["refund", "product"])
def test_money_and_new_products_are_never_told_twice(
    database: Database, gesture: Gesture, kind: str
) -> None:
    with database.write() as session:
        shop_id, _product = _sold(session)
        key = queue_event(session, gesture, kind, shop_id, _PARCEL)
        _sent(session, gesture)

        with pytest.raises(RefusedError, match="une seconde fois"):
            resend_message(session, gesture, key)

        assert _state(session) is MessageState.SENT


def test_a_stock_that_the_shop_decides_by_now_is_not_told(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        _shop, product_id = _sold(session)
        queue_state(session, gesture, "stock", [product_id])
        message_id = _sent(session, gesture)
        session.execute(update(table(Shop)).values(stock_master=Master.SHOP))

        with pytest.raises(RefusedError, match="la boutique qui décide"):
            resend_message(session, gesture, message_id)


def test_what_still_waits_is_not_sent_again(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shop_id, _product = _sold(session)
        key = queue_event(session, gesture, "shipped", shop_id, _PARCEL)

        with pytest.raises(RefusedError, match="plus parmi ceux"):
            resend_message(session, gesture, key)
