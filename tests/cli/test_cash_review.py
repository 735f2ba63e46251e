"""The review of the week without a window."""

import argparse
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from merchant_desk.cli.command import Counter
from merchant_desk.cli.run import parser, run
from merchant_desk.database.database import open_database
from merchant_desk.lanes import Lanes
from merchant_desk.values.gesture import Gesture
from tests.conftest import STATION
from tests.documents.reading import whole_text
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


def test_the_review_is_written_and_told(
    say: Say, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "revue.pdf"

    assert say(["cash", "review", "--to", str(file), "--json"]) == 0

    facts = json.loads(capsys.readouterr().out)
    assert facts["file"] == str(file)
    assert facts["balance_cents"] == 0
    assert facts["tasks"] == ["Importer un relevé de la banque\u00a0: le solde n’est pas connu."]
    assert "Revue de la semaine" in whole_text(file.read_bytes())


def test_a_folder_that_is_not_there_is_refused_with_a_sentence(
    say: Say, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "nulle" / "part" / "revue.pdf"

    assert say(["cash", "review", "--to", str(file)]) != 0

    assert capsys.readouterr().err
    assert not file.exists()
