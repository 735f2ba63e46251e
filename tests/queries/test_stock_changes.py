"""The entry of the stock at the end of a financial year, for the shops that want it written."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from merchant_desk.database.database import Database
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.queries.period_books import period_books
from merchant_desk.values.accounting_period import Period
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.money import Money
from merchant_desk.values.settings import ACCOUNTING_STOCK
from tests.conftest import STATION
from tests.makers import make_product, make_profile, make_station
from tests.queries.valued_shop import EURO, Shop

_DECEMBER = Period(date(2026, 12, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("wanted", "today", "sides"),
    [
        (True, date(2027, 1, 4), {("370000", Money(2000)), ("603700", Money(-2000))}),
        (True, date(2026, 12, 30), set()),
        (False, date(2027, 1, 4), set()),
    ],
)
def test_more_in_stock_at_the_end_of_the_year_is_less_cost(
    database: Database,
    gesture: Gesture,
    wanted: bool,
    today: date,
    sides: set[tuple[str, Money]],
) -> None:
    with database.write() as session:
        make_station(session, gesture)
        make_profile(session)
        shop, soap = Shop(session, gesture), make_product(session)
        shop.receive(soap, 0, 10, 2 * EURO)
        later = replace(gesture, at=datetime(2026, 12, 30, tzinfo=UTC))
        save_setting(session, later, ACCOUNTING_STOCK, wanted)

    with database.read() as session:
        books = period_books(session, STATION, _DECEMBER, today)

    found = {
        (line.account.code, line.debit - line.credit)
        for each in books.entries
        for line in each.entry.lines
    }
    assert found == sides
    assert books.holds
