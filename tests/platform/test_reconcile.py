"""What is reported is held against closings, books and orders; each difference is named."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.invoice import Invoice
from merchant_desk.operations.close_period import CloseAsked, close_period
from merchant_desk.operations.credit_invoice import CreditAsked, Refund, credit_invoice
from merchant_desk.operations.issue_document import issue_document
from merchant_desk.operations.record_payment import Paid, record_payments
from merchant_desk.queries.ereports import report_now
from merchant_desk.queries.reconcile_ereport import reconcile_ereport
from merchant_desk.rules.e_reporting.periods import period_of
from merchant_desk.values.closings import ClosingLevel
from merchant_desk.values.e_reporting import Reconciled, Regime, ReportKind
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import DraftId, PaymentId, new_id
from merchant_desk.values.invoice_draft import DraftLine, InvoiceDraft
from merchant_desk.values.invoice_page import Buyer, InvoiceKind
from merchant_desk.values.money import Money
from merchant_desk.values.remote import Address
from merchant_desk.values.unit_price import UnitPrice
from tests.issued import issued
from tests.makers import remote_line, remote_order
from tests.operations.invoice_desk import InvoiceDesk, invoice_desk

TODAY = date(2026, 11, 21)
NOVEMBER = period_of(Regime.QUARTERLY, ReportKind.TRANSACTIONS, TODAY)
PERSON = Buyer(Address(name="Jeanne Martin", line1="3 rue X", postcode="69003", city="Lyon"))
TICKET = InvoiceDraft(
    InvoiceKind.TICKET, PERSON, (DraftLine("Savon", 2, UnitPrice(5_900_000), 2000),)
)


@pytest.fixture
def desk(database: Database, gesture: Gesture) -> Iterator[InvoiceDesk]:
    with database.write() as session:
        yield invoice_desk(session, gesture)


def sell(session: Session, gesture: Gesture) -> None:
    issue_document(session, gesture, DraftId(new_id()), TICKET)


def compared(desk: InvoiceDesk) -> Reconciled:
    desk.session.flush()
    return reconcile_ereport(desk.session, desk.gesture.station_id, NOVEMBER, TODAY)


def told(result: Reconciled, against: str) -> list[tuple[str, int, str]]:
    found = [each for each in result.differences if each.against == against]
    return [(each.label, each.amount.cents, each.reason) for each in found]


def test_a_closed_day_agrees_with_what_is_reported_of_it(desk: InvoiceDesk) -> None:
    sell(desk.session, desk.gesture)
    close_period(desk.session, desk.gesture, CloseAsked(ClosingLevel.DAY, TODAY))

    result = compared(desk)

    assert result.closed == result.reported == result.documents == Money(1180)
    assert told(result, "closings") == []
    assert result.booked == result.documents_net


def test_what_is_sold_after_the_closing_is_named_with_the_day_it_counts_in(
    desk: InvoiceDesk,
) -> None:
    sell(desk.session, desk.gesture)
    close_period(desk.session, desk.gesture, CloseAsked(ClosingLevel.DAY, TODAY))
    sell(desk.session, replace(desk.gesture, at=desk.gesture.at + timedelta(hours=2)))

    result = compared(desk)

    assert (result.closed, result.documents) == (Money(1180), Money(2360))
    assert told(result, "closings") == [("1 pièce", 1180, "le 22/11/2026 n’est pas encore clos")]


def test_a_day_that_is_not_closed_is_told_once_whatever_was_sold(desk: InvoiceDesk) -> None:
    for hours in (0, 1, 24):
        at = desk.gesture.at + timedelta(hours=hours)
        sell(desk.session, replace(desk.gesture, at=at))

    assert told(compared(desk), "closings") == [
        ("2 pièces", 2360, "le 21/11/2026 n’est pas encore clos"),
        ("1 pièce", 1180, "le 22/11/2026 n’est pas encore clos"),
    ]


@pytest.mark.parametrize("means", ["card", ""])
def test_a_credit_note_of_an_order_is_no_difference_paid_back_or_not(
    desk: InvoiceDesk, means: str
) -> None:
    order = desk.receive(remote_order("1042", remote_line(quantity=3)))
    desk.ship(order)
    invoice = desk.session.scalars(select(Invoice.id).where(Invoice.order_id == order)).one()
    refund = Refund(PaymentId(new_id()), means) if means else None
    asked = CreditAsked(invoice, amount=Money(590), reason="Abîmé", refund=refund)
    credit_invoice(desk.session, desk.gesture, DraftId(new_id()), asked)

    result = compared(desk)

    assert result.ordered == result.invoiced_orders == Money(1770 - 590)
    assert told(result, "orders") == []


def test_money_given_back_without_a_credit_note_is_named(desk: InvoiceDesk) -> None:
    order = desk.receive(remote_order("1042", remote_line(quantity=3)))
    desk.ship(order)
    back = Paid(PaymentId(new_id()), Money(-590), "card", desk.gesture.at, order_id=order)
    record_payments(desk.session, desk.gesture, [back])

    assert told(compared(desk), "orders") == [
        ("1042", -590, "la commande et ses factures diffèrent")
    ]


def test_an_order_shipped_whole_agrees_with_its_storefront(desk: InvoiceDesk) -> None:
    order = desk.receive(remote_order("1042", remote_line(quantity=3)))
    desk.ship(order)

    result = compared(desk)

    assert result.ordered == result.invoiced_orders == Money(1770)
    assert told(result, "orders") == []
    assert result.holds


def test_an_order_shipped_in_part_is_named(desk: InvoiceDesk) -> None:
    order = desk.receive(remote_order("1042", remote_line(quantity=3)))
    desk.ship(order, [1])

    result = compared(desk)

    assert told(result, "orders") == [("1042", 1180, "une partie reste à expédier")]
    assert result.holds


def test_a_document_whose_rates_do_not_make_its_total_is_named(desk: InvoiceDesk) -> None:
    issued(desk.session, desk.gesture, 1200, who=PERSON, total=Money(1300))

    result = compared(desk)

    assert not result.holds
    assert [each[1:] for each in told(result, "documents")] == [
        (100, "ses taux ne font pas son total")
    ]


def test_a_month_of_every_kind_of_document_is_told_to_the_cent(desk: InvoiceDesk) -> None:
    for number in range(40):
        day = date(2026, 11, 1) + timedelta(days=number % 20)
        kind = (InvoiceKind.INVOICE, InvoiceKind.TICKET, InvoiceKind.CREDIT_NOTE)[number % 3]
        cents = 1234 + 57 * number
        signed = -cents if kind is InvoiceKind.CREDIT_NOTE else cents
        issued(desk.session, desk.gesture, signed, kind=kind, day=day, who=PERSON)

    result, report = compared(desk), report_now(desk.session, NOVEMBER)

    assert result.holds
    assert result.reported == result.documents == report.base + report.vat
    assert sum(each.count for each in report.sales) == 40
    assert {each.against for each in result.differences} == {"closings"}
