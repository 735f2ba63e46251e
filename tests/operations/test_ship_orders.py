"""Ship whole orders without scanning: those that may leave do, the others say why they stay."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.order import Order, OrderEvent
from merchant_desk.models.parcel import ParcelLine
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.close_parcel import close_parcel
from merchant_desk.operations.hold_order import hold_order
from merchant_desk.operations.make_wave import make_wave
from merchant_desk.operations.open_conflicts import open_conflicts
from merchant_desk.operations.open_parcel import ShopIdentityMissingError, open_parcel
from merchant_desk.operations.report_missing import report_missing
from merchant_desk.operations.ship_orders import ship_orders
from merchant_desk.queries.ledger_check import ledger_disagreements
from merchant_desk.queries.order_story import order_story
from merchant_desk.queries.orders_to_ship import orders_to_ship
from merchant_desk.values import disagreements
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import (
    OrderId,
    new_id,
)
from merchant_desk.values.remote import Address
from merchant_desk.values.words import OrderEventKind
from tests import makers
from tests.makers import remote_line, remote_order
from tests.operations.depot import Depot, depot
from tests.operations.shop_facts import shop_facts

_LACKS = "Il manque 1 × «\u00a0Article SAV-LAV-100\u00a0» en rayon."


def test_who_shipped_without_scanning_stands_in_the_history(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop = depot(session, gesture)
        order_id = shop.receive()

        said = ship_orders(session, gesture, [order_id])

        assert [(one.order_number, one.invoice.number) for one in said.closed] == [
            ("0001", "FA2026-000001")
        ]
        told = session.execute(select(OrderEvent.kind, OrderEvent.by)).all()
        assert [tuple(each) for each in told] == [(OrderEventKind.UNSCANNED, "Camille")]
        sentences = [one.sentence for one in order_story(session, order_id)]
        assert "Expédiée sans scanner les articles" in sentences


def _held(shop: Depot) -> OrderId:
    order_id = shop.receive()
    hold_order(shop.session, shop.gesture, order_id, "Le client rappelle.")
    return order_id


def _shipped(shop: Depot) -> OrderId:
    order_id = shop.receive()
    ship_orders(shop.session, shop.gesture, [order_id])
    return order_id


def _short(shop: Depot) -> OrderId:
    return shop.receive(remote_line(quantity=101))


def _being_packed(shop: Depot) -> OrderId:
    order_id = shop.receive(remote_line(quantity=2))
    shop.fill(order_id, [1])
    return order_id


def _lacking_on_the_shelf(shop: Depot) -> OrderId:
    order_id = shop.receive(remote_line(quantity=1), remote_line("BOU-MIE-120"))
    parcel_id = shop.fill(order_id, [1, 0])
    lines = select(ParcelLine.id).where(ParcelLine.parcel_id == parcel_id, ParcelLine.packed == 0)
    report_missing(shop.session, shop.gesture, parcel_id, shop.session.scalars(lines).one())
    close_parcel(shop.session, shop.gesture, parcel_id)
    return order_id


def _nobody(shop: Depot) -> OrderId:
    order_id = shop.receive()
    nowhere = '{"name": "Camille Roux"}'
    shop.session.execute(
        update(Order).where(Order.id == order_id).values(billing=nowhere, shipping=nowhere)
    )
    return order_id


def _foreign_vat(shop: Depot) -> OrderId:
    abroad = Address(name="Ana", line1="Rua 1", postcode="1000", city="Lisboa", country="PT")
    order_id = shop.receive(shipping=abroad, billing=abroad, tax_countries=("PT",))
    shop.session.execute(
        update(Order).where(Order.id == order_id).values(state="to_prepare", blocked_reason="")
    )
    return order_id


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (_held, "Le client rappelle."),
        (_shipped, "La commande est déjà expédiée."),
        (_short, _LACKS),
        (_being_packed, "Son colis est en cours d’emballage"),
        (_lacking_on_the_shelf, "Un article a été signalé manquant"),
        (_nobody, "L’adresse du client manque."),
        (_foreign_vat, "guichet OSS"),
        (lambda _shop: OrderId(new_id()), "n’existe pas ou plus"),
    ],
)
def test_an_order_that_may_not_leave_says_why_and_the_others_go(
    database: Database, gesture: Gesture, make: Callable[[Depot], OrderId], reason: str
) -> None:
    with database.write() as session:
        shop = depot(session, gesture)
        stays = make(shop)
        before = shop_facts(session)
        with session.begin_nested() as attempt:
            alone = ship_orders(session, gesture, [stays])
            unchanged = shop_facts(session)
            attempt.rollback()
        goes = shop.receive(remote_line("MIE-LAV-250"))

        said = ship_orders(session, gesture, [stays, goes])

        assert unchanged == before
        assert [one.order_id for one in said.closed] == [goes]
        assert len(said.refused) == 1
        assert said.refused == alone.refused
        assert reason in said.refused[0].reason


def test_an_order_that_the_shop_sees_otherwise_waits_for_a_decision(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop = depot(session, gesture)
        order_id, other = shop.receive(), shop.receive()
        gone = (disagreements.STATE, "to_prepare", disagreements.DELETED_IN_SHOP)
        shop_id = session.scalars(select(Order.shop_id).where(Order.id == order_id)).one()
        assert shop_id is not None
        open_conflicts(session, gesture, shop_id, order_id, [gone])
        both = [order_id, other]
        assert orders_to_ship(session, both).preparable == 1

        said = ship_orders(session, gesture, both)

        assert [one.order_id for one in said.closed] == [other]
        assert "décidez dans À vérifier" in said.refused[0].reason


def test_what_is_chosen_for_the_order_of_another_wave_is_not_taken(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop = depot(session, gesture, first=1, second=0)
        waved, other = shop.receive(), shop.receive()
        make_wave(session, gesture, [waved])

        said = ship_orders(session, gesture, [other])

        assert [one.reason for one in said.refused] == [_LACKS]
        assert ship_orders(session, gesture, [waved]).refused == ()


def test_a_parcel_opened_and_left_empty_is_the_one_that_leaves(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop = depot(session, gesture)
        order_id = shop.receive(remote_line(quantity=3))
        opened = open_parcel(session, gesture, order_id).parcel_id

        said = ship_orders(session, gesture, [order_id])

        assert [(one.parcel_id, one.parcel_number) for one in said.closed] == [(opened, 1)]
        assert ledger_disagreements(session) == ()


def test_an_order_named_twice_leaves_once(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shop = depot(session, gesture)
        order_id = shop.receive()

        said = ship_orders(session, gesture, [order_id, order_id])

        assert len(said.closed) == 1
        assert said.refused == ()


def test_nothing_leaves_before_the_shop_says_who_it_is(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        makers.make_station(session, gesture)
        makers.make_product(session)
        order_id = accept_order(
            session, gesture, makers.make_shop(session), remote_order()
        ).order_id

        with pytest.raises(ShopIdentityMissingError):
            ship_orders(session, gesture, [order_id])


def test_a_wrong_clock_ships_nothing(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shop = depot(session, gesture)
        ship_orders(session, gesture, [shop.receive()])
        late = shop.receive()

    before = replace(gesture, at=gesture.at.replace(day=20))
    with pytest.raises(RefusedError, match="21/11/2026"), database.write() as session:
        ship_orders(session, before, [late])
