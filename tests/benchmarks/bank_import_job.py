"""BNKb: five years of the bank come into the shop, against a raw insert of the same rows."""

import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from merchant_desk.database.database import open_database
from merchant_desk.migrations.upgrade import upgrade
from merchant_desk.operations.import_bank_file import import_bank_file
from merchant_desk.values.bank_file import BankFile
from merchant_desk.values.ids import new_ids
from tests.benchmarks.desk_file import GESTURE, NOW
from tests.benchmarks.measuring import Figure, in_turn
from tests.benchmarks.raw_file import opened
from tests.benchmarks.workbench import Workbench
from tests.makers import make_station
from tests.operations.bank_desk import YES, bank_file, statement, told

_A_DAY = 55
_FIRST = date(2021, 11, 1)
_RAW = """
CREATE TABLE line(id BLOB PRIMARY KEY, row INTEGER NOT NULL UNIQUE, account BLOB NOT NULL,
  import BLOB NOT NULL, booked_on TEXT NOT NULL, value_on TEXT NOT NULL, amount INTEGER NOT NULL,
  label TEXT NOT NULL, counterparty TEXT NOT NULL, counter_iban TEXT NOT NULL,
  reference TEXT NOT NULL, code TEXT NOT NULL, bank_reference TEXT NOT NULL,
  identity TEXT NOT NULL, UNIQUE(import, identity));
CREATE INDEX line_day ON line(account, booked_on, amount);
CREATE INDEX line_identity ON line(identity);
"""
_INSERT = "INSERT INTO line VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)"


def bnk_import(bench: Workbench) -> list[Figure]:
    """Import a file into an empty shop, then the same lines again from another file."""
    size = bench.size.products * 2
    file = _file(size)
    numbers = count()

    def limit() -> float:
        return _raw(bench.fresh(f"raw-bank-{next(numbers)}.sqlite3"), file)

    def desk() -> float:
        return _desk(bench.fresh(f"desk-bank-{next(numbers)}.sqlite3"), file, again=False)

    def known() -> float:
        return _desk(bench.fresh(f"known-bank-{next(numbers)}.sqlite3"), file, again=True)

    rounds = min(bench.size.rounds, 3)
    new, old = in_turn(limit, desk, rounds), in_turn(limit, known, 1)
    return [
        Figure(
            job="BNKb",
            what=f"{size} lines of a bank, compared, proved, committed",
            value=size / new.desk_s,
            unit="lines/s",
            limit=size / new.limit_s,
            ratio=new.ratio,
            must=2.0,
            stretch=1.3,
        ),
        Figure(
            job="BNKc",
            what=f"{size} lines of a bank, all of them known from another file",
            value=size / old.desk_s,
            unit="lines/s",
            limit=size / old.limit_s,
            ratio=old.ratio,
            must=None,
        ),
    ]


def _file(size: int) -> BankFile:
    lines = [
        told(
            _FIRST + timedelta(days=place // _A_DAY),
            (place * 7919) % 90_000 - 40_000,
            f"VIR SEPA CLIENT {place % 997} FACTURE {place}",
            f"R{place:08}",
        )
        for place in range(size)
    ]
    closing_cents = sum(each.amount.cents for each in lines)
    before = _FIRST - timedelta(days=1)
    whole = statement(*lines, opening=(before, 0), closing=(lines[-1].booked_on, closing_cents))
    return bank_file(whole)


def _raw(place: Path, file: BankFile) -> float:
    lines = file.statements[0].lines
    with closing(opened(place)) as raw:
        raw.executescript(_RAW)
        start = time.perf_counter()
        account, taken_in = new_ids(2)
        rows = [
            (
                line_id, row, account, taken_in, line.booked_on.isoformat(),
                line.value_on.isoformat(), line.amount.cents, line.label, line.counterparty,
                line.counter_iban, line.reference, line.code, line.bank_reference,
                f"{line.booked_on}|{line.amount.cents}|{line.bank_reference}",
            )
            for row, (line_id, line) in enumerate(zip(new_ids(len(lines)), lines, strict=True))
        ]  # fmt: skip
        _insert(raw, rows)
        return time.perf_counter() - start


def _insert(raw: sqlite3.Connection, rows: Sequence[tuple[object, ...]]) -> None:
    raw.execute("BEGIN IMMEDIATE")
    raw.executemany(_INSERT, rows)
    raw.execute("COMMIT")


def _desk(place: Path, file: BankFile, *, again: bool) -> float:
    database = open_database(f"sqlite:///{place}")
    upgrade(database, NOW)
    with database.write() as session:
        make_station(session, GESTURE)
    wanted = len(file.statements[0].lines)
    if again:
        database.gesture(import_bank_file, GESTURE, bank_file(*file.statements, name="a"), YES)
        wanted = 0
    start = time.perf_counter()
    done = database.gesture(import_bank_file, GESTURE, file, YES).answer
    taken = time.perf_counter() - start
    database.close()
    if done.added != wanted:
        raise AssertionError(done)
    return taken
