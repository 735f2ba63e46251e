"""An import of the bank is undone whole; what leans on it is undone first."""

from datetime import date

import pytest
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.cash import BankImport, BankLine, CashMatch
from merchant_desk.operations.accept_match import accept_match
from merchant_desk.operations.save_bank_account import close_bank_account, rename_bank_account
from merchant_desk.operations.set_bank_opening import set_bank_opening
from merchant_desk.operations.undo_bank_import import undo_bank_import
from merchant_desk.queries.bank_accounts import bank_accounts
from merchant_desk.queries.bank_lines import BankLineList
from merchant_desk.values.cash_match import MatchProposal, ProposedPart
from merchant_desk.values.cash_proposal import MatchAsked
from merchant_desk.values.cash_words import CashCategory, MatchTarget, Sureness
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import BankImportId, MatchId, new_id
from merchant_desk.values.money import Money
from tests.makers import make_station
from tests.operations.bank_desk import balance, bring, held, told

D1, D2, D3 = (date(2026, 10, day) for day in (1, 2, 5))


@pytest.fixture(autouse=True)
def station(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        make_station(session, gesture)


def test_an_undone_file_counts_no_more_and_may_come_in_again(
    database: Database, gesture: Gesture
) -> None:
    (part,) = bring(database, gesture, told(D1, 1_00), told(D2, 2_00)).accounts

    undone = database.gesture(undo_bank_import, gesture, part.import_id).answer

    assert (undone.file_name, undone.lines, undone.matches) == ("releve.ofx", 2, 0)
    assert held(database) == []
    assert (balance(database).amount, balance(database).on) == (Money(0), None)
    assert bring(database, gesture, told(D1, 1_00), told(D2, 2_00)).added == 2


def test_what_a_later_file_leans_on_is_undone_after_it(
    database: Database, gesture: Gesture
) -> None:
    first = bring(database, gesture, told(D1, 1_00), told(D2, 2_00)).accounts[0].import_id
    later = bring(database, gesture, told(D2, 2_00), told(D3, 3_00), name="b.ofx")

    with pytest.raises(RefusedError, match=r"b\.ofx.*s’appuie"):
        database.gesture(undo_bank_import, gesture, first)
    assert len(held(database)) == 3

    database.gesture(undo_bank_import, gesture, later.accounts[0].import_id)
    database.gesture(undo_bank_import, gesture, first)
    assert held(database) == []


def test_what_its_lines_were_matched_with_is_undone_with_it(
    database: Database, gesture: Gesture
) -> None:
    (part,) = bring(database, gesture, told(D1, -9_00, "LOYER"), told(D2, 2_00)).accounts
    with database.read() as session:
        line_id = session.scalars(select(BankLine.id).where(BankLine.label == "LOYER")).one()
    rent = ProposedPart(
        target=MatchTarget.CATEGORY,
        target_id=None,
        category=CashCategory.RENT,
        amount=Money(-9_00),
        label="Loyer",
    )
    proposal = MatchProposal(line_ids=(line_id,), parts=(rent,), sureness=Sureness.SURE, reason="")
    asked = MatchAsked(match_id=MatchId(new_id()), proposal=proposal, by_hand=True)
    database.gesture(accept_match, gesture, asked)
    with database.read() as session:
        (row,) = BankLineList(matched=True).fetch(session, 0, 9)
        assert (row.category, row.waits) == (CashCategory.RENT, False)
        assert BankLineList(matched=False).count(session) == 1

    undone = database.gesture(undo_bank_import, gesture, part.import_id).answer

    assert (undone.lines, undone.matches) == (2, 1)
    with database.read() as session:
        assert session.scalars(select(CashMatch.amount)).all() == [Money(-9_00), Money(9_00)]


def test_an_import_is_undone_once(database: Database, gesture: Gesture) -> None:
    (part,) = bring(database, gesture, told(D1, 1_00)).accounts
    database.gesture(undo_bank_import, gesture, part.import_id)

    with pytest.raises(RefusedError, match="il l’est déjà"):
        database.gesture(undo_bank_import, gesture, part.import_id)
    with pytest.raises(RefusedError, match="n’existe pas"):
        database.gesture(undo_bank_import, gesture, BankImportId(new_id()))
    with database.read() as session:
        assert session.scalars(select(BankImport.undone_by)).one() == gesture.person


def test_a_balance_she_says_counts_where_files_tell_none(
    database: Database, gesture: Gesture
) -> None:
    (part,) = bring(database, gesture, told(D1, 1_00), told(D2, 2_00), told(D3, 3_00)).accounts

    database.gesture(set_bank_opening, gesture, part.account_id, Money(100_00), D2)

    assert balance(database).amount == Money(103_00)
    with pytest.raises(RefusedError, match="pas encore passé"):
        database.gesture(set_bank_opening, gesture, part.account_id, Money(1), date(2031, 1, 1))


def test_a_closed_account_leaves_the_balance_and_keeps_its_lines(
    database: Database, gesture: Gesture
) -> None:
    (part,) = bring(database, gesture, told(D1, 5_00)).accounts

    database.gesture(close_bank_account, gesture, part.account_id)
    database.gesture(rename_bank_account, gesture, part.account_id, "Ancien compte")

    assert balance(database).amount == Money(0)
    with database.read() as session:
        (row,) = bank_accounts(session, closed_too=True)
        assert (row.name, row.active, row.balance) == ("Ancien compte", False, Money(5_00))
    with pytest.raises(RefusedError, match="pas de nom"):
        database.gesture(rename_bank_account, gesture, part.account_id, "  ")
