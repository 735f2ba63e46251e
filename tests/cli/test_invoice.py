"""Documents without a window: written in a file, issued once, given back, looked at."""

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
from tests import makers
from tests.conftest import STATION

Say = Callable[[Sequence[str]], int]
TOLD = {
    "prices": "net",
    "buyer": {
        "company": "Les Épiciers réunis",
        "line1": "12 quai Perrache",
        "postcode": "69002",
        "city": "Lyon",
        "siren": "732829320",
    },
    "lines": [
        {"name": "Savon d’Alep", "quantity": 10, "unit_price": "3,125", "rate": "20"},
        {"name": "Miel", "quantity": 4, "unit_price": "6.50", "rate": "5,5"},
    ],
}


@pytest.fixture
def say(empty_file: Path, tmp_path: Path, gesture: Gesture) -> Iterator[Say]:
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    with database.write() as session:
        makers.make_station(session, gesture)
        makers.make_profile(session)
    lanes = Lanes(database)

    def counter(arguments: argparse.Namespace) -> Counter:
        return Counter(lanes, STATION, "Camille", tmp_path, arguments.json)

    yield lambda words: run(parser().parse_args(words), counter, {})
    lanes.close()
    database.close()


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., str]:
    def write_file(**changes: object) -> str:
        path = tmp_path / "facture.json"
        path.write_text(json.dumps({**TOLD, **changes}), "utf-8")
        return str(path)

    return write_file


def _facts(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_a_file_is_issued_once_for_one_key(
    say: Say, write: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["invoice", "issue", write(), "--key", "commande 12", "--json"]

    assert (say(words), say(words)) == (0, 0)

    told = capsys.readouterr().out
    first, end = json.JSONDecoder().raw_decode(told)
    second = json.loads(told[end:])
    assert first == second
    assert first["total_cents"] == 3750 + 2743


def test_what_was_issued_is_shown_and_has_nothing_a_platform_refuses(
    say: Say, write: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    say(["invoice", "issue", write(), "--json"])
    number = _facts(capsys)["number"]

    assert say(["invoice", "show", number.lower(), "--json"]) == 0
    shown = _facts(capsys)
    assert say(["invoice", "preflight", "all", "--json"]) == 0

    assert [line["unit_price"] for line in shown["lines"]] == ["3.125", "6.50"]
    assert (shown["net_cents"], shown["vat_cents"]) == (5725, 768)
    assert _facts(capsys) == {}


def test_units_of_a_line_are_given_back_and_money_with_them(
    say: Say, write: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    say(["invoice", "issue", write(), "--json"])
    number = _facts(capsys)["number"]
    words = ["invoice", "credit", number, "--line", "1=4", "--reason", "Cassés", "--json"]

    assert say([*words, "--refund-by", "card"]) == 0

    facts = _facts(capsys)
    say(["invoice", "show", facts["number"], "--json"])
    assert facts["total_cents"] == -1500
    assert _facts(capsys)["left_to_pay_cents"] == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["invoice", "show", "F-RIEN"], "Aucune facture ne porte le numéro"),
        (["invoice", "issue", "absent.json"], "le fichier ne s’ouvre pas"),
        (["invoice", "credit", "F-RIEN", "--reason", "x"], "Aucune facture ne porte"),
    ],
)
def test_what_does_not_exist_is_told(
    say: Say, capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
) -> None:
    assert say(words) == 2

    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"lines": [{"name": "x", "quantity": 1, "unit_price": "douze"}]}, "ne se lit pas"),
        ({"lines": [{"name": "x", "quantity": 1.5, "unit_price": "1"}]}, "n’est pas une facture"),
        ({"surprise": 1}, "n’est pas une facture"),
        ({"kind": "ticket"}, "ne s’écrit pas à la main"),
        ({"lines": [{"name": "x", "quantity": "2", "unit_price": "1"}]}, "lines[0].quantity"),
        ({"due_on": "31/02/2027"}, "une date ne se lit pas"),
        ({"lines": []}, "rien à facturer"),
    ],
)
def test_a_file_that_is_no_invoice_issues_nothing(
    say: Say,
    write: Callable[..., str],
    capsys: pytest.CaptureFixture[str],
    changes: dict[str, object],
    sentence: str,
) -> None:
    assert say(["invoice", "issue", write(**changes)]) == 2
    assert sentence in capsys.readouterr().err

    assert say(["invoice", "preflight", "all", "--json"]) == 0


def test_a_credit_note_of_more_than_is_left_is_refused(
    say: Say, write: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    say(["invoice", "issue", write(), "--json"])
    number = _facts(capsys)["number"]

    assert say(["invoice", "credit", number, "--line", "2=5", "--reason", "Retour"]) == 2
    assert "Il en reste 4" in capsys.readouterr().err
    assert say(["invoice", "credit", number, "--line", "7=1", "--reason", "Retour"]) == 2
    assert "n’est pas une ligne" in capsys.readouterr().err
    assert say(["invoice", "credit", number, "--amount", "9999", "--reason", "Geste"]) == 2
    assert "dépasse ce qui reste" in capsys.readouterr().err


def test_documents_are_written_as_files_and_not_twice(
    say: Say, write: Callable[..., str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    say(["invoice", "issue", write(), "--json"])
    number = _facts(capsys)["number"]
    words = ["invoice", "export", "all", "--to", str(tmp_path / "out"), "--beside", "ubl", "--json"]

    assert (say(words), say(words)) == (0, 0)

    told = capsys.readouterr().out
    first, end = json.JSONDecoder().raw_decode(told)
    assert sorted(Path(name).suffix for name in first["files"]) == [".pdf", ".xml"]
    assert all(number in name for name in first["files"])
    assert json.loads(told[end:])["already_there"] == 1
    assert (tmp_path / "out" / first["files"][-1]).read_bytes().startswith((b"%PDF-1.7", b"<?xml"))
