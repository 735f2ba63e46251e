"""Cheques are foreseen once, in the drawer or on a slip, and no more once the bank shows them."""

from datetime import date, timedelta

from merchant_desk.database.database import Database
from merchant_desk.operations.begin_cheques import begin_cheques
from merchant_desk.operations.cancel_deposit import cancel_deposit
from merchant_desk.operations.make_deposit import deposit_cheques
from merchant_desk.queries.cash_forecast import cash_forecast
from merchant_desk.values.cash_flow import Flow
from merchant_desk.values.gesture import Gesture
from tests.cash_accounts import make_account
from tests.conftest import STATION
from tests.operations.test_deposits import TODAY, Bank


def _ways(bank: Bank, today: date = TODAY) -> dict[str, list[Flow]]:
    found: dict[str, list[Flow]] = {}
    for each in cash_forecast(bank.session, STATION, today).flows:
        found.setdefault(each.key.partition(":")[0], []).append(each)
    return found


def test_cheques_are_told_by_the_drawer_then_by_their_slip(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bank = Bank(session, gesture)
        make_account(session, gesture, 100_000, TODAY - timedelta(days=1))
        held = _ways(bank)
        deposit_id = bank.bring()
        brought = _ways(bank)
        cancel_deposit(session, gesture, deposit_id)
        again = _ways(bank)

    assert sorted(each.amount.cents for each in held["cheque"]) == [4_550, 10_000]
    assert not any(each.certain for each in held["cheque"])
    assert held.keys() == again.keys() == {"cheque"}
    (slip,) = brought["deposit"]
    assert brought.keys() == {"deposit"}
    assert (slip.amount.cents, slip.certain, slip.document_id) == (14_550, True, deposit_id)
    assert slip.day == date(2026, 11, 24)  # brought on a Saturday


def test_cheques_counted_as_brought_are_not_awaited_once_slips_are_made(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with sqlite_database.write() as session:
        bank = Bank(session, gesture, today=TODAY - timedelta(days=2))
        make_account(session, gesture, 100_000, TODAY - timedelta(days=1))
        bank.today = TODAY
        bank.paid(900, 900, "cheque")
        recent = bank.cheques()[-1:]
        deposit_cheques(session, gesture, bank.account, TODAY, recent)
        before = _ways(bank)

        begin_cheques(session, gesture, TODAY)

        assert len(before["cheque"]) == 2
        assert _ways(bank).keys() == {"deposit"}


def test_a_slip_that_the_bank_should_have_shown_long_ago_is_not_money_to_come(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with sqlite_database.write() as session:
        bank = Bank(session, gesture)
        bank.bring()
        later = TODAY + timedelta(days=30)
        make_account(session, gesture, 100_000, later)

        assert "deposit" not in _ways(bank, later)
