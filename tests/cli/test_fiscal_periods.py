"""Closing, verifying, archiving and certifying without a window, said for people and as JSON."""

import argparse
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from merchant_desk.cli.command import Counter
from merchant_desk.cli.run import parser, run
from merchant_desk.database.database import open_database
from merchant_desk.lanes import Lanes
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture
from tests.conftest import STATION
from tests.documents.reading import whole_text
from tests.fiscal_archives import problems
from tests.makers import make_profile
from tests.sealed_shop import Key, a_busy_day, begin

Say = Callable[..., tuple[int, str, str]]
NOW = utc_now() - timedelta(days=1)


@pytest.fixture
def shop(empty_file: Path, tmp_path: Path) -> Path:
    """The file of a shop that sold yesterday and closed nothing."""
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    with database.write() as session:
        gesture = Gesture(NOW, "Camille", STATION, Key())
        begin(session, gesture)
        make_profile(session)
        a_busy_day(session, gesture)
    database.close()
    return path


@pytest.fixture
def say(shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Say]:
    """Say a command; its exit code, answer and complaint."""
    database = open_database(f"sqlite:///{shop}")
    lanes = Lanes(database)

    def counter(arguments: argparse.Namespace) -> Counter:
        return Counter(lanes, STATION, "Camille", tmp_path, arguments.json, signer=Key())

    def tell(*words: str) -> tuple[int, str, str]:
        code = run(parser().parse_args(words), counter, {})
        said = capsys.readouterr()
        return code, said.out, said.err

    yield tell
    lanes.close()


DAY = NOW.date().isoformat()
BACK = ("--from", "2026-02-01", "--to", "2026-01-01")
ALL = ("--from", "2020-01-01", "--to", "2030-12-31")


def test_a_day_is_closed_once_with_its_drawer_counted(say: Say) -> None:
    first = say("--json", "fiscal", "close", "day", "--on", DAY, "--counted", "2000=1")
    again = say("fiscal", "close", "day", "--on", DAY)

    told = json.loads(first[1])
    assert first[0] == 0
    assert (told["total_cents"], told["returns_cents"]) == (4042 - 600, -600)
    assert (told["drawer_expected_cents"], told["drawer_counted_cents"]) == (2028, 2000)
    assert told["anchor"].startswith(f"MD1:{STATION.hex()}:day:{DAY}:")
    assert again[0] == 2
    assert "déjà fait" in again[2]


def test_what_holds_is_said_and_what_was_changed_is_named(say: Say, shop: Path) -> None:
    before = say("fiscal", "verify")
    with closing(sqlite3.connect(shop)) as raw, raw:
        raw.execute("DROP TRIGGER payment_no_update")
        raw.execute("UPDATE payment SET amount = 1 WHERE means = 'card'")
    after = say("--json", "fiscal", "verify")

    assert (before[0], "Tout tient" in before[1]) == (0, True)
    assert after[0] == 1
    assert {each["trouble"] for each in json.loads(after[1])["problems"]} == {"changed"}


def test_an_archive_is_written_recorded_and_verified_alone(say: Say, tmp_path: Path) -> None:
    target = tmp_path / "archive.zip"

    code, told, _complaint = say("--json", "fiscal", "archive", *ALL, "--to-file", str(target))
    checked = say("fiscal", "verify")

    assert (code, json.loads(told)["documents"]) == (0, 5)
    assert problems(target) == []
    assert checked[0] == 0


def test_a_certificate_tells_every_series_of_a_period(say: Say, tmp_path: Path) -> None:
    paper = tmp_path / "certificat.pdf"

    code, told, _complaint = say("--json", "fiscal", "certificate", *ALL, "--to-file", str(paper))

    series = {each["prefix"]: each for each in json.loads(told)["series"]}
    assert code == 0
    year = NOW.year
    assert series[f"TA{year}"]["count"] == 4
    assert series[f"TA{year}"]["last"] == f"TA{year}-000004"
    assert "Certificat de continuité" in whole_text(paper.read_bytes())


def test_an_archive_that_cannot_be_placed_is_not_recorded(
    say: Say, shop: Path, tmp_path: Path
) -> None:
    taken = tmp_path / "taken"
    taken.mkdir()

    code, _told, said = say("fiscal", "archive", *ALL, "--to-file", str(taken))

    with closing(sqlite3.connect(shop)) as raw:
        (recorded,) = raw.execute("SELECT count(*) FROM archive").fetchone()
    assert (code, recorded) == (2, 0)
    assert "n’est pas un fichier" in said


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("close", "day", "--on", "2026-02-30"), "ce jour n’existe pas"),
        (("close", "day", "--on", "2031-01-01"), "n’a pas commencé"),
        (("close", "day", "--counted", "vingt"), "ne se compte pas"),
        (("close", "day", "--counted", "37=1"), "ni pièce ni billet"),
        (("archive", *BACK, "--to-file", "a.zip"), "finit avant de commencer"),
        (("certificate", *BACK), "finit avant de commencer"),
        (("close", "year"), "une journée d’avant ne l’est pas"),
    ],
)
def test_what_cannot_be_closed_is_refused_with_a_sentence(
    say: Say, words: tuple[str, ...], complaint: str
) -> None:
    code, _told, said = say("fiscal", *words)

    assert code == 2
    assert complaint in said
