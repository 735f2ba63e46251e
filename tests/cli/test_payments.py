"""Getting paid without a window: payments noted, delays listed, reminders written."""

import argparse
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from merchant_desk.cli.command import Counter
from merchant_desk.cli.run import parser, run
from merchant_desk.database.database import open_database
from merchant_desk.lanes import Lanes
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.gesture import Gesture
from tests import makers
from tests.conftest import STATION
from tests.issued import issued

Say = Callable[[Sequence[str]], int]
_TODAY = paris_date(utc_now())
LATE, WAITS = f"INA{_TODAY.year}-000001", f"INA{_TODAY.year}-000002"


@pytest.fixture
def say(empty_file: Path, tmp_path: Path, gesture: Gesture) -> Iterator[Say]:
    """A shop with one invoice forty days late, and one that waits."""
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    with database.write() as session:
        makers.make_station(session, gesture)
        makers.make_profile(session)
        due = _TODAY - timedelta(days=40)
        issued(session, gesture, 10_000, day=due.replace(year=_TODAY.year), due_on=due)
        issued(session, gesture, 5_000, day=_TODAY, due_on=_TODAY + timedelta(days=20))
    lanes = Lanes(database)

    def counter(arguments: argparse.Namespace) -> Counter:
        return Counter(lanes, STATION, "Camille", tmp_path, arguments.json)

    yield lambda words: run(parser().parse_args(words), counter, {})
    lanes.close()
    database.close()


def _facts(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def _pay(say: Say, *more: str) -> int:
    return say(["invoice", "pay", LATE.lower(), "--means", "card", *more, "--json"])


def test_a_payment_in_part_says_what_is_left(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    assert _pay(say, "--amount", "12,50", "--key", "k1") == 0
    assert _facts(capsys) == {"amount_cents": 1_250, "left_cents": 8_750}

    assert _pay(say, "--amount", "12,50", "--key", "k1") == 0
    assert _facts(capsys)["left_cents"] == 8_750


def test_too_much_is_told_and_given_back(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    say(["invoice", "pay", LATE, "--means", "transfer", "--amount", "110"])
    assert "trop perçu, 10,00\u00a0€ à rendre" in capsys.readouterr().out

    assert _pay(say, "--amount", "10", "--back") == 0
    assert _facts(capsys)["left_cents"] == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--amount", "douze"], "n’est pas un montant"),
        (["--amount", "0"], "il n’a pas de montant"),
        (["--amount", "5", "--day", "hier"], "n’est pas un jour"),
        (["--amount", "5", "--day", "01/01/2099"], "dans l’avenir"),
        (["--amount", "5", "--back"], "dépasse ce qui a été reçu"),
    ],
)
def test_what_cannot_be_is_refused(
    say: Say, capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
) -> None:
    assert _pay(say, *words) == 2
    assert sentence in capsys.readouterr().err


def test_what_is_late_is_listed_with_its_age(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    assert say(["invoice", "late", "--json"]) == 0
    told = _facts(capsys)
    assert told["owed_cents"] == 15_000
    assert told["by_age_cents"]["to_60"] == 10_000
    assert [(each["number"], each["days_late"]) for each in told["documents"]] == [(LATE, 40)]

    say(["invoice", "late", "--all"])
    assert WAITS in capsys.readouterr().out


def test_a_reminder_is_written_as_text_and_as_a_letter(
    say: Say, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    letter = tmp_path / "relance.pdf"

    assert say(["invoice", "remind", LATE, "--pdf", str(letter), "--json"]) == 0
    told = _facts(capsys)
    assert (told["number"], told["level"]) == (LATE, 1)
    assert "100,00\u00a0€" in told["body"]
    assert letter.read_bytes().startswith(b"%PDF-")

    assert say(["invoice", "remind", WAITS]) == 2
    assert "n’est pas en retard" in capsys.readouterr().err
