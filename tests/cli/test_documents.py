"""The papers of an order as PDF files, asked for from the command line."""

import argparse
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from merchant_desk.cli.command import Counter
from merchant_desk.cli.run import parser, run
from merchant_desk.database.database import open_database
from merchant_desk.lanes import Lanes
from merchant_desk.operations.make_wave import make_wave
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.texts import use_language
from tests.conftest import STATION
from tests.documents.reading import whole_text
from tests.ui.packing.packing_shop import LABEL, SOAP, place_orders, stock_the_shop

Say = Callable[[Sequence[str]], int]


@pytest.fixture
def say(empty_file: Path, tmp_path: Path, gesture: Gesture) -> Iterator[Say]:
    """Say a command to a shop whose order 1047 is packed, its screens in English."""
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

    def said(words: Sequence[str]) -> int:
        return run(parser().parse_args(words), counter, {})

    assert said(["pack", "1047", "--scan", SOAP, "--tracking", LABEL]) == 0
    use_language("en")
    yield said
    use_language("fr")
    lanes.close()
    database.close()


@pytest.mark.parametrize(
    ("kind", "told"),
    [("picking", "Bon de préparation"), ("packing", "1047"), ("invoice", "Facture")],
)
def test_a_paper_is_written_in_french_with_its_order(
    say: Say, tmp_path: Path, kind: str, told: str
) -> None:
    file = tmp_path / f"{kind}.pdf"

    assert say(["documents", "1047", "--kind", kind, "--to", str(file)]) == 0

    assert told in whole_text(file.read_bytes())


def test_a_parcel_that_is_not_there_writes_nothing(
    say: Say, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "none.pdf"
    asked = ["documents", "1047", "--kind", "packing", "--parcel", "2", "--to", str(file)]

    assert say(asked) != 0

    assert not file.exists()
    assert "this parcel does not exist" in capsys.readouterr().err
