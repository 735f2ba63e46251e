"""Nothing is given back twice: by goodwill, by correction, as a deposit, or with its ticket."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.invoice import Invoice, InvoiceLine
from merchant_desk.operations.credit_invoice import CreditAsked, credit_invoice
from merchant_desk.operations.issue_document import issue_document
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import DraftId, InvoiceId, RecordId, new_id
from merchant_desk.values.invoice_draft import DraftLine, InvoiceDraft
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import Money
from merchant_desk.values.unit_price import UnitPrice
from tests import makers
from tests.operations.test_issue_document import DRAFT

DEPOSIT = replace(
    DRAFT,
    kind=InvoiceKind.DEPOSIT,
    lines=(DraftLine("Acompte", 1, UnitPrice(10_000_000), 2000),),
)


@pytest.fixture
def desk(database: Database, gesture: Gesture) -> Iterator[Session]:
    with database.write() as session:
        makers.make_station(session, gesture)
        makers.make_profile(session)
        yield session


def issued(session: Session, gesture: Gesture, draft: InvoiceDraft = DRAFT) -> InvoiceId:
    return issue_document(session, gesture, DraftId(new_id()), draft).invoice_id


def give_back(session: Session, gesture: Gesture, asked: CreditAsked) -> Money:
    return credit_invoice(session, gesture, DraftId(new_id()), asked).total


def line_of(session: Session, invoice_id: InvoiceId) -> RecordId:
    wanted = select(InvoiceLine.id).where(
        InvoiceLine.invoice_id == invoice_id, InvoiceLine.position == 1
    )
    return session.scalars(wanted).one()


def test_goodwills_together_never_exceed_the_invoice(desk: Session, gesture: Gesture) -> None:
    invoice = issued(desk, gesture)
    give_back(desk, gesture, CreditAsked(invoice, "Retard", amount=Money(2500)))

    with pytest.raises(RefusedError, match="il dépasse ce qui reste, 5,00"):
        give_back(desk, gesture, CreditAsked(invoice, "Encore", amount=Money(501)))


def test_the_whole_after_a_goodwill_gives_back_the_rest(desk: Session, gesture: Gesture) -> None:
    invoice = issued(desk, gesture)
    give_back(desk, gesture, CreditAsked(invoice, "Retard", amount=Money(500)))

    rest = give_back(desk, gesture, CreditAsked(invoice, "Perdu"))

    assert rest == Money(-2500)
    assert desk.scalar(select(func.sum(Invoice.total))) == Money(0)
    with pytest.raises(RefusedError, match="il dépasse ce qui reste"):
        give_back(desk, gesture, CreditAsked(invoice, "Encore", amount=Money(1)))


def test_units_whose_price_a_goodwill_gave_back_do_not_come_back_at_full_price(
    desk: Session, gesture: Gesture
) -> None:
    invoice = issued(desk, gesture)
    give_back(desk, gesture, CreditAsked(invoice, "Retard", amount=Money(500)))

    with pytest.raises(RefusedError, match="un geste commercial en a déjà rendu une part"):
        give_back(
            desk, gesture, CreditAsked(invoice, "Retour", lines=((line_of(desk, invoice), 3),))
        )


def test_a_document_is_corrected_once(desk: Session, gesture: Gesture) -> None:
    invoice = issued(desk, gesture)
    correction = replace(DRAFT, kind=InvoiceKind.CORRECTED, corrects_id=invoice, reason="Adresse")
    issued(desk, gesture, correction)

    with pytest.raises(RefusedError, match="la remplace déjà"):
        issued(desk, gesture, correction)

    assert desk.scalar(select(func.sum(Invoice.total))) == Money(3000)


def test_what_was_given_back_whole_is_not_corrected(desk: Session, gesture: Gesture) -> None:
    invoice = issued(desk, gesture)
    give_back(desk, gesture, CreditAsked(invoice, "Perdu"))

    with pytest.raises(RefusedError, match="tout a déjà été rendu"):
        issued(
            desk,
            gesture,
            replace(DRAFT, kind=InvoiceKind.CORRECTED, corrects_id=invoice, reason="Adresse"),
        )


def test_a_deposit_that_was_deducted_is_not_given_back(desk: Session, gesture: Gesture) -> None:
    deposit = issued(desk, gesture, DEPOSIT)
    issued(desk, gesture, replace(DRAFT, deposit_ids=(deposit,)))

    with pytest.raises(RefusedError, match="déjà déduit cet acompte"):
        give_back(desk, gesture, CreditAsked(deposit, "Annulé"))


def test_a_deposit_that_was_given_back_is_not_deducted(desk: Session, gesture: Gesture) -> None:
    deposit = issued(desk, gesture, DEPOSIT)
    give_back(desk, gesture, CreditAsked(deposit, "Annulé"))

    final = issued(desk, gesture, replace(DRAFT, deposit_ids=(deposit,)))

    assert desk.get_one(Invoice, final).deposits == "[]"


@pytest.mark.parametrize("kind", [InvoiceKind.DEPOSIT, InvoiceKind.INVOICE])
def test_where_a_deposit_is_at_stake_nothing_is_replaced(
    desk: Session, gesture: Gesture, kind: InvoiceKind
) -> None:
    deposit = issued(desk, gesture, DEPOSIT)
    final = issued(desk, gesture, replace(DRAFT, deposit_ids=(deposit,)))
    wrong = deposit if kind is InvoiceKind.DEPOSIT else final

    with pytest.raises(RefusedError, match="un acompte y est en jeu"):
        issued(
            desk,
            gesture,
            replace(DRAFT, kind=InvoiceKind.CORRECTED, corrects_id=wrong, reason="Adresse"),
        )


def test_the_same_credit_note_asked_for_twice_is_issued_once(
    desk: Session, gesture: Gesture
) -> None:
    asked, same = CreditAsked(issued(desk, gesture), "Perdu"), DraftId(new_id())

    first = credit_invoice(desk, gesture, same, asked)

    assert credit_invoice(desk, gesture, same, asked) == first
