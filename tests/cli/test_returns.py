"""Returns without a window: declared, taken, paid, exchanged, looked at, learnt from."""

import argparse
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from merchant_desk.cli.command import Counter
from merchant_desk.cli.run import parser, run
from merchant_desk.database.database import open_database
from merchant_desk.lanes import Lanes
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture
from tests.conftest import STATION
from tests.operations.returns_desk import CANDLE, SOAP, returns_desk

Say = Callable[..., tuple[int, Any, str]]


@pytest.fixture
def say(
    empty_file: Path, tmp_path: Path, gesture: Gesture, capsys: pytest.CaptureFixture[str]
) -> Iterator[Say]:
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    with database.write() as session:
        returns_desk(session, replace(gesture, at=utc_now() - timedelta(days=2))).shipped()
    lanes = Lanes(database)

    def counter(arguments: argparse.Namespace) -> Counter:
        return Counter(lanes, STATION, "Camille", tmp_path, arguments.json)

    def say_words(*words: str) -> tuple[int, Any, str]:
        capsys.readouterr()
        code = run(parser().parse_args([*words, "--json"]), counter, {})
        said = capsys.readouterr()
        return code, json.loads(said.out) if said.out else None, said.err

    yield say_words
    lanes.close()
    database.close()


def test_how_a_return_was_announced_is_kept(say: Say) -> None:
    assert say("return", "declare", "1042", "--by", "letter")[0] == 0

    story = say("return", "show", "RT2026-0001")[1]["story"]

    assert "Par courrier" in story[0]["detail"]


def test_a_return_is_declared_taken_shown_and_paid(say: Say) -> None:
    assert say("return", "declare", "1042", "--item", f"{SOAP}:1:too_small")[0] == 0
    code, taken, _said = say("return", "take", "1042", "--item", f"{SOAP}:1:scrap:too_small")
    assert (code, taken["return"], taken["credited_cents"]) == (0, "RT2026-0001", 590)
    assert not taken["settled"]

    listed = say("return", "list", "--shown", "to_refund")[1]
    assert [each["return"] for each in listed] == ["RT2026-0001"]
    assert say("return", "pay", "RT2026-0001")[1]["refunded_cents"] == 590
    shown = say("return", "show", "RT2026-0001")[1]
    assert (shown["state"], shown["lines"][0]["grade"]) == ("settled", "scrap")
    assert {each["article"] for each in shown["clocks"]} >= {"C. conso. L221-24"}


def test_everything_that_left_comes_back_at_once(say: Say) -> None:
    taken = say("return", "take", "1042", "--all", "--kind", "refused", "--pay-back", "shop")[1]

    assert (taken["units"], taken["refunded_cents"], taken["settled"]) == (3, 2260, True)


def test_a_guarantee_that_was_declared_stays_one_when_its_goods_come(say: Say) -> None:
    say("return", "declare", "1042", "--item", f"{SOAP}:1", "--kind", "conformity")

    say("return", "take", "1042", "--item", f"{SOAP}:1")

    assert say("return", "show", "RT2026-0001")[1]["kind"] == "conformity"


def test_an_exchange_and_a_goodwill(say: Say) -> None:
    number = say("return", "take", "1042", "--item", f"{SOAP}:1")[1]["return"]

    sent = say("return", "exchange", number, "--item", CANDLE)[1]
    given = say("return", "goodwill", "1042", "--amount", "2,00", "--why", "Retard")[1]

    assert sent == {"order": "1042-E1", "paid_cents": 590, "left_cents": 0}
    assert given["credit_note"].startswith("AV")


def test_the_report_says_what_returns_cost(say: Say) -> None:
    say("return", "take", "1042", "--item", f"{SOAP}:2:scrap:defect", "--minutes", "10")

    told = say("return", "report")[1]

    assert (told["sold"], told["returned"]) == (3, 2)
    (row,) = told["reason"]
    assert row["key"] == "defect"
    assert row["write_down_tenthousandths"] == 40_000
    assert row["net_cost_tenthousandths"] == 2 * 590 * 100 * 10_000 // 12_000 + 30_000


def test_goods_found_without_an_order_are_kept_for_later(say: Say) -> None:
    assert say("return", "declare", "--item", SOAP)[1]["units"] == 1
    assert say("return", "list", "--shown", "to_treat")[1][0]["order"] == ""


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("take", "1042", "--item", f"{SOAP}:9"), "il revient plus de"),
        (("take", "1042", "--item", f"{SOAP}:x"), "n’est pas clair"),
        (("take", "1042", "--item", f"{SOAP}:1:pretty"), "n’est pas clair"),
        (("take", "1042", "--item", f"{SOAP}:1:scrap:because"), "n’est pas clair"),
        (("declare", "9999"), "n’existe pas"),
        (("declare", "1042", "--on", "01/01/2020"), "plus ancien que la commande"),
        (("declare", "1042", "--on", "demain"), "n’est pas clair"),
        (("show", "RT1999-0001"), "n’existe pas"),
        (("pay", "RT1999-0001"), "n’existe pas"),
        (("report", "--since", "hier"), "n’est pas un jour"),
        (("goodwill", "1042", "--amount", "beaucoup", "--why", "x"), "n’est pas clair"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    say: Say, words: tuple[str, ...], sentence: str
) -> None:
    code, _facts, said = say("return", *words)

    assert code == 2
    assert sentence in said
