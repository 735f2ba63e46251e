"""Lines of the bank matched without a window."""

import argparse
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from merchant_desk.cli.command import Counter
from merchant_desk.cli.run import parser, run
from merchant_desk.database.database import Database, open_database
from merchant_desk.lanes import Lanes
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId
from tests.conftest import STATION
from tests.issued import issued
from tests.makers import make_station
from tests.operations.match_desk import bank_tells, left_of

Say = Callable[..., int]
Told = Callable[[], dict[str, Any]]


@pytest.fixture
def desk(empty_file: Path, tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    yield database
    database.close()


@pytest.fixture
def invoice(desk: Database, gesture: Gesture) -> InvoiceId:
    with desk.write() as session:
        make_station(session, gesture)
        found = issued(session, gesture, 10_000, day=date(2026, 10, 20))
    bank_tells(desk, gesture, (10_000, "VIR HOTEL DU PONT"), (-4_200, "PRLV URSSAF"), (-7, "XQ"))
    return found


@pytest.fixture
def say(desk: Database, tmp_path: Path, invoice: InvoiceId) -> Iterator[Say]:
    assert invoice
    lanes = Lanes(desk)

    def counter(arguments: argparse.Namespace) -> Counter:
        return Counter(lanes, STATION, "Camille", tmp_path, arguments.json)

    yield lambda *words: run(parser().parse_args(["cash", "match", *words]), counter, {})
    lanes.close()


def test_proposals_are_told_with_their_reason(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    assert say() == 0

    said = capsys.readouterr().out
    assert "VIR HOTEL DU PONT" in said
    assert "sûr\u00a0: Facture INA2026-000001, Hôtel du Pont 100,00" in said
    assert "Le libellé nomme ce tiers et un seul document a ce montant" in said
    assert "probable\u00a0: cotisations sociales" in said


def test_what_is_sure_is_accepted_at_once_and_undone_by_its_line(
    say: Say, desk: Database, invoice: InvoiceId, capsys: pytest.CaptureFixture[str]
) -> None:
    say("--json")
    lines = {each["label"]: each for each in json.loads(capsys.readouterr().out)["lines"]}

    say("--accept-sure")
    assert "1 proposition sûre acceptée." in capsys.readouterr().out
    assert left_of(desk, invoice) == 0
    say("--undo", lines["VIR HOTEL DU PONT"]["line_id"])

    assert left_of(desk, invoice) == 10_000
    assert "ne sont plus rapprochés" in capsys.readouterr().out


def test_one_is_accepted_by_its_number_and_another_refused(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    say("--json", "--month", "11/2026")
    lines = json.loads(capsys.readouterr().out)["lines"]
    (social,) = [each["number"] for each in lines if each["label"] == "PRLV URSSAF"]

    say("--refuse", str(social))
    assert "cotisations sociales" not in capsys.readouterr().out
    say("--accept", str(social))

    assert "rien n’est proposé" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (("--accept", "99"), "n’est pas dans la liste"),
        (("--accept", "0"), "n’est pas dans la liste"),
        (("--month", "2026"), "n’est pas un mois"),
        (("--month", "13/2026"), "n’est pas un mois"),
        (("--undo", "zz"), "n’est pas une opération"),
        (("--account", "LCL"), "aucun compte ne s’appelle"),
    ],
)
def test_what_cannot_be_is_refused(
    say: Say, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], refusal: str
) -> None:
    assert say(*words) == 2

    assert refusal in capsys.readouterr().err
