"""Suppliers and orders to them without a window."""

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
from tests.documents.reading import whole_text
from tests.makers import make_bin, make_location, make_product, make_profile, make_station

Say = Callable[..., int]
_GARRIGUE = ("--email", "c@garrigue.example", "--lead-days", "8", "--minimum", "100")


@pytest.fixture
def say(empty_file: Path, tmp_path: Path, gesture: Gesture) -> Iterator[Say]:
    """Say a command to a shop with two articles and no supplier."""
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    with database.write() as session:
        make_station(session, gesture)
        make_profile(session)
        make_bin(session, make_location(session), "A1")
        make_product(session)
        make_product(session, "BAU-KAR", name="Baume karité", ean="3760123456791")
    lanes = Lanes(database)

    def counter(arguments: argparse.Namespace) -> Counter:
        return Counter(lanes, STATION, "Camille", tmp_path, arguments.json)

    def said(*words: str) -> int:
        told: Sequence[str] = words
        return run(parser().parse_args(told), counter, {})

    yield said
    lanes.close()
    database.close()


@pytest.fixture
def tell(say: Say, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Say a command that must succeed, and return its facts."""

    def told(*words: str) -> Any:
        capsys.readouterr()
        assert say(*words, "--json") == 0
        return json.loads(capsys.readouterr().out)

    return told


def _with_soap(tell: Callable[..., Any]) -> None:
    tell("supplier", "save", "Savonnerie de la Garrigue", *_GARRIGUE)
    terms = ("--sku", "GAR-LAV", "--pack", "12", "--cost", "2,15", "--from", "60=1,9875")
    tell("supplier", "article", "garrigue", "SAV-LAV-100", *terms, "--preferred")


def test_a_supplier_is_kept_changed_and_shown(tell: Callable[..., Any]) -> None:
    _with_soap(tell)

    changed = tell("supplier", "save", "Savonnerie de la Garrigue", "--phone", "04 90")

    assert (changed["phone"], changed["lead_days"], changed["minimum"]) == ("04 90", 8, 10_000)
    shown = tell("supplier", "show", "garrigue")["articles"][0]
    assert (shown["supplier_sku"], shown["pack_units"], shown["preferred"]) == ("GAR-LAV", 12, True)
    assert shown["breaks"] == [{"from": 60, "cost_tenthousandths": 19_875}]
    assert [each["name"] for each in tell("supplier", "list")["suppliers"]] == [
        "Savonnerie de la Garrigue"
    ]


def test_two_cards_become_one(tell: Callable[..., Any]) -> None:
    _with_soap(tell)
    tell("supplier", "save", "Garrigue SARL")

    merged = tell("supplier", "merge", "Savonnerie de la Garrigue", "Garrigue SARL")

    assert merged["also_called"] == ["garrigue sarl"]
    assert len(tell("supplier", "list", "--all")["suppliers"]) == 1


def test_an_order_goes_from_draft_to_its_end(tell: Callable[..., Any], tmp_path: Path) -> None:
    _with_soap(tell)

    drafted = tell("purchase", "draft", "garrigue", "SAV-LAV-100=55", "--note", "Par la cour")
    number = drafted["number"]
    assert (drafted["lines"][0]["quantity"], drafted["goods"]) == (60, 11_925)
    assert drafted["notes"] == ["Arrondi à 5 colis\u00a0: vendu par 12."]
    assert tell("purchase", "send", number)["state"] == "sent"
    answer = ("--on", "31/12/2027", "--reference", "AR-7", "--line", "SAV-LAV-100=48")
    confirmed = tell("purchase", "confirm", number, *answer)
    assert (confirmed["state"], confirmed["expected_on"]) == ("confirmed", "2027-12-31")
    assert confirmed["lines"][0]["open"] == 48
    assert tell("purchase", "list")["purchases"][0]["number"] == number
    paper = tmp_path / "commande.pdf"
    told = tell("purchase", "pdf", number, "--to", str(paper))
    assert told["mail"]["to"] == "c@garrigue.example"
    assert "GAR-LAV" in whole_text(paper.read_bytes())
    assert tell("purchase", "cancel", number, "--note", "trop tard")["state"] == "cancelled"
    assert tell("purchase", "list", "--shown", "over")["purchases"][0]["state"] == "cancelled"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("supplier", "show", "inconnu"), "Aucun fournisseur"),
        (("supplier", "save", "Garrigue", "--lead-days", "huit"), "n’est pas lisible"),
        (("supplier", "save", "Garrigue", "--siren", "123"), "SIREN"),
        (("supplier", "article", "garrigue", "SAV-LAV-100", "--cost", "0"), "zéro"),
        (("supplier", "article", "garrigue", "SAV-LAV-100", "--from", "60"), "n’est pas lisible"),
        (("supplier", "article", "garrigue", "INCONNU"), "Aucun produit"),
        (("purchase", "show", "CF2026-9999"), "Aucune commande"),
        (("purchase", "draft", "garrigue", "SAV-LAV-100"), "n’est pas lisible"),
        (("purchase", "draft", "garrigue", "SAV-LAV-100=0"), "n’est pas possible"),
        (("purchase", "draft", "garrigue", "SAV-LAV-100=100000"), "c’est beaucoup"),
        (("purchase", "draft", "garrigue", "SAV-LAV-100=12", "--wanted-on", "bientôt"), "lisible"),
        (("purchase", "draft", "garrigue", "SAV-LAV-100=12", "--wanted-on", "1/1/2020"), "passée"),
    ],
)
def test_a_mistake_is_one_sentence(
    say: Say,
    tell: Callable[..., Any],
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    told: str,
) -> None:
    _with_soap(tell)

    assert say(*words) == 2

    assert told in capsys.readouterr().err


def test_an_empty_order_does_not_leave_and_a_small_one_is_asked_about(
    say: Say, tell: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    _with_soap(tell)
    empty = tell("purchase", "draft", "garrigue")["number"]
    small = tell("purchase", "draft", "garrigue", "SAV-LAV-100=12")["number"]

    assert say("purchase", "send", empty) == 2
    assert "vide" in capsys.readouterr().err
    assert say("purchase", "send", small) == 2
    assert "minimum" in capsys.readouterr().err
    assert tell("purchase", "send", small, "--accept-below")["state"] == "sent"
    assert say("purchase", "close", small) == 2
    assert "rien n’en est encore arrivé" in capsys.readouterr().err
    assert say("purchase", "confirm", small, "--line", "BAU-KAR=3") == 2
    assert "n’est pas dans la commande" in capsys.readouterr().err
    assert say("purchase", "list") == say("purchase", "show", small) == say("supplier", "list") == 0
    assert small in capsys.readouterr().out


def test_an_article_that_is_no_longer_sold_goes(tell: Callable[..., Any]) -> None:
    _with_soap(tell)

    assert tell("supplier", "article", "garrigue", "SAV-LAV-100", "--remove")["articles"] == []
