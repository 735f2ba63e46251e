"""The list of issued documents: views, filters, search, sorts, and what it amounts to."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.queries.ageing import Age, age_of, ageing
from merchant_desk.queries.invoice_card import invoice_card
from merchant_desk.queries.invoices import (
    InvoicesQuery,
    InvoicesTotal,
    invoice_views,
    invoices_total,
)
from merchant_desk.queries.receivables import PaidState
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.invoice_page import Buyer, InvoiceKind
from merchant_desk.values.invoice_views import BuyerFilter, InvoiceTab, PaidFilter
from merchant_desk.values.money import Money
from merchant_desk.values.order_views import Period
from merchant_desk.values.remote import Address
from tests.issued import issued, paid
from tests.makers import make_station

EVE = Buyer(address=Address(name="Ève 🌿 Lefèvre", city="Orléans"), email="eve@exemple.example")
_RTL = Buyer(address=Address(name="نور الهدى", city="Lyon"))
Made = Mapping[str, InvoiceId]


@contextmanager
def _year(database: Database, gesture: Gesture) -> Iterator[tuple[Session, InvoicesQuery, Made]]:
    """One document of each sort: paid, waiting, late by two months, credited, a credit note."""
    with database.write() as session:
        make_station(session, gesture)
        made = {
            "late": issued(
                session, gesture, 30_000, day=date(2026, 8, 20), due_on=date(2026, 9, 19)
            ),
            "credited": issued(session, gesture, 2_000, day=date(2026, 10, 1), who=_RTL),
            "paid": issued(session, gesture, 4_500, day=date(2026, 11, 2), who=EVE),
            "waits": issued(session, gesture, 12_000, due_on=date(2026, 12, 21)),
        }
        paid(session, gesture, 4_500, invoice_id=made["paid"])
        paid(session, gesture, 10_000, invoice_id=made["late"])
        made["note"] = issued(
            session,
            gesture,
            -2_000,
            kind=InvoiceKind.CREDIT_NOTE,
            corrects_id=made["credited"],
            who=_RTL,
        )
    with database.read() as session:
        yield session, InvoicesQuery(gesture.at), made


def _kept(session: Session, query: InvoicesQuery, made: Made) -> list[str]:
    names = {invoice_id: name for name, invoice_id in made.items()}
    rows = query.fetch(session, 0, 50)
    assert query.count(session) == len(rows)
    assert [row.invoice_id for row in rows] == list(query.ids(session))
    return [names[row.invoice_id] for row in rows]


@pytest.mark.parametrize(
    ("tab", "names"),
    [
        (InvoiceTab.ALL, ["note", "waits", "paid", "credited", "late"]),
        (InvoiceTab.TO_COLLECT, ["waits", "late"]),
        (InvoiceTab.LATE, ["late"]),
        (InvoiceTab.CREDIT_NOTES, ["note"]),
    ],
)
def test_each_view_keeps_its_documents_and_counts_them(
    database: Database, gesture: Gesture, tab: InvoiceTab, names: list[str]
) -> None:
    with _year(database, gesture) as (session, query, made):
        assert sorted(_kept(session, replace(query, tab=tab), made)) == sorted(names)
        assert invoice_views(session, gesture.at)[tab] == len(names)


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ({"paid": PaidFilter.PAID}, ["paid"]),
        ({"paid": PaidFilter.CREDITED}, ["credited"]),
        ({"paid": PaidFilter.LATE}, ["late"]),
        ({"paid": PaidFilter.TO_COLLECT}, ["late", "waits"]),
        ({"kind": InvoiceKind.CREDIT_NOTE}, ["note"]),
        ({"kind": InvoiceKind.DEPOSIT}, []),
        ({"period": Period.MONTH}, ["note", "paid", "waits"]),
        ({"buyer": BuyerFilter.BUSINESS}, ["late", "waits"]),
        ({"buyer": BuyerFilter.CONSUMER}, ["credited", "note", "paid"]),
        ({"text": "lefevre"}, ["paid"]),
        ({"text": "LEFÈVRE eve"}, ["paid"]),
        ({"text": "نور"}, ["credited", "note"]),
        ({"text": "IN-2026-000003"}, []),
        ({"text": "000003"}, ["paid"]),
        ({"text": "100 % _ ' \" \\ is_business"}, []),
        ({"text": "address"}, []),
    ],
)
def test_each_filter_keeps_what_it_says(
    database: Database, gesture: Gesture, changes: dict[str, object], names: list[str]
) -> None:
    with _year(database, gesture) as (session, query, made):
        kept = replace(query, **changes)  # type: ignore[arg-type]  # named in the table above

        assert sorted(_kept(session, kept, made)) == names


def test_a_row_says_what_is_left_and_since_when(database: Database, gesture: Gesture) -> None:
    with _year(database, gesture) as (session, query, made):
        rows = {row.invoice_id: row for row in query.fetch(session, 0, 50)}
        late, note = rows[made["late"]], rows[made["note"]]

        assert (late.customer, late.is_business) == ("Hôtel du Pont", True)
        assert (late.left, late.state) == (Money(20_000), PaidState.LATE)
        assert late.due_on == date(2026, 9, 19)
        assert (note.total, note.state) == (Money(-2_000), PaidState.REFUNDED)


def test_the_open_views_add_up_what_is_still_to_come_in(
    database: Database, gesture: Gesture
) -> None:
    with _year(database, gesture) as (session, query, _made):
        waiting = replace(query, tab=InvoiceTab.TO_COLLECT)

        assert invoices_total(session, waiting) == InvoicesTotal(2, Money(42_000), Money(32_000))
        assert invoices_total(session, query) == InvoicesTotal(5, Money(46_500))


@pytest.mark.parametrize("sort", ["issued", "number", "total", "due", "unknown"])
def test_every_order_is_the_same_backwards(database: Database, gesture: Gesture, sort: str) -> None:
    with _year(database, gesture) as (session, query, _made):
        there = query.sorted_by(sort, descending=False).ids(session)
        back = query.sorted_by(sort, descending=True).ids(session)

        assert list(there) == list(reversed(back))


@pytest.mark.parametrize(
    ("days", "age"),
    [
        (-5, Age.NOT_DUE),
        (0, Age.NOT_DUE),
        (1, Age.TO_30),
        (30, Age.TO_30),
        (31, Age.TO_60),
        (60, Age.TO_60),
        (61, Age.TO_90),
        (90, Age.TO_90),
        (91, Age.OVER_90),
        (4_000, Age.OVER_90),
    ],
)
def test_a_debt_grows_old_by_months_of_thirty_days(days: int, age: Age) -> None:
    assert age_of(days) is age


def test_the_table_of_ages_adds_up_by_customer(database: Database, gesture: Gesture) -> None:
    with _year(database, gesture) as (session, _query, made):
        told = ageing(session, date(2026, 11, 21))

        (hotel,) = told.customers
        assert hotel.customer == "Hôtel du Pont"
        assert hotel.by_age[Age.NOT_DUE] == Money(12_000)
        assert hotel.by_age[Age.TO_90] == Money(20_000)
        assert hotel.oldest.invoice_id == made["late"]
        assert hotel.oldest.days_late == 63
        assert told.owed == hotel.owed == Money(32_000)
        assert told.by_age[Age.TO_90] == Money(20_000)


def test_the_card_of_a_document_tells_its_money_and_its_credit_notes(
    database: Database, gesture: Gesture
) -> None:
    with _year(database, gesture) as (session, _query, made):
        late = invoice_card(session, made["late"], gesture.at)
        credited = invoice_card(session, made["credited"], gesture.at)

        assert [each.amount for each in late.payments] == [Money(10_000)]
        assert late.due.left == Money(20_000)
        assert (late.can_pay, late.can_remind, late.can_credit) == (True, True, True)
        assert [each.invoice_id for each in credited.credit_notes] == [made["note"]]
        assert credited.due.state is PaidState.CREDITED
        assert (credited.can_pay, credited.can_remind) == (False, False)
        assert [line.left for line in late.lines] == [1]
