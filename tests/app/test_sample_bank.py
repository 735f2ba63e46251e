"""The year of the sample shop's bank is read by the real parser and follows itself."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from merchant_desk.app.sample_bank import sample_files, sample_moves
from merchant_desk.app.sample_cash import answer_bank
from merchant_desk.database.database import Database, open_database
from merchant_desk.documents.bank.bank_file import read_bank_file
from merchant_desk.lanes import Lanes
from merchant_desk.operations.import_bank_file import import_bank_file
from merchant_desk.queries.bank_accounts import bank_accounts
from merchant_desk.queries.bank_gaps import bank_gaps
from merchant_desk.queries.match_proposals import match_proposals
from merchant_desk.queries.recurring_page import recurring_page
from merchant_desk.values.bank_import import BankChoice
from merchant_desk.values.gesture import Gesture
from tests.makers import make_station


def _is_answered(database: Database, gesture: Gesture, today: date) -> None:
    """What is older is matched, the last weeks wait with sure proposals."""
    lanes = Lanes(database)
    answer_bank(lanes, lambda: gesture, today)
    page = lanes.read(recurring_page, gesture.station_id, today).result()
    waiting = lanes.read(match_proposals, gesture.station_id, today).result()
    lanes.close()
    assert len(page.confirmed) > 6
    assert min(each.fact.booked_on for each in waiting) > today - timedelta(days=29)
    sure = [each for each in waiting if each.proposals and each.proposals[0].sureness == "sure"]
    assert len(sure) * 10 > len(waiting) * 7


@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2027, 1, 1), date(2028, 2, 29)])
def test_a_year_comes_in_without_a_gap_or_a_double(
    empty_file: Path, tmp_path: Path, gesture: Gesture, today: date
) -> None:
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    with database.write() as session:
        make_station(session, gesture)
    for name, text in sample_files(today):
        file = read_bank_file(name, text.encode(), today=today)
        database.gesture(import_bank_file, gesture, file, BankChoice(new_account=True))

    if today == date(2026, 11, 22):
        _is_answered(database, gesture, today)
    with database.read() as session:
        (account,) = bank_accounts(session)
        assert bank_gaps(session).gaps == ()
    assert account.lines == len(sample_moves(today)) > 350
    assert account.told is not None
    assert account.balance == account.told.amount
    database.close()
