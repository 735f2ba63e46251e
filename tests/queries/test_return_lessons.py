"""What returns cost and teach, against figures computed by hand.

A soap and a candle sell for 5,90 € with 20 % VAT (4,9166 € without), cost 2 €; carriage is 4,90 €
(4,0833 €); an hour of work costs 18 €. Amounts are ten-thousandths of a euro.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from merchant_desk.database.database import Database
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.queries.return_lessons import Lessons, return_lessons
from merchant_desk.rules.returns.lessons import Cut
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import Grade
from merchant_desk.values.money import Money
from merchant_desk.values.return_reasons import ReturnReason
from merchant_desk.values.settings import RETURNS_HOURLY_CENTS
from tests.operations.returns_desk import CANDLE, SOAP, ReturnsDesk, returns_desk

PRICE, COST, MINUTE = 49_166, 20_000, 3_000


@pytest.fixture
def room(database: Database, gesture: Gesture) -> Iterator[ReturnsDesk]:
    with database.write() as session:
        yield returns_desk(session, gesture)


def _lessons(room: ReturnsDesk) -> Lessons:
    gesture = room.gesture
    today = paris_date(gesture.at)
    since = today - timedelta(days=30)
    return return_lessons(room.session, gesture.station_id, since, today)


def test_a_unit_sold_again_costs_its_refund_less_its_value_its_way_and_its_time(
    room: ReturnsDesk,
) -> None:
    order = room.shipped(soaps=2)
    room.take(
        order,
        replace(room.item(), reason=ReturnReason.TOO_SMALL),
        minutes=10,
        carriage_back=Money(690),
    )

    told = _lessons(room)

    cost = PRICE - COST + 69_000 + 10 * MINUTE
    assert cost == 128_166
    assert (told.sold, told.returned, told.rate_bp) == (3, 1, 3_333)
    assert (told.refund, told.net_cost, told.hourly) == (PRICE, cost, 1_800)
    (row,) = told.cuts[Cut.REASON]
    assert (row.name, row.returned, row.refund, row.carriage, row.minutes, row.net_cost) == (
        "Trop petit",
        1,
        PRICE,
        69_000,
        10,
        cost,
    )
    (margin,) = told.margins
    assert margin.margin == 98_333 - 2 * COST
    assert margin.after_returns == 58_333 - cost


def test_what_is_thrown_away_costs_its_refund_and_is_written_down(room: ReturnsDesk) -> None:
    order = room.shipped(soaps=2)
    room.take(order, room.item(SOAP, 1, Grade.SCRAP))

    (row,) = _lessons(room).cuts[Cut.PRODUCT]

    assert (row.sold, row.returned, row.rate_bp) == (2, 1, 5_000)
    assert (row.write_down, row.net_cost) == (COST, PRICE)


def test_second_choice_loses_what_its_price_lost(room: ReturnsDesk) -> None:
    order = room.shipped(soaps=2)
    item = replace(room.item(SOAP, 1, Grade.SECOND_CHOICE), twin_price=Money(295))
    room.take(order, item)

    (row,) = _lessons(room).cuts[Cut.PRODUCT]

    assert row.write_down == COST // 2
    assert row.net_cost == PRICE - COST // 2


def test_carriage_given_back_counts_without_its_vat_and_is_shared(room: ReturnsDesk) -> None:
    order = room.shipped(soaps=1, candles=1)
    room.take(order, room.item(), room.item(CANDLE), minutes=3)

    told = _lessons(room)

    rows = {row.key: row for row in told.cuts[Cut.PRODUCT]}
    assert rows[SOAP].carriage + rows[CANDLE].carriage == 40_833
    assert abs(rows[SOAP].carriage - rows[CANDLE].carriage) <= 1
    assert {rows[SOAP].minutes, rows[CANDLE].minutes} == {1, 2}
    assert told.net_cost == 2 * (PRICE - COST) + 40_833 + 3 * MINUTE


def test_the_hour_of_the_settings_is_the_one_that_counts(room: ReturnsDesk) -> None:
    save_setting(room.session, room.gesture, RETURNS_HOURLY_CENTS, 3_600)
    order = room.shipped()
    room.take(order, room.item(), minutes=10)

    assert _lessons(room).net_cost == PRICE - COST + 60_000


def test_the_change_that_saves_most_is_worth_what_comes_back_beyond_the_usual(
    room: ReturnsDesk,
) -> None:
    # given ten soaps of which four were too small, and ten candles of which one
    order = room.shipped(soaps=10, candles=10)
    room.take(order, replace(room.item(SOAP, 4), reason=ReturnReason.TOO_SMALL))
    room.take(order, replace(room.item(CANDLE), reason=ReturnReason.TOO_SMALL))

    (change,) = _lessons(room).changes

    # then three soaps of the four come back beyond what candles do: three quarters of their cost
    four = 4 * 59_000 * 10_000 // 12_000 - 4 * COST
    assert (change.key, change.units) == (SOAP, 4)
    assert change.saving == four * 3 // 4
    assert "guide des tailles" in change.sentence


def test_a_refund_that_waits_is_counted_once_it_is_credited(room: ReturnsDesk) -> None:
    order = room.shipped()
    room.take(order, room.item(), credit=False)

    assert _lessons(room).refund == 0
