"""Payouts, deposits and the evening without a window, said for people and as JSON."""

import argparse
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from merchant_desk.cli.command import Counter
from merchant_desk.cli.run import parser, run
from merchant_desk.database.database import open_database
from merchant_desk.lanes import Lanes
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.gesture import Gesture
from tests.conftest import STATION
from tests.documents.payouts import samples
from tests.documents.reading import whole_text
from tests.makers import make_profile, make_shop, remote_order
from tests.operations.test_deposits import Bank
from tests.sealed_shop import Key, begin, pay

Say = Callable[..., tuple[int, str, str]]
NOW = utc_now()


@pytest.fixture
def say(empty_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Say]:
    """Say a command to a shop with two cheques, an order and 20,42 € of cash."""
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    with database.write() as session:
        gesture = Gesture(NOW, "Camille", STATION, Key())
        bank = Bank(session, gesture, today=paris_date(NOW), begins=begin)
        make_profile(session)
        accept_order(session, gesture, make_shop(session), remote_order("1042"))
        pay(session, bank.gesture, 2042)
    lanes = Lanes(database)

    def counter(arguments: argparse.Namespace) -> Counter:
        return Counter(lanes, STATION, "Camille", tmp_path, arguments.json, signer=Key())

    def tell(*words: str) -> tuple[int, str, str]:
        code = run(parser().parse_args(words), counter, {})
        said = capsys.readouterr()
        return code, said.out, said.err

    yield tell
    lanes.close()
    database.close()


@pytest.fixture
def stripe(tmp_path: Path) -> str:
    path = tmp_path / "stripe.csv"
    path.write_text(samples.STRIPE, "utf-8")
    return str(path)


def test_a_settlement_is_tried_then_kept_once_then_listed(say: Say, stripe: str) -> None:
    tried = say("--json", "cash", "payouts", stripe, "--dry-run")
    kept = say("--json", "cash", "payouts", stripe)
    again = say("cash", "payouts", stripe)
    listed = say("--json", "cash", "payouts")

    assert json.loads(tried[1])["files"][0]["payouts"][0]["net_cents"] == 1728
    (file,) = json.loads(kept[1])["files"]
    assert [each["known"] for each in file["payouts"]] == [False, False]
    assert (file["payouts"][0]["found"], file["payouts"][1]["chargebacks"]) == (2, 1)
    assert "déjà là" in again[1]
    assert [each["net_cents"] for each in json.loads(listed[1])["payouts"]] == [118_501, 1728]


def test_a_payout_is_taken_back_by_its_number(say: Say, stripe: str) -> None:
    say("cash", "payouts", stripe)

    undone = say("cash", "payouts", "--undo", "po_1")
    unknown = say("cash", "payouts", "--undo", "po_1")

    assert (undone[0], "17,28" in undone[1]) == (0, True)
    assert (unknown[0], "n’est pas un versement" in unknown[2]) == (2, True)


def test_a_bad_file_does_not_stop_the_others(say: Say, stripe: str, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("rien", "utf-8")

    alone = say("cash", "payouts", str(bad))
    both = say("--json", "cash", "payouts", str(bad), stripe, str(tmp_path / "gone.csv"))

    assert (alone[0], "n’a pas été lu" in alone[2]) == (2, True)
    assert (both[0], json.loads(both[1])["refused"]) == (1, 2)


def test_columns_are_told_for_an_unknown_provider(say: Say, tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text("Jour;Encaisse;Retenu\n2026-11-12;10,00;0,30\n", "utf-8")
    told = "day=Jour;amount=Encaisse;fee=Retenu"

    code, out, _err = say(
        "--json", "cash", "payouts", str(path), "--provider", "ManoMano", "--columns", told
    )
    wrong = say("cash", "payouts", str(path), "--columns", "jour=1")

    assert code == 0
    assert json.loads(out)["files"][0]["payouts"][0]["net_cents"] == 970
    assert (wrong[0], "ne se comprennent pas" in wrong[2]) == (2, True)


def test_cheques_are_brought_come_back_and_the_slip_is_written(say: Say, tmp_path: Path) -> None:
    paper = tmp_path / "remise.pdf"
    waiting = say("--json", "cash", "deposit", "list")
    made = say("--json", "cash", "deposit", "cheques", "--pdf", str(paper))
    number = json.loads(made[1])["number"]
    bounced = say("--json", "cash", "deposit", "bounce", number, "1", "--fee", "12,50")
    paid = say("cash", "deposit", "bounce", number, "1", "--undo")
    cancelled = say("cash", "deposit", "cancel", number)
    nothing = say("cash", "deposit", "bounce", number, "9")

    assert [each["amount_cents"] for each in json.loads(waiting[1])["cheques"]] == [10_000, 4_550]
    assert json.loads(made[1])["amount_cents"] == 14_550
    assert number in whole_text(paper.read_bytes())
    assert json.loads(bounced[1])["invoice"] is not None
    assert "de nouveau payé" in paid[1]
    assert "de nouveau à remettre" in cancelled[1]
    assert (nothing[0], "n’a pas de chèque 9" in nothing[2]) == (2, True)


def test_cheques_of_before_the_desk_are_said_to_be_brought_and_taken_back(say: Say) -> None:
    today = paris_date(utc_now()).isoformat()
    begun = say("--json", "cash", "deposit", "since", today)
    told = say("cash", "deposit", "since")
    undone = say("--json", "cash", "deposit", "since", "--undo")
    wrong = say("cash", "deposit", "since", "31/02/2026")

    assert json.loads(begun[1])["since"] == today
    assert "comptés comme déjà remis" in told[1]
    assert json.loads(undone[1]) == {"since": None, "cheques": 2, "amount_cents": 14_550}
    assert (wrong[0], "n’est pas un jour" in wrong[2]) == (2, True)


def test_the_evening_is_closed_once_and_a_gap_is_not_passed_over(say: Say, stripe: str) -> None:
    say("cash", "payouts", stripe)
    tried = say("--json", "cash", "close", "--dry-run")
    gap = say("cash", "close", "--dry-run", "--counted", "20,00")
    wrong = say("cash", "close", "--counted", "20,00")
    closed = say("--json", "cash", "close", "--counted", "20,42")
    again = say("--json", "cash", "close")
    twice = say("cash", "close", "--counted", "20,42")

    told = json.loads(tried[1])
    assert (told["closed"], told["drawer_expected_cents"]) == (False, 2042)
    assert told["payouts_not_seen"] == {"count": 2, "amount_cents": 120_229}
    assert told["cheques_to_bring"] == {"count": 2, "amount_cents": 14_550}
    assert (gap[0], "écart −0,42" in gap[1]) == (0, True)
    assert (wrong[0], "20,00" in wrong[2], "−0,42" in wrong[2]) == (2, True, True)
    facts = json.loads(closed[1])
    assert (facts["closed"], facts["drawer_difference_cents"]) == (True, 0)
    assert json.loads(again[1])["closed"] is False
    assert (twice[0], "déjà clôturée" in twice[2]) == (2, True)


def test_an_accepted_gap_is_noted_with_the_closing(say: Say) -> None:
    code, out, _err = say("cash", "close", "--counted", "20,00", "--accept-difference")

    assert code == 0
    assert "écart −0,42" in out
    assert "Aucun relevé de banque" in out
