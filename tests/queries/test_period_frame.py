"""What surrounds the sales in the books: bills, numbers, accounts, thresholds, open days."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.station import ShopProfile
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.rules.franchise_gauge import GaugeLevel
from merchant_desk.values.accounting_period import Period
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.settings import (
    ACCOUNTING_ACCOUNTS,
    FISCAL_FIRST_MONTH,
)
from merchant_desk.values.supplier_words import SupplierState
from merchant_desk.values.vat import VatTreatment
from tests import makers
from tests.queries.books_desk import (
    LATER,
    LESSON,
    SOAPS,
    YEAR,
    books,
    counted,
    issue,
    pay,
    pay_bill,
    receive_bill,
)

DECEMBER = Period(date(2026, 12, 1), date(2026, 12, 31))


@pytest.fixture
def desk(database: Database, gesture: Gesture) -> Database:
    with database.write() as session:
        makers.make_station(session, gesture)
        makers.make_profile(session)
    return database


def test_bills_are_deducted_when_received_and_settled_when_paid(
    desk: Database, gesture: Gesture
) -> None:
    with desk.write() as session:
        bill = receive_bill(session, gesture.at)
        pay_bill(session, gesture.at, bill, 12000)
        receive_bill(session, gesture.at, "AV-1", kind="381", state=SupplierState.TO_CHECK)
        receive_bill(session, gesture.at, "R-1", state=SupplierState.REFUSED)
        receive_bill(
            session, gesture.at, "DE-1", vat=ZERO, total=Money(10000), category="K",
            supplier_key="DE123", supplier_name="Seifen GmbH",
        )  # fmt: skip

    told = books(desk)

    assert counted(told, "401") == Money(12000 - 10000)
    assert counted(told, "44566") == Money(2000)
    assert (told.vat.deductible, told.vat.self_assessed) == (Money(2000), Money(2000))
    assert {each.key for each in told.notes} == {"suppliers", "self_assessed"}
    assert [(row.piece, row.amount) for row in told.bought] == [("2026-77", Money(12000))]
    assert told.holds


def test_a_month_keeps_the_numbers_it_has_in_its_year(desk: Database, gesture: Gesture) -> None:
    with desk.write() as session:
        for days in range(5):
            issue(session, replace(gesture, at=gesture.at + timedelta(days=4 * days)))

    whole = books(desk, YEAR)
    months = [*books(desk).entries, *books(desk, DECEMBER).entries]

    assert list(whole.entries) == months
    assert [each.number for each in whole.entries] == [1, 2, 3, 4, 5]
    assert books(desk, YEAR).entries == whole.entries


def test_numbers_follow_the_financial_year_of_the_shop(desk: Database, gesture: Gesture) -> None:
    with desk.write() as session:
        issue(session, gesture)
        issue(session, replace(gesture, at=gesture.at + timedelta(days=15)))
        save_setting(session, gesture, FISCAL_FIRST_MONTH, 12)

    assert [each.number for each in books(desk, YEAR).entries] == [1, 1]
    assert books(desk).closing == date(2026, 11, 30)


def test_the_merchants_own_accounts_are_used(desk: Database, gesture: Gesture) -> None:
    with desk.write() as session:
        issue(session, gesture)
        save_setting(session, gesture, ACCOUNTING_ACCOUNTS, '{"goods": "707123"}')

    assert counted(books(desk), "707123") == Money(-1000)


def test_a_shop_without_vat_sees_how_far_its_thresholds_are(
    desk: Database, gesture: Gesture
) -> None:
    with desk.write() as session:
        session.get_one(ShopProfile, 1).vat_treatment = VatTreatment.FRANCHISE
        session.flush()
        dear = replace(SOAPS, rate_bp=0, treatment=VatTreatment.FRANCHISE)
        issue(session, gesture, replace(dear, quantity=12_000))

    told = books(desk, YEAR)

    assert [(each.percent, each.level) for each in told.gauges] == [
        (84, GaugeLevel.NEAR),
        (0, GaugeLevel.CALM),
    ]
    assert (told.vat.due, told.franchise) == (ZERO, True)
    assert told.holds


def test_an_empty_period_has_nothing_and_holds(desk: Database) -> None:
    told = books(desk)

    assert (told.entries, told.vat.rows, told.journal.rows, told.notes) == ((), (), (), ())
    assert told.holds


def test_what_is_not_finished_is_said(database: Database) -> None:
    told = books(database, today=date(2026, 11, 22))

    assert [each.key for each in told.notes] == ["identity", "running"]


@pytest.fixture
def asked(database: Database) -> Iterator[list[str]]:
    """Every statement carried out."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, text: str, *_rest: object) -> None:
        found.append(text)

    with database.read() as session:
        engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)


def _busy(session: Session, gesture: Gesture, numbers: range) -> None:
    for number in numbers:
        document = issue(session, gesture, LESSON if number % 2 else SOAPS)
        pay(session, gesture, document, 1200)
        receive_bill(session, gesture.at, f"B{number}")


def test_many_documents_take_no_more_statements_than_one(
    desk: Database, gesture: Gesture, asked: list[str]
) -> None:
    counts = []
    for numbers in (range(1), range(1, 12)):
        with desk.write() as session:
            _busy(session, gesture, numbers)
        asked.clear()
        books(desk, YEAR, LATER)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_a_shop_without_vat_is_told_of_purchases_that_came_without(
    desk: Database, gesture: Gesture
) -> None:
    with desk.write() as session:
        session.get_one(ShopProfile, 1).vat_treatment = VatTreatment.FRANCHISE
        session.flush()
        receive_bill(session, gesture.at, "DE-1", vat=ZERO, total=Money(10000), category="K")

    told = books(desk)

    (note,) = told.notes
    assert "en franchise" in note.sentence
    assert (counted(told, "607"), counted(told, "445"), told.vat.rows) == (Money(10000), ZERO, ())
    assert told.holds
