"""Invoices of suppliers are kept once, matched, decided and paid; receipts learn from them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.documents.received.invoice_file import read_invoice_file
from merchant_desk.errors import RefusedError
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.operations.decide_supplier_invoice import decide_supplier_invoice
from merchant_desk.operations.import_supplier_invoice import (
    AlreadyReceivedError,
    import_supplier_invoice,
)
from merchant_desk.operations.match_supplier_line import match_supplier_line
from merchant_desk.operations.pay_supplier_invoice import pay_supplier_invoice
from merchant_desk.operations.receive_units import Receipt, receive_units
from merchant_desk.queries.supplier_invoice_card import (
    SupplierInvoiceCard,
    supplier_invoice_card,
    supplier_invoice_file,
)
from merchant_desk.queries.supplier_lines import line_receipts
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import BatchId, PaymentId, ProductId, SupplierInvoiceId, new_id
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.received_invoice import ReceivedFile
from merchant_desk.values.supplier_invoices import (
    Gap,
    SupplierDecision,
    SupplierImported,
    SupplierPaid,
)
from merchant_desk.values.supplier_words import SupplierState
from merchant_desk.values.words import CodeKind
from tests.makers import make_bin, make_location, make_product, make_profile, make_station
from tests.received.made import BILL, Bill, Sold, bill, cii

DAY = date(2026, 11, 21)


@dataclass(frozen=True)
class Shelf:
    """Two articles that suppliers send, and the receipt of each."""

    soap: ProductId
    candle: ProductId
    soap_batch: BatchId


def _shelf(session: Session, gesture: Gesture, received: int = 12) -> Shelf:
    make_station(session, gesture)
    place = make_bin(session, make_location(session))
    soap = make_product(session)
    candle = make_product(session, "BOU-FIG", name="Bougie figue", ean=None)
    batch = receive_units(
        session,
        gesture,
        Receipt(product_id=soap, place_id=place, quantity=received, supplier="savonnerie ventoux"),
    )
    return Shelf(soap, candle, batch.batch_id)


def _import(session: Session, gesture: Gesture, said: Bill = BILL) -> SupplierImported:
    file = ReceivedFile("facture.xml", cii(said))
    received = read_invoice_file(file.name, file.data)
    return import_supplier_invoice(session, gesture, received, file)


def _card(session: Session, invoice_id: SupplierInvoiceId) -> SupplierInvoiceCard:
    card = supplier_invoice_card(session, invoice_id)
    assert card is not None
    return card


def _gaps(card: SupplierInvoiceCard) -> list[list[Gap]]:
    return [[each.gap for each in line.gaps] for line in card.lines]


def _paid(amount: int, day: date = DAY) -> SupplierPaid:
    return SupplierPaid(PaymentId(new_id()), Money(amount), "transfer", day)


def test_an_invoice_is_kept_with_its_bytes_and_its_lines_are_recognised(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shelf = _shelf(session, gesture)

        done = _import(session, gesture)

        card = _card(session, done.invoice_id)
        kept = supplier_invoice_file(session, done.invoice_id)
        assert kept == ReceivedFile("facture.xml", cii())
        assert (done.lines, done.matched, done.findings) == (2, 2, ())
        assert (card.total, card.left, card.due_on) == (
            Money(8424),
            Money(8424),
            date(2026, 12, 2),
        )
        assert [line.product_id for line in card.lines] == [shelf.soap, shelf.candle]
        assert card.lines[0].batch_id == shelf.soap_batch
        assert _gaps(card) == [[], [Gap.NO_RECEIPT]]
        assert [each.name for each in card.steps] == ["Prise en charge"]


def test_the_same_invoice_is_kept_once(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        first = _import(session, gesture)

        with pytest.raises(AlreadyReceivedError) as same_bytes:
            _import(session, gesture)
        with pytest.raises(AlreadyReceivedError) as same_number:
            _import(session, gesture, bill(order="CMD-78"))

    assert same_bytes.value.invoice_id == same_number.value.invoice_id == first.invoice_id
    assert "déjà là" in same_bytes.value.title


def test_a_number_met_on_another_day_and_an_invoice_for_someone_else_are_told(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        make_profile(session)
        _import(session, gesture)

        again = _import(session, gesture, bill(issued="20261103"))

    assert [each.rule for each in again.findings] == ["DOUBLON", "DEST_ERR"]
    assert "02/11/2026" in again.findings[0].sentence


def test_a_credit_note_is_kept_below_zero(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        done = _import(session, gesture, bill(kind="381", due=""))
        card = _card(session, done.invoice_id)

        left = pay_supplier_invoice(session, gesture, done.invoice_id, _paid(-8424))

    assert (card.total, card.left, card.lines[0].quantity) == (
        Money(-8424), Money(-8424), -120_000,
    )  # fmt: skip
    assert left == ZERO


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (Sold("?", "12", "3.10", "37.20", ean="3760123456784"), None),
        (Sold("savon  LAVANDE – 100 g", "12", "3.10", "37.20"), None),
        (Sold("?", "12", "3.10", "37.20", sku="SAV-LAV-100"), None),
        (Sold("?", "12", "3.10", "37.20", sku="sl-100"), "SL-100"),
    ],
)
def test_an_article_is_recognised_by_code_name_or_reference(
    database: Database, gesture: Gesture, line: Sold, code: str | None
) -> None:
    with database.write() as session:
        soap = make_product(session)
        if code:
            session.add(ProductCode(code=code, product_id=soap, kind=CodeKind.SUPPLIER))
            session.flush()

        done = _import(session, gesture, bill(lines=(line,)))

        assert _card(session, done.invoice_id).lines[0].product_id == soap


def test_two_articles_of_one_name_are_not_chosen_between(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        make_product(session, "A", ean=None)
        make_product(session, "B", ean=None)

        done = _import(session, gesture, bill(lines=(Sold("Savon lavande 100 g", "1", "1", "1"),)))

        assert _gaps(_card(session, done.invoice_id)) == [[Gap.NO_ARTICLE]]


def test_more_charged_than_received_is_told(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        _shelf(session, gesture, received=10)

        done = _import(session, gesture)

        told = _card(session, done.invoice_id).lines[0].gaps
    assert [each.sentence for each in told] == ["Facturé 12, reçu 10"]


def test_a_price_that_rose_is_told(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shelf = _shelf(session, gesture)
        session.get_one(Product, shelf.soap).cost_tenthousandths = 29_000

        done = _import(session, gesture)

        told = _card(session, done.invoice_id).lines[0].gaps
    assert [each.sentence for each in told] == ["3,10\u00a0€ l’unité, 2,90\u00a0€ au dernier achat"]


def test_a_carton_counts_its_units(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shelf = _shelf(session, gesture)
        session.add(
            ProductCode(code="03760123456791", product_id=shelf.soap, kind=CodeKind.CARTON, units=6)
        )
        session.flush()
        carton = Sold("Carton de savons", "2", "18.60", "37.20", ean="3760123456791")

        done = _import(session, gesture, bill(lines=(carton,)))
        decide_supplier_invoice(
            session, gesture, done.invoice_id, SupplierDecision(SupplierState.APPROVED)
        )

        assert _gaps(_card(session, done.invoice_id)) == [[]]
        assert session.get_one(Batch, shelf.soap_batch).cost_tenthousandths == 31_000


def test_receipts_of_another_supplier_or_another_season_are_left_out(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shelf = _shelf(session, gesture)
        late = bill(issued="20270301", due="20270331")
        other = bill(seller="Bougies du Nord", number="B-1")

        first = _import(session, gesture, late)
        second = _import(session, gesture, other)

        for done in (first, second):
            line = _card(session, done.invoice_id).lines[0]
            assert (line.product_id, line.batch_id) == (shelf.soap, None)


def test_a_receipt_is_charged_once(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shelf = _shelf(session, gesture)
        first = _import(session, gesture)

        second = _import(session, gesture, bill(number="F-2026-119"))

        one, two = (_card(session, each.invoice_id).lines[0] for each in (first, second))
        assert (one.batch_id, two.batch_id) == (shelf.soap_batch, None)
        assert [each.taken for each in line_receipts(session, two.line_id)] == [True]


def test_matching_by_hand_learns_the_reference_of_the_supplier(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        soap = make_product(session, "X", name="Rien de tel", ean=None)
        strange = replace(BILL, lines=(Sold("LVD", "12", "3.10", "37.20", sku="SL-100"),))
        done = _import(session, gesture, strange)
        line = _card(session, done.invoice_id).lines[0]

        match_supplier_line(session, gesture, line.line_id, soap)
        again = _import(session, gesture, replace(strange, number="F-3"))

        assert _card(session, done.invoice_id).lines[0].product_id == soap
        assert again.matched == 1


def test_a_match_can_be_undone_and_a_foreign_receipt_is_refused(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shelf = _shelf(session, gesture)
        done = _import(session, gesture)
        line = _card(session, done.invoice_id).lines[0]

        with pytest.raises(RefusedError, match="pas de cet article"):
            match_supplier_line(session, gesture, line.line_id, shelf.candle, shelf.soap_batch)
        match_supplier_line(session, gesture, line.line_id, None)

        assert _card(session, done.invoice_id).lines[0].product_id is None


def test_an_approval_gives_the_receipt_and_the_article_their_cost(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shelf = _shelf(session, gesture)
        done = _import(session, gesture)

        decide_supplier_invoice(
            session, gesture, done.invoice_id, SupplierDecision(SupplierState.APPROVED)
        )

        assert session.get_one(Batch, shelf.soap_batch).cost_tenthousandths == 31_000
        assert session.get_one(Product, shelf.soap).cost_tenthousandths == 31_000
        assert _card(session, done.invoice_id).state is SupplierState.APPROVED


def _steps(session: Session, invoice_id: SupplierInvoiceId) -> Sequence[tuple[int, str]]:
    wanted = text(
        "SELECT code, reason FROM invoice_status WHERE supplier_invoice_id = :id ORDER BY id"
    )
    return [(row.code, row.reason) for row in session.execute(wanted, {"id": invoice_id})]


def test_a_dispute_and_a_refusal_need_a_reason_of_the_closed_list(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        done = _import(session, gesture)

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
        done = _import(session, gesture)
        no = SupplierDecision(SupplierState.REFUSED, "DOUBLON")
        decide_supplier_invoice(session, gesture, done.invoice_id, no)

        with pytest.raises(RefusedError, match="trop tard"):
            decide_supplier_invoice(
                session, gesture, done.invoice_id, SupplierDecision(SupplierState.APPROVED)
            )
        with pytest.raises(RefusedError, match="refusée ou en litige"):
            pay_supplier_invoice(session, gesture, done.invoice_id, _paid(8424))

        assert _card(session, done.invoice_id).left == ZERO


def test_a_payment_in_two_parts_pays_the_receipts_when_whole(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shelf = _shelf(session, gesture)
        done = _import(session, gesture)
        first = _paid(8000)

        left = pay_supplier_invoice(session, gesture, done.invoice_id, first)
        again = pay_supplier_invoice(session, gesture, done.invoice_id, first)
        batch = session.get_one(Batch, shelf.soap_batch)
        half = (batch.paid_on, batch.paid_known)
        over = pay_supplier_invoice(session, gesture, done.invoice_id, _paid(424))

        assert (left, again, over) == (Money(424), Money(424), ZERO)
        assert half == (None, False)
        assert (batch.paid_on, batch.paid_known) == (DAY, True)
        assert [code for code, _reason in _steps(session, done.invoice_id)] == [204, 205, 211, 211]
        assert _card(session, done.invoice_id).state is SupplierState.PAID


@pytest.mark.parametrize(
    ("paid", "why"),
    [
        (_paid(8425), "dépasse"),
        (_paid(0), "n’est pas possible"),
        (_paid(-100), "n’est pas possible"),
        (_paid(100, DAY + timedelta(days=1)), "à venir"),
        (replace(_paid(100), means=""), "le moyen"),
    ],
)
def test_a_payment_that_cannot_be_is_refused(
    database: Database, gesture: Gesture, paid: SupplierPaid, why: str
) -> None:
    with database.write() as session:
        done = _import(session, gesture)

        with pytest.raises(RefusedError, match=why):
            pay_supplier_invoice(session, gesture, done.invoice_id, paid)

        assert _card(session, done.invoice_id).payments == ()


def test_the_database_itself_refuses_to_change_what_came(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with sqlite_database.write() as session:
        _import(session, gesture)

    for change in ("UPDATE supplier_invoice SET total = 1", "DELETE FROM supplier_invoice_line"):
        with pytest.raises(DatabaseError), sqlite_database.write() as session:
            session.execute(text(change))


def test_a_line_of_a_closed_invoice_keeps_its_match(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shelf = _shelf(session, gesture)
        done = _import(session, gesture)
        pay_supplier_invoice(session, gesture, done.invoice_id, _paid(8424))
        line = _card(session, done.invoice_id).lines[0]

        with pytest.raises(RefusedError, match="close"):
            match_supplier_line(session, gesture, line.line_id, shelf.candle)

        assert session.scalars(select(Batch.id)).all() == [shelf.soap_batch]
