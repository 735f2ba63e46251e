"""What is still to be paid on a document, whatever came in, went back or was corrected."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.queries.receivables import (
    Due,
    PaidState,
    due_of,
    money_without_document,
    open_dues,
)
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId, OrderId
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import Money
from tests.issued import issued, paid
from tests.makers import make_product, make_profile, make_shop, make_station, remote_order

TODAY = date(2026, 11, 21)
YESTERDAY = TODAY - timedelta(days=1)
SOON = TODAY + timedelta(days=9)


@contextmanager
def _shop(database: Database, gesture: Gesture) -> Iterator[Session]:
    with database.write() as session:
        make_station(session, gesture)
        yield session


def _order(session: Session, gesture: Gesture) -> OrderId:
    """An order of which nothing was paid yet."""
    make_profile(session)
    make_product(session)
    shop_id = make_shop(session)
    unpaid = remote_order("1042", paid_at=None)
    return accept_order(session, gesture, shop_id, unpaid).order_id


def _stand(session: Session, invoice_id: InvoiceId) -> Due:
    return due_of(session, (invoice_id,), TODAY)[invoice_id]


def _said(session: Session, invoice_id: InvoiceId) -> tuple[int, PaidState]:
    """Return what is left and the state; the list of open ones must agree."""
    due = _stand(session, invoice_id)
    waiting = open_dues(session, TODAY)
    left = waiting[invoice_id].left.cents if invoice_id in waiting else 0
    assert left == max(0, due.left.cents)
    return due.left.cents, due.state


def test_an_invoice_waits_until_it_is_paid_in_parts(database: Database, gesture: Gesture) -> None:
    with _shop(database, gesture) as session:
        invoice_id = issued(session, gesture, 12_000, due_on=SOON)
        assert _said(session, invoice_id) == (12_000, PaidState.TO_COLLECT)

        paid(session, gesture, 5_000, invoice_id=invoice_id)
        assert _said(session, invoice_id) == (7_000, PaidState.PARTIAL)

        paid(session, gesture, 7_000, invoice_id=invoice_id)
        assert _said(session, invoice_id) == (0, PaidState.PAID)

        paid(session, gesture, 1_000, invoice_id=invoice_id)
        assert _said(session, invoice_id) == (-1_000, PaidState.OVERPAID)
        assert _stand(session, invoice_id).settled == Money(13_000)

        paid(session, gesture, -1_000, invoice_id=invoice_id)
        assert _said(session, invoice_id) == (0, PaidState.PAID)


@pytest.mark.parametrize(
    ("due_on", "state"),
    [
        (TODAY, PaidState.TO_COLLECT),
        (YESTERDAY, PaidState.LATE),
        (None, PaidState.TO_COLLECT),
    ],
)
def test_a_document_is_late_the_day_after_it_was_due(
    database: Database, gesture: Gesture, due_on: date | None, state: PaidState
) -> None:
    with _shop(database, gesture) as session:
        invoice_id = issued(session, gesture, 5_000, due_on=due_on)

        assert _said(session, invoice_id) == (5_000, state)


def test_what_was_taken_at_issue_is_not_asked_again(database: Database, gesture: Gesture) -> None:
    with _shop(database, gesture) as session:
        order_id = _order(session, gesture)
        paid(session, gesture, 9_000, order_id=order_id)
        whole = issued(session, gesture, 6_000, taken=6_000, order_id=order_id)
        part = issued(session, gesture, 4_000, taken=3_000, order_id=order_id, due_on=SOON)

        assert _said(session, whole) == (0, PaidState.PAID)
        assert _said(session, part) == (1_000, PaidState.PARTIAL)


def test_what_comes_in_later_for_an_order_fills_its_oldest_document_first(
    database: Database, gesture: Gesture
) -> None:
    with _shop(database, gesture) as session:
        order_id = _order(session, gesture)
        first = issued(session, gesture, 6_000, order_id=order_id, day=YESTERDAY)
        second = issued(session, gesture, 4_000, order_id=order_id, due_on=SOON)
        paid(session, gesture, 7_000, order_id=order_id)

        assert _said(session, first) == (0, PaidState.PAID)
        assert _said(session, second) == (3_000, PaidState.PARTIAL)


def test_money_of_an_order_and_of_its_document_are_each_counted_once(
    database: Database, gesture: Gesture
) -> None:
    with _shop(database, gesture) as session:
        order_id = _order(session, gesture)
        invoice_id = issued(session, gesture, 6_000, order_id=order_id, due_on=SOON)
        paid(session, gesture, 2_500, order_id=order_id, invoice_id=invoice_id)
        paid(session, gesture, 500, order_id=order_id)

        assert _said(session, invoice_id) == (3_000, PaidState.PARTIAL)


def test_a_credit_note_lowers_what_is_due(database: Database, gesture: Gesture) -> None:
    with _shop(database, gesture) as session:
        invoice_id = issued(session, gesture, 10_000, due_on=SOON)
        note = issued(
            session, gesture, -4_000, kind=InvoiceKind.CREDIT_NOTE, corrects_id=invoice_id
        )

        assert _said(session, invoice_id) == (6_000, PaidState.TO_COLLECT)
        assert _said(session, note) == (0, PaidState.REFUNDED)


def test_a_whole_credit_note_on_an_unpaid_invoice_leaves_nothing_to_pay(
    database: Database, gesture: Gesture
) -> None:
    with _shop(database, gesture) as session:
        invoice_id = issued(session, gesture, 10_000, due_on=YESTERDAY)
        note = issued(
            session, gesture, -10_000, kind=InvoiceKind.CREDIT_NOTE, corrects_id=invoice_id
        )

        assert _said(session, invoice_id) == (0, PaidState.CREDITED)
        assert _said(session, note) == (0, PaidState.REFUNDED)


def test_a_credit_note_on_a_paid_invoice_is_to_be_given_back_once(
    database: Database, gesture: Gesture
) -> None:
    with _shop(database, gesture) as session:
        invoice_id = issued(session, gesture, 10_000)
        paid(session, gesture, 10_000, invoice_id=invoice_id)
        note = issued(
            session, gesture, -4_000, kind=InvoiceKind.CREDIT_NOTE, corrects_id=invoice_id
        )
        assert _said(session, note) == (-4_000, PaidState.TO_REFUND)
        assert _said(session, invoice_id) == (-4_000, PaidState.OVERPAID)

        paid(session, gesture, -4_000, invoice_id=note)

        assert _said(session, note) == (0, PaidState.REFUNDED)
        assert _said(session, invoice_id) == (0, PaidState.PAID)


def test_a_refund_that_the_storefront_made_pays_its_credit_note(
    database: Database, gesture: Gesture
) -> None:
    with _shop(database, gesture) as session:
        order_id = _order(session, gesture)
        paid(session, gesture, 6_000, order_id=order_id)
        invoice_id = issued(session, gesture, 6_000, taken=6_000, order_id=order_id)
        paid(session, gesture, -2_000, order_id=order_id)
        assert money_without_document(session, invoice_id) == Money(2_000)
        assert _said(session, invoice_id) == (0, PaidState.PAID)

        note = issued(
            session,
            gesture,
            -2_000,
            taken=-2_000,
            kind=InvoiceKind.CREDIT_NOTE,
            corrects_id=invoice_id,
            order_id=order_id,
        )

        assert money_without_document(session, invoice_id) == Money(0)
        assert _said(session, note) == (0, PaidState.REFUNDED)
        assert _said(session, invoice_id) == (0, PaidState.PAID)


def test_a_corrected_invoice_takes_over_what_was_paid(database: Database, gesture: Gesture) -> None:
    with _shop(database, gesture) as session:
        former = issued(session, gesture, 10_000)
        paid(session, gesture, 10_000, invoice_id=former)
        newer = issued(
            session,
            gesture,
            12_000,
            kind=InvoiceKind.CORRECTED,
            corrects_id=former,
            due_on=SOON,
        )

        assert _said(session, former) == (0, PaidState.REPLACED)
        assert _said(session, newer) == (2_000, PaidState.PARTIAL)


def test_money_follows_from_correction_to_correction(database: Database, gesture: Gesture) -> None:
    """Each correction comes with a credit note of all that it replaces."""
    with _shop(database, gesture) as session:
        order_id = _order(session, gesture)
        paid(session, gesture, 10_000, order_id=order_id)
        first = issued(session, gesture, 10_000, taken=10_000, order_id=order_id)
        cancelling = issued(
            session, gesture, -10_000, kind=InvoiceKind.CREDIT_NOTE, corrects_id=first
        )
        second = issued(
            session, gesture, 12_000, kind=InvoiceKind.CORRECTED, corrects_id=first, due_on=SOON
        )
        paid(session, gesture, 500, invoice_id=second)
        third = issued(
            session, gesture, 11_000, kind=InvoiceKind.CORRECTED, corrects_id=second, due_on=SOON
        )

        assert _said(session, first) == (0, PaidState.REPLACED)
        assert _said(session, cancelling) == (0, PaidState.REFUNDED)
        assert _said(session, second) == (0, PaidState.REPLACED)
        assert _said(session, third) == (500, PaidState.PARTIAL)


def test_money_given_back_with_a_credit_note_counts_once(
    database: Database, gesture: Gesture
) -> None:
    """The note prints it, and a row of the ledger tells it: one gesture made both."""
    with _shop(database, gesture) as session:
        order_id = _order(session, gesture)
        paid(session, gesture, 6_000, order_id=order_id)
        invoice_id = issued(session, gesture, 6_000, taken=6_000, order_id=order_id)
        note = issued(
            session,
            gesture,
            -2_000,
            taken=-2_000,
            kind=InvoiceKind.CREDIT_NOTE,
            corrects_id=invoice_id,
            order_id=order_id,
            issued_at=gesture.at,
        )
        paid(session, gesture, -2_000, invoice_id=note)
        other = issued(session, gesture, 3_000, order_id=order_id, due_on=SOON)

        assert _said(session, note) == (0, PaidState.REFUNDED)
        assert _said(session, invoice_id) == (0, PaidState.PAID)
        assert _said(session, other) == (3_000, PaidState.TO_COLLECT)


def test_a_ticket_paid_at_the_counter_owes_nothing_and_its_invoice_neither(
    database: Database, gesture: Gesture
) -> None:
    with _shop(database, gesture) as session:
        ticket = issued(session, gesture, 2_500, taken=2_500, kind=InvoiceKind.TICKET)
        paid(session, gesture, 2_500, invoice_id=ticket, means="cash")
        told = issued(session, gesture, 2_500, details_id=ticket)

        assert _said(session, ticket) == (0, PaidState.PAID)
        assert _said(session, told) == (0, PaidState.TOLD)


def test_a_cheque_that_bounced_opens_a_paid_invoice_again(
    database: Database, gesture: Gesture
) -> None:
    with _shop(database, gesture) as session:
        order_id = _order(session, gesture)
        paid(session, gesture, 6_000, order_id=order_id)
        invoice_id = issued(session, gesture, 6_000, taken=6_000, order_id=order_id)
        paid(session, gesture, -6_000, invoice_id=invoice_id, means="cheque")

        assert _said(session, invoice_id) == (6_000, PaidState.TO_COLLECT)


def test_a_deposit_deducted_is_not_asked_twice(database: Database, gesture: Gesture) -> None:
    with _shop(database, gesture) as session:
        deposit = issued(session, gesture, 3_000, kind=InvoiceKind.DEPOSIT, due_on=SOON)
        final = issued(session, gesture, 10_000, left_to_pay=Money(7_000), due_on=SOON)

        assert _said(session, deposit) == (3_000, PaidState.TO_COLLECT)
        assert _said(session, final) == (7_000, PaidState.PARTIAL)
