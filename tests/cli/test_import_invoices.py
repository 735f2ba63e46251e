"""``merchant-desk invoice import`` keeps what can be, and says of the rest why not."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from merchant_desk.cli.command import Counter
from merchant_desk.cli.import_invoices import import_files
from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.lanes import Lanes
from merchant_desk.queries.supplier_dues import supplier_dues
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.money import Money
from tests.received.made import bill, cii, pdf, ubl


@pytest.fixture
def counter(sqlite_database: Database, gesture: Gesture, tmp_path: Path) -> Iterator[Counter]:
    lanes = Lanes(sqlite_database)
    yield Counter(lanes, gesture.station_id, gesture.person, tmp_path, as_json=True)
    lanes.close()


def _import(counter: Counter, *paths: Path) -> int:
    return import_files(argparse.Namespace(files=list(paths)), counter)


def test_a_folder_is_read_file_by_file(
    counter: Counter, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "factures"
    (folder / "novembre").mkdir(parents=True)
    (folder / ".cache").mkdir()
    (folder / "a.pdf").write_bytes(pdf(("factur-x.xml", cii())))
    (folder / "novembre" / "b.XML").write_bytes(ubl(bill(number="F-2")))
    (folder / "novembre" / "copie.xml").write_bytes(ubl(bill(number="F-2")))
    (folder / "photo.jpg").write_bytes(b"no invoice")
    (folder / ".cache" / "c.xml").write_bytes(cii(bill(number="F-3")))

    code = _import(counter, folder)

    answer = json.loads(capsys.readouterr().out)
    assert (code, answer["kept"], answer["refused"]) == (1, 2, 1)
    assert [each["kept"] for each in answer["files"]] == [True, True, False]
    assert "déjà là" in answer["files"][2]["problem"]
    assert [each.amount for each in counter.ask(supplier_dues)] == [Money(8424), Money(8424)]


def test_everything_kept_is_a_success(
    counter: Counter, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "f.xml"
    path.write_bytes(cii(bill(due="20261001")))

    code = _import(counter, path)

    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert code == 0
    assert (file["supplier"], file["number"]) == ("Savonnerie du Ventoux", "F-2026-118")
    assert (file["total_cents"], file["due_on"]) == (8424, "2026-10-01")
    assert [each["rule"] for each in file["findings"]] == ["BR-FR-CO-07"]


def test_a_missing_file_and_a_bad_one_do_not_stop_the_others(
    counter: Counter, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, good = tmp_path / "bad.xml", tmp_path / "good.xml"
    bad.write_bytes(b"<html/>")
    good.write_bytes(cii())

    code = _import(counter, tmp_path / "gone.xml", bad, good)

    files = json.loads(capsys.readouterr().out)["files"]
    assert code == 1
    assert [each["kept"] for each in files] == [False, False, True]
    assert "ne s’ouvre pas" in files[0]["problem"]


def test_a_folder_without_invoices_is_refused(counter: Counter, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="ni PDF ni XML"):
        _import(counter, tmp_path)
