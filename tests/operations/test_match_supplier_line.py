"""Lines of suppliers' invoices find their article and their receipt, and tell what differs."""

from dataclasses import replace

import pytest

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.operations.decide_supplier_invoice import decide_supplier_invoice
from merchant_desk.operations.match_supplier_line import match_supplier_line
from merchant_desk.operations.receive_units import Receipt, receive_units
from merchant_desk.queries.supplier_lines import line_receipts
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.supplier_invoices import (
    Gap,
    SupplierDecision,
)
from merchant_desk.values.supplier_words import SupplierState
from merchant_desk.values.words import CodeKind
from tests.makers import make_bin, make_location, make_product
from tests.operations.supplier_desk import card_of, gaps_of, make_shelf, take_in
from tests.received.made import BILL, Sold, bill


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

        done = take_in(session, gesture, bill(lines=(line,)))

        assert card_of(session, done.invoice_id).lines[0].product_id == soap


def test_two_articles_of_one_name_are_not_chosen_between(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        make_product(session, "A", ean=None)
        make_product(session, "B", ean=None)

        done = take_in(session, gesture, bill(lines=(Sold("Savon lavande 100 g", "1", "1", "1"),)))

        assert gaps_of(card_of(session, done.invoice_id)) == [[Gap.NO_ARTICLE]]


def test_more_charged_than_received_is_told(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        make_shelf(session, gesture, received=10)

        done = take_in(session, gesture)

        told = card_of(session, done.invoice_id).lines[0].gaps
    assert [each.sentence for each in told] == ["Facturé 12, reçu 10"]


def test_a_price_that_rose_is_told(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shelf = make_shelf(session, gesture)
        session.get_one(Product, shelf.soap).cost_tenthousandths = 29_000

        done = take_in(session, gesture)

        told = card_of(session, done.invoice_id).lines[0].gaps
    assert [each.sentence for each in told] == ["3,10\u00a0€ l’unité, 2,90\u00a0€ au dernier achat"]


def test_a_carton_counts_its_units(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shelf = make_shelf(session, gesture)
        session.add(
            ProductCode(code="03760123456791", product_id=shelf.soap, kind=CodeKind.CARTON, units=6)
        )
        session.flush()
        carton = Sold("Carton de savons", "2", "18.60", "37.20", ean="3760123456791")

        done = take_in(session, gesture, bill(lines=(carton,)))
        decide_supplier_invoice(
            session, gesture, done.invoice_id, SupplierDecision(SupplierState.APPROVED)
        )

        assert gaps_of(card_of(session, done.invoice_id)) == [[]]
        assert session.get_one(Batch, shelf.soap_batch).cost_tenthousandths == 31_000


def test_receipts_of_another_supplier_or_another_season_are_left_out(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shelf = make_shelf(session, gesture)
        late = bill(issued="20270301", due="20270331")
        other = bill(seller="Bougies du Nord", number="B-1")

        first = take_in(session, gesture, late)
        second = take_in(session, gesture, other)

        for done in (first, second):
            line = card_of(session, done.invoice_id).lines[0]
            assert (line.product_id, line.batch_id) == (shelf.soap, None)


def test_a_receipt_is_charged_once(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shelf = make_shelf(session, gesture)
        first = take_in(session, gesture)

        second = take_in(session, gesture, bill(number="F-2026-119"))

        one, two = (card_of(session, each.invoice_id).lines[0] for each in (first, second))
        assert (one.batch_id, two.batch_id) == (shelf.soap_batch, None)
        assert [each.taken for each in line_receipts(session, two.line_id)] == [True]


def test_matching_by_hand_learns_the_reference_of_the_supplier(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        soap = make_product(session, "X", name="Rien de tel", ean=None)
        strange = replace(BILL, lines=(Sold("LVD", "12", "3.10", "37.20", sku="SL-100"),))
        done = take_in(session, gesture, strange)
        line = card_of(session, done.invoice_id).lines[0]

        match_supplier_line(session, gesture, line.line_id, soap)
        again = take_in(session, gesture, replace(strange, number="F-3"))

        assert card_of(session, done.invoice_id).lines[0].product_id == soap
        assert again.matched == 1


def test_a_match_can_be_undone_and_a_foreign_receipt_is_refused(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shelf = make_shelf(session, gesture)
        done = take_in(session, gesture)
        line = card_of(session, done.invoice_id).lines[0]

        with pytest.raises(RefusedError, match="pas de cet article"):
            match_supplier_line(session, gesture, line.line_id, shelf.candle, shelf.soap_batch)
        match_supplier_line(session, gesture, line.line_id, None)

        assert card_of(session, done.invoice_id).lines[0].product_id is None


def test_goods_that_come_after_their_invoice_are_found_when_it_is_approved(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        soap = make_product(session)
        place = make_bin(session, make_location(session))
        done = take_in(session, gesture)
        before = card_of(session, done.invoice_id).lines[0]
        receipt = Receipt(product_id=soap, place_id=place, quantity=12)
        batch = receive_units(session, gesture, receipt)

        shown = card_of(session, done.invoice_id).lines[0]
        decide_supplier_invoice(
            session, gesture, done.invoice_id, SupplierDecision(SupplierState.APPROVED)
        )

        assert (before.batch_id, shown.batch_id) == (None, batch.batch_id)
        assert shown.gaps == ()
        assert session.get_one(Batch, batch.batch_id).cost_tenthousandths == 31_000
