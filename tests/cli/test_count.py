"""Stock counts without a window: opened, scanned, gone through, validated, undone."""

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
from merchant_desk.values.gesture import Gesture
from tests.conftest import STATION
from tests.makers import make_bin, make_location, make_product, make_station, put_stock

Say = Callable[..., int]
SOAP, CANDLE = "3760123456784", "3760123450003"


@pytest.fixture
def say(empty_file: Path, tmp_path: Path, gesture: Gesture) -> Iterator[Say]:
    """Say a command to a shop with nine soaps in A1, two candles in B2, and a depot."""
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    with database.write() as session:
        make_station(session, gesture)
        shop, depot = make_location(session), make_location(session, "Réserve")
        first, second = make_bin(session, shop, "A1"), make_bin(session, shop, "B2")
        make_bin(session, depot, "R1")
        put_stock(session, gesture, make_product(session), first, 9)
        candle = make_product(session, "BOU-FIG", name="Bougie figuier", ean=CANDLE)
        put_stock(session, gesture, candle, second, 2)
    lanes = Lanes(database)

    def counter(arguments: argparse.Namespace) -> Counter:
        return Counter(lanes, STATION, "Camille", tmp_path, arguments.json)

    def say_it(*words: str) -> int:
        return run(parser().parse_args(["count", *words, "--json"]), counter, {})

    yield say_it
    lanes.close()
    database.close()


def _facts(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def _open(say: Say, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert say("open", *words) == 0
    return str(_facts(capsys)["number"])


def test_a_count_ends_with_the_variance_in_the_stock(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    number = _open(say, capsys, "--location", "Boutique")
    assert say("scan", number, "A1", SOAP, "--times", "7") == 0
    assert _facts(capsys)["total"] == 7
    assert say("scan", number, "B2", CANDLE, "--times", "2") == 0
    capsys.readouterr()

    assert say("validate", number) == 0

    assert _facts(capsys)["corrected"] == 1
    assert say("show", number) == 0
    assert _facts(capsys)["state"] == "done"
    assert say("show", "--product", SOAP) == 0
    counts = _facts(capsys)["counts"]
    assert [(each["expected"], each["counted"]) for each in counts] == [(9, 7)]
    assert say("undo", number) == 0
    assert _facts(capsys)["taken_back"] == 1


def test_what_nobody_counted_is_listed_and_gone_only_when_she_says_so(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    number = _open(say, capsys)
    say("scan", number, "A1", SOAP, "--times", "9")
    capsys.readouterr()

    assert say("show", number) == 0
    assert [each["sku"] for each in _facts(capsys)["not_counted"]] == ["BOU-FIG"]
    assert say("validate", number, "--zero-uncounted") == 0

    assert _facts(capsys)["units"] == -2


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        (("A1", "0000000000000"), "unknown"),
        (("A1", SOAP, "--times", "0"), "asks"),
        (("A1", SOAP, "--times", "100000"), "asks"),
    ],
)
def test_a_scan_that_is_not_counted_says_why(
    say: Say, capsys: pytest.CaptureFixture[str], words: Sequence[str], outcome: str
) -> None:
    number = _open(say, capsys)

    assert say("scan", number, *words) == 1

    assert _facts(capsys)["outcome"] == outcome


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("scan", "IN2026-0001", "R1", SOAP), "n’est pas à compter ici"),
        (("scan", "IN2026-0001", "Z9", SOAP), "Aucun emplacement"),
        (("scan", "IN1999-0001", "A1", SOAP), "n’existe pas"),
        (("scan", "IN2026-0001", "A1", SOAP, "--times", "beaucoup"), "quantité manque"),
        (("validate", "IN2026-0001"), "rien n’y est compté"),
        (("undo", "IN2026-0001"), "en cours"),
        (("open", "--class", "A", "--category", "Rien"), "n’a pas été ouvert"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_counted(
    say: Say, capsys: pytest.CaptureFixture[str], words: Sequence[str], said: str
) -> None:
    _open(say, capsys, "--location", "Boutique")

    assert say(*words) == 2

    assert said in capsys.readouterr().err


def test_a_count_given_up_takes_no_more_scans(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    number = _open(say, capsys)
    assert say("cancel", number) == 0

    assert say("scan", number, "A1", SOAP) == 2

    assert "abandonné" in capsys.readouterr().err


def test_the_plan_of_the_day_names_the_bins(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    assert say("plan") == 0

    assert [each["bin"] for each in _facts(capsys)] == ["A1", "B2"]


def test_the_labels_of_bins_are_written_as_pdf_or_for_a_roll_printer(
    say: Say, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet, roll = tmp_path / "bins.pdf", tmp_path / "bins.zpl"

    assert say("labels", "--to", str(sheet)) == 0
    assert _facts(capsys)["codes"] == ["MDE-A1", "MDE-B2", "MDE-R1"]
    assert say("labels", "--bin", "b2", "--format", "57x32", "--to", str(roll)) == 0

    assert _facts(capsys)["labels"] == 1
    assert sheet.read_bytes().startswith(b"%PDF")
    assert b"MDE-B2" in roll.read_bytes()


def test_a_bin_that_is_not_there_gets_no_label(
    say: Say, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bins.pdf"

    assert say("labels", "--bin", "Z9", "--to", str(file)) == 2

    assert "Z9" in capsys.readouterr().err
    assert not file.exists()
