"""What a match records keeps to the books: closed months, credit notes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.models.order import Payment
from merchant_desk.operations.close_period import CloseAsked, close_period
from merchant_desk.operations.pay_invoice import PaymentAsked, pay_invoice
from merchant_desk.operations.undo_match import undo_line
from merchant_desk.values.clock import paris_date
from merchant_desk.values.closings import ClosingLevel
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId, PaymentId, new_id
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import Money
from tests.issued import issued
from tests.makers import make_station
from tests.operations.match_desk import TODAY, accept, bank_tells, left_of, proposed

MONTH_AGO = date(2026, 10, 20)


@pytest.fixture
def invoice(database: Database, gesture: Gesture) -> InvoiceId:
    """One invoice of 100 € to the Hôtel du Pont, INA2026-000001."""
    with database.write() as session:
        make_station(session, gesture)
        return issued(session, gesture, 10_000, day=MONTH_AGO)


def test_a_line_of_a_closed_month_pays_on_the_first_open_day(
    database: Database, gesture: Gesture
) -> None:
    later = replace(gesture, at=gesture.at + timedelta(days=12))
    bank_tells(database, gesture, (10_000, "VIR HOTEL DU PONT"), on=TODAY)
    with database.write() as session:
        make_station(session, gesture)
        invoice = issued(session, gesture, 10_000)
        close_period(session, gesture, CloseAsked(ClosingLevel.DAY, TODAY))
        close_period(session, later, CloseAsked(ClosingLevel.MONTH, TODAY))
    (line,) = proposed(database, gesture)

    accept(database, later, line)

    with database.read() as session:
        paid = session.scalars(select(Payment)).one()
        assert paris_date(paid.paid_at) == date(2026, 12, 1)
    database.gesture(undo_line, later, line.fact.line_id)
    assert left_of(database, invoice) == 10_000


def test_a_credit_note_given_back_is_matched(
    database: Database, gesture: Gesture, invoice: InvoiceId
) -> None:
    with database.write() as session:
        paid = PaymentAsked(PaymentId(new_id()), invoice, Money(10_000), "cheque", TODAY)
        pay_invoice(session, gesture, paid)
        note = issued(session, gesture, -3_000, kind=InvoiceKind.CREDIT_NOTE, corrects_id=invoice,
                      day=MONTH_AGO)  # fmt: skip
    bank_tells(database, gesture, (-3_000, "VIR EMIS HOTEL DU PONT"))
    (line,) = proposed(database, gesture)

    accept(database, gesture, line)

    assert left_of(database, note) == 0
    database.gesture(undo_line, gesture, line.fact.line_id)
    assert left_of(database, note) == -3_000
