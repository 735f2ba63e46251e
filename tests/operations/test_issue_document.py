"""A document written by hand is issued whole, numbered and sealed, once, or not at all."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.invoice import Invoice, InvoiceLine, InvoiceSeries
from merchant_desk.models.seal import Seal
from merchant_desk.operations.credit_invoice import CreditAsked, Refund, credit_invoice
from merchant_desk.operations.issue_document import issue_document
from merchant_desk.queries.invoice_pages import invoice_page
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import DraftId, PaymentId, RecordId, new_id
from merchant_desk.values.invoice_draft import DraftLine, InvoiceDraft
from merchant_desk.values.invoice_page import Buyer, InvoiceKind, PriceMethod
from merchant_desk.values.money import Money
from merchant_desk.values.remote import Address
from merchant_desk.values.unit_price import UnitPrice
from tests import makers

BUYER = Buyer(Address(name="Jeanne Martin", line1="3 rue des Lilas", postcode="69003", city="Lyon"))
LINES = (
    DraftLine("Savon", 3, UnitPrice(4_500_000), 2000),
    DraftLine("Miel", 2, UnitPrice(8_250_000), 550),
)
DRAFT = InvoiceDraft(InvoiceKind.INVOICE, BUYER, LINES)


@pytest.fixture
def desk(database: Database, gesture: Gesture) -> Iterator[Session]:
    with database.write() as session:
        makers.make_station(session, gesture)
        makers.make_profile(session)
        yield session


def draft_id() -> DraftId:
    return DraftId(new_id())


def test_a_document_is_issued_with_its_totals_and_its_seal(desk: Session, gesture: Gesture) -> None:
    posted = issue_document(desk, gesture, draft_id(), DRAFT)

    page = invoice_page(desk, posted.invoice_id)
    sealed = desk.scalars(select(Seal).where(Seal.subject_id == posted.invoice_id)).one()
    assert (page.ttc, page.net, posted.total) == (Money(3000), Money(2689), Money(3000))
    assert page.lines[0].unit_price == UnitPrice(4_500_000)
    assert posted.number in sealed.text
    assert len(page.seal) == 4


def test_asking_twice_issues_once(desk: Session, gesture: Gesture) -> None:
    same = draft_id()

    first = issue_document(desk, gesture, same, DRAFT)
    second = issue_document(desk, gesture, same, DRAFT)

    assert second == first
    assert desk.scalar(select(func.count()).select_from(Invoice)) == 1


def test_the_discount_of_the_document_is_shared_over_its_rates_to_the_cent(
    desk: Session, gesture: Gesture
) -> None:
    posted = issue_document(desk, gesture, draft_id(), replace(DRAFT, discount=Money(1000)))

    page = invoice_page(desk, posted.invoice_id)
    assert page.ttc == Money(2000)
    assert [line.ttc for line in page.lines[2:]] == [Money(-450), Money(-550)]
    assert sum(row.base.cents for row in page.vat_rows) == sum(
        line.net.cents for line in page.lines
    )


def test_prices_without_vat_keep_their_six_decimals(desk: Session, gesture: Gesture) -> None:
    line = DraftLine("Fil", 1000, UnitPrice(12_345), 2000)
    draft = replace(DRAFT, lines=(line,), method=PriceMethod.NET)

    page = invoice_page(desk, issue_document(desk, gesture, draft_id(), draft).invoice_id)

    assert (page.net, page.vat, page.ttc) == (Money(1235), Money(247), Money(1482))
    assert page.lines[0].unit_price == UnitPrice(12_345)


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        (replace(DRAFT, discount=Money(3001)), "ne peut pas être répartie"),
        (replace(DRAFT, lines=()), "rien à facturer"),
        (replace(DRAFT, buyer=Buyer(Address(name="Jeanne"))), "L’adresse du client manque"),
    ],
)
def test_what_cannot_be_issued_says_why_and_takes_no_number(
    desk: Session, gesture: Gesture, draft: InvoiceDraft, sentence: str
) -> None:
    with pytest.raises(RefusedError, match=sentence):
        issue_document(desk, gesture, draft_id(), draft)

    assert desk.scalar(select(func.count()).select_from(InvoiceSeries)) == 0


def test_a_date_before_the_last_one_issued_is_refused(desk: Session, gesture: Gesture) -> None:
    issue_document(desk, gesture, draft_id(), DRAFT)
    yesterday = replace(gesture, at=gesture.at - timedelta(days=1))

    with pytest.raises(RefusedError, match="la dernière de la série est du"):
        issue_document(desk, yesterday, draft_id(), DRAFT)


def test_a_credit_note_of_the_whole_takes_back_exactly_what_the_invoice_gave(
    desk: Session, gesture: Gesture
) -> None:
    posted = issue_document(desk, gesture, draft_id(), replace(DRAFT, discount=Money(777)))

    credit = credit_invoice(
        desk, gesture, draft_id(), CreditAsked(posted.invoice_id, "Colis perdu")
    )

    page, back = (invoice_page(desk, each.invoice_id) for each in (posted, credit))
    assert [(-line.net, -line.ttc) for line in back.lines] == [
        (line.net, line.ttc) for line in page.lines
    ]
    assert back.ttc == -page.ttc
    assert back.corrects is not None
    assert back.corrects.number == posted.number
    with pytest.raises(RefusedError, match="tout a déjà été rendu"):
        credit_invoice(desk, gesture, draft_id(), CreditAsked(posted.invoice_id, "Encore"))


def test_units_given_back_one_by_one_come_to_the_line_and_no_more(
    desk: Session, gesture: Gesture
) -> None:
    posted = issue_document(desk, gesture, draft_id(), DRAFT)
    line = RecordId(_line_ids(desk, posted.invoice_id)[0])
    one = CreditAsked(posted.invoice_id, "Retour", lines=((line, 1),))

    backs = [credit_invoice(desk, gesture, draft_id(), one).total for _each in range(3)]

    assert backs == [Money(-450)] * 3
    with pytest.raises(RefusedError, match="plus de "):
        credit_invoice(desk, gesture, draft_id(), one)


def test_a_goodwill_is_shared_over_the_rates_and_paid_back(desk: Session, gesture: Gesture) -> None:
    posted = issue_document(desk, gesture, draft_id(), DRAFT)
    refund = Refund(PaymentId(new_id()), "card", Money(500))
    asked = CreditAsked(posted.invoice_id, "Retard", amount=Money(500), refund=refund)

    back = invoice_page(desk, credit_invoice(desk, gesture, draft_id(), asked).invoice_id)

    assert back.ttc == Money(-500)
    assert {row.rate_bp: row.ttc for row in back.vat_rows} == {2000: Money(-225), 550: Money(-275)}
    assert back.left_to_pay == Money(0)


def test_a_correction_cancels_what_it_replaces(desk: Session, gesture: Gesture) -> None:
    posted = issue_document(desk, gesture, draft_id(), DRAFT)
    corrected = replace(
        DRAFT,
        kind=InvoiceKind.CORRECTED,
        corrects_id=posted.invoice_id,
        reason="Adresse",
        lines=LINES[:1],
    )

    issue_document(desk, gesture, draft_id(), corrected)

    total = desk.scalar(select(func.sum(Invoice.total)))
    assert total == Money(1350)


def test_a_final_invoice_deducts_its_deposit_once(desk: Session, gesture: Gesture) -> None:
    deposit = replace(
        DRAFT,
        kind=InvoiceKind.DEPOSIT,
        lines=(DraftLine("Acompte", 1, UnitPrice(10_000_000), 2000),),
    )
    taken = issue_document(desk, gesture, draft_id(), deposit).invoice_id
    final = replace(DRAFT, deposit_ids=(taken,))

    first = invoice_page(desk, issue_document(desk, gesture, draft_id(), final).invoice_id)
    second = invoice_page(desk, issue_document(desk, gesture, draft_id(), final).invoice_id)

    assert (first.left_to_pay, second.left_to_pay) == (Money(2000), Money(3000))


def _line_ids(session: Session, invoice_id: bytes) -> list[bytes]:
    return list(
        session.scalars(
            select(InvoiceLine.id)
            .where(InvoiceLine.invoice_id == invoice_id)
            .order_by(InvoiceLine.position)
        )
    )
