"""Packing without a window: the same scans, the same refusals, the same closing."""

import argparse
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from merchant_desk.cli.command import Counter
from merchant_desk.cli.run import parser, run
from merchant_desk.database.database import open_database
from merchant_desk.lanes import Lanes
from merchant_desk.operations.make_wave import make_wave
from merchant_desk.values.gesture import Gesture
from tests.conftest import STATION
from tests.ui.packing.packing_shop import (
    CANDLE,
    LABEL,
    SHARED,
    SOAP,
    STRANGER,
    place_orders,
    stock_the_shop,
)

Say = Callable[[Sequence[str]], int]


@pytest.fixture
def say(empty_file: Path, tmp_path: Path, gesture: Gesture) -> Iterator[Say]:
    """Say a command to a shop with five orders picked."""
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    with database.write() as session:
        make_wave(
            session, gesture, place_orders(session, gesture, stock_the_shop(session, gesture))
        )
    lanes = Lanes(database)

    def counter(arguments: argparse.Namespace) -> Counter:
        return Counter(lanes, STATION, "Camille", tmp_path, arguments.json)

    yield lambda words: run(parser().parse_args(words), counter, {})
    lanes.close()
    database.close()


def _facts(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_the_last_code_closes_the_parcel(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    assert say(["pack", "1047", "--scan", SOAP, "--tracking", LABEL, "--json"]) == 0

    facts = _facts(capsys)
    assert [each["outcome"] for each in facts["steps"]] == ["added"]
    assert facts["closed"]["invoice"] == "FA2026-000001"
    assert facts["closed"]["order_complete"] is True
    assert (facts["parcel"]["state"], facts["parcel"]["tracking"]) == ("closed", LABEL)


@pytest.mark.parametrize(
    ("code", "outcome"), [(CANDLE, "wrong"), (STRANGER, "unknown"), (SHARED, "ambiguous")]
)
def test_a_code_that_is_not_counted_stops_the_rest(
    say: Say, capsys: pytest.CaptureFixture[str], code: str, outcome: str
) -> None:
    assert say(["pack", "1047", "--scan", code, SOAP, "--close", "--json"]) == 1

    facts = _facts(capsys)
    assert [each["outcome"] for each in facts["steps"]] == [outcome, "ignored"]
    assert facts["closed"] is None
    assert facts["parcel"]["packed"] == 0


def test_scans_taken_back_and_missing_articles_are_done_in_their_order(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["pack", "1043", "--scan", CANDLE, "--undo", "--scan", CANDLE, "--missing"]

    assert say([*words, "BOU-MIE-120", "--close", "--json"]) == 0

    facts = _facts(capsys)
    outcomes = [each["outcome"] for each in facts["steps"]]
    assert outcomes == ["added", "taken_back", "added", "missing"]
    assert facts["closed"]["order_complete"] is False


def test_a_number_is_noted_on_the_parcel_that_left(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    say(["pack", "1047", "--scan", SOAP])
    capsys.readouterr()

    assert say(["pack", "1047", "--tracking", LABEL, "--json"]) == 0

    assert _facts(capsys)["tracking"] == LABEL


@pytest.mark.parametrize(
    "words",
    [
        ["pack", "9999", "--scan", SOAP],
        ["pack", "1047", "--close"],
        ["pack", "1047", "--undo"],
        ["pack", "1047", "--missing", "BOU-MIE-120"],
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    say: Say, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert say(words) == 2

    assert capsys.readouterr().err.strip()


def test_a_person_reads_what_happened(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    assert say(["pack", "1043", "--scan", CANDLE]) == 0

    out = capsys.readouterr().out
    assert "Commande 1043 ouverte." in out
    assert "Ajouté au colis · encore 1\u00a0: Bougie miel 120 g (1 / 2)" in out
