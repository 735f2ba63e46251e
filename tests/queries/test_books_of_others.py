"""Who the books are about: bills that wait for an answer, buyers that were written by hand."""

from dataclasses import replace

import pytest

from merchant_desk.database.database import Database
from merchant_desk.operations.credit_invoice import CreditAsked, credit_invoice
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import DraftId, new_id
from merchant_desk.values.invoice_page import Buyer
from merchant_desk.values.money import Money
from merchant_desk.values.remote import Address
from merchant_desk.values.supplier_words import SupplierState
from tests import makers
from tests.queries.books_desk import books, counted, issue, pay, receive_bill

_WRONG = '[{"rule": "DEST_ERR", "sentence": "Elle est adressée à une autre boutique."}]'
INN = Buyer(
    Address(company="Auberge du Lac", line1="2 quai Nord", postcode="74000", city="Annecy"),
    is_business=True,
    siren="552100554",
)
JEANNE = Buyer(Address(name="Jeanne Martin", line1="3 rue X", postcode="69003", city="Lyon"))


@pytest.fixture
def desk(database: Database, gesture: Gesture) -> Database:
    with database.write() as session:
        makers.make_station(session, gesture)
        makers.make_profile(session)
    return database


@pytest.mark.parametrize(
    ("state", "findings", "vat"),
    [
        (SupplierState.TO_CHECK, _WRONG, 0),
        (SupplierState.DISPUTED, _WRONG, 0),
        (SupplierState.APPROVED, _WRONG, 2000),
        (SupplierState.TO_CHECK, "[]", 2000),
    ],
)
def test_a_bill_where_something_is_wrong_is_booked_once_approved(
    desk: Database, gesture: Gesture, state: SupplierState, findings: str, vat: int
) -> None:
    with desk.write() as session:
        receive_bill(session, gesture.at, state=state, findings=findings)

    told = books(desk)

    notes = {each.key: each.sentence for each in told.notes}
    assert counted(told, "44566") == Money(vat)
    assert told.vat.deductible == Money(vat)
    assert ("suppliers_waiting" in notes) == (not vat)
    assert ("suppliers" in notes) == (vat > 0 and state is not SupplierState.APPROVED)
    if not vat:
        assert notes["suppliers_waiting"].startswith("1 facture reçue n’est pas comptée")


def _accounts(desk: Database) -> list[str]:
    """Return the auxiliary account of each line that has one, in the order of the books."""
    return [
        line.party.code
        for each in books(desk).entries
        for line in each.entry.lines
        if line.party is not None
    ]


@pytest.mark.parametrize(
    ("first", "second", "accounts"),
    [
        (INN, replace(INN, address=replace(INN.address, company="AUBERGE")), 1),
        (INN, replace(INN, siren="732829320"), 2),
        (JEANNE, replace(JEANNE, address=replace(JEANNE.address, name="JEANNE  MARTIN")), 1),
        (JEANNE, replace(JEANNE, address=replace(JEANNE.address, postcode="13001")), 2),
    ],
)
def test_a_buyer_written_by_hand_twice_has_one_account(
    desk: Database, gesture: Gesture, first: Buyer, second: Buyer, accounts: int
) -> None:
    with desk.write() as session:
        for who in (first, second):
            document = issue(session, gesture, buyer=who)
            pay(session, gesture, document, 500)
            credit_invoice(
                session, gesture, DraftId(new_id()), CreditAsked(document, reason="Retour")
            )

    found = _accounts(desk)

    assert len(found) == 6
    assert len(set(found)) == accounts
