"""A payout and a slip are found in the lines of the bank, and wait again when that is undone."""

import pytest

from merchant_desk.database.database import Database
from merchant_desk.documents.payouts.payout_reading import read_payout_file
from merchant_desk.errors import RefusedError
from merchant_desk.operations.bounce_cheque import BounceAsked, bounce_cheque, undo_bounce
from merchant_desk.operations.cancel_deposit import cancel_deposit
from merchant_desk.operations.import_payout import import_payout
from merchant_desk.operations.undo_match import undo_line
from merchant_desk.operations.undo_payout import undo_payout
from merchant_desk.queries.deposits import DepositList, DepositsShown, awaited_deposits
from merchant_desk.queries.payouts import PayoutList, PayoutsShown, awaited_payouts
from merchant_desk.values.cash_words import MatchTarget, Sureness
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.money import Money
from tests.documents.payouts import samples
from tests.makers import make_station
from tests.operations.match_desk import TODAY, accept, bank_tells, proposed
from tests.operations.test_deposits import Bank


def test_a_payout_seen_at_the_bank_waits_no_more_and_stays(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        make_station(session, gesture)
        file = read_payout_file("stripe.csv", samples.STRIPE.encode())
        (first, _second) = import_payout(session, gesture, file).payouts
    bank_tells(database, gesture, (1728, "STRIPE TECHNOLOGY EUROPE LTD po_1"))
    (line,) = proposed(database, gesture)

    accept(database, gesture, line)

    assert line.best is not None
    assert line.best.sureness is Sureness.SURE
    assert line.best.parts[0].target is MatchTarget.PAYOUT
    with database.read() as session:
        assert [each.reference for each in awaited_payouts(session)] == ["po_2"]
        (seen,) = PayoutList(shown=PayoutsShown.SEEN).fetch(session, 0, 9)
        assert (seen.reference, seen.seen) == ("po_1", Money(1728))
        assert PayoutList(shown=PayoutsShown.AWAITED).count(session) == 1
    with pytest.raises(RefusedError, match="rapproché d’une ligne"):
        database.gesture(undo_payout, gesture, first.payout_id)
    database.gesture(undo_line, gesture, line.fact.line_id)
    with database.read() as session:
        assert len(awaited_payouts(session)) == 2
    database.gesture(undo_payout, gesture, first.payout_id)


def test_a_slip_seen_at_the_bank_waits_no_more_and_stays(
    sqlite_database: Database, gesture: Gesture
) -> None:
    database = sqlite_database
    with database.write() as session:
        bank = Bank(session, gesture)
        number = bank.card(bank.bring()).number
    bank_tells(database, gesture, (14_550, f"REMISE CHEQUES {number}"), on=TODAY)
    (line,) = proposed(database, gesture)
    assert line.best is not None

    accept(database, gesture, line)

    with database.read() as session:
        assert awaited_deposits(session) == ()
        (row,) = DepositList(DepositsShown.SEEN).fetch(session, 0, 9)
    with pytest.raises(RefusedError, match="la banque l’a déjà montrée"):
        database.gesture(cancel_deposit, gesture, row.deposit_id)
    database.gesture(undo_line, gesture, line.fact.line_id)
    database.gesture(cancel_deposit, gesture, row.deposit_id)


def test_a_bounced_cheque_is_awaited_as_what_the_bank_takes_out_again(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bank = Bank(session, gesture)
        deposit_id = bank.bring()
        item = bank.card(deposit_id).lines[0].item_id
    bank_tells(database, gesture, (14_550, "REMISE CHEQUES"), on=TODAY)
    (line,) = proposed(database, gesture)
    accept(database, gesture, line)

    bounced = BounceAsked(item_id=item, day=TODAY)
    database.gesture(bounce_cheque, bank.later(1), bounced)

    with database.read() as session:
        (awaited,) = awaited_deposits(session)
        (row,) = DepositList(DepositsShown.AWAITED).fetch(session, 0, 9)
        assert (awaited.amount, row.expected) == (Money(-10_000), Money(4_550))
    database.gesture(undo_bounce, bank.later(2), item)
    with database.read() as session:
        assert awaited_deposits(session) == ()
        assert DepositList(DepositsShown.SEEN).count(session) == 1
