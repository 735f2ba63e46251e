"""The process is killed at any statement of an import or its undo: all of it is there, or none."""

import os
import random
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from merchant_desk.database.database import open_database
from merchant_desk.models.cash import BankImport, BankLine, BankStatement
from merchant_desk.queries.bank_accounts import bank_balance
from merchant_desk.values.money import Money
from tests.kill.children import Nursery
from tests.kill.day import act
from tests.makers import make_station

KILLS = int(os.environ.get("MERCHANT_DESK_KILLS", "4"))
pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork to kill children of"),
    pytest.mark.timeout(120 + KILLS),
]


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    opened = Nursery()
    yield opened
    opened.close()


def _begin(empty_file: Path, path: Path) -> Path:
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    with database.write() as session:
        make_station(session, act())
    database.close()
    return path


def _halves(path: Path) -> list[Any]:
    """Return the imports that do not hold what they say."""
    database = open_database(f"sqlite:///{path}")
    lines = select(func.count()).where(BankLine.import_id == BankImport.id).scalar_subquery()
    told = select(func.count()).where(BankStatement.import_id == BankImport.id).scalar_subquery()
    with database.read() as session:
        found: list[Any] = list(
            session.execute(
                select(BankImport.file_name).where((lines != BankImport.added_count) | (told != 1))
            )
        )
        whole = str(session.execute(text("PRAGMA integrity_check")).scalar_one())
    database.close()
    return found + ([] if whole == "ok" else [whole])


def _summary(path: Path) -> tuple[list[tuple[str, int, bool]], Money]:
    database = open_database(f"sqlite:///{path}")
    with database.read() as session:
        rows = session.execute(
            select(BankImport.file_name, BankImport.added_count, BankImport.undone_at)
        )
        found = sorted((name, added, undone is not None) for name, added, undone in rows)
        amount = bank_balance(session).amount
    database.close()
    return found, amount


def test_a_kill_at_any_statement_leaves_each_file_whole_or_not_there(
    nursery: Nursery, empty_file: Path, tmp_path: Path
) -> None:
    calm = _begin(empty_file, tmp_path / "calm.sqlite3")
    whole = nursery.live(calm, life="bank")
    expected = _summary(calm)
    dice = random.Random(7)
    kills = lives = 0
    while kills < KILLS:
        lives += 1
        life = _begin(empty_file, tmp_path / f"life{lives}.sqlite3")
        while True:
            at = dice.randint(1, whole["statements"])
            ended = nursery.live(life, at, "bank")
            assert _halves(life) == [], (lives, kills, at)
            if ended["signal"] == 0:
                break
            assert ended["signal"] == signal.SIGKILL
            kills += 1
        assert _summary(life) == expected

    assert expected[0] == [
        ("erreur.ofx", 20, True),
        ("novembre.ofx", 38, False),
        ("octobre.ofx", 62, False),
    ]
