"""What comes back, told, confirmed, ended and added without a window."""

import argparse
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from merchant_desk.cli.command import Counter
from merchant_desk.cli.run import parser, run
from merchant_desk.database.database import open_database
from merchant_desk.lanes import Lanes
from merchant_desk.values.gesture import Gesture
from tests.conftest import STATION
from tests.operations.recurring_bank import bring_history

Say = Callable[..., int]


@pytest.fixture
def say(empty_file: Path, tmp_path: Path, gesture: Gesture) -> Iterator[Say]:
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    bring_history(database, gesture)
    lanes = Lanes(database)

    def counter(arguments: argparse.Namespace) -> Counter:
        return Counter(lanes, STATION, "Camille", tmp_path, arguments.json)

    def said(*words: str) -> int:
        return run(parser().parse_args(["cash", "recurring", *words]), counter, {})

    yield said
    lanes.close()
    database.close()


def _told(say: Say, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    capsys.readouterr()
    assert say("--json", *words) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def test_what_is_proposed_is_confirmed_refused_and_ended_by_its_name(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    told = _told(say, capsys, "--confirm", "loyer sci tilleuls", "--refuse", "EDF clients pros")

    assert [each["name"] for each in told["confirmed"]] == ["Loyer SCI Tilleuls"]
    assert (told["proposed"], told["month_out_cents"]) == ([], -89_000)
    ended = _told(say, capsys, "--end", "Loyer SCI Tilleuls")
    assert (ended["confirmed"], len(ended["ended"])) == ([], 1)


def test_one_is_added_by_hand_and_told_in_words(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--add", "Assurance", "--amount", "300", "--every", "quarterly", "--for", "insurance")

    assert say(*words, "--from", "15/12/2099") == 0

    told = capsys.readouterr().out
    assert "6 fois depuis juin 2026, chaque mois, vers le 5" in told
    assert "Assurance, Assurance, chaque trimestre vers le 15, prochaine fois le 15/12/2099" in told
    assert "Par mois\u00a0: −100,00\u00a0€ de sorties" in told


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--confirm", "Inconnu"), "n’est pas proposé"),
        (("--end", "Inconnu"), "n’est pas confirmé"),
        (("--add", "Loyer", "--amount", "beaucoup", "--from", "05/12/2026"), "ne se lit pas"),
        (("--add", "Loyer", "--amount", "890", "--from", "31/02/2026"), "ne se lit pas"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    say: Say, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    assert say(*words) == 2

    assert sentence in capsys.readouterr().err
    told = _told(say, capsys)
    assert (len(told["proposed"]), told["confirmed"]) == (2, [])
