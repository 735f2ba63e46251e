"""The process is killed at any statement of a match or its undo: all of it is there, or none."""

import os
import random
import shutil
import signal
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from merchant_desk.database.database import open_database
from merchant_desk.models.cash import CashMatch, MatchRule
from merchant_desk.models.order import Payment
from merchant_desk.models.seal import Seal
from merchant_desk.queries.match_lines import waiting_count
from merchant_desk.values.signing import SealKind
from tests.issued import issued
from tests.kill.children import Nursery
from tests.kill.match_day import unsigned
from tests.makers import make_station
from tests.operations.match_desk import bank_tells

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
        make_station(session, unsigned())
        for cents in (10_000, 7_700, 5_500):
            issued(session, unsigned(), cents, day=date(2026, 10, 20))
    bank_tells(
        database,
        unsigned(),
        (10_000, "VIR INA2026-000001"),
        (13_200, "VIR INA2026-000002 INA2026-000003"),
        (-900, "PRLV URSSAF"),
    )
    database.close()
    return path


def _halves(path: Path) -> list[Any]:
    """Return what does not agree: payments that no match or no seal tells of."""
    database = open_database(f"sqlite:///{path}")
    with database.read() as session:
        matched = session.scalars(
            select(CashMatch.amount).where(CashMatch.payment_id.is_not(None))
        ).all()
        paid = session.scalars(select(Payment.amount)).all()
        sealed = session.scalars(
            select(func.count()).select_from(Seal).where(Seal.kind == SealKind.PAYMENT)
        ).one()
        found: list[Any] = []
        if sorted(matched) != sorted(paid) or sealed != len(paid):
            found.append((matched, paid, sealed))
        whole = str(session.execute(text("PRAGMA integrity_check")).scalar_one())
    database.close()
    return found + ([] if whole == "ok" else [whole])


def _summary(path: Path) -> tuple[Any, ...]:
    database = open_database(f"sqlite:///{path}")
    with database.read() as session:
        matched = sorted(each.cents for each in session.scalars(select(CashMatch.amount)))
        taught = session.execute(
            select(MatchRule.pattern, MatchRule.accepted).order_by(MatchRule.pattern)
        ).all()
        found = (matched, [tuple(row) for row in taught], waiting_count(session),
                 session.scalar(select(func.count(Payment.id))))  # fmt: skip
    database.close()
    return found


def test_a_kill_at_any_statement_leaves_each_match_whole_or_not_there(
    nursery: Nursery, empty_file: Path, tmp_path: Path
) -> None:
    calm = _begin(empty_file, tmp_path / "calm.sqlite3")
    whole = nursery.live(calm, life="match")
    expected = _summary(calm)
    dice = random.Random(11)
    kills = lives = 0
    while kills < KILLS:
        lives += 1
        life = _begin(empty_file, tmp_path / f"life{lives}.sqlite3")
        while True:
            at = dice.randint(1, whole["statements"])
            ended = nursery.live(life, at, "match")
            assert _halves(life) == [], (lives, kills, at)
            if ended["signal"] == 0:
                break
            assert ended["signal"] == signal.SIGKILL
            kills += 1
        assert _summary(life) == expected

    assert expected[0] == [-7_700, -5_500, -900, 5_500, 5_500, 7_700, 7_700, 10_000]
    assert expected[2:] == (0, 7)
