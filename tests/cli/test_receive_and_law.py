"""Goods in, legal sheets and results of operations without a window."""

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
from tests.makers import make_bin, make_location, make_product, make_profile, make_station

Say = Callable[..., int]


@pytest.fixture
def say(empty_file: Path, tmp_path: Path, gesture: Gesture) -> Iterator[Say]:
    """Say a command to a shop with one soap and two bins."""
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    with database.write() as session:
        make_station(session, gesture)
        make_profile(session)
        shop = make_location(session)
        make_bin(session, shop, "A1")
        make_bin(session, shop, "B2")
        make_product(session)
    lanes = Lanes(database)

    def counter(arguments: argparse.Namespace) -> Counter:
        return Counter(lanes, STATION, "Camille", tmp_path, arguments.json)

    def said(*words: str) -> int:
        told: Sequence[str] = words
        return run(parser().parse_args(told), counter, {})

    yield said
    lanes.close()
    database.close()


def _facts(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_units_are_received_in_the_bin_that_is_named(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--quantity", "12", "--bin", "B2", "--paid-on", "03/11/2026", "--cost", "2,15")
    assert say("products", "receive", "SAV-LAV-100", *words, "--json") == 0
    facts = _facts(capsys)
    assert (facts["quantity"], facts["bin"], facts["aside_until"]) == (12, "B2", None)

    assert say("products", "law", "SAV-LAV-100", "--json") == 0

    (receipt,) = _facts(capsys)["receipts"]
    assert (receipt["quantity"], receipt["paid_on"]) == (12, "2026-11-03")
    assert (receipt["paid_known"], receipt["quarantined"]) == (True, False)


@pytest.mark.parametrize(
    "words",
    [
        ("--quantity", "douze"),
        ("--quantity", "0"),
        ("--quantity", "1", "--bin", "Z9"),
        ("--quantity", "1", "--paid-on", "31/02/2026"),
        ("--quantity", "1", "--paid-on", "01/01/2100"),
        ("--quantity", "1", "--cost", "cher"),
    ],
)
def test_what_cannot_be_received_is_refused(
    say: Say, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert say("products", "receive", "SAV-LAV-100", *words) != 0

    assert "Rien n’a été reçu" in capsys.readouterr().err
    assert say("products", "law", "SAV-LAV-100", "--json") == 0
    assert _facts(capsys)["receipts"] == []


def test_a_legal_sheet_is_changed_key_by_key(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    first = ("--set", "category=clothing", "--set", "flags=second_hand,previous_season")
    assert say("products", "law", "SAV-LAV-100", *first) == 0
    capsys.readouterr()
    more = (
        "--set", "supplier=Fripes", "--set", "offered_since=01/09/2025",
        "--set", "rebates_percent=2,5", "--set", "transport=0,15",
    )  # fmt: skip

    assert say("products", "law", "SAV-LAV-100", *more, "--json") == 0

    facts = _facts(capsys)
    assert facts["category"] == "clothing"
    assert facts["flags"] == ["second_hand", "previous_season"]
    assert (facts["supplier"], facts["offered_since"]) == ("Fripes", "2025-09-01")
    assert (facts["rebates_bp"], facts["transport_tenthousandths"]) == (250, 1_500)


@pytest.mark.parametrize(
    "told",
    ["category=fripes", "flags=neuf", "colour=red", "category", "rebates_percent=beaucoup",
     "rebates_percent=101", "offered_since=hier", "species=dragon"],
)  # fmt: skip
def test_what_the_law_does_not_know_is_refused_and_nothing_changes(
    say: Say, capsys: pytest.CaptureFixture[str], told: str
) -> None:
    assert say("products", "law", "SAV-LAV-100", "--set", told) != 0

    assert "La fiche n’a pas été enregistrée" in capsys.readouterr().err
    assert say("products", "law", "SAV-LAV-100", "--json") == 0
    facts = _facts(capsys)
    assert (facts["category"], facts["flags"], facts["rebates_bp"]) == ("", [], 0)


def test_an_operation_that_is_not_known_has_no_result(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say("promotions", "result", "Black Friday") != 0

    assert capsys.readouterr().err
