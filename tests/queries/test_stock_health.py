"""What sleeps, what is too much, what was missing, and for how long stock has lain there."""

from datetime import date

from merchant_desk.database.database import Database
from merchant_desk.queries.valuation.ageing import stock_ageing
from merchant_desk.queries.valuation.layers import layers_of_everything
from merchant_desk.queries.valuation.sales_pace import Pace, sales_paces
from merchant_desk.queries.valuation.stock_health import HealthAsked, stock_health
from merchant_desk.rules.valuation.stock_advice import DeadAdvice
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.money import Money
from tests.makers import make_product
from tests.queries.valued_shop import EURO as _EURO
from tests.queries.valued_shop import Shop


def test_the_age_of_stock_is_that_of_the_layers_left(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shop, soap = Shop(session, gesture), make_product(session)
        shop.receive(soap, 0, 10, 2 * _EURO)
        shop.receive(soap, 100, 10, 3 * _EURO)
        shop.sell(soap, 101, 4)

    with database.read() as session:
        ages = stock_ageing(layers_of_everything(session), date(2026, 4, 20))  # 105 days later

    told = [(each.over_days, each.to_days, each.units, each.amount) for each in ages if each.units]
    assert told == [(0, 30, 10, Money(3000)), (90, 180, 6, Money(1200))]


def test_lost_sales_are_reckoned_only_on_days_with_nothing_to_sell(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop, soap = Shop(session, gesture), make_product(session)  # 5,90 € with VAT: 4,9167 €
        shop.receive(soap, 0, 20, 2 * _EURO)
        shop.sell(soap, 5, 10)
        shop.sell(soap, 9, 10)  # nothing left from the tenth day on
        shop.receive(soap, 20, 20, 2 * _EURO)

    today = date(2026, 1, 29)  # day 24
    with database.read() as session:
        paces = sales_paces(session, today, 90)
        health = stock_health(session, HealthAsked(today))

    assert paces == {soap: Pace(sold=20, days=25, empty_days=10)}
    (row,) = health.ruptures
    assert (row.empty_days, row.lost_hundredths) == (10, 1333)  # 20 in 15 days: 13,33 in 10
    assert row.amount == Money(3889)
    assert health.service_bp == 6001  # 20 of the 33,33 that were asked for


def test_an_article_that_was_never_there_loses_no_sales(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop, soap = Shop(session, gesture), make_product(session)
        shop.receive(soap, 0, 1, 2 * _EURO)
        shop.sell(soap, 0, 1)

    with database.read() as session:
        health = stock_health(session, HealthAsked(date(2026, 12, 1), days=30))

    assert (health.ruptures, health.lost, health.service_bp) == ((), Money(0), 10_000)


def test_what_nobody_buys_sleeps_with_its_value_and_an_advice(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop, soap = Shop(session, gesture), make_product(session)
        fresh = make_product(session, "NEUF", name="Nouveau", ean=None)
        shop.receive(soap, 0, 10, 2 * _EURO)
        shop.sell(soap, 10, 1)
        shop.receive(fresh, 200, 10, 2 * _EURO)

    with database.read() as session:
        health = stock_health(session, HealthAsked(date(2026, 7, 30)))  # day 206

    (row,) = health.dead
    assert (row.sku, row.units, row.amount) == ("SAV-LAV-100", 9, Money(1800))
    assert (row.last_sold, row.days, row.advice) == (date(2026, 1, 15), 196, DeadAdvice.CLEAR)


def test_units_beyond_the_days_to_cover_are_too_many(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shop, soap = Shop(session, gesture), make_product(session)
        shop.receive(soap, 0, 100, 2 * _EURO)
        for day in range(20):
            shop.sell(soap, day, 1)

    with database.read() as session:
        asked = HealthAsked(date(2026, 1, 24), cover_days=30)  # 20 sold in 20 days
        (row,) = stock_health(session, asked).over

    assert (row.over, row.amount, row.carrying) == (50, Money(10_000), Money(2000))
