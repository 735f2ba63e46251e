"""Taxes and social charges without a window."""

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
from merchant_desk.operations.tell_taxes import NAMES
from merchant_desk.values.gesture import Gesture
from tests.conftest import STATION
from tests.makers import make_profile, make_station

Say = Callable[..., int]


@pytest.fixture
def say(empty_file: Path, tmp_path: Path, gesture: Gesture) -> Iterator[Say]:
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    with database.write() as session:
        make_station(session, gesture)
        make_profile(session)
    lanes = Lanes(database)

    def counter(arguments: argparse.Namespace) -> Counter:
        return Counter(lanes, STATION, "Camille", tmp_path, arguments.json)

    def told(*answers: str) -> int:
        words: Sequence[str] = [each for answer in answers for each in ("--set", answer)]
        return run(parser().parse_args(["cash", "taxes", "--json", *words]), counter, {})

    yield told
    lanes.close()
    database.close()


def _facts(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_nothing_told_is_nothing_due_and_says_what_is_asked(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say() == 0

    facts = _facts(capsys)
    assert facts["dues"] == []
    assert facts["notes"][0] == "TVA non comptée\u00a0: dites votre régime dans Réglages."


def test_what_is_told_is_kept_and_due(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    answers = (
        "vat_credit=12", "vat=monthly", "vat_day=19", "owner=day5", "owner_amount=412",
        "employees=2", "wages=980", "wages_quarterly=0", "profit_tax=corporate",
        "corporate_tax=8000", "profit=60000", "cfe=843,20", "vat_last_year=2 000",
    )  # fmt: skip
    assert {each.partition("=")[0] for each in answers} == set(NAMES)

    assert say(*answers) == 0

    facts = _facts(capsys)
    amounts = {each["amount_cents"] for each in facts["dues"]}
    assert {-41_200, -98_000} <= amounts
    assert facts["notes"] == []


@pytest.mark.parametrize(
    "answer",
    ["vat=hourly", "vat_day=12", "cfe=beaucoup", "cfe=-3", "employees=x", "what=1", "cfe", "=3"],
)
def test_what_cannot_be_is_refused_and_the_rest_with_it(
    say: Say, capsys: pytest.CaptureFixture[str], answer: str
) -> None:
    assert say("cfe=843", answer) != 0
    capsys.readouterr()

    assert say() == 0
    assert any("CFE" in each for each in _facts(capsys)["notes"])
