"""Invoices received are found from the card of their supplier, however they name it."""

from datetime import date

from merchant_desk.database.database import Database
from merchant_desk.operations.find_supplier import supplier_named
from merchant_desk.operations.merge_suppliers import merge_suppliers
from merchant_desk.operations.save_supplier import save_supplier
from merchant_desk.queries.supplier_card import supplier_card
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.purchases import SupplierTerms
from tests.operations.supplier_desk import make_shelf, take_in

_TODAY = date(2026, 11, 21)


def test_an_invoice_is_on_the_card_of_its_name(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        make_shelf(session, gesture)
        done = take_in(session, gesture)
        named = supplier_named(session, gesture, done.supplier.upper())
        other = supplier_named(session, gesture, "Moulin bleu")

        mine = supplier_card(session, named, _TODAY)
        none = supplier_card(session, other, _TODAY)

    assert mine is not None
    assert none is not None
    assert [each.number for each in mine.invoices] == [done.number]
    assert none.invoices == ()


def test_an_invoice_of_a_merged_card_stays_found(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        make_shelf(session, gesture)
        done = take_in(session, gesture)
        gone = supplier_named(session, gesture, done.supplier)
        kept = save_supplier(session, gesture, SupplierTerms(name="Ventoux savons"))

        merge_suppliers(session, gesture, kept, gone)
        card = supplier_card(session, kept, _TODAY)

    assert card is not None
    assert [each.number for each in card.invoices] == [done.number]
