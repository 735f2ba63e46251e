"""Two stations bring the same statement in at once: each movement counts once."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from merchant_desk.database.database import Database
from merchant_desk.operations.import_bank_file import import_bank_file
from merchant_desk.operations.undo_bank_import import undo_bank_import
from merchant_desk.queries.bank_accounts import bank_accounts
from merchant_desk.values.bank_file import BankFile
from merchant_desk.values.gesture import Gesture
from tests.database.stations import Shop, Station, two_stations
from tests.operations.bank_desk import YES, bank_file, held, statement, told
from tests.postgresql import Server

_FIRST = date(2026, 10, 1)


@pytest.fixture
def shop(
    postgresql_database: Database, postgresql_server: Server, gesture: Gesture
) -> Iterator[Shop]:
    with two_stations(postgresql_database, postgresql_server.url, gesture) as opened:
        yield opened


def _file(first: int, last: int, name: str = "a.ofx") -> BankFile:
    days = [_FIRST + timedelta(days=each) for each in range(first, last)]
    return bank_file(statement(*[told(day, -2_50, "CB CAFE") for day in days * 2]), name=name)


def _bring(station: Station, file: BankFile) -> int:
    return station.do(import_bank_file, station.gesture, file, YES).added


def test_both_import_the_same_file_and_one_is_told_so(shop: Shop) -> None:
    answers = shop.at_once(lambda each: _bring(each, _file(0, 20)))

    assert min(map(str, answers)) == "40"
    assert sum("déjà été" in str(each) for each in answers) == 1
    assert len(held(shop.first.database)) == 40


def test_both_import_files_that_overlap_and_each_line_is_there_once(shop: Shop) -> None:
    shop.at_once(lambda each: _bring(each, _file(5 * each.rank, 20 + each.rank, f"{each.rank}")))

    assert len(held(shop.first.database)) == 42
    with shop.first.database.read() as session:
        assert [each.lines for each in bank_accounts(session)] == [42]


def test_one_undoes_a_file_while_the_other_brings_one_that_leans_on_it(shop: Shop) -> None:
    first = shop.first.do(import_bank_file, shop.first.gesture, _file(0, 10), YES)

    def work(station: Station) -> object:
        if station.rank == 0:
            import_id = first.accounts[0].import_id
            return station.do(undo_bank_import, station.gesture, import_id).lines
        return _bring(station, _file(5, 12, "b.ofx"))

    undone, added = shop.at_once(work)

    assert (undone, added) == (20, 14) or ("s’appuie" in str(undone) and added == 4)
    assert len(held(shop.first.database)) == (14 if added == 14 else 24)
