"""The value of the stock without a window: totals, past days, stories of cost, what sleeps."""

import argparse
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from merchant_desk.cli.command import Counter
from merchant_desk.cli.run import parser, run
from merchant_desk.database.database import open_database
from merchant_desk.lanes import Lanes
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.places import CUSTOMER, SUPPLIER
from merchant_desk.values.words import MoveReason
from tests.conftest import STATION
from tests.makers import make_bin, make_location, make_product, make_profile, make_station

Say = Callable[[Sequence[str]], int]


@pytest.fixture
def say(empty_file: Path, tmp_path: Path, gesture: Gesture) -> Iterator[Say]:
    """A shop that bought ten soaps at 2 €, ten at 4 €, and sold twelve, all a year ago."""
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    start = datetime(utc_now().year - 1, 1, 5, 9, 0, tzinfo=UTC)
    with database.write() as session:
        make_station(session, gesture)
        make_profile(session)
        place, soap = make_bin(session, make_location(session)), make_product(session)
        for day, move in enumerate(
            (
                Move(soap, SUPPLIER, place, 10, MoveReason.RECEIPT, value=20_0000),
                Move(soap, SUPPLIER, place, 10, MoveReason.RECEIPT, value=40_0000),
                Move(soap, place, CUSTOMER, 12, MoveReason.SALE),
            )
        ):
            post_move(session, replace(gesture, at=start + timedelta(days=day)), move)
    lanes = Lanes(database)

    def counter(arguments: argparse.Namespace) -> Counter:
        return Counter(lanes, STATION, "Camille", tmp_path, arguments.json)

    yield lambda words: run(parser().parse_args(words), counter, {})
    lanes.close()
    database.close()


def _facts(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(("method", "cents"), [("average", 2400), ("fifo", 3200)])
def test_the_value_is_told_by_either_method(
    say: Say, capsys: pytest.CaptureFixture[str], method: str, cents: int
) -> None:
    assert say(["stock", "value", "--method", method, "--by", "category", "--json"]) == 0

    facts = _facts(capsys)
    assert (facts["units"], facts["value_cents"], facts["method"]) == (8, cents, method)
    assert facts["groups"] == [{"name": "", "units": 8, "value_cents": cents}]
    assert [each["sku"] for each in facts["lines"]] == ["SAV-LAV-100"]


def test_the_value_of_a_past_day_is_told(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    day = f"05/01/{utc_now().year - 1}"

    assert say(["stock", "value", "--at", day]) == 0

    assert capsys.readouterr().out.startswith(
        f"Stock au {day} au soir, coût moyen pondéré\u00a0: 20,00\u00a0€ HT pour 10 unités\n"
    )


def test_a_day_that_is_none_is_refused(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    assert say(["stock", "value", "--at", "hier soir"]) == 2

    assert "n’est pas une date" in capsys.readouterr().err


def test_the_value_of_a_day_to_come_is_not_told(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say(["stock", "value", "--at", "01/01/2099"]) == 2

    assert "à venir" in capsys.readouterr().err


@pytest.mark.parametrize("suffix", ["csv", "pdf"])
def test_the_statement_is_written_for_the_accountant(say: Say, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"stock.{suffix}"

    assert say(["stock", "value", "--to-file", str(file)]) == 0

    made = file.read_bytes()
    assert made.startswith(b"%PDF" if suffix == "pdf" else b"\xef\xbb\xbf")
    if suffix == "csv":
        assert "SAV-LAV-100;Savon lavande 100 g;;8;3,0000;24,00\r\n" in made.decode("utf-8-sig")


def test_a_file_of_another_kind_is_refused(
    say: Say, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say(["stock", "value", "--to-file", str(tmp_path / "stock.doc")]) == 2

    assert "ni .csv ni .pdf" in capsys.readouterr().err


def test_the_story_of_a_cost_explains_each_line(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say(["stock", "story", "SAV-LAV-100", "--cost", "--json"]) == 0

    facts = _facts(capsys)
    assert facts["agrees"] is True
    assert [(each["what"], each["units"], each["stock_after"]) for each in facts["lines"]] == [
        ("receipt", 10, 10),
        ("receipt", 10, 20),
        ("sale", -12, 8),
    ]
    assert facts["lines"][1]["average_after_tenthousandths"] == 3_0000
    assert [each["units"] for each in facts["layers"]] == [8]


def test_a_story_without_its_cost_tells_the_units(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say(["stock", "story", "SAV-LAV-100", "--json"]) == 0

    assert [each["balance"] for each in _facts(capsys)["moves"]] == [8, 20, 10]


def test_what_sleeps_is_listed_with_its_value(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    assert say(["stock", "dead", "--days", "90", "--json"]) == 0

    facts = _facts(capsys)
    assert facts["value_cents"] == 2400
    assert [(each["sku"], each["units"]) for each in facts["lines"]] == [("SAV-LAV-100", 8)]


def test_a_write_down_is_kept_with_its_reason(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["stock", "write-down", "SAV-LAV-100", "--amount", "4,50", "--reason", "abîmé"]

    assert say(words) == 0
    assert say(["stock", "value", "--json"]) == 0

    out = capsys.readouterr().out
    assert out.startswith("Savon lavande 100 g\u00a0: le stock vaut 4,50\u00a0€ de moins\n")
    assert json.loads(out.split("\n", 1)[1])["value_cents"] == 1950


def test_a_write_down_is_taken_back(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["stock", "write-down", "SAV-LAV-100", "--amount", "4,50", "--reason", "abîmé"]
    assert say(words) == 0

    assert say([*words, "--reverse"]) == 0

    assert "4,50\u00a0€ de plus" in capsys.readouterr().out
    assert say([*words, "--reverse"]) == 2
    assert "il reste 0,00" in capsys.readouterr().err
