"""What to order, told and accepted without a window."""

import argparse
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from merchant_desk.cli.command import Counter
from merchant_desk.cli.run import parser, run
from merchant_desk.database.database import open_database
from merchant_desk.lanes import Lanes
from merchant_desk.models.purchasing import Supplier
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.money import Money
from tests.conftest import STATION
from tests.reorder_shop import make_offer, make_selling, open_reorder_shop

Say = Callable[..., int]


@pytest.fixture
def say(empty_file: Path, tmp_path: Path, gesture: Gesture) -> Iterator[Say]:
    """Say a command to a shop with two soaps that run out."""
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    today = replace(gesture, at=utc_now())
    with database.write() as session:
        shop = open_reorder_shop(session, today)
        for sku in ("S1", "S2"):
            product_id = make_selling(session, today, shop, sku, left=2)
            make_offer(session, today, shop.supplier, product_id)
        session.get_one(Supplier, shop.supplier).minimum = Money(60_000)
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


def test_the_proposal_is_told_and_accepted_once(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    # when
    assert say("reorder", "--supplier", "savonnerie", "--accept", "--json") == 0
    first = _facts(capsys)
    assert say("reorder", "--json") == 0
    second = _facts(capsys)

    # then
    (group,) = first["groups"]
    assert [each["sku"] for each in group["lines"]] == ["S1", "S2"]
    assert group["lines"][0]["reason"].startswith("20 vendus en 4 semaines, il en reste 2")
    assert [each["lines"] for each in first["drafts"]] == [2]
    assert (second["groups"], second["drafts"]) == ([], [])


def test_the_proposal_reads_as_sentences(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    assert say("reorder") == 0

    told = capsys.readouterr().out
    assert told.startswith("2 articles à commander, ")
    assert "Savonnerie du Ventoux\u00a0: " in told
    assert "Ventes attendues en 42 jours" in told
    assert "Sans délai connu" in told


def test_each_line_says_what_it_does_to_the_account(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say("reorder", "--json") == 0
    line = _facts(capsys)["groups"][0]["lines"][0]
    assert say("reorder") == 0

    assert line["to_pay"] == line["cost"] * 12 // 10
    assert line["brought_by_then"] > 0
    assert "à payer vers le " in capsys.readouterr().out


def test_an_order_is_filled_up_to_what_its_supplier_accepts(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say("reorder", "--json") == 0
    (short,) = _facts(capsys)["groups"]
    assert say("reorder", "--fill", "--accept", "--json") == 0
    facts = _facts(capsys)

    (full,) = facts["groups"]
    assert short["below_minimum"] > 0
    assert (full["below_minimum"], full["goods"] >= 60_000) == (0, True)
    assert [each["lines"] for each in facts["drafts"]] == [2]


def test_a_budget_under_the_minimum_of_the_only_supplier_orders_nothing(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say("reorder", "--budget", "40", "--json") == 0

    facts = _facts(capsys)
    assert (facts["groups"], facts["left_out"], facts["over_budget"]) == ([], 2, 0)
    assert facts["not_covered"] > 0


def test_a_budget_above_it_fills_the_order(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    assert say("reorder", "--budget", "610", "--json") == 0

    facts = _facts(capsys)
    assert 60_000 <= facts["total"] <= 61_000


@pytest.mark.parametrize("budget", ["beaucoup", "-5"])
def test_a_budget_that_is_no_amount_is_refused(
    say: Say, capsys: pytest.CaptureFixture[str], budget: str
) -> None:
    assert say("reorder", f"--budget={budget}") == 2
    assert "n’est pas un montant" in capsys.readouterr().err


def test_nothing_to_accept_is_refused(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    assert say("reorder", "--budget", "0", "--accept") == 2
    assert "Aucune commande n’a été préparée" in capsys.readouterr().err


def test_levels_are_proposed_set_and_crossed(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    # when
    assert say("reorder", "set", "S1", "--minimum", "3", "--target", "9", "--json") == 0
    capsys.readouterr()
    assert say("reorder", "levels", "--propose", "--json") == 0
    facts = _facts(capsys)
    assert say("reorder", "levels", "--crossed") == 0

    # then
    rows = {each["sku"]: each for each in facts["levels"]}
    assert facts["changed"] == 1
    assert (rows["S1"]["minimum"], rows["S1"]["by_hand"]) == (3, True)
    assert rows["S2"]["crossed"]
    assert capsys.readouterr().out.count("!") == 2


def test_a_level_is_taken_away_and_one_that_is_none_is_refused(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say("reorder", "set", "S1", "--minimum", "3") == 0
    assert say("reorder", "set", "S1") == 0
    assert "plus de minimum" in capsys.readouterr().out
    assert say("reorder", "set", "S1", "--minimum", "trois") == 2
    assert "n’est pas un nombre" in capsys.readouterr().err


def test_an_estimate_is_kept_and_forgotten(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    assert say("reorder", "estimate", "S1", "400") == 0
    assert "400 attendus en quatre semaines" in capsys.readouterr().out
    assert say("reorder", "estimate", "S1") == 0
    assert "plus d’estimation" in capsys.readouterr().out
