"""Whether a document goes with the regime of the shop is asked of the shop, not of the page."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.station import ShopProfile
from merchant_desk.operations.credit_invoice import CreditAsked, credit_invoice
from merchant_desk.operations.issue_document import issue_document
from merchant_desk.queries.draft_page import draft_page
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import DraftId, new_id
from merchant_desk.values.invoice_draft import DraftLine, InvoiceDraft
from merchant_desk.values.invoice_page import Buyer, InvoiceKind
from merchant_desk.values.remote import Address
from merchant_desk.values.unit_price import UnitPrice
from merchant_desk.values.vat import VatTreatment
from tests import makers

BUYER = Buyer(Address(name="Jeanne Martin", line1="3 rue des Lilas", postcode="69003", city="Lyon"))
TAXED = DraftLine("Savon", 3, UnitPrice(4_500_000), 2000)
EXEMPT = replace(TAXED, rate_bp=0, treatment=VatTreatment.FRANCHISE)
DRAFT = InvoiceDraft(InvoiceKind.INVOICE, BUYER, (TAXED,))


@pytest.fixture
def desk(database: Database, gesture: Gesture) -> Iterator[Session]:
    with database.write() as session:
        makers.make_station(session, gesture)
        makers.make_profile(session)
        yield session


def _sells_under(desk: Session, treatment: VatTreatment) -> None:
    desk.execute(update(ShopProfile).values(vat_treatment=treatment))


def _rules(desk: Session, gesture: Gesture, *lines: DraftLine) -> list[str]:
    shown = draft_page(desk, replace(DRAFT, lines=lines), paris_date(gesture.at))
    return [problem.rule for problem in shown.problems]


def test_a_shop_in_franchise_issues_no_line_with_vat(desk: Session, gesture: Gesture) -> None:
    _sells_under(desk, VatTreatment.FRANCHISE)

    with pytest.raises(RefusedError, match="La boutique est en franchise de TVA"):
        issue_document(desk, gesture, DraftId(new_id()), DRAFT)

    assert _rules(desk, gesture, EXEMPT) == []


def test_a_shop_that_owes_vat_issues_no_line_in_franchise(desk: Session, gesture: Gesture) -> None:
    assert _rules(desk, gesture, EXEMPT) == ["293 B"]
    assert _rules(desk, gesture, TAXED) == []


def test_what_was_sold_before_the_regime_changed_can_still_be_corrected(
    desk: Session, gesture: Gesture
) -> None:
    sold = issue_document(desk, gesture, DraftId(new_id()), DRAFT)
    _sells_under(desk, VatTreatment.FRANCHISE)
    corrected = replace(
        DRAFT, kind=InvoiceKind.CORRECTED, corrects_id=sold.invoice_id, reason="Prix d’un article"
    )

    posted = issue_document(desk, gesture, DraftId(new_id()), corrected)

    assert posted.total == sold.total


def test_what_was_sold_before_the_regime_changed_can_still_be_given_back(
    desk: Session, gesture: Gesture
) -> None:
    sold = issue_document(desk, gesture, DraftId(new_id()), DRAFT)
    _sells_under(desk, VatTreatment.FRANCHISE)
    asked = CreditAsked(sold.invoice_id, "Article abîmé")

    credited = credit_invoice(desk, gesture, DraftId(new_id()), asked)

    assert credited.total == -sold.total


@pytest.mark.parametrize(
    "treatment", [VatTreatment.EXPORT, VatTreatment.SECOND_HAND, VatTreatment.OUT_OF_SCOPE]
)
def test_a_rate_typed_where_none_is_borne_is_said(
    desk: Session, gesture: Gesture, treatment: VatTreatment
) -> None:
    typed = replace(TAXED, treatment=treatment)
    shown = draft_page(desk, replace(DRAFT, lines=(typed,)), paris_date(gesture.at))

    said = [each.sentence for each in shown.problems if each.rule == "rate"]

    assert said == [
        "Un taux de 20\u00a0% est donné pour «\u00a0Savon\u00a0», dont le régime n’a pas de TVA."
    ]
