"""Files of the bank brought in without a window."""

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
from tests.conftest import STATION
from tests.makers import make_station

Say = Callable[..., int]

_OFX = """OFXHEADER:100
DATA:OFXSGML
VERSION:102
SECURITY:NONE
ENCODING:USASCII
CHARSET:1252
COMPRESSION:NONE
OLDFILEUID:NONE
NEWFILEUID:NONE

<OFX><BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS><STMTRS>
<CURDEF>EUR<BANKACCTFROM><BANKID>30004<BRANCHID>00003<ACCTID>12345678901<ACCTTYPE>CHECKING
</BANKACCTFROM><BANKTRANLIST><DTSTART>{first}<DTEND>{last}
{lines}
</BANKTRANLIST><LEDGERBAL><BALAMT>{closing}<DTASOF>{last}</LEDGERBAL></STMTRS></STMTTRNRS>
</BANKMSGSRSV1></OFX>
"""
_LINE = "<STMTTRN><TRNTYPE>OTHER<DTPOSTED>{0}<TRNAMT>{1}<FITID>{2}<NAME>{3}</STMTTRN>"


@pytest.fixture
def say(empty_file: Path, tmp_path: Path, gesture: Gesture) -> Iterator[Say]:
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    with database.write() as session:
        make_station(session, gesture)
    lanes = Lanes(database)

    def counter(arguments: argparse.Namespace) -> Counter:
        return Counter(lanes, STATION, "Camille", tmp_path, arguments.json)

    yield lambda *words: run(parser().parse_args([str(each) for each in words]), counter, {})
    lanes.close()
    database.close()


def _ofx(path: Path, lines: Sequence[tuple[str, str, str, str]], closing: str) -> Path:
    text = _OFX.format(
        first=lines[0][0],
        last=lines[-1][0],
        closing=closing,
        lines="\n".join(_LINE.format(*each) for each in lines),
    )
    path.write_text(text, "cp1252")
    return path


@pytest.fixture
def statement(tmp_path: Path) -> Path:
    lines = [("20261001", "50.00", "A1", "VIR DUPONT"), ("20261002", "-20.00", "A2", "LOYER")]
    return _ofx(tmp_path / "octobre.ofx", lines, "130.00")


def _facts(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_a_file_is_tried_then_imported_then_known(
    say: Say, statement: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say("cash", "import", statement, "--dry-run", "--json") == 0
    tried = _facts(capsys)
    assert tried["files"][0]["accounts"][0]["added"] == 2
    assert say("cash", "import", statement) == 2
    assert "n’est pas encore connu" in capsys.readouterr().err

    assert say("cash", "import", statement, "--new-account", "--json") == 0
    assert _facts(capsys)["files"][0]["accounts"][0]["new_account"]
    assert say("cash", "bank", "--json") == 0
    told = _facts(capsys)
    assert (told["balance_cents"], told["on"], told["gaps"]) == (130_00, "2026-10-02", [])
    assert say("cash", "import", statement) == 2
    assert "déjà été" in capsys.readouterr().err


def test_several_files_each_stand_for_themselves(
    say: Say, statement: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cut = tmp_path / "coupe.ofx"
    cut.write_bytes(statement.read_bytes()[:-120])
    lines = [("20261002", "-20.00", "A2", "LOYER"), ("20261003", "5.00", "A3", "VIR MARTIN")]
    after = _ofx(tmp_path / "suite.ofx", lines, "135.00")

    assert say("cash", "import", statement, cut, after, "--new-account", "--json") == 1

    told = _facts(capsys)
    assert told["refused"] == 1
    assert "problem" in told["files"][1]
    assert told["files"][2]["accounts"][0]["known"] == 1
    say("cash", "bank")
    assert "135,00" in capsys.readouterr().out


def test_a_file_of_another_account_than_the_one_named_is_not_imported(
    say: Say, statement: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    say("cash", "import", statement, "--new-account")
    other = tmp_path / "autre.ofx"
    other.write_text(statement.read_text("cp1252").replace("12345678901", "99999999999"), "cp1252")
    capsys.readouterr()

    told = say("cash", "import", other, "--account", "8901", "--new-account")

    assert told == 2
    assert "d’un autre compte" in capsys.readouterr().err


def test_the_last_import_is_undone(
    say: Say, statement: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    say("cash", "import", statement, "--new-account")
    capsys.readouterr()

    assert say("cash", "undo", "--json") == 0

    assert _facts(capsys)["lines"] == 2
    assert say("cash", "undo") == 2
    assert "Aucun import" in capsys.readouterr().err


def test_an_unknown_table_is_read_by_the_columns_that_are_told(
    say: Say, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "export.csv"
    path.write_text("x;y;z\n01/10/2026;12,50;VIR DUPONT\n02/10/2026;-3,00;CB CAFE\n", "utf-8")

    assert say("cash", "import", path) == 2
    assert say("cash", "import", path, "--columns", "day=0 amount=2 label=3") == 2
    capsys.readouterr()
    assert say("cash", "import", path, "--new-account", "--columns", "day=1 amount=2 label=3") == 0
    capsys.readouterr()
    say("cash", "bank", "--json")
    assert _facts(capsys)["balance_cents"] == 9_50
    assert say("cash", "import", path, "--account", "inconnu") == 2
    path.write_text(path.read_text("utf-8") + "03/10/2026;-3,00;CB CAFE\n", "utf-8")
    columns = ("--columns", "day=1 amount=2 label=3")
    assert say("cash", "import", path, "--new-account", *columns) == 2  # of which account?
    assert say("cash", "import", path, "--account", "courant", *columns) == 0


def test_what_is_to_be_answered_is_told_with_its_option(
    say: Say, statement: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say("cash", "import", statement) == 2
    assert "--new-account" in capsys.readouterr().err
    say("cash", "import", statement, "--new-account")
    other = [("20261001", "50.00", "B1", "CHEQUE 12"), ("20261002", "-20.00", "A2", "LOYER")]
    path = _ofx(tmp_path / "autrement.ofx", other, "130.00")
    capsys.readouterr()

    assert say("cash", "import", path) == 2

    told = capsys.readouterr().err
    assert "CHEQUE 12" in told
    assert "VIR DUPONT" in told
    assert "--same" in told
    assert say("cash", "import", path, "--same") == 0


def test_a_table_of_no_account_makes_one_of_the_name_that_is_typed(
    say: Say, statement: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    say("cash", "import", statement, "--new-account")
    path = tmp_path / "caisse.csv"
    path.write_text("Date;Libellé;Montant\n01/10/2026;VIR DUPONT;12,50\n", "utf-8")
    assert say("cash", "import", path) == 2
    assert "--account" in capsys.readouterr().err

    assert say("cash", "import", path, "--account", "Livret", "--new-account") == 0

    say("cash", "bank")
    told = capsys.readouterr().out
    assert "Livret\u00a0: 12,50" in told
    assert "compte depuis zéro" in told
