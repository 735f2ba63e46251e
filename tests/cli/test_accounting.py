"""The books of a period from the command line: written, printed, told as JSON, or refused."""

import argparse
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from merchant_desk.cli.command import Counter
from merchant_desk.cli.run import parser, run
from merchant_desk.database.database import open_database
from merchant_desk.lanes import Lanes
from merchant_desk.rules.fec_check import check_fec
from merchant_desk.values.gesture import Gesture
from tests import makers
from tests.conftest import STATION
from tests.documents.reading import whole_text
from tests.operations.invoice_desk import invoice_desk

Say = Callable[..., tuple[int, str, str]]
NOVEMBER = ("--from", "2026-11-01", "--to", "2026-11-30")


@pytest.fixture
def say(
    empty_file: Path, tmp_path: Path, gesture: Gesture, capsys: pytest.CaptureFixture[str]
) -> Iterator[Say]:
    """Say a command to a shop that shipped one order; its exit code, answer and complaint."""
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    with database.write() as session:
        desk = invoice_desk(session, gesture)
        desk.ship(desk.receive(makers.remote_order()))
    lanes = Lanes(database)

    def counter(arguments: argparse.Namespace) -> Counter:
        return Counter(lanes, STATION, "Camille", tmp_path, arguments.json)

    def tell(*words: str) -> tuple[int, str, str]:
        code = run(parser().parse_args(words), counter, {})
        said = capsys.readouterr()
        return code, said.out, said.err

    yield tell
    lanes.close()
    database.close()


def test_the_entries_of_a_month_are_written_under_their_legal_name(
    say: Say, tmp_path: Path
) -> None:
    folder = tmp_path / "comptable"

    code, told, _complaint = say("fiscal", "fec", *NOVEMBER, "--to-file", str(folder))

    file = folder / "732829320FEC20261231.txt"
    assert code == 0
    assert check_fec(file.name, file.read_bytes()) == ()
    assert b"FA2026-000001" in file.read_bytes()
    assert "JournalCode" in (folder / "732829320FEC20261231_description.txt").read_text("utf-8")
    assert "5 lignes" in told
    assert "11,80" in told
    assert "1 journée de ventes n’est pas clôturée" in told


def test_without_a_folder_the_file_is_checked_and_not_written(say: Say, tmp_path: Path) -> None:
    code, told, _complaint = say("--json", "fiscal", "fec", *NOVEMBER, "--separator", "pipe")

    facts = json.loads(told)
    assert code == 0
    assert (facts["file"], facts["entries"], facts["lines"]) == (None, 2, 5)
    assert facts["debit_cents"] == facts["credit_cents"] == 1180
    assert all(each["holds"] for each in facts["checks"])
    assert "open_days" in {each["note"] for each in facts["notes"]}
    assert not list(tmp_path.glob("*FEC*"))


def test_the_vat_of_a_month_is_told_and_written(say: Say, tmp_path: Path) -> None:
    file = tmp_path / "tva.csv"

    code, told, _complaint = say("fiscal", "vat", *NOVEMBER, "--to-file", str(file))
    facts = json.loads(say("--json", "fiscal", "vat", *NOVEMBER)[1])

    assert code == 0
    assert "Ventes de biens 20\u00a0%\u00a0: base 4,92\u00a0€, TVA 0,98\u00a0€" in told
    assert (facts["due_cents"], facts["balance_cents"]) == (98, 98)
    assert facts["rows"][0]["section"] == "goods"
    assert "Ventes de biens;20 %;A1, 08;4,92;0,98" in file.read_text("utf-8-sig")


def test_the_sales_journal_is_printed(say: Say, tmp_path: Path) -> None:
    file = tmp_path / "journal.pdf"

    code, told, _complaint = say("fiscal", "sales-journal", *NOVEMBER, "--to-file", str(file))
    facts = json.loads(say("--json", "fiscal", "sales-journal", *NOVEMBER)[1])

    assert code == 0
    assert "1 document\u00a0: 4,92\u00a0€ HT, 0,98\u00a0€ de TVA, 5,90\u00a0€ TTC" in told
    assert "Facture FA2026-000001 Camille Roux" in whole_text(file.read_bytes())
    assert (facts["total_cents"], facts["rows"][0]["number"]) == (590, "FA2026-000001")


def test_the_two_books_of_a_micro_entrepreneur_are_told(say: Say) -> None:
    receipts = json.loads(say("--json", "fiscal", "receipts", *NOVEMBER)[1])
    purchases = json.loads(say("--json", "fiscal", "purchases", *NOVEMBER)[1])

    assert receipts["total_cents"] == 590
    assert receipts["rows"][0]["means"] == "Carte bancaire"
    assert (purchases["rows"], purchases["total_cents"]) == ([], 0)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--from", "2026-11-30", "--to", "2026-11-01"), "elle finit avant de commencer"),
        (("--from", "hier", "--to", "2026-11-01"), "n’est pas un jour"),
        (("--from", "2026-02-30", "--to", "2026-03-01"), "n’est pas un jour"),
        (("--from", "2025-01-01", "--to", "2025-01-31"), "aucune écriture"),
    ],
)
def test_a_period_that_cannot_be_is_refused_in_a_sentence(
    say: Say, words: tuple[str, ...], complaint: str
) -> None:
    code, told, said = say("fiscal", "fec", *words)

    assert (code, told) == (2, "")
    assert complaint in said


def test_a_file_of_another_kind_is_refused(say: Say, tmp_path: Path) -> None:
    code, _told, said = say("fiscal", "vat", *NOVEMBER, "--to-file", str(tmp_path / "tva.xlsx"))

    assert code == 2
    assert "ni .csv ni .pdf" in said


def test_a_folder_that_is_a_file_is_refused(say: Say, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("x")

    code, _told, said = say("fiscal", "fec", *NOVEMBER, "--to-file", str(taken / "inside"))

    assert code == 2
    assert "n’est pas un dossier" in said


def test_without_an_identity_no_file_is_named(
    empty_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "vide.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    lanes = Lanes(database)

    code = run(
        parser().parse_args(["fiscal", "fec", *NOVEMBER]),
        lambda arguments: Counter(lanes, STATION, "Camille", tmp_path, arguments.json),
        {},
    )

    lanes.close()
    database.close()
    assert code == 2
    assert "n’a pas de SIREN" in capsys.readouterr().err
