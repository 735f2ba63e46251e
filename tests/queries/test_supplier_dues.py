"""What is owed to suppliers: the list, its tabs, and what each week takes."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.documents.received.invoice_file import read_invoice_file
from merchant_desk.operations.decide_supplier_invoice import decide_supplier_invoice
from merchant_desk.operations.import_supplier_invoice import import_supplier_invoice
from merchant_desk.operations.pay_supplier_invoice import pay_supplier_invoice
from merchant_desk.queries.supplier_dues import WeekDue, supplier_dues, supplier_weeks
from merchant_desk.queries.supplier_invoices import (
    SupplierCounts,
    SupplierInvoiceList,
    SupplierShown,
    supplier_counts,
)
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import PaymentId, SupplierInvoiceId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.received_invoice import ReceivedFile
from merchant_desk.values.supplier_invoices import SupplierDecision, SupplierPaid
from merchant_desk.values.supplier_words import SupplierState
from tests.received.made import Bill, bill, cii

TODAY = date(2026, 11, 21)


def _take(session: Session, gesture: Gesture, said: Bill) -> SupplierInvoiceId:
    file = ReceivedFile("f.xml", cii(said))
    received = read_invoice_file(file.name, file.data)
    return import_supplier_invoice(session, gesture, received, file).invoice_id


def _some(session: Session, gesture: Gesture) -> None:
    """Late and approved, due next month in dispute, refused, a credit note, half paid."""
    late = _take(session, gesture, bill(number="LATE", due="20261110"))
    disputed = _take(session, gesture, bill(number="DISPUTED"))
    refused = _take(session, gesture, bill(number="REFUSED"))
    _take(session, gesture, bill(number="CREDIT", kind="381", due="20261126"))
    half = _take(session, gesture, bill(number="HALF", due="", seller="Élan"))
    decide_supplier_invoice(session, gesture, late, SupplierDecision(SupplierState.APPROVED))
    no = SupplierDecision(SupplierState.DISPUTED, "QTE_ERR")
    decide_supplier_invoice(session, gesture, disputed, no)
    decide_supplier_invoice(
        session, gesture, refused, SupplierDecision(SupplierState.REFUSED, "DOUBLON")
    )
    pay_supplier_invoice(
        session, gesture, half, SupplierPaid(PaymentId(new_id()), Money(4000), "card", TODAY)
    )


def test_what_is_owed_is_told_day_by_day(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        _some(session, gesture)

        dues = supplier_dues(session)

    assert [
        (each.number, each.due_on, each.amount, each.is_told, each.is_sure) for each in dues
    ] == [
        ("LATE", date(2026, 11, 10), Money(8424), True, True),
        ("CREDIT", date(2026, 11, 26), Money(-8424), True, False),
        ("DISPUTED", date(2026, 12, 2), Money(8424), True, False),
        ("HALF", date(2026, 12, 2), Money(4424), False, True),
    ]


def test_what_is_late_falls_on_this_week(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        _some(session, gesture)

        weeks = supplier_weeks(session, TODAY, 3)

    assert weeks == (
        WeekDue(date(2026, 11, 16), Money(8424), 1),
        WeekDue(date(2026, 11, 23), Money(-8424), 1),
        WeekDue(date(2026, 11, 30), Money(8424 + 4424), 2),
    )


@pytest.mark.parametrize(
    ("shown", "numbers"),
    [
        (SupplierShown.ALL, {"LATE", "DISPUTED", "REFUSED", "CREDIT", "HALF"}),
        (SupplierShown.TO_CHECK, {"CREDIT"}),
        (SupplierShown.TO_PAY, {"LATE", "DISPUTED", "CREDIT", "HALF"}),
        (SupplierShown.LATE, {"LATE"}),
        (SupplierShown.DISPUTED, {"DISPUTED"}),
    ],
)
def test_each_tab_holds_its_own(
    database: Database, gesture: Gesture, shown: SupplierShown, numbers: set[str]
) -> None:
    with database.write() as session:
        _some(session, gesture)
        wanted = SupplierInvoiceList(TODAY, shown=shown)

        rows = wanted.fetch(session, 0, 50)

        assert {row.number for row in rows} == numbers
        assert wanted.count(session) == len(wanted.ids(session)) == len(numbers)


def test_the_tabs_say_how_many_they_hold(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        _some(session, gesture)

        assert supplier_counts(session, TODAY) == SupplierCounts(5, 1, 4, 1, 1)


def test_nothing_received_is_counted_as_nothing(database: Database) -> None:
    with database.read() as session:
        assert supplier_counts(session, TODAY) == SupplierCounts()
        assert supplier_dues(session) == ()


def test_a_line_of_the_list_says_what_is_left_and_what_waits(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        _some(session, gesture)

        (row,) = SupplierInvoiceList(TODAY, text="élan half").fetch(session, 0, 5)

    assert (row.left, row.findings, row.lines, row.matched) == (Money(4424), 1, 2, 0)
    assert (row.due_on, row.due_is_told, row.late) == (date(2026, 12, 2), False, False)


def test_the_list_is_put_in_the_order_asked(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        _some(session, gesture)
        by_due = SupplierInvoiceList(TODAY).sorted_by("due", descending=False)

        numbers = [row.number for row in by_due.fetch(session, 0, 2)]

    assert numbers == ["HALF", "LATE"]
