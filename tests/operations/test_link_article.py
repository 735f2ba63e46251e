"""Telling which product an unknown article is: every order that had it goes on."""

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.order import Order, OrderEvent, OrderLine
from merchant_desk.models.stock import Reservation
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.link_article import ArticleLinked, link_article
from merchant_desk.operations.make_wave import make_wave
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, OrderLineId, ProductId, ShopId
from merchant_desk.values.remote import RemoteLine, RemoteState
from merchant_desk.values.unknown_article import unknown_reason
from merchant_desk.values.words import OrderEventKind, OrderState
from tests.makers import make_product, make_shop, make_station, remote_line, remote_order

OTHER = "SHOP-NAME-OF-SOAP"


def _shop(session: Session, gesture: Gesture) -> tuple[ShopId, ProductId]:
    make_station(session, gesture)
    return make_shop(session), make_product(session)


def _order(
    session: Session, gesture: Gesture, shop: ShopId, number: str, *lines: RemoteLine
) -> OrderId:
    return accept_order(session, gesture, shop, remote_order(number, *lines)).order_id


def _unknown_line(session: Session, order_id: OrderId) -> OrderLineId:
    return session.execute(
        select(OrderLine.id).where(OrderLine.order_id == order_id, OrderLine.product_id.is_(None))
    ).scalar_one()


def test_linking_an_article_frees_every_order_that_has_it(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop, soap = _shop(session, gesture)
        first = _order(session, gesture, shop, "1", remote_line(OTHER, 2))
        second = _order(session, gesture, shop, "2", remote_line(OTHER), remote_line("NOWHERE"))

        linked = link_article(session, gesture, _unknown_line(session, first), soap)

        assert linked == ArticleLinked(soap, "Savon lavande 100 g", OTHER, (first, second), 1)
        rows = session.execute(select(Order.id, Order.blocked_reason))
        reasons = {row.id: row.blocked_reason for row in rows}
        assert reasons == {first: "", second: unknown_reason(["NOWHERE"])}
        assert sorted(session.scalars(select(Reservation.quantity))) == [1, 2]
        events = session.execute(select(OrderEvent.kind, OrderEvent.by))
        assert [tuple(each) for each in events] == [(OrderEventKind.LINKED, "Camille")] * 2
        assert make_wave(session, gesture, [first]).order_ids == (first,)


@pytest.mark.parametrize(
    "stored", ["Article inconnu au bureau\u00a0: X.", "Item unknown at the desk: X."]
)
def test_an_order_blocked_by_the_words_of_the_first_version_is_freed_too(
    database: Database, gesture: Gesture, stored: str
) -> None:
    with database.write() as session:
        shop, soap = _shop(session, gesture)
        order = _order(session, gesture, shop, "1", remote_line(OTHER))
        session.execute(update(Order).values(blocked_reason=stored))

        linked = link_article(session, gesture, _unknown_line(session, order), soap)

        assert linked.freed == 1
        assert session.scalars(select(Order.blocked_reason)).one() == ""


def test_the_next_order_with_the_same_sku_is_understood_by_itself(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop, soap = _shop(session, gesture)
        first = _order(session, gesture, shop, "1", remote_line(OTHER))
        link_article(session, gesture, _unknown_line(session, first), soap)

        later = _order(session, gesture, shop, "2", remote_line(OTHER.lower()))

        assert session.get_one(Order, later).blocked_reason == ""
        products = session.scalars(select(OrderLine.product_id).where(OrderLine.order_id == later))
        assert products.all() == [soap]


def test_an_order_held_for_another_reason_stays_held(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shop, soap = _shop(session, gesture)
        odd = remote_order("1", remote_line(OTHER), state=RemoteState.UNKNOWN, state_word="odd")
        order_id = accept_order(session, gesture, shop, odd).order_id

        linked = link_article(session, gesture, _unknown_line(session, order_id), soap)

        assert linked.freed == 0
        kept = session.execute(select(Order.state, Order.blocked_reason)).one()
        assert kept.state is OrderState.HELD
        assert "odd" in kept.blocked_reason


def test_an_unpaid_order_is_linked_and_reserves_nothing(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop, soap = _shop(session, gesture)
        unpaid = remote_order("1", remote_line(OTHER), state=RemoteState.UNPAID, paid_at=None)
        order_id = accept_order(session, gesture, shop, unpaid).order_id

        linked = link_article(session, gesture, _unknown_line(session, order_id), soap)

        assert linked.freed == 1
        assert session.execute(select(Reservation)).first() is None


def test_a_line_without_sku_is_linked_alone(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shop, soap = _shop(session, gesture)
        first = _order(session, gesture, shop, "1", remote_line("", remote_id="a"))
        second = _order(session, gesture, shop, "2", remote_line("", remote_id="b"))

        linked = link_article(session, gesture, _unknown_line(session, first), soap)

        assert linked.orders == (first,)
        assert session.get_one(Order, second).blocked_reason


def test_an_article_already_known_is_refused(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shop, soap = _shop(session, gesture)
        order_id = _order(session, gesture, shop, "1", remote_line())
        line_id = session.execute(
            select(OrderLine.id).where(OrderLine.order_id == order_id)
        ).scalar_one()

        with pytest.raises(RefusedError, match="n’a pas été associé"):
            link_article(session, gesture, line_id, soap)


def test_a_product_that_does_not_exist_is_refused(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shop, _soap = _shop(session, gesture)
        order_id = _order(session, gesture, shop, "1", remote_line(OTHER))

        with pytest.raises(RefusedError, match="n’existe pas"):
            link_article(session, gesture, _unknown_line(session, order_id), ProductId(bytes(16)))
