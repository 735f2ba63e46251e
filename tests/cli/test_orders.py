"""Orders and waves without a window."""

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
from tests.documents.reading import page_codes
from tests.ui.orders.day import make_day

Say = Callable[[Sequence[str]], int]


@pytest.fixture
def say(empty_file: Path, tmp_path: Path, gesture: Gesture) -> Iterator[Say]:
    """Say a command to a shop in the middle of its day."""
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    with database.write() as session:
        make_day(session, gesture)
    lanes = Lanes(database)

    def counter(arguments: argparse.Namespace) -> Counter:
        return Counter(lanes, STATION, "Camille", tmp_path, arguments.json)

    yield lambda words: run(parser().parse_args(words), counter, {})
    lanes.close()
    database.close()


def _facts(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_the_list_keeps_a_view_and_says_what_it_amounts_to(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say(["orders", "list", "--view", "to_prepare", "--json"]) == 0

    facts = _facts(capsys)
    assert [each["number"] for each in facts["orders"]] == ["1047", "1046", "1045", "1044"]
    assert facts["count"] == 4
    assert facts["total_cents"] == sum(each["total_cents"] for each in facts["orders"])


def test_an_absurd_search_finds_nothing_and_says_so(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say(["orders", "list", "--text", "\"' OR ((* --"]) == 0

    assert "0 commandes" in capsys.readouterr().out


def test_an_order_is_shown_with_all_that_belongs_to_it(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say(["orders", "show", "#1040", "--json"]) == 0

    facts = _facts(capsys)
    assert facts["state"] == "shipped"
    assert facts["paid_cents"] == facts["total_cents"] == 3120
    assert [each["tracking"] for each in facts["parcels"]] == ["XY123456789JB"]
    assert [each["total_cents"] for each in facts["invoices"]] == [3120]


def test_an_order_that_does_not_exist_is_refused(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say(["orders", "show", "9999"]) == 2

    assert "9999" in capsys.readouterr().err


def test_picking_makes_a_wave_and_writes_its_slip(
    say: Say, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slip = tmp_path / "bon.pdf"

    assert say(["pick", "1046", "1047", "--to", str(slip), "--json"]) == 0

    facts = _facts(capsys)
    assert (len(facts["orders"]), facts["left_out"], facts["short_units"]) == (2, [], 0)
    assert {code for page in (1, 2) for code in page_codes(slip.read_bytes(), page)} == {
        ("Code 128", "MDO1046"),
        ("Code 128", "MDO1047"),
    }


def test_picking_nothing_in_particular_takes_all_that_is_ready(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say(["pick", "--json"]) == 0

    facts = _facts(capsys)
    assert len(facts["orders"]) == 4
    assert facts["short_units"] == 12


def test_a_blocked_order_is_left_out_and_the_exit_says_so(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say(["pick", "1047", "1041", "--json"]) == 1

    facts = _facts(capsys)
    assert [each["number"] for each in facts["left_out"]] == ["1041"]
    assert "SAV-ROSE-100" in facts["left_out"][0]["reason"]
