"""What the review of the week reads: sales and their cost, who is late, what is due, the bank."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.product import Product
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.queries.cash_past import cash_past
from merchant_desk.queries.week_sales import week_sales
from merchant_desk.queries.weekly_review import weekly_review
from merchant_desk.values.cash_flow import FlowSource
from merchant_desk.values.chart import ChartPoint
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.invoice_page import Buyer, InvoiceKind
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.remote import Address
from tests import makers
from tests.cash_accounts import make_account
from tests.issued import issued


@pytest.fixture
def session(database: Database, gesture: Gesture) -> Iterator[Session]:
    """A shop with one soap in stock that cost 2 euros each."""
    with database.write() as opened:
        makers.make_station(opened, gesture)
        makers.make_profile(opened)
        place = makers.make_bin(opened, makers.make_location(opened))
        soap = makers.make_product(opened)
        opened.get_one(Product, soap).cost_tenthousandths = 2_0000
        makers.put_stock(opened, gesture, soap, place, 10)
        opened.flush()
        yield opened


def _order(session: Session, gesture: Gesture, days: int, number: str, units: int) -> None:
    at = datetime.combine(
        paris_date(gesture.at) - timedelta(days=days), datetime.min.time(), UTC
    ) + timedelta(hours=12)
    shop = makers.make_shop(session, name=f"Boutique {number}", url=f"http://127.0.0.1:{number}")
    line = makers.remote_line(quantity=units)
    told = makers.remote_order(
        number, line, placed_at=at, paid_at=at, modified_at=at, total=Money(590 * units)
    )
    accept_order(session, gesture, shop, told)


def test_a_week_sells_what_was_ordered_in_its_days_and_costs_what_it_cost(
    session: Session, gesture: Gesture
) -> None:
    today = paris_date(gesture.at)
    _order(session, gesture, 1, "1", 3)
    _order(session, gesture, 7, "2", 1)
    _order(session, gesture, 8, "3", 5)  # the week before
    _order(session, gesture, 0, "4", 4)  # today is not over

    week = week_sales(session, today - timedelta(days=1))

    assert (week.last - week.first).days == 6
    assert week.sold == Money(1475 + 492)  # 17,70 and 5,90 less 20 % of VAT
    assert week.cost == Money(800)
    assert week.margin == Money(1475 + 492 - 800)
    assert week.uncosted == 0


def test_no_margin_is_said_of_what_has_no_known_cost(session: Session, gesture: Gesture) -> None:
    today = paris_date(gesture.at)
    _order(session, gesture, 1, "1", 3)
    session.execute(update(Product).values(cost_tenthousandths=None))

    week = week_sales(session, today - timedelta(days=1))

    assert week.sold == Money(1475)
    assert (week.costed, week.cost, week.margin) == (ZERO, ZERO, ZERO)
    assert week.uncosted == 3


def test_what_is_charged_without_an_order_counts_and_a_deposit_does_not(
    session: Session, gesture: Gesture
) -> None:
    today = paris_date(gesture.at)
    yesterday = today - timedelta(days=1)
    issued(session, gesture, 120_00, kind=InvoiceKind.TICKET, day=yesterday)
    issued(session, gesture, -24_00, kind=InvoiceKind.CREDIT_NOTE, day=yesterday)
    issued(session, gesture, 600_00, kind=InvoiceKind.DEPOSIT, day=yesterday)

    assert week_sales(session, yesterday).sold == Money(80_00)


def test_the_late_payers_are_added_up_by_name_the_largest_first(
    session: Session, gesture: Gesture
) -> None:
    today = paris_date(gesture.at)
    other = Buyer(Address(company="Le Comptoir"), is_business=True, siren="552100554")
    for cents, days in ((100_00, 40), (50_00, 60)):
        issued(session, gesture, cents, day=today - timedelta(days=days))
    issued(session, gesture, 400_00, day=today - timedelta(days=35), who=other)
    issued(session, gesture, 900_00, day=today, due_on=today + timedelta(days=30))

    review = weekly_review(session, gesture.station_id, today)

    assert [(each.name, each.left, each.documents) for each in review.late] == [
        ("Le Comptoir", Money(400_00), 1),
        ("Hôtel du Pont", Money(150_00), 2),
    ]
    assert review.late[1].since == today - timedelta(days=60)
    assert (review.late_payers, review.late_total) == (2, Money(550_00))
    assert review.stock_units == 10
    assert review.dues == ()
    assert any("Importer un relevé" in each for each in review.tasks)


def test_what_is_due_is_told_the_soonest_first_and_nothing_that_comes_in(
    session: Session, gesture: Gesture
) -> None:
    today = paris_date(gesture.at)
    make_account(session, gesture, 1_000_00, today - timedelta(days=1))
    issued(session, gesture, 900_00, day=today, due_on=today + timedelta(days=3))

    review = weekly_review(session, gesture.station_id, today)

    assert all(each.amount < ZERO for each in review.dues)
    assert list(review.dues) == sorted(
        review.dues, key=lambda each: (each.day, each.amount, each.key)
    )
    assert any(each.source is FlowSource.INVOICE for each in review.forecast.flows)


def test_the_evenings_of_the_bank_are_told_back_from_its_balance(
    session: Session, gesture: Gesture
) -> None:
    today = paris_date(gesture.at)
    lines = [(today - timedelta(days=3), 30_00, "VIR"), (today - timedelta(days=2), -10_00, "CB")]
    make_account(session, gesture, 100_00, today - timedelta(days=1), lines)

    told = cash_past(session, today)

    assert told == (
        ChartPoint(today - timedelta(days=4), Money(80_00)),
        ChartPoint(today - timedelta(days=3), Money(110_00)),
        ChartPoint(today - timedelta(days=2), Money(100_00)),
        ChartPoint(today - timedelta(days=1), Money(100_00)),
    )
    assert cash_past(session, today, days=2) == told[2:]


def test_without_a_file_there_is_no_past(session: Session, gesture: Gesture) -> None:
    assert cash_past(session, paris_date(gesture.at)) == ()
