"""A period is closed once, in its order; its totals are exact, and what follows counts later."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.seal import Closing, DrawerMove
from merchant_desk.operations.close_period import CloseAsked, close_period
from merchant_desk.queries.chain_check import verify_chains
from merchant_desk.queries.days_to_close import days_to_close
from merchant_desk.rules.closing_totals import DocumentSum, Perpetual, closing_totals
from merchant_desk.values.clock import paris_date
from merchant_desk.values.closings import ClosingLevel
from merchant_desk.values.fiscal_periods import day_period, month_period, year_period
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import Money
from tests.conftest import STATION
from tests.sealed_shop import a_busy_day, begin, issue, issue_with_gift_card, pay, signing

DAY, MONTH, YEAR = ClosingLevel.DAY, ClosingLevel.MONTH, ClosingLevel.YEAR


def _at(gesture: Gesture, **later: int) -> Gesture:
    return signing(gesture, gesture.at + timedelta(**later))


def _asked(gesture: Gesture, level: ClosingLevel = DAY) -> CloseAsked:
    return CloseAsked(level, paris_date(gesture.at))


def test_a_day_says_what_it_sold_and_the_next_document_counts_tomorrow(
    database: Database, gesture: Gesture
) -> None:
    first, evening = signing(gesture), _at(gesture, hours=9)
    with database.write() as session:
        begin(session, first)
        a_busy_day(session, first)
        closed = close_period(session, evening, _asked(evening))
        after = issue(session, _at(gesture, hours=10))

    with database.read() as session:
        row = session.scalars(select(Closing)).one()
        late = session.get_one(Invoice, after)
        report = verify_chains(session)
    assert (closed.totals.sales, closed.totals.returns) == (Money(4042), Money(-600))
    assert closed.totals.perpetual == Perpetual(Money(3442), Money(4642))
    assert json.loads(row.means) == [["card", 2014], ["cash", 2028]]
    assert [each[:4] for each in json.loads(row.documents)] == [
        ["credit_note", 1, "AVA2026-000001", "AVA2026-000001"],
        ["ticket", 4, "TA2026-000001", "TA2026-000004"],
    ]
    assert sum(each[4] for each in json.loads(row.rates)) == 3442
    assert (late.issue_date, late.fiscal_day) == (date(2026, 11, 21), date(2026, 11, 22))
    assert report.problems == ()


def test_a_day_is_never_closed_twice(database: Database, gesture: Gesture) -> None:
    evening = _at(gesture, hours=9)
    with database.write() as session:
        begin(session, signing(gesture))
        close_period(session, evening, _asked(evening))

    with database.write() as session, pytest.raises(RefusedError, match="déjà fait"):
        close_period(session, _at(gesture, hours=10), _asked(evening))


def test_a_forgotten_day_is_proposed_and_comes_first(database: Database, gesture: Gesture) -> None:
    tomorrow = _at(gesture, days=1)
    with database.write() as session:
        begin(session, signing(gesture))
        a_busy_day(session, signing(gesture))
        a_busy_day(session, tomorrow)
        told = days_to_close(session, STATION, tomorrow.at)

    assert told.days == (day_period(date(2026, 11, 21)),)
    assert told.today == day_period(date(2026, 11, 22))
    with database.write() as session, pytest.raises(RefusedError, match="journée d’avant"):
        close_period(session, _at(gesture, days=1, hours=5), _asked(tomorrow))


def test_months_and_years_wait_for_their_days_and_add_them_up(
    database: Database, gesture: Gesture
) -> None:
    december = _at(gesture, days=12)
    january = _at(gesture, days=45)
    with database.write() as session:
        begin(session, signing(gesture))
        for days in (0, 3):
            a_busy_day(session, _at(gesture, days=days))
            with pytest.raises(RefusedError):
                close_period(
                    session, _at(gesture, days=days), _asked(_at(gesture, days=days), MONTH)
                )
            evening = _at(gesture, days=days, hours=9)
            close_period(session, evening, _asked(evening))
        with pytest.raises(RefusedError, match="n’a pas pris fin"):
            close_period(session, _at(gesture, days=4), _asked(_at(gesture, days=4), MONTH))
        assert days_to_close(session, STATION, december.at).months == (
            month_period(date(2026, 11, 21)),
        )
        month = close_period(session, december, _asked(gesture, MONTH))
        year = close_period(session, january, _asked(gesture, YEAR))

    with database.read() as session:
        means = json.loads(
            session.scalars(select(Closing.means).where(Closing.level == MONTH)).one()
        )
        report = verify_chains(session)
    assert month.totals.total == year.totals.total == Money(2 * 3442)
    assert month.totals.perpetual == year.totals.perpetual == Perpetual(Money(6884), Money(9284))
    assert means == [["card", 4028], ["cash", 4056]]
    assert report.problems == ()


def test_a_month_is_closed_on_the_evening_of_its_last_day_and_never_before(
    database: Database, gesture: Gesture
) -> None:
    eve, last = _at(gesture, days=8, hours=9), _at(gesture, days=9)
    night = _at(gesture, days=9, hours=9)
    with database.write() as session:
        begin(session, signing(gesture))
        issue(session, eve)
        close_period(session, eve, _asked(eve))
        for each in (eve, last):
            with pytest.raises(RefusedError, match="n’a pas pris fin") as refusal:
                close_period(session, each, _asked(each, MONTH))
            assert refusal.value.advice.endswith("01/12/2026.")
        issue(session, last)
        close_period(session, night, _asked(last))
        month = close_period(session, night, _asked(night, MONTH))
        late = issue(session, _at(gesture, days=9, hours=10))
        following = session.get_one(Invoice, late).fiscal_day

    assert month.totals.total == Money(2400)
    assert following == date(2026, 12, 1)


def test_a_month_without_closed_days_or_before_one_that_is_closed_is_refused(
    database: Database, gesture: Gesture
) -> None:
    december = _at(gesture, days=12)
    with database.write() as session:
        begin(session, signing(gesture))
        close_period(session, december, _asked(_at(gesture, days=-30)))
        close_period(session, december, _asked(gesture))
        with pytest.raises(RefusedError, match="aucune journée clôturée"):
            close_period(session, december, _asked(_at(gesture, days=-60), MONTH))
        close_period(session, december, _asked(gesture, MONTH))
        with pytest.raises(RefusedError, match="plus récente l’est déjà"):
            close_period(session, december, _asked(_at(gesture, days=-30), MONTH))
        with pytest.raises(RefusedError, match="mois ou d’un exercice clos"):
            close_period(session, december, _asked(_at(gesture, days=2)))


@pytest.mark.parametrize("piece", [(37, 1), (0, 1), (-100, 1), (2000, -1), (2000, 100_000)])
def test_only_coins_and_notes_that_exist_are_counted(
    database: Database, gesture: Gesture, piece: tuple[int, int]
) -> None:
    with database.write() as session:
        begin(session, signing(gesture))
        with pytest.raises(RefusedError, match="Rien n’a été clôturé"):
            close_period(session, gesture, replace(_asked(gesture), pieces=(piece,)))
        closed = close_period(session, gesture, replace(_asked(gesture), pieces=((50_000, 1),)))

    assert closed.drawer is not None
    assert closed.drawer.counted == Money(50_000)


def test_deposits_and_invoices_that_detail_a_ticket_count_nowhere(
    database: Database, gesture: Gesture
) -> None:
    first, evening = signing(gesture), _at(gesture, hours=9)
    with database.write() as session:
        begin(session, first)
        ticket = issue(session, first, 1200)
        issue(session, first, 1200, kind=InvoiceKind.INVOICE, details=ticket)
        issue(session, first, 5000, kind=InvoiceKind.DEPOSIT)
        closed = close_period(session, evening, _asked(evening))

    assert closed.totals.total == Money(1200)


def test_a_gift_card_is_no_sale_and_its_credit_note_no_return(
    database: Database, gesture: Gesture
) -> None:
    first, evening = signing(gesture), _at(gesture, hours=9)
    with database.write() as session:
        begin(session, first)
        issue_with_gift_card(session, first, 1200, 5000)
        issue_with_gift_card(session, first, -300, -2000, InvoiceKind.CREDIT_NOTE)
        closed = close_period(session, evening, _asked(evening))

    with database.read() as session:
        row = session.scalars(select(Closing)).one()
        report = verify_chains(session)
    assert (closed.totals.sales, closed.totals.returns) == (Money(1200), Money(-300))
    assert closed.totals.perpetual == Perpetual(Money(900), Money(1500))
    assert sum(each[4] for each in json.loads(row.rates)) == 900
    assert report.problems == ()


def test_the_drawer_holds_what_was_counted_last_and_its_difference_is_kept(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        begin(session, signing(gesture))
        pay(session, signing(gesture), 3000)
        evening = _at(gesture, hours=9)
        first = close_period(session, evening, replace(_asked(evening), pieces=((1000, 2),)))
        pay(session, _at(gesture, days=1), 500)
        night = _at(gesture, days=1, hours=9)
        second = close_period(session, night, replace(_asked(night), pieces=((500, 5),)))

    assert first.drawer is not None
    assert second.drawer is not None
    assert (first.drawer.expected, first.drawer.difference) == (Money(3000), Money(-1000))
    assert (second.drawer.expected, second.drawer.difference) == (Money(2500), Money(0))
    with database.read() as session:
        assert list(session.scalars(select(DrawerMove.amount))) == [Money(-1000)]


def test_a_clock_that_went_back_closes_nothing(database: Database, gesture: Gesture) -> None:
    evening = _at(gesture, hours=9)
    with database.write() as session:
        begin(session, signing(gesture))
        close_period(session, evening, _asked(evening))

    early = replace(gesture, at=gesture.at - timedelta(days=1))
    with database.write() as session, pytest.raises(RefusedError, match="horloge"):
        close_period(session, early, _asked(early))


@given(
    sums=st.lists(
        st.tuples(st.sampled_from(list(InvoiceKind)), st.integers(0, 10**9), st.integers(0, 10**9))
    ),
    before=st.integers(-(10**9), 10**9),
)
def test_totals_for_ever_only_move_by_what_was_sold_and_given_back(
    sums: list[tuple[InvoiceKind, int, int]], before: int
) -> None:
    documents = [
        DocumentSum(kind, 1, "A", "B", Money(sold), Money(-back)) for kind, sold, back in sums
    ]

    found = closing_totals(documents, Perpetual(Money(before), Money(abs(before))))

    moved = [each for each in sums if each[0] is not InvoiceKind.DEPOSIT]
    assert found.total.cents == sum(sold - back for _kind, sold, back in moved)
    assert found.perpetual.total.cents == before + found.total.cents
    assert found.perpetual.absolute.cents == abs(before) + sum(a + b for _kind, a, b in moved)


@given(day=st.dates(date(2001, 1, 1), date(2099, 12, 31)), first_month=st.integers(1, 12))
def test_every_day_is_in_one_month_and_one_year_of_twelve_months(
    day: date, first_month: int
) -> None:
    month, year = month_period(day), year_period(day, first_month)

    assert month.first <= day <= month.last
    assert year.first <= day <= year.last
    assert year.first.month == first_month
    assert 365 <= (year.last - year.first).days + 1 <= 366
