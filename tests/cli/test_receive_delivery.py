"""Deliveries are opened, scanned, charged, claimed and closed without a window."""

import argparse
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from merchant_desk.cli.command import Counter
from merchant_desk.cli.run import parser, run
from merchant_desk.database.database import open_database
from merchant_desk.lanes import Lanes
from merchant_desk.models.purchasing import Supplier
from merchant_desk.values.gesture import Gesture
from tests.conftest import STATION
from tests.operations.delivery_desk import CANDLE, CARTON, SOAP, delivery_desk

Say = Callable[..., Any]
OPEN = "BR2026-0001"


@pytest.fixture
def say(
    empty_file: Path, tmp_path: Path, gesture: Gesture, capsys: pytest.CaptureFixture[str]
) -> Iterator[Say]:
    """Say a command to a shop with an order on its way; the answer is (exit code, facts)."""
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    with database.write() as session:
        delivery_desk(session, gesture)
    lanes = Lanes(database)

    def counter(arguments: argparse.Namespace) -> Counter:
        return Counter(lanes, STATION, "Camille", tmp_path, arguments.json)

    def said(*words: str) -> Any:
        code = run(parser().parse_args(["receive", *words, "--json"]), counter, {})
        told = capsys.readouterr()
        return code, (json.loads(told.out) if told.out else told.err)

    yield said
    lanes.close()
    database.close()


def test_an_order_is_received_from_the_first_scan_to_the_claim(say: Say, tmp_path: Path) -> None:
    code, opened = say("open", "--purchase", "CF2026-0001", "--slip", "BL-12")
    assert (code, opened["number"], opened["resumed"]) == (0, OPEN, True)

    code, scanned = say("scan", OPEN, CARTON)
    assert (code, scanned["received"], scanned["expected"]) == (0, 6, 12)
    say("scan", OPEN, CANDLE, "--units", "7")
    code, undone = say("undo", OPEN)
    assert undone["units"] == 7
    say("scan", OPEN, "BOU-MIE-120", "--units", "6")

    code, charged = say("charge", OPEN, "Transport", "10,00", "--spread", "units")
    assert [line["landed_tenthousandths"] for line in charged["lines"]] == [50_000, 50_000]

    code, claimed = say("claim", OPEN, SOAP, "--quantity", "2", "--note", "fondus")
    assert claimed["claims"][0]["lines"][0]["kind"] == "damaged"

    code, closed = say("close", OPEN)
    assert (code, closed["claim"]) == (0, "RC2026-0001")
    assert [each["kind"] for each in closed["differences"]] == ["short"]

    letter = tmp_path / "lettre.pdf"
    code, sent = say("claim", OPEN, "--to", str(letter), "--state", "sent")
    assert (code, sent["claims"][0]["state"]) == (0, "sent")
    assert letter.read_bytes().startswith(b"%PDF")

    code, followed = say("claims", "luberon")
    assert [(each["number"], each["state"]) for each in followed] == [("RC2026-0001", "sent")]
    say("claim", OPEN, "--state", "answered", "--note", "avoir promis")
    code, why = say("claim", OPEN, "--state", "settled", "--credited", "beaucoup")
    assert (code, "n’est pas un nombre" in why) == (2, True)
    say("claim", OPEN, "--state", "settled", "--credited", "3,00")
    assert say("claims") == (0, [])
    (closed_claim,) = say("claims", "--all")[1]
    assert (closed_claim["credited_cents"], closed_claim["answer"]) == (300, "avoir promis")


def test_a_part_of_a_suppliers_name_makes_no_second_supplier(say: Say, tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'boutique.sqlite3'}")
    with database.read() as session:
        name = session.scalars(select(Supplier.name)).one()

    code, _opened = say("open", "--supplier", name.split()[0].lower())

    with database.read() as session:
        names = session.scalars(select(Supplier.name)).all()
    database.close()
    assert (code, list(names)) == (0, [name])


def test_a_question_is_answered_on_the_command_line(say: Say) -> None:
    code, asked = say("scan", OPEN, SOAP, "--units", "100000")
    assert (code, asked["arrival"], asked["question"]) == (2, "asked", "units")

    code, meant = say("scan", OPEN, SOAP, "--units", "2000", "--accept", "units")
    assert (code, meant["arrival"], meant["received"]) == (0, "surplus", 2000)


@pytest.mark.parametrize(
    "words",
    [
        ("open", "--purchase", "CF1999-0001"),
        ("scan", "BR1999-0001", SOAP),
        ("scan", OPEN, SOAP, "--units", "beaucoup"),
        ("scan", OPEN, SOAP, "--units=-2"),
        ("scan", OPEN, SOAP, "--expires", "demain"),
        ("scan", OPEN, SOAP, "--cost", "cher"),
        ("scan", OPEN, SOAP, "--bin", "Z9"),
        ("charge", OPEN, "Transport", "cher"),
        ("charge", OPEN, "Transport", "10"),
        ("claim", OPEN),
        ("undo", OPEN),
        ("show", "BR1999-0001"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(say: Say, words: tuple[str, ...]) -> None:
    code, told = say(*words)

    assert code == 2
    assert told.count("\n") == 2
    assert told[0].isupper()


def test_goods_without_an_order_have_a_supplier_by_name(say: Say) -> None:
    _code, opened = say("open", "--supplier", "Miellerie Roux")
    say("scan", opened["number"], SOAP, "--units", "3", "--cost", "1,9950")

    _code, shown = say("show", opened["number"])
    assert shown["supplier"] == "Miellerie Roux"
    assert shown["lines"][0]["cost_tenthousandths"] == 19_950
    _code, listed = say("show")
    assert [each["number"] for each in listed] == ["BR2026-0002", OPEN]
