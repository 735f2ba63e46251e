"""Odd days at the counter: a clock set back, no identity, no VAT, nothing to pay."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.station import ShopProfile
from merchant_desk.operations.open_parcel import ShopIdentityMissingError
from merchant_desk.rules.basket_changes import (
    with_price,
)
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.money import ZERO
from merchant_desk.values.vat import VatTreatment
from tests.operations.counter_room import SOAP, CounterRoom, counter_room


@pytest.fixture
def room(database: Database, gesture: Gesture) -> CounterRoom:
    return counter_room(database, gesture)


def test_a_clock_set_back_a_day_sells_nothing(room: CounterRoom) -> None:
    # given a sale today, then a computer that believes it is yesterday
    room.sold(SOAP)
    room.gesture = replace(room.gesture, at=room.gesture.at - timedelta(days=1))
    room.scan(SOAP)
    room.pay()

    with pytest.raises(RefusedError, match="série"):
        room.sell()

    assert room.stock(room.soap) == 9
    assert room.basket.units == 1


def test_a_shop_without_its_identity_is_led_to_it(room: CounterRoom) -> None:
    with room.database.write() as session:
        session.execute(delete(ShopProfile))
    room.scan(SOAP)
    room.pay()

    with pytest.raises(ShopIdentityMissingError) as refused:
        room.sell()

    assert "Réglages" in refused.value.advice


def test_a_shop_that_charges_no_vat_prints_none(room: CounterRoom) -> None:
    # given a shop under the franchise (CGI 293 B)
    with room.database.write() as session:
        session.execute(update(ShopProfile).values(vat_treatment=VatTreatment.FRANCHISE))

    made = room.sold(SOAP).tickets[0]

    assert room.rates(made.ticket_id) == {0: (590, 0)}
    assert "293" in room.ticket(made.ticket_id).mentions


def test_an_article_given_away_needs_no_payment(room: CounterRoom) -> None:
    line = room.scan(SOAP).line_id
    room.change(with_price, line, ZERO, "Échantillon")

    sold = room.sell()

    assert (sold.due, room.paid(sold.tickets[0].ticket_id)) == (ZERO, [])
    assert room.stock(room.soap) == 9
