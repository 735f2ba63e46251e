"""What was paid before the goods leave is deducted when they do."""

from merchant_desk.database.database import Database
from merchant_desk.operations.issue_document import issue_document
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import DraftId, new_id
from merchant_desk.values.invoice_draft import DraftLine, InvoiceDraft
from merchant_desk.values.invoice_page import Buyer, InvoiceKind
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.remote import Address
from merchant_desk.values.unit_price import UnitPrice
from tests.makers import remote_order
from tests.operations.invoice_desk import invoice_desk
from tests.operations.test_invoiced_amounts import CARRIAGE, SOAP


def test_a_deposit_taken_on_an_order_is_deducted_when_it_ships(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        desk = invoice_desk(session, gesture)
        order_id = desk.receive(remote_order("1", SOAP, CARRIAGE))
        draft = InvoiceDraft(
            InvoiceKind.DEPOSIT,
            Buyer(Address(name="Jeanne", line1="3 rue des Lilas", postcode="69003", city="Lyon")),
            (DraftLine("Acompte", 1, UnitPrice.of(Money(300)), 2000),),
            order_id=order_id,
        )
        taken = issue_document(session, desk.gesture, DraftId(new_id()), draft)
        desk.ship(order_id)

        page = next(each for each in desk.pages(order_id) if each.kind is InvoiceKind.INVOICE)

        assert [(each.number, each.amount) for each in page.deposits] == [
            (taken.number, Money(300))
        ]
        assert (page.ttc, page.paid, page.left_to_pay) == (Money(1490), Money(1190), ZERO)
