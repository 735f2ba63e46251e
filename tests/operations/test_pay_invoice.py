"""Noting what came in for a document: whole, in part, too much, given back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.order import Payment
from merchant_desk.models.seal import Seal
from merchant_desk.operations.close_period import CloseAsked, close_period
from merchant_desk.operations.pay_invoice import (
    PaymentAsked,
    PaymentNoted,
    SeveralPaid,
    pay_invoice,
    pay_whole,
)
from merchant_desk.values.closings import ClosingLevel
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId, PaymentId, new_id
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import Money
from merchant_desk.values.signing import SealKind
from tests.issued import issued
from tests.makers import make_station

TODAY = date(2026, 11, 21)


def _asked(invoice_id: InvoiceId, cents: int) -> PaymentAsked:
    return PaymentAsked(PaymentId(new_id()), invoice_id, Money(cents), "cheque", TODAY, "0123456")


def test_a_payment_says_what_is_left_and_is_sealed(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        make_station(session, gesture)
        invoice_id = issued(session, gesture, 10_000)

        part = pay_invoice(session, gesture, _asked(invoice_id, 4_000))
        rest = pay_invoice(session, gesture, _asked(invoice_id, 7_000))

        sealed = select(func.count()).select_from(Seal).where(Seal.kind == SealKind.PAYMENT)
        assert part == PaymentNoted(Money(4_000), Money(6_000))
        assert rest == PaymentNoted(Money(7_000), Money(-1_000))
        assert session.scalar(sealed) == 2


def test_the_same_payment_asked_twice_is_noted_once(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        make_station(session, gesture)
        invoice_id = issued(session, gesture, 10_000)
        asked = _asked(invoice_id, 4_000)

        pay_invoice(session, gesture, asked)
        again = pay_invoice(session, gesture, asked)

        assert again.left == Money(6_000)
        assert session.scalar(select(func.count()).select_from(Payment)) == 1


@pytest.mark.parametrize(
    ("cents", "day", "title"),
    [
        (0, TODAY, "Le paiement n’a pas été noté\u00a0: il n’a pas de montant."),
        (
            100,
            date(2026, 11, 22),
            "Le paiement n’a pas été noté\u00a0: sa date est dans l’avenir.",
        ),
        (
            -100,
            TODAY,
            "Le remboursement n’a pas été noté\u00a0: il dépasse ce qui a été reçu.",
        ),
    ],
)
def test_what_cannot_be_true_is_refused_and_nothing_noted(
    database: Database, gesture: Gesture, cents: int, day: date, title: str
) -> None:
    with database.write() as session:
        make_station(session, gesture)
        invoice_id = issued(session, gesture, 10_000)

        with pytest.raises(RefusedError) as refusal:
            pay_invoice(session, gesture, replace(_asked(invoice_id, cents), paid_on=day))

        assert refusal.value.title == title
        assert session.scalar(select(func.count()).select_from(Payment)) == 0


def test_a_replaced_invoice_and_one_that_tells_a_ticket_take_no_payment(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        make_station(session, gesture)
        former = issued(session, gesture, 10_000)
        issued(session, gesture, 9_000, kind=InvoiceKind.CORRECTED, corrects_id=former)
        ticket = issued(session, gesture, 500, taken=500, kind=InvoiceKind.TICKET)
        told = issued(session, gesture, 500, details_id=ticket)

        for each in (former, told, InvoiceId(new_id())):
            with pytest.raises(RefusedError, match="Le paiement n’a pas été noté"):
                pay_invoice(session, gesture, _asked(each, 500))


def test_money_of_a_credit_note_is_given_back_once(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        make_station(session, gesture)
        invoice_id = issued(session, gesture, 10_000)
        pay_invoice(session, gesture, _asked(invoice_id, 10_000))
        note = issued(
            session, gesture, -3_000, kind=InvoiceKind.CREDIT_NOTE, corrects_id=invoice_id
        )

        given = pay_invoice(session, gesture, _asked(note, -3_000))

        assert given.left == Money(0)
        with pytest.raises(RefusedError, match="dépasse ce qui a été reçu"):
            pay_invoice(session, gesture, _asked(note, -1))


def test_several_are_paid_whole_and_those_paid_before_are_left(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        make_station(session, gesture)
        first, second, third = (issued(session, gesture, cents) for cents in (1_000, 2_000, 3_000))
        pay_invoice(session, gesture, _asked(second, 500))
        pay_invoice(session, gesture, _asked(third, 3_000))

        done = pay_whole(session, gesture, (first, second, third, first), "transfer", TODAY)

        assert done == SeveralPaid(2, Money(2_500))
        assert pay_whole(session, gesture, (first, second), "transfer", TODAY).count == 0


def test_money_is_not_dated_in_a_month_that_is_closed(database: Database, gesture: Gesture) -> None:
    later = replace(gesture, at=gesture.at + timedelta(days=12))
    with database.write() as session:
        make_station(session, gesture)
        invoice_id = issued(session, gesture, 10_000)
        close_period(session, gesture, CloseAsked(ClosingLevel.DAY, TODAY))
        close_period(session, later, CloseAsked(ClosingLevel.MONTH, TODAY))

        asked = replace(_asked(invoice_id, 4_000), paid_on=date(2026, 11, 30))
        with pytest.raises(RefusedError, match="clôturé jusqu’au 30/11/2026") as refusal:
            pay_invoice(session, later, asked)
        with pytest.raises(RefusedError, match="clôturé jusqu’au 30/11/2026"):
            pay_whole(session, later, (invoice_id,), "transfer", TODAY)
        noted = pay_invoice(session, later, replace(asked, paid_on=date(2026, 12, 1)))

    assert refusal.value.advice == "Datez-le d’aujourd’hui."
    assert noted.left == Money(6_000)
