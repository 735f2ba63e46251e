"""Prices of the past written down late: they correct what is known, never what was known."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.product import PriceChange
from merchant_desk.operations.record_prices import LatePrice, record_prices
from merchant_desk.operations.save_product import note_price
from merchant_desk.queries.price_history import ledger_lines
from merchant_desk.rules.price_ledger import price_at
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId
from merchant_desk.values.money import Money
from tests.makers import make_product, make_station

FROM = datetime(2026, 10, 31, 23, tzinfo=UTC)
UNTIL = datetime(2026, 11, 7, 23, tzinfo=UTC)


@pytest.fixture
def soap(database: Database, gesture: Gesture) -> ProductId:
    with database.write() as session:
        make_station(session, gesture)
        soap = make_product(session)
        opened = replace(gesture, at=datetime(2026, 1, 1, 8, tzinfo=UTC))
        note_price(session, opened, soap, Money(590), "desk")
    return soap


def test_a_late_price_is_right_about_its_span_and_what_was_believed_before_is_still_told(
    database: Database, gesture: Gesture, soap: ProductId
) -> None:
    with database.write() as session:
        record_prices(session, gesture, [LatePrice(soap, Money(450), FROM, UNTIL)])

    with database.read() as session:
        lines = [line for _channel, line in ledger_lines(session, [soap])[soap]]
    inside = FROM + timedelta(days=2)
    told = [price_at(lines, at) for at in (FROM - timedelta(seconds=1), FROM, inside, UNTIL)]
    assert [each.price.cents for each in told if each] == [590, 450, 450, 590]
    believed = price_at(lines, inside, known_at=gesture.at - timedelta(seconds=1))
    assert believed is not None
    assert believed.price == Money(590)


def test_a_late_price_of_one_channel_says_nothing_of_the_others(
    database: Database, gesture: Gesture, soap: ProductId
) -> None:
    with database.write() as session:
        record_prices(session, gesture, [LatePrice(soap, Money(450), FROM, UNTIL, channel="web")])

    with database.read() as session:
        lines = ledger_lines(session, [soap])[soap]
    assert sorted((channel, line.price.cents, line.source) for channel, line in lines) == [
        ("", 590, "desk"),
        ("web", 450, "correction"),
    ]


@pytest.mark.parametrize(
    ("price", "span", "title"),
    [
        (-1, (FROM, UNTIL), "il est négatif"),
        (450, (UNTIL, FROM), "il finit avant de commencer"),
        (450, (FROM, FROM), "il finit avant de commencer"),
        (450, (FROM, datetime(2026, 11, 21, 9, 30, 1, tzinfo=UTC)), "pas encore du passé"),
    ],
)
def test_a_span_that_cannot_be_is_refused_and_none_of_the_prices_is_kept(
    database: Database,
    gesture: Gesture,
    soap: ProductId,
    price: int,
    span: tuple[datetime, datetime],
    title: str,
) -> None:
    good = LatePrice(soap, Money(400), FROM, UNTIL)

    with pytest.raises(RefusedError, match=title), database.write() as session:
        record_prices(session, gesture, [good, LatePrice(soap, Money(price), *span)])

    with database.read() as session:
        assert session.scalars(select(PriceChange.source)).all() == ["desk"]


def test_a_span_that_ends_at_this_instant_and_a_price_of_nothing_are_possible(
    database: Database, gesture: Gesture, soap: ProductId
) -> None:
    with database.write() as session:
        record_prices(session, gesture, [LatePrice(soap, Money(0), FROM, gesture.at)])
        record_prices(session, gesture, [])

    with database.read() as session:
        assert sorted(session.scalars(select(PriceChange.source))) == ["correction", "desk"]
