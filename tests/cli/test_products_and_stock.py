"""Products and stock without a window: the same answers, as text or as JSON."""

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
from tests.makers import make_bin, make_location, make_product, make_station, put_stock

Say = Callable[[Sequence[str]], int]


@pytest.fixture
def say(empty_file: Path, tmp_path: Path, gesture: Gesture) -> Iterator[Say]:
    """Say a command to a shop with nine soaps in A1 and two bins."""
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    with database.write() as session:
        make_station(session, gesture)
        shop = make_location(session)
        first = make_bin(session, shop, "A1")
        make_bin(session, shop, "B2")
        put_stock(session, gesture, make_product(session), first, 9)
        make_product(session, "BOU-FIG", name="Bougie figuier", ean=None)
    lanes = Lanes(database)

    def counter(arguments: argparse.Namespace) -> Counter:
        return Counter(lanes, STATION, "Camille", tmp_path, arguments.json)

    yield lambda words: run(parser().parse_args(words), counter, {})
    lanes.close()
    database.close()


def _facts(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_the_list_says_what_can_be_sold(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    assert say(["products", "list", "--json"]) == 0

    facts = _facts(capsys)
    assert facts["count"] == 2
    assert [(each["sku"], each["available"]) for each in facts["products"]] == [
        ("BOU-FIG", 0),
        ("SAV-LAV-100", 9),
    ]


def test_a_list_can_be_cut_and_filtered(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    assert say(["products", "list", "--shown", "zero", "--limit", "1"]) == 0

    out = capsys.readouterr().out
    assert "Bougie figuier" in out
    assert "Savon" not in out


@pytest.mark.parametrize("named", ["SAV-LAV-100", "3760123456784"])
def test_a_product_is_shown_by_reference_or_code(
    say: Say, capsys: pytest.CaptureFixture[str], named: str
) -> None:
    assert say(["products", "show", named, "--json"]) == 0

    facts = _facts(capsys)
    assert facts["price_cents"] == 590
    assert facts["codes"] == [{"code": "3760123456784", "kind": "ean", "units": 1}]
    assert facts["bins"] == [{"location": "Boutique", "bin": "A1", "quantity": 9}]


def test_searching_takes_words(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    assert say(["products", "search", "lav", "100", "--json"]) == 0

    assert [each["sku"] for each in _facts(capsys)["products"]] == ["SAV-LAV-100"]


def test_an_unknown_product_is_told_and_nothing_is_shown(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say(["products", "show", "RIEN"]) == 2

    assert "Aucun produit n’a la référence ou le code RIEN." in capsys.readouterr().err


def test_the_stock_is_shown_with_its_proof(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    assert say(["stock", "show", "--json"]) == 0

    facts = _facts(capsys)
    assert [(each["sku"], each["bin"], each["quantity"]) for each in facts["lines"]] == [
        ("BOU-FIG", "", 0),
        ("SAV-LAV-100", "A1", 9),
    ]
    assert facts["differences"] == []


def test_an_adjustment_is_posted_and_told_in_the_story(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["stock", "adjust", "SAV-LAV-100", "--counted", "7", "--note", "vitrine", "--json"]
    assert say(words) == 0
    assert _facts(capsys) == {"sku": "SAV-LAV-100", "bin": "A1", "before": 9, "after": 7}

    assert say(["stock", "show", "SAV-LAV-100", "--json"]) == 0

    story = _facts(capsys)
    assert (story["on_hand"], story["available"]) == (7, 7)
    assert [(each["change"], each["balance"], each["who"]) for each in story["moves"]] == [
        (-2, 7, "Camille"),
        (9, 9, "Camille"),
    ]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--change=-10"], "contient 9, on ne peut pas en retirer 10"),
        (["--counted", "sept"], "n’est pas un nombre entier"),
        (["--counted", "7", "--bin", "Z9"], "l’emplacement n’est pas clair"),
        (["--change=2", "--reason", "loss"], "ce motif diminue le stock"),
    ],
)
def test_a_refused_adjustment_changes_nothing(
    say: Say, capsys: pytest.CaptureFixture[str], words: list[str], why: str
) -> None:
    assert say(["stock", "adjust", "SAV-LAV-100", *words]) == 2
    assert why in capsys.readouterr().err

    say(["products", "show", "SAV-LAV-100", "--json"])

    assert _facts(capsys)["on_hand"] == 9


def test_a_product_that_lies_nowhere_needs_its_bin_said(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say(["stock", "adjust", "BOU-FIG", "--counted", "3"]) == 2
    assert "A1 (Boutique), B2 (Boutique)" in capsys.readouterr().err

    assert say(["stock", "adjust", "BOU-FIG", "--counted", "3", "--bin", "B2"]) == 0
