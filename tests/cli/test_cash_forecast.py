"""The forecast of the account without a window."""

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
from tests.makers import make_profile, make_station

Say = Callable[[Sequence[str]], int]


@pytest.fixture
def say(empty_file: Path, tmp_path: Path, gesture: Gesture) -> Iterator[Say]:
    """A shop that nothing is known of yet."""
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    with database.write() as session:
        make_station(session, gesture)
        make_profile(session)
    lanes = Lanes(database)

    def counter(arguments: argparse.Namespace) -> Counter:
        return Counter(lanes, STATION, "Camille", tmp_path, arguments.json)

    yield lambda words: run(parser().parse_args(words), counter, {})
    lanes.close()
    database.close()


def _facts(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_a_shop_without_a_statement_is_told_from_nothing(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say(["cash", "forecast", "--json"]) == 0

    facts = _facts(capsys)
    assert (facts["opening_cents"], facts["opening_on"], facts["flows"]) == (0, None, [])
    assert 91 <= len(facts["days"]) <= 97
    assert [each["reading"] for each in facts["lows"]] == ["certain", "likely", "cautious"]


def test_the_forecast_is_told_in_sentences(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    assert say(["cash", "forecast", "--weeks", "2"]) == 0

    told = capsys.readouterr().out
    assert "Aucun relevé n’a été apporté" in told
    assert "Aucun jour sous le plancher de 0,00\u00a0€." in told


@pytest.mark.parametrize("weeks", ["0", "-3", "54", "treize", ""])
def test_a_number_of_weeks_that_is_none_is_refused(
    say: Say, capsys: pytest.CaptureFixture[str], weeks: str
) -> None:
    assert say(["cash", "forecast", f"--weeks={weeks}"]) == 2

    assert "La prévision n’a pas été calculée" in capsys.readouterr().err


def test_without_a_kept_forecast_nothing_is_compared(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say(["cash", "compare"]) == 2

    assert "aucune n’est gardée d’aussi loin" in capsys.readouterr().err
