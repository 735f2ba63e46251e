"""The process is killed while payouts and deposits are written: each is whole, or not there."""

import os
import random
import shutil
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from merchant_desk.database.database import open_database
from merchant_desk.models.cash_aside import (
    BankDeposit,
    DepositEvent,
    DepositItem,
    Payout,
    PayoutLine,
)
from merchant_desk.models.order import Payment
from merchant_desk.models.seal import DrawerMove, Seal
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.values.clock import paris_date
from merchant_desk.values.signing import SealKind
from tests.kill.children import Nursery
from tests.kill.day import act
from tests.makers import make_shop, remote_order
from tests.operations.test_deposits import Bank

KILLS = int(os.environ.get("MERCHANT_DESK_KILLS", "3"))
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
    """A shop with an account, two cheques, and an order that Stripe paid out."""
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    with database.write() as session:
        gesture = replace(act(), signer=None)
        Bank(session, gesture, today=paris_date(gesture.at))
        accept_order(session, gesture, make_shop(session), remote_order("1042"))
    database.close()
    return path


def _halves(path: Path) -> list[Any]:
    """Return what does not hold all that it says."""
    database = open_database(f"sqlite:///{path}")
    lines = select(func.count()).where(PayoutLine.payout_id == Payout.id).scalar_subquery()
    worth = (
        select(func.sum(DepositItem.amount))
        .where(DepositItem.deposit_id == BankDeposit.id)
        .scalar_subquery()
    )
    with database.read() as session:
        found: list[Any] = list(
            session.scalars(select(Payout.reference).where(lines != Payout.line_count))
        )
        found += session.scalars(select(BankDeposit.number).where(worth != BankDeposit.amount))
        sealed = select(Seal.subject_id).where(Seal.kind == SealKind.PAYMENT)
        found += session.scalars(select(Payment.means).where(Payment.id.not_in(sealed)))
        told = select(DepositItem.drawer_move_id).where(DepositItem.drawer_move_id.is_not(None))
        found += session.scalars(select(DrawerMove.note).where(DrawerMove.id.not_in(told)))
        whole = str(session.execute(text("PRAGMA integrity_check")).scalar_one())
    database.close()
    return found + ([] if whole == "ok" else [whole])


def _summary(path: Path) -> dict[str, Any]:
    database = open_database(f"sqlite:///{path}")
    with database.read() as session:
        summary: dict[str, Any] = {
            "payouts": sorted(session.scalars(select(Payout.reference))),
            "slips": sorted(session.scalars(select(BankDeposit.amount))),
            "events": list(session.scalars(select(DepositEvent.kind))),
            "money": session.scalar(select(func.sum(Payment.amount))),
        }
    database.close()
    return summary


def test_a_kill_at_any_statement_leaves_each_payout_and_slip_whole_or_not_there(
    nursery: Nursery, empty_file: Path, tmp_path: Path
) -> None:
    calm = _begin(empty_file, tmp_path / "calm.sqlite3")
    whole = nursery.live(calm, life="payouts")
    expected = _summary(calm)
    dice = random.Random(11)
    kills = lives = 0
    while kills < KILLS:
        lives += 1
        life = _begin(empty_file, tmp_path / f"life{lives}.sqlite3")
        while True:
            at = dice.randint(1, whole["statements"])
            ended = nursery.live(life, at, "payouts")
            assert _halves(life) == [], (lives, kills, at)
            if ended["signal"] == 0:
                break
            assert ended["signal"] == signal.SIGKILL
            kills += 1
        assert _summary(life) == expected

    assert expected["payouts"] == ["1182161.2611.01", "po_1", "po_2"]
    assert len(expected["slips"]) == 2
    assert len(expected["events"]) == 1
