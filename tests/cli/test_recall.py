"""Recalling a lot without a window: who has it, the list of customers, what is refused."""

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
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.find_lot import LotRead, find_lot
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.operations.ship_orders import ship_orders
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.places import OPENING
from merchant_desk.values.words import MoveReason
from tests.conftest import STATION
from tests.documents.reading import whole_text
from tests.makers import (
    make_bin,
    make_location,
    make_product,
    make_profile,
    make_shop,
    make_station,
    remote_order,
)

Say = Callable[[Sequence[str]], int]


@pytest.fixture
def say(empty_file: Path, tmp_path: Path, gesture: Gesture) -> Iterator[Say]:
    """A shop with five soaps of lot A12, one of them sold, and a candle with a lot A12 too."""
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    with database.write() as session:
        make_station(session, gesture)
        make_profile(session)
        place, soap = make_bin(session, make_location(session)), make_product(session)
        candle = make_product(session, "BOU", name="Bougie", ean=None)
        lot = find_lot(session, gesture, soap, LotRead("A12"))
        find_lot(session, gesture, candle, LotRead("A12"))
        find_lot(session, gesture, candle, LotRead("SEUL"))
        post_move(session, gesture, Move(soap, OPENING, place, 5, MoveReason.OPENING, lot_id=lot))
        order = accept_order(session, gesture, make_shop(session), remote_order()).order_id
        ship_orders(session, gesture, [order])
    lanes = Lanes(database)

    def counter(arguments: argparse.Namespace) -> Counter:
        return Counter(lanes, STATION, "Camille", tmp_path, arguments.json)

    yield lambda words: run(parser().parse_args(words), counter, {})
    lanes.close()
    database.close()


def _facts(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_a_recall_tells_who_has_the_lot_and_keeps_the_list(
    say: Say, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file, letters = tmp_path / "clients.csv", tmp_path / "lettres.pdf"

    code = say(
        [
            "recall", "a12", "--product", "SAV-LAV-100", "--note", "Bouchon qui fuit",
            "--csv", str(file), "--letters", str(letters), "--json",
        ]
    )  # fmt: skip

    facts = _facts(capsys)
    assert code == 0
    assert (facts["in_stock"], facts["aside"], facts["supposed"]) == (0, 4, 1)
    assert [each["order"] for each in facts["parcels"]] == ["1042"]
    assert "Camille Roux" in file.read_text("utf-8-sig")
    written = whole_text(letters.read_bytes())
    assert "Votre commande 1042 peut avoir contenu" in written
    assert "(lot A12)" in written
    assert "Bouchon qui fuit" in written


def test_letters_nobody_is_to_get_are_not_made(
    say: Say, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "lettres.pdf"

    assert say(["recall", "SEUL", "--letters", str(file)]) != 0

    assert "aucun client n’a d’article de ce lot" in capsys.readouterr().err
    assert not file.exists()


def test_looking_recalls_nothing(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    say(["recall", "A12", "--product", "SAV-LAV-100", "--look", "--json"])

    facts = _facts(capsys)
    assert (facts["recalled_at"], facts["in_stock"]) == (None, 4)


@pytest.mark.parametrize(("words", "why"), [(["A12"], "plusieurs articles"), (["X"], "inconnu")])
def test_a_lot_that_is_not_clear_is_refused(
    say: Say, capsys: pytest.CaptureFixture[str], words: list[str], why: str
) -> None:
    assert say(["recall", *words]) == 2

    assert why in capsys.readouterr().err
