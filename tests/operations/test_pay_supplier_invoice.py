"""Invoices of suppliers are approved, disputed, refused and paid; receipts learn from them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.product import Product
from merchant_desk.operations.decide_supplier_invoice import decide_supplier_invoice
from merchant_desk.operations.match_supplier_line import match_supplier_line
from merchant_desk.operations.pay_supplier_invoice import pay_supplier_invoice
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import SupplierInvoiceId
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.supplier_invoices import (
    SupplierDecision,
    SupplierPaid,
)
from merchant_desk.values.supplier_words import SupplierState
from tests.operations.supplier_desk import (
    DAY,
    card_of,
    make_shelf,
    paid_of_day,
    take_in,
)


def test_an_approval_gives_the_receipt_and_the_article_their_cost(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shelf = make_shelf(session, gesture)
        done = take_in(session, gesture)

        decide_supplier_invoice(
            session, gesture, done.invoice_id, SupplierDecision(SupplierState.APPROVED)
        )

        assert session.get_one(Batch, shelf.soap_batch).cost_tenthousandths == 31_000
        assert session.get_one(Product, shelf.soap).cost_tenthousandths == 31_000
        assert card_of(session, done.invoice_id).state is SupplierState.APPROVED


def _steps(session: Session, invoice_id: SupplierInvoiceId) -> Sequence[tuple[int, str]]:
    wanted = text(
        "SELECT code, reason FROM invoice_status WHERE supplier_invoice_id = :id ORDER BY id"
    )
    return [(row.code, row.reason) for row in session.execute(wanted, {"id": invoice_id})]


def test_a_dispute_and_a_refusal_need_a_reason_of_the_closed_list(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        done = take_in(session, gesture)

        for state in (SupplierState.DISPUTED, SupplierState.REFUSED):
            with pytest.raises(RefusedError, match="il manque la raison"):
                decide_supplier_invoice(
                    session, gesture, done.invoice_id, SupplierDecision(state, "PARCE_QUE")
                )
        decide_supplier_invoice(
            session,
            gesture,
            done.invoice_id,
            SupplierDecision(SupplierState.DISPUTED, "QTE_ERR", " deux savons manquent "),
        )
        decide_supplier_invoice(
            session, gesture, done.invoice_id, SupplierDecision(SupplierState.REFUSED, "CMD_ERR")
        )

        assert _steps(session, done.invoice_id) == [
            (204, ""), (207, "QTE_ERR"), (210, "CMD_ERR"),
        ]  # fmt: skip


def test_what_is_refused_stays_refused(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        done = take_in(session, gesture)
        no = SupplierDecision(SupplierState.REFUSED, "DOUBLON")
        decide_supplier_invoice(session, gesture, done.invoice_id, no)

        with pytest.raises(RefusedError, match="trop tard"):
            decide_supplier_invoice(
                session, gesture, done.invoice_id, SupplierDecision(SupplierState.APPROVED)
            )
        with pytest.raises(RefusedError, match="refusée ou en litige"):
            pay_supplier_invoice(session, gesture, done.invoice_id, paid_of_day(8424))

        assert card_of(session, done.invoice_id).left == ZERO


def test_a_payment_in_two_parts_pays_the_receipts_when_whole(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shelf = make_shelf(session, gesture)
        done = take_in(session, gesture)
        first = paid_of_day(8000)

        left = pay_supplier_invoice(session, gesture, done.invoice_id, first)
        again = pay_supplier_invoice(session, gesture, done.invoice_id, first)
        batch = session.get_one(Batch, shelf.soap_batch)
        half = (batch.paid_on, batch.paid_known)
        over = pay_supplier_invoice(session, gesture, done.invoice_id, paid_of_day(424))

        assert (left, again, over) == (Money(424), Money(424), ZERO)
        assert half == (None, False)
        assert (batch.paid_on, batch.paid_known) == (DAY, True)
        assert [code for code, _reason in _steps(session, done.invoice_id)] == [204, 205, 211, 211]
        assert card_of(session, done.invoice_id).state is SupplierState.PAID


@pytest.mark.parametrize(
    ("paid", "why"),
    [
        (paid_of_day(8425), "dépasse"),
        (paid_of_day(0), "n’est pas possible"),
        (paid_of_day(-100), "n’est pas possible"),
        (paid_of_day(100, DAY + timedelta(days=1)), "à venir"),
        (replace(paid_of_day(100), means=""), "le moyen"),
    ],
)
def test_a_payment_that_cannot_be_is_refused(
    database: Database, gesture: Gesture, paid: SupplierPaid, why: str
) -> None:
    with database.write() as session:
        done = take_in(session, gesture)

        with pytest.raises(RefusedError, match=why):
            pay_supplier_invoice(session, gesture, done.invoice_id, paid)

        assert card_of(session, done.invoice_id).payments == ()


def test_a_line_of_a_closed_invoice_keeps_its_match(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shelf = make_shelf(session, gesture)
        done = take_in(session, gesture)
        pay_supplier_invoice(session, gesture, done.invoice_id, paid_of_day(8424))
        line = card_of(session, done.invoice_id).lines[0]

        with pytest.raises(RefusedError, match="close"):
            match_supplier_line(session, gesture, line.line_id, shelf.candle)

        assert session.scalars(select(Batch.id)).all() == [shelf.soap_batch]
