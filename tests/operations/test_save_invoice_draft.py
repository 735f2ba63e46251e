"""Drafts: kept while they are written, gone once issued or thrown away."""

from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.models.order import Customer
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.issue_document import issue_document
from merchant_desk.operations.save_invoice_draft import (
    draft_title,
    drop_invoice_draft,
    save_invoice_draft,
)
from merchant_desk.queries.draft_defaults import draft_defaults
from merchant_desk.queries.found_buyers import find_buyers
from merchant_desk.queries.invoice_drafts import DraftsQuery, invoice_draft
from merchant_desk.queries.sold_article import sold_article
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import DraftId, ProductId, new_id
from merchant_desk.values.invoice_draft import DraftLine, InvoiceDraft
from merchant_desk.values.invoice_page import Buyer, InvoiceKind
from merchant_desk.values.money import Money
from merchant_desk.values.remote import Address
from merchant_desk.values.unit_price import UnitPrice
from tests.issued import COMPANY, issued
from tests.makers import make_product, make_profile, make_shop, make_station, remote_order

ZOE = Buyer(Address(name="Zoé 🌿 نور", line1="3 rue Haute", postcode="45000", city="Orléans"))
SOAP = DraftLine(name="Savon", quantity=2, unit_price=UnitPrice(5_905_000), rate_bp=2000)
DRAFT = InvoiceDraft(kind=InvoiceKind.INVOICE, buyer=ZOE, lines=(SOAP,))


def test_a_draft_reads_back_as_it_was_typed(database: Database, gesture: Gesture) -> None:
    draft_id = DraftId(new_id())
    with database.write() as session:
        make_station(session, gesture)
        save_invoice_draft(session, gesture, draft_id, InvoiceDraft(InvoiceKind.INVOICE, ZOE, ()))
        session.flush()
        save_invoice_draft(session, gesture, draft_id, DRAFT)
    with database.read() as session:
        (row,) = DraftsQuery().fetch(session, 0, 10)

        assert invoice_draft(session, draft_id) == DRAFT
        assert (row.title, row.lines, row.by) == ("Zoé 🌿 نور · Savon", 1, "Camille")
        assert DraftsQuery("zoé").count(session) == 1
        assert list(DraftsQuery("personne").ids(session)) == []
        assert DraftsQuery().sorted_by("x", descending=False).ids(session) == [draft_id]


def test_an_issued_draft_is_gone_and_cannot_come_back(database: Database, gesture: Gesture) -> None:
    draft_id = DraftId(new_id())
    with database.write() as session:
        make_station(session, gesture)
        make_profile(session)
        assert save_invoice_draft(session, gesture, draft_id, DRAFT)
        session.flush()
        posted = issue_document(session, gesture, draft_id, DRAFT)

        assert issue_document(session, gesture, draft_id, DRAFT) == posted
        assert invoice_draft(session, draft_id) is None
        assert not save_invoice_draft(session, gesture, draft_id, DRAFT)
        assert DraftsQuery().count(session) == 0


def test_a_draft_thrown_away_is_gone(database: Database, gesture: Gesture) -> None:
    draft_id = DraftId(new_id())
    with database.write() as session:
        save_invoice_draft(session, gesture, draft_id, DRAFT)
        session.flush()

        drop_invoice_draft(session, draft_id)

        assert invoice_draft(session, draft_id) is None
    assert draft_title(InvoiceDraft(InvoiceKind.INVOICE, Buyer(Address()), ())) == "Sans client"


def test_who_was_invoiced_is_found_again_by_name_or_number(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        make_station(session, gesture)
        issued(session, gesture, 1_000)
        issued(session, gesture, 2_000)

        (found,) = find_buyers(session, "hotel")

        assert found.buyer == COMPANY
        assert found.name == "Hôtel du Pont"
        assert find_buyers(session, "h") == ()
        assert find_buyers(session, "100 % ' _ \0") == ()


def test_a_customer_of_the_storefront_comes_with_the_address_of_her_last_order(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        make_station(session, gesture)
        make_profile(session)
        make_product(session)
        shop_id = make_shop(session)
        accept_order(session, gesture, shop_id, remote_order("1042"))
        session.flush()
        (customer,) = session.execute(select(Customer.name, Customer.email)).all()

        (found,) = find_buyers(session, customer.email)

        assert found.customer_id is not None
        assert found.buyer.address.city
        assert found.buyer.email == customer.email


def test_the_form_begins_with_the_rates_of_the_shop_and_its_open_deposits(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        make_station(session, gesture)
        soap = make_product(session)
        assert not draft_defaults(session, paris_date(gesture.at)).identified
        make_profile(session)
        deposit = issued(session, gesture, 3_000, kind=InvoiceKind.DEPOSIT)

        offered = draft_defaults(session, paris_date(gesture.at))
        article = sold_article(session, soap)

        assert offered.vat == "20\u00a0%"
        assert [(each.invoice_id, each.left) for each in offered.deposits] == [
            (deposit, Money(3_000))
        ]
        assert article is not None
        assert (article.name, article.ean) == ("Savon lavande 100 g", "3760123456784")
        assert sold_article(session, ProductId(new_id())) is None
