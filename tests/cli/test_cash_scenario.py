"""Scenarios and the room that is left, without a window."""

import argparse
import io
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from merchant_desk.cli.command import Counter
from merchant_desk.cli.run import parser, run
from merchant_desk.database.database import open_database
from merchant_desk.lanes import Lanes
from merchant_desk.models.cash import CashAccount
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import CashAccountId, new_id
from merchant_desk.values.money import Money
from tests.conftest import STATION
from tests.makers import make_profile, make_station

Say = Callable[..., int]
TODAY = paris_date(utc_now())


@pytest.fixture
def say(empty_file: Path, tmp_path: Path, gesture: Gesture) -> Iterator[Say]:
    """A shop that has 1 000 € at the bank and expects nothing."""
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    with database.write() as session:
        make_station(session, gesture)
        make_profile(session)
        session.add(
            CashAccount(
                id=CashAccountId(new_id()),
                name="Compte courant",
                key="1",
                opening=Money(100_000),
                opening_on=TODAY - timedelta(days=1),
                changed_at=gesture.at,
                by="Camille",
            )
        )
    lanes = Lanes(database)

    def counter(arguments: argparse.Namespace) -> Counter:
        return Counter(lanes, STATION, "Camille", tmp_path, arguments.json)

    yield lambda *words: run(parser().parse_args(list(words)), counter, {})
    lanes.close()
    database.close()


def _facts(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def _file(folder: Path, name: str, cents: int) -> str:
    day = (TODAY + timedelta(days=3)).isoformat()
    amount = f"-{cents // 100},{cents % 100:02d}"
    told = {
        "name": name,
        "changes": [{"do": "add", "label": "Four", "on": day, "amount": amount}],
    }
    path = folder / f"{name}.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    return str(path)


def test_scenarios_are_compared_and_nothing_is_kept(
    say: Say, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small, large = _file(tmp_path, "petit", 40_000), _file(tmp_path, "grand", 140_000)

    assert say("cash", "scenario", small, large, "--json") == 1

    facts = _facts(capsys)
    assert [each["low_change_cents"]["likely"] for each in facts["scenarios"]] == [
        -40_000,
        -140_000,
    ]
    assert facts["base"]["lows"][1]["balance_cents"] == 100_000
    assert say("cash", "scenario", "--json") == 0
    assert _facts(capsys) == {"scenarios": []}


def test_an_accepted_scenario_is_in_the_forecast_until_it_is_withdrawn(
    say: Say, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lows = []
    for words in (
        ("scenario", _file(tmp_path, "four", 40_000), "--accept"),
        ("scenario", "--withdraw", "four"),
    ):
        assert say("cash", *words) == 0
        capsys.readouterr()
        say("cash", "forecast", "--json")
        lows.append(_facts(capsys)["lows"][1]["balance_cents"])

    assert lows == [60_000, 100_000]


def test_the_example_is_a_scenario_that_can_be_tried(
    say: Say, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say("cash", "scenario", "--example") == 0
    example = capsys.readouterr().out

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(example.encode())))
    say("cash", "scenario", "-")

    told = capsys.readouterr().out
    assert "Ventes −20\u00a0% dès le" in told
    assert "rendus en 36 mois à 4,2\u00a0%" in told


def test_the_room_is_what_the_account_holds_over_its_floor(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say("cash", "room", "--floor", "300", "--json") == 0
    assert _facts(capsys)["room_cents"] == 70_000

    assert say("cash", "room", "--floor", "300", "--amount", "700,01") == 1
    assert "aucun jour de la prévision ne le permet" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("scenario", "nulle-part.json"), "le fichier ne s’ouvre pas"),
        (("scenario", "--withdraw", "Rien"), "aucun scénario ne s’appelle «\u00a0Rien\u00a0»"),
        (("room", "--days", "999"), "ce délai de paiement n’est pas possible"),
        (("room", "--amount", "=1+1"), "n’est pas un montant"),
    ],
)
def test_what_cannot_be_done_is_said(
    say: Say, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    assert say("cash", *words) == 2
    assert sentence in capsys.readouterr().err


def test_a_file_that_is_not_text_is_refused(
    say: Say, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(b"\xff\xfe\x00{")

    assert say("cash", "scenario", str(path)) == 2
    assert "n’est pas en UTF-8" in capsys.readouterr().err
