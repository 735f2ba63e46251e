import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from merchant_desk.cli.command import Counter
from merchant_desk.cli.run import parser, run
from merchant_desk.database.database import Database
from merchant_desk.lanes import Lanes
from merchant_desk.values.gesture import Gesture
from tests.catalogue_files import everyday
from tests.imports import NUTS, TEA
from tests.makers import make_station

BAD = ("X", "Raté", "123", "3", "", "")


class Desk:
    """Runs the command line on a shop and reads its answers."""

    def __init__(
        self, lanes: Lanes, gesture: Gesture, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self._lanes, self._gesture, self._folder, self._capsys = lanes, gesture, folder, capsys

    def __call__(self, *words: str) -> tuple[int, Any]:
        arguments = parser().parse_args(["import", "products", *words, "--json"])
        station = self._gesture.station_id
        counter = Counter(self._lanes, station, "Camille", self._folder, as_json=True)
        code = run(arguments, lambda _arguments: counter, {})
        said = self._capsys.readouterr()
        return code, json.loads(said.out) if said.out else said.err


@pytest.fixture
def command(
    sqlite_database: Database,
    gesture: Gesture,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Desk]:
    with sqlite_database.write() as session:
        make_station(session, gesture)
    lanes = Lanes(sqlite_database)
    yield Desk(lanes, gesture, tmp_path, capsys)
    lanes.close()


def test_a_file_is_tried_imported_and_taken_back(command: Desk, tmp_path: Path) -> None:
    path = str(everyday(tmp_path, TEA, NUTS))

    tried, done, again = command(path, "--dry-run"), command(path), command(path)
    undone = command("--undo")

    assert (tried[0], tried[1]["import"], tried[1]["created"]) == (0, None, 2)
    assert (done[0], done[1]["created"], done[1]["opening_units"]) == (0, 2, 12)
    assert (again[1]["import"], again[1]["unchanged"]) == (None, 2)
    assert (undone[1]["import"], undone[1]["removed"], undone[1]["retired"]) == (
        done[1]["import"], 1, 1,
    )  # fmt: skip


def test_refused_rows_lie_beside_the_file_and_the_code_says_so(
    command: Desk, tmp_path: Path
) -> None:
    code, facts = command(str(everyday(tmp_path, TEA, BAD)))

    assert (code, facts["created"], facts["refused"]) == (1, 1, 1)
    assert "Raté" in Path(facts["refused_file"]).read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ((), "aucun fichier"),
        (("absent.csv",), "n’a pas pu être ouvert"),
        (("--undo",), "il n’y en a pas"),
        (("x.csv", "--encoding", "klingon"), "est inconnu"),
    ],
)
def test_what_cannot_be_imported_is_told_in_a_sentence(
    command: Desk, words: tuple[str, ...], part: str
) -> None:
    code, said = command(*words)

    assert code == 2
    assert part in said
