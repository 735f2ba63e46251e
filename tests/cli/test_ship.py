"""Shipping whole orders without a window and without a scanner."""

import argparse
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from merchant_desk.cli.command import Counter
from merchant_desk.cli.run import parser, run
from merchant_desk.database.database import Database, open_database
from merchant_desk.lanes import Lanes
from merchant_desk.operations.hold_order import hold_order
from merchant_desk.values.gesture import Gesture
from tests.conftest import STATION
from tests.operations.depot import depot

Say = Callable[[Sequence[str]], int]


@pytest.fixture
def shop(empty_file: Path, tmp_path: Path, gesture: Gesture) -> Iterator[Database]:
    """A shop with two orders to prepare and one that is held."""
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    with database.write() as session:
        made = depot(session, gesture)
        orders = [made.receive() for _order in range(3)]
        hold_order(session, gesture, orders[2], "Le client rappelle.")
    yield database
    database.close()


@pytest.fixture
def say(shop: Database, tmp_path: Path) -> Iterator[Say]:
    """Say a command to the shop."""
    lanes = Lanes(shop)

    def counter(arguments: argparse.Namespace) -> Counter:
        return Counter(lanes, STATION, "Camille", tmp_path, arguments.json)

    yield lambda words: run(parser().parse_args(words), counter, {})
    lanes.close()


def _facts(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_several_orders_leave_at_once(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    assert say(["ship", "0001", "0002", "0001", "--json"]) == 0

    facts = _facts(capsys)
    assert [(each["order"], each["invoice"]) for each in facts["shipped"]] == [
        ("0001", "FA2026-000001"),
        ("0002", "FA2026-000002"),
    ]
    assert facts["refused"] == []


def test_one_that_stays_says_why_and_is_told_by_the_exit_code(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say(["ship", "0003", "0001"]) == 1

    assert capsys.readouterr().out.splitlines() == [
        "1 commande expédiée.",
        "0001\u00a0: colis 1, facture FA2026-000001",
        "0003\u00a0: Le client rappelle.",
    ]


def test_an_unknown_number_ships_nothing(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    assert say(["ship", "0001", "9999"]) == 2

    assert "La commande 9999 n’existe pas ici." in capsys.readouterr().err
    assert say(["ship", "0001", "--json"]) == 0
