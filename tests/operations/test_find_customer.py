"""Whose order it is: the account's card, a guest's by her address, a card of her own else."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.order import Customer
from merchant_desk.operations.find_customer import find_or_make_customer
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import CustomerId, ShopId
from merchant_desk.values.remote import RemoteCustomer
from tests.makers import make_shop, make_station, remote_order

GUEST = RemoteCustomer("", "Camille Roux", "camille@example.com", "0600000000")
ACCOUNT = replace(GUEST, remote_id="77")


def _shop(session: Session, gesture: Gesture, **changes: object) -> ShopId:
    make_station(session, gesture)
    return make_shop(session, **changes)


def _card(
    session: Session,
    gesture: Gesture,
    shop: ShopId,
    buyer: RemoteCustomer,
    before: CustomerId | None = None,
) -> CustomerId:
    return find_or_make_customer(session, gesture, shop, remote_order(customer=buyer), before)


def _count(session: Session) -> int:
    return session.execute(select(func.count()).select_from(Customer)).scalar_one()


@pytest.mark.parametrize(
    "again", [ACCOUNT, replace(ACCOUNT, email="new@example.com"), replace(ACCOUNT, email="")]
)
def test_an_account_is_one_card_whatever_its_address(
    database: Database, gesture: Gesture, again: RemoteCustomer
) -> None:
    with database.write() as session:
        shop = _shop(session, gesture)

        first = _card(session, gesture, shop, ACCOUNT)

        assert _card(session, gesture, shop, again) == first
        assert _count(session) == 1
        assert session.get_one(Customer, first, populate_existing=True).email == again.email


def test_a_guest_is_known_by_her_address_in_any_case(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shop = _shop(session, gesture)
        first = _card(session, gesture, shop, GUEST)
        louder = replace(GUEST, name="Camille Roux-Faure", email="CAMILLE@Example.com")

        assert _card(session, gesture, shop, louder) == first

        card = session.get_one(Customer, first, populate_existing=True)
        assert (card.name, card.email) == ("Camille Roux-Faure", "camille@example.com")


def test_a_guest_never_writes_on_the_card_of_an_account(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop = _shop(session, gesture)
        account = _card(session, gesture, shop, ACCOUNT)

        guest = _card(session, gesture, shop, replace(GUEST, name="Quelqu’un"))

        assert guest != account
        assert session.get_one(Customer, account, populate_existing=True).name == "Camille Roux"


def test_an_erased_card_is_not_found_again(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shop = _shop(session, gesture)
        first = _card(session, gesture, shop, GUEST)
        session.execute(update(Customer).values(erased_at=gesture.at))

        assert _card(session, gesture, shop, GUEST) != first
        assert session.get_one(Customer, first, populate_existing=True).erased_at == gesture.at


def test_guests_without_an_address_share_no_card(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shop = _shop(session, gesture)
        nameless = replace(GUEST, email="")

        first = _card(session, gesture, shop, nameless)

        assert _card(session, gesture, shop, nameless) != first
        assert _card(session, gesture, shop, nameless, before=first) == first
        assert _count(session) == 2


def test_an_address_given_since_makes_another_card(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shop = _shop(session, gesture)
        known = _card(session, gesture, shop, replace(GUEST, email=""))

        assert _card(session, gesture, shop, GUEST, before=known) != known


def test_the_same_buyer_at_another_shop_is_another_card(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop = _shop(session, gesture)
        other = make_shop(session, name="Une autre boutique")
        cards = {
            _card(session, gesture, each, who) for each in (shop, other) for who in (GUEST, ACCOUNT)
        }

        assert len(cards) == 4


def test_the_card_says_when_she_was_last_heard_of(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shop = _shop(session, gesture)
        order = remote_order(customer=GUEST)
        later = replace(order, modified_at=order.modified_at + timedelta(days=2))
        card = find_or_make_customer(session, gesture, shop, order)

        find_or_make_customer(session, gesture, shop, later)

        known = session.get_one(Customer, card, populate_existing=True)
        assert known.last_activity_at == later.modified_at
