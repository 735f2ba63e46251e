"""The counter without a window: sell, pay, give back, and the ticket as a PDF."""

import argparse
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from merchant_desk.cli.command import Counter
from merchant_desk.cli.run import parser, run
from merchant_desk.database.database import open_database
from merchant_desk.lanes import Lanes
from merchant_desk.queries.counter_baskets import baskets_of
from merchant_desk.values.gesture import Gesture
from tests.conftest import STATION
from tests.operations.counter_room import HONEY, SOAP, CounterRoom, counter_room

Say = Callable[[Sequence[str]], int]


@pytest.fixture
def shop(empty_file: Path, tmp_path: Path, gesture: Gesture) -> Iterator[CounterRoom]:
    """A shop with soaps and honey."""
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    yield counter_room(database, gesture)
    database.close()


@pytest.fixture
def say(shop: CounterRoom, tmp_path: Path) -> Iterator[Say]:
    """Say a command to it."""
    lanes = Lanes(shop.database)

    def counter(arguments: argparse.Namespace) -> Counter:
        return Counter(lanes, STATION, "Camille", tmp_path, arguments.json)

    yield lambda words: run(parser().parse_args(words), counter, {})
    lanes.close()


def _facts(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_a_sale_by_two_means_tells_the_change(
    say: Say, shop: CounterRoom, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["sell", f"{SOAP}×2", "MIE-LAV-250", "--pay", "card=10", "--pay", "cash=20", "--json"]
    assert say(words) == 0

    facts = _facts(capsys)
    assert [(each["number"], each["total_cents"]) for each in facts["tickets"]] == [
        ("TA2026-000001", 1920)
    ]
    assert (facts["due_cents"], facts["change_cents"]) == (1920, 1080)
    assert (shop.stock(shop.soap), shop.stock(shop.honey)) == (8, 9)


def test_what_a_ticket_sold_comes_back_once(
    say: Say, shop: CounterRoom, capsys: pytest.CaptureFixture[str]
) -> None:
    say(["sell", f"{SOAP}*3", "--pay", "card"])
    capsys.readouterr()

    assert say(["give-back", "TA2026-000001", f"{SOAP}×2", "--by", "cash", "--json"]) == 0
    assert _facts(capsys)["due_cents"] == -1180
    assert say(["give-back", "TA2026-000001", f"{SOAP}×2", "--by", "cash"]) == 2

    assert "pas vendu autant" in capsys.readouterr().err
    assert shop.stock(shop.soap) == 9


def test_without_a_ticket_the_price_of_today_comes_back(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say(["give-back", "-", HONEY, "--by", "voucher"]) == 0

    assert "−7,40" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["sell", "4006381333931", "--pay", "card"], "inconnu"),
        (["sell", SOAP], "il manque"),
        (["sell", SOAP, "--pay", "cash=5"], "0,90"),
        (["sell", SOAP, "--pay", "card=6"], "carte"),
        (["sell", SOAP, "--pay", "gold"], "pas un paiement"),
        (["sell", SOAP, "--pay", "cash=beaucoup"], "pas un paiement"),
        (["sell", f"{SOAP}×0", "--pay", "cash"], "vide"),
        (["give-back", "TA2026-000099", SOAP], "n’existe pas"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_sold(
    say: Say,
    shop: CounterRoom,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    told: str,
) -> None:
    assert say(words) == 2

    assert told in capsys.readouterr().err
    assert shop.stock(shop.soap) == 10


def test_what_lies_on_the_counter_stays_there(say: Say, shop: CounterRoom) -> None:
    shop.scan(HONEY)

    say(["sell", SOAP, "--pay", "card"])

    with shop.database.read() as session:
        kept = baskets_of(session, STATION)
    assert kept is not None
    assert [each.sku for each in kept.running.lines] == ["MIE-LAV-250"]


def test_the_ticket_is_a_pdf_with_its_number_and_total(say: Say, tmp_path: Path) -> None:
    path = tmp_path / "ticket.pdf"
    assert say(["sell", SOAP, "--pay", "cash=10", "--ticket", str(path)]) == 0

    text = "".join(page.extract_text() for page in PdfReader(path).pages)
    assert "TA2026-000001" in text
    assert "5,90" in text


def test_a_ticket_that_cannot_be_written_is_told_before_anything_is_sold(
    say: Say, shop: CounterRoom, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for place in (tmp_path / "nowhere" / "ticket.pdf", tmp_path):
        assert say(["sell", SOAP, "--pay", "card", "--ticket", str(place)]) == 2
        assert "Rien n’a été vendu" in capsys.readouterr().err

    assert shop.stock(shop.soap) == 10
