"""Desk and storefront disagree: keep the desk, or follow the shop as far as possible."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.parcel import Parcel, ParcelLine
from merchant_desk.models.shop import Conflict
from merchant_desk.models.stock import Reservation, StockLevel
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.open_conflicts import open_conflicts
from merchant_desk.operations.open_parcel import open_parcel
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.operations.settle_conflict import ConflictSettled, keep_desk, take_shop
from merchant_desk.queries.order_card import order_card
from merchant_desk.values.disagreements import field_words, value_words
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ConflictId, ShopId
from merchant_desk.values.remote import Address, RemoteOrder, RemoteState
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.snapshots import read_address
from merchant_desk.values.texts import use_language
from merchant_desk.values.words import ConflictState, OrderState, ParcelState
from tests.makers import (
    make_bin,
    make_location,
    make_product,
    make_profile,
    make_shop,
    make_station,
    put_stock,
    remote_line,
    remote_order,
)

SOAP = "3760123456784"
NEW_ADDRESS = Address(name="Camille Roux", line1="9 quai Bondy", postcode="69005", city="Lyon")


def _disagree(database: Database, gesture: Gesture, scans: int = 0, **changes: Any) -> ConflictId:
    """An order of three soaps, ``scans`` of them packed, then changed in the shop."""
    order = remote_order("1042", remote_line(quantity=3))
    with database.write() as session:
        make_station(session, gesture)
        make_profile(session)
        put_stock(session, gesture, make_product(session), _shelf(session), 10)
        shop_id = make_shop(session)
        order_id = accept_order(session, gesture, shop_id, order).order_id
        parcel_id = open_parcel(session, gesture, order_id).parcel_id
        for _scan in range(scans):
            scan_at_packing(session, gesture, parcel_id, scan_of_text(SOAP, gesture.at))
        accept_order(session, gesture, shop_id, replace(order, **changes))
        return session.scalars(select(Conflict.id)).one()


def _shelf(session: Session) -> Any:
    return make_bin(session, make_location(session), "B2")


def _take(
    database: Database, gesture: Gesture, conflict_id: ConflictId, address: Address | None = None
) -> ConflictSettled:
    with database.write() as session:
        return take_shop(session, gesture, conflict_id, address)


def test_keeping_the_desk_changes_nothing_and_says_what_to_do(
    database: Database, gesture: Gesture
) -> None:
    conflict_id = _disagree(database, gesture, state=RemoteState.CANCELLED)

    with database.write() as session:
        settled = keep_desk(session, gesture, conflict_id)

    assert "Annulée" in settled.advice
    with database.read() as session:
        conflict = session.get_one(Conflict, conflict_id)
        assert (conflict.state, conflict.settled_by) == (ConflictState.KEPT_DESK, "Camille")
        assert session.scalars(select(Order.state)).one() is OrderState.PREPARING


def test_a_cancelled_order_frees_its_units_and_its_parcel(
    database: Database, gesture: Gesture
) -> None:
    conflict_id = _disagree(database, gesture, scans=1, state=RemoteState.CANCELLED)

    settled = _take(database, gesture, conflict_id)

    assert settled.advice == ""
    with database.read() as session:
        assert session.scalars(select(Order.state)).one() is OrderState.CANCELLED
        assert session.scalars(select(Parcel.state)).one() is ParcelState.CANCELLED
        assert session.scalars(select(OrderLine.cancelled)).one() == 3
        assert session.scalars(select(Reservation)).all() == []
        assert session.scalars(select(StockLevel.quantity)).one() == 10


def test_a_cancelled_order_that_left_stays_shipped_and_a_return_is_advised(
    database: Database, gesture: Gesture
) -> None:
    conflict_id = _disagree(database, gesture, scans=3, state=RemoteState.CANCELLED)

    settled = _take(database, gesture, conflict_id)

    assert "déjà parti" in settled.advice
    with database.read() as session:
        assert session.scalars(select(Order.state)).one() is OrderState.SHIPPED


def test_an_order_the_shop_calls_done_leaves_the_stock(
    database: Database, gesture: Gesture
) -> None:
    conflict_id = _disagree(database, gesture, state=RemoteState.COMPLETED)

    settled = _take(database, gesture, conflict_id)

    assert "aucune facture" in settled.advice
    with database.read() as session:
        assert session.scalars(select(Order.state)).one() is OrderState.SHIPPED
        assert session.scalars(select(StockLevel.quantity)).one() == 7
        assert session.scalars(select(Reservation)).all() == []


def test_a_new_address_is_taken_as_last_received(database: Database, gesture: Gesture) -> None:
    conflict_id = _disagree(database, gesture, shipping=NEW_ADDRESS)

    settled = _take(database, gesture, conflict_id, NEW_ADDRESS)

    assert settled.advice == ""
    with database.read() as session:
        assert read_address(session.scalars(select(Order.shipping)).one()) == NEW_ADDRESS


def test_an_address_that_could_not_be_read_again_settles_nothing(
    database: Database, gesture: Gesture
) -> None:
    conflict_id = _disagree(database, gesture, shipping=NEW_ADDRESS)

    with pytest.raises(RefusedError, match="pas pu être relue"):
        _take(database, gesture, conflict_id)

    with database.read() as session:
        assert session.get_one(Conflict, conflict_id).state is ConflictState.OPEN


def _fewer(quantity: int) -> RemoteOrder:
    return remote_order("1042", remote_line(quantity=3, refunded_quantity=3 - quantity))


def test_fewer_units_are_packed_and_promised(database: Database, gesture: Gesture) -> None:
    conflict_id = _disagree(database, gesture, scans=1, lines=_fewer(2).lines)

    settled = _take(database, gesture, conflict_id)

    assert settled.advice == ""
    with database.read() as session:
        assert session.scalars(select(ParcelLine.wanted)).one() == 2
        assert session.scalars(select(Reservation.quantity)).one() == 2
        assert session.scalars(select(OrderLine.cancelled)).one() == 1


def test_units_already_in_the_parcel_must_come_out_first(
    database: Database, gesture: Gesture
) -> None:
    conflict_id = _disagree(database, gesture, scans=2, lines=_fewer(1).lines)

    with pytest.raises(RefusedError, match="contient déjà 2"):
        _take(database, gesture, conflict_id)


def test_an_article_withdrawn_whole_puts_the_empty_parcel_aside(
    database: Database, gesture: Gesture
) -> None:
    conflict_id = _disagree(database, gesture, lines=_fewer(0).lines)

    _take(database, gesture, conflict_id)

    with database.read() as session:
        assert session.scalars(select(Order.state)).one() is OrderState.CANCELLED
        assert session.scalars(select(Parcel.state)).one() is ParcelState.CANCELLED


def test_more_units_are_noted_and_must_be_sent_apart(database: Database, gesture: Gesture) -> None:
    more = remote_order("1042", remote_line(quantity=5))
    conflict_id = _disagree(database, gesture, lines=more.lines)

    settled = _take(database, gesture, conflict_id)

    assert "à part" in settled.advice
    with database.read() as session:
        assert session.scalars(select(OrderLine.quantity)).one() == 3
        assert session.get_one(Conflict, conflict_id).state is ConflictState.TOOK_SHOP


@pytest.mark.parametrize("language", ["fr", "en"])
def test_words_that_the_first_version_stored_are_not_noted_again_and_settle_as_before(
    database: Database, gesture: Gesture, language: str
) -> None:
    conflict_id = _disagree(database, gesture, state=RemoteState.CANCELLED)
    with database.write() as session:
        conflict = session.get_one(Conflict, conflict_id)
        use_language(language)
        conflict.desk_value = value_words(conflict.field, conflict.desk_value)
        conflict.shop_value = value_words(conflict.field, conflict.shop_value)
        conflict.field = field_words(conflict.field)
        use_language("fr")

    with database.write() as session:
        order = session.scalars(select(Order)).one()
        again = ("order_state", "preparing", "cancelled_in_shop")
        fresh = open_conflicts(session, gesture, _shop_of(order), order.id, [again])
        shown = [
            (each.field, each.shop_value)
            for each in order_card(session, order.id, gesture.at).conflicts
        ]
        take_shop(session, gesture, conflict_id)

    assert fresh == 0
    assert shown == [("État", "Annulée dans la boutique en ligne")]
    with database.read() as session:
        assert session.scalars(select(Order.state)).one() is OrderState.CANCELLED


def _shop_of(order: Order) -> ShopId:
    assert order.shop_id is not None
    return order.shop_id


def test_a_settled_conflict_is_not_settled_again(database: Database, gesture: Gesture) -> None:
    conflict_id = _disagree(database, gesture, state=RemoteState.CANCELLED)
    _take(database, gesture, conflict_id)

    with pytest.raises(RefusedError, match="déjà réglé"):
        _take(database, gesture, conflict_id)
