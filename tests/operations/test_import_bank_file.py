"""A file of a bank comes in once, whole, into the account it is of."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.cash import BankImport, BankStatement, CashAccount
from merchant_desk.operations.import_bank_file import import_bank_file
from merchant_desk.operations.plan_bank_import import plan_bank_import
from merchant_desk.operations.save_bank_account import open_bank_account
from merchant_desk.queries.bank_accounts import bank_accounts
from merchant_desk.values.bank_file import ToldAccount, ToldLine
from merchant_desk.values.bank_import import BankChoice, BankPlan
from merchant_desk.values.cash_words import BankFormat
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.money import Money
from tests.makers import make_station
from tests.operations.bank_desk import (
    ACCOUNT,
    OTHER,
    YES,
    balance,
    bank_file,
    bring,
    held,
    statement,
    told,
)

D1, D2, D3, D4 = (date(2026, 10, day) for day in (1, 2, 5, 6))


@pytest.fixture(autouse=True)
def station(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        make_station(session, gesture)


def planned(
    database: Database, *lines: ToldLine, choice: BankChoice = YES, name: str = "releve.ofx"
) -> BankPlan:
    with database.read() as session:
        return plan_bank_import(session, bank_file(statement(*lines), name=name), choice)


def test_the_first_file_makes_the_account_and_tells_what_it_holds(
    database: Database, gesture: Gesture
) -> None:
    file = bank_file(
        statement(
            told(D1, 50_00), told(D2, -20_00, "LOYER"), opening=(D1, 100_00), closing=(D2, 130_00)
        )
    )

    done = database.gesture(import_bank_file, gesture, file, YES).answer

    (part,) = done.accounts
    assert (part.new_account, part.name, part.added) == (True, "Banque des Halles …0143", 2)
    assert (balance(database).amount, balance(database).on) == (Money(130_00), D2)


def test_a_new_account_is_asked_first(database: Database, gesture: Gesture) -> None:
    plan = planned(database, told(D1, 1_00), choice=BankChoice())

    assert plan.accounts[0].new
    with pytest.raises(RefusedError, match="n’est pas encore connu"):
        bring(database, gesture, told(D1, 1_00), choice=BankChoice())
    assert held(database) == []


def test_the_same_file_again_is_said_and_adds_nothing(database: Database, gesture: Gesture) -> None:
    bring(database, gesture, told(D1, 1_00))

    plan = planned(database, told(D1, 1_00))

    assert plan.past is not None
    assert (plan.past.file_name, plan.added) == ("releve.ofx", 0)
    with pytest.raises(RefusedError, match="déjà été"):
        bring(database, gesture, told(D1, 1_00))


def test_what_is_there_twice_for_real_is_two_lines(database: Database, gesture: Gesture) -> None:
    bring(database, gesture, told(D1, -2_50, "CB CAFE"), told(D1, -2_50, "CB CAFE"))

    done = bring(
        database, gesture, *[told(D1, -2_50, "CB CAFE")] * 3, told(D2, 1_00), name="suite.ofx"
    )

    assert done.added == 2
    assert held(database) == [(D1, -2_50, "CB CAFE")] * 3 + [(D2, 1_00, "VIR DUPONT")]


def test_an_overlap_is_added_once_and_told(database: Database, gesture: Gesture) -> None:
    bring(database, gesture, told(D1, 1_00), told(D2, 2_00), told(D3, 3_00))

    plan = planned(database, told(D2, 2_00), told(D3, 3_00), told(D4, 4_00), name="b.ofx")

    assert (plan.accounts[0].known, plan.added) == (2, 1)
    bring(database, gesture, told(D2, 2_00), told(D3, 3_00), told(D4, 4_00), name="b.ofx")
    assert [cents for _day, cents, _label in held(database)] == [1_00, 2_00, 3_00, 4_00]


def test_another_format_tells_the_same_in_other_words(database: Database, gesture: Gesture) -> None:
    bring(
        database,
        gesture,
        told(D1, -45_00, "PRLV SEPA EDF CLIENTS PARTICULIERS", "F1"),
        told(D1, -45_00, "CB MONOPRIX 30/09", "F2"),
    )

    done = bring(
        database,
        gesture,
        told(D1, -45_00, "Carte Monoprix Paris", "0099"),
        told(D1, -45_00, "Prélèvement européen EDF", "0098"),
        told(D2, -45_00, "Carte Monoprix Paris", "0100"),
        name="export.csv",
        kind=BankFormat.CSV,
    )

    assert done.added == 1


def test_what_reads_otherwise_on_the_same_day_is_asked_never_dropped_nor_doubled(
    database: Database, gesture: Gesture
) -> None:
    bring(database, gesture, told(D1, -45_00, "PRLV EDF"))
    later = told(D1, -45_00, "FACTURE ELECTRICITE")

    plan = planned(database, later, name="b.ofx")

    assert [each.known_label for each in plan.doubtful] == ["PRLV EDF"]
    assert plan.added == 0
    with pytest.raises(RefusedError, match="peut-être déjà connue"):
        bring(database, gesture, later, name="b.ofx")
    bring(database, gesture, later, name="b.ofx", choice=BankChoice(same={0: True}))
    assert len(held(database)) == 1
    bring(database, gesture, later, name="c.ofx", choice=BankChoice(all_same=False))
    assert len(held(database)) == 2


def test_numbers_of_the_bank_tell_equal_lines_of_half_days_apart(
    database: Database, gesture: Gesture
) -> None:
    bring(database, gesture, told(D1, -2_50, "CAFE", "A"), told(D1, -9_00, "TAXI", "B"))

    done = bring(
        database,
        gesture,
        told(D1, -2_50, "CAFE", "C"),
        told(D1, -9_00, "TAXI", "B"),
        name="b.ofx",
        choice=BankChoice(all_same=False),
    )

    assert done.added == 1


def test_a_bank_that_numbers_each_file_anew_is_known_by_what_it_says(
    database: Database, gesture: Gesture
) -> None:
    lines = [(D1, -1_00, "A"), (D1, -2_00, "B"), (D2, -3_00, "C"), (D3, -4_00, "D")]
    bring(database, gesture, *[told(*each, f"x{place}") for place, each in enumerate(lines)])

    plan = planned(
        database, *[told(*each, f"y{place}") for place, each in enumerate(lines)], name="b.ofx"
    )

    assert (plan.added, plan.doubtful) == (0, ())


def test_a_file_of_another_account_than_hers_is_asked(database: Database, gesture: Gesture) -> None:
    first = bring(database, gesture, told(D1, 1_00)).accounts[0].account_id
    file = bank_file(statement(told(D1, 7_00), account=OTHER))
    stands = BankChoice(account_id=first, new_account=True)

    with pytest.raises(RefusedError, match="d’un autre compte"):
        database.gesture(import_bank_file, gesture, file, stands)

    sure = BankChoice(account_id=first, new_account=True, other_account=True)
    done = database.gesture(import_bank_file, gesture, file, sure).answer
    assert done.accounts[0].account_id != first


def test_a_file_that_names_no_account_is_of_the_chosen_one(
    database: Database, gesture: Gesture
) -> None:
    file = bank_file(statement(told(D1, 7_00), account=ToldAccount()), kind=BankFormat.CSV)
    with pytest.raises(RefusedError, match="de quel compte"):
        database.gesture(import_bank_file, gesture, file, BankChoice())
    with database.write() as session:
        mine = open_bank_account(session, gesture, "Compte pro")

    done = database.gesture(import_bank_file, gesture, file, BankChoice(account_id=mine)).answer

    assert done.accounts[0].account_id == mine


def test_an_account_opened_by_hand_learns_its_number_from_its_file(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        mine = open_bank_account(session, gesture, "Compte pro")

    bring(database, gesture, told(D1, 1_00), choice=BankChoice(account_id=mine))
    bring(database, gesture, told(D2, 1_00), choice=BankChoice(), name="b.ofx")

    with database.read() as session:
        assert session.execute(select(CashAccount.id, CashAccount.key)).one() == (mine, ACCOUNT.key)


@pytest.mark.parametrize("turned", [False, True])
def test_an_account_is_one_whether_a_file_tells_its_iban_or_its_number_alone(
    turned: bool, database: Database, gesture: Gesture
) -> None:
    named = [ACCOUNT, ToldAccount(number=ACCOUNT.key[10:])]
    line = told(date(2026, 10, 1), 50_00)
    for place, each in enumerate(named[::-1] if turned else named):
        file = bank_file(statement(line, account=each), name=f"{place}.ofx")
        done = database.gesture(import_bank_file, gesture, file, YES).answer
        assert done.accounts[0].new_account is (place == 0)

    assert balance(database).amount == Money(50_00)
    with database.read() as session:
        (account,) = bank_accounts(session)
    assert (account.key, account.iban) == (ACCOUNT.key, ACCOUNT.iban)


def test_a_file_of_two_accounts_is_taken_in_together_or_not_at_all(
    database: Database, gesture: Gesture
) -> None:
    bring(database, gesture, told(D1, -9_00, "TAXI"))
    doubtful = statement(told(D1, -9_00, "AUTRE"))
    file = bank_file(statement(told(D1, 7_00), account=OTHER), doubtful)

    with pytest.raises(RefusedError):
        database.gesture(import_bank_file, gesture, file, YES)
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(BankImport)) == 1
        assert session.scalar(select(func.count()).select_from(CashAccount)) == 1

    done = database.gesture(
        import_bank_file, gesture, file, BankChoice(new_account=True, same={1: True})
    ).answer
    assert [each.added for each in done.accounts] == [1, 0]


def test_balances_that_the_movements_do_not_lead_to_are_refused(
    database: Database, gesture: Gesture
) -> None:
    file = bank_file(statement(told(D1, 5_00), opening=(D1, 0), closing=(D1, 6_00)))

    with pytest.raises(RefusedError, match=r"1,00.€ d’écart"):
        database.gesture(import_bank_file, gesture, file, YES)

    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(BankStatement)) == 0


def test_a_statement_that_is_twice_in_its_file_counts_once(
    database: Database, gesture: Gesture
) -> None:
    lines = (told(D1, 5_00), told(D2, 6_00))
    once, again = (
        statement(
            *(replace(each, place=first + rank) for rank, each in enumerate(lines)),
            closing=(D2, 11_00),
        )
        for first in (1, 3)
    )

    done = database.gesture(import_bank_file, gesture, bank_file(once, again), YES).answer

    assert done.added == 2


def test_a_month_without_movements_still_tells_its_balance(
    database: Database, gesture: Gesture
) -> None:
    file = bank_file(statement(opening=(D1, 8_00), closing=(D4, 8_00)))

    database.gesture(import_bank_file, gesture, file, YES)

    assert (balance(database).amount, balance(database).on) == (Money(8_00), D4)
