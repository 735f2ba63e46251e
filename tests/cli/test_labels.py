"""Labels without a window: files that a scanner reads, formats, the ruler, and codes of our own."""

import argparse
import json
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from merchant_desk.cli.command import Counter
from merchant_desk.cli.run import parser, run
from merchant_desk.database.database import open_database
from merchant_desk.lanes import Lanes
from merchant_desk.models.product import Product
from merchant_desk.operations.find_lot import LotRead, find_lot
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.money import Money
from tests.conftest import STATION
from tests.documents.reading import page_codes, page_texts, whole_text
from tests.documents.zpl_reading import read_zpl
from tests.makers import make_product, make_station

Say = Callable[..., int]


@pytest.fixture
def say(empty_file: Path, tmp_path: Path, gesture: Gesture) -> Iterator[Say]:
    """Say a command to a shop with a soap that has an EAN and a lot, and a candle without."""
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    with database.write() as session:
        make_station(session, gesture)
        soap = make_product(session)
        make_product(session, "BOU-FIG", name="Bougie figuier", ean=None, price_cents=1890)
        find_lot(session, gesture, soap, LotRead("L2611", date(2027, 12, 31)))
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
def reprice(tmp_path: Path) -> Callable[[int], None]:
    """Change the price of the soap, in the shop's file."""

    def changed(cents: int) -> None:
        database = open_database(f"sqlite:///{tmp_path / 'boutique.sqlite3'}")
        with database.write() as session:
            soap = session.scalars(select(Product).where(Product.sku == "SAV-LAV-100")).one()
            soap.price = Money(cents)
        database.close()

    return changed


def _facts(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_labels_are_written_from_the_first_free_place(
    say: Say, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = tmp_path / "labels.pdf"

    code = say("labels", "SAV-LAV-100:3", "--start", "21", "--to", str(to), "--json")

    facts = _facts(capsys)
    assert code == 0
    assert (facts["labels"], facts["next_start"], facts["format"]) == (3, 3, "L7160")
    assert [page.count("5,90 €") for page in page_texts(to.read_bytes())] == [1, 2]
    assert page_codes(to.read_bytes(), dots=300) == [("EAN-13", "3760123456784")]


def test_a_lot_stands_on_its_labels_in_words_and_in_the_symbol(say: Say, tmp_path: Path) -> None:
    to = tmp_path / "lot.zpl"
    words = ("--format", "57x32", "--code", "datamatrix", "--dpi", "300", "--to", str(to))

    assert say("labels", "3760123456784:2@l2611", *words) == 0

    (label,) = read_zpl(to.read_text("utf-8"))
    assert (label.copies, label.width) == (2, 673)
    assert label.read() == [("Data Matrix", "(01)03760123456784(17)271231(10)L2611")]
    assert {"Lot L2611", "Exp. 31/12/2027"} <= set(label.texts())


def test_an_article_without_a_code_gets_one_of_ours_when_asked(
    say: Say, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = tmp_path / "candle.pdf"

    assert say("labels", "BOU-FIG", "--to", str(to)) == 2
    assert "n’a pas de code EAN" in capsys.readouterr().err
    assert not to.exists()

    assert say("labels", "BOU-FIG", "--to", str(to), "--give-codes", "--json") == 0
    assert _facts(capsys)["codes_given"] == 1
    assert page_codes(to.read_bytes(), dots=300) == [("EAN-13", "2000000000015")]


def test_codes_of_ours_are_given_to_all_that_have_none(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say("labels", "codes", "--json") == 0
    assert _facts(capsys) == {"given": 1}
    assert say("labels", "codes", "BOU-FIG") == 0
    assert "0 code interne donné" in capsys.readouterr().out


def test_formats_are_told(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    assert say("labels", "formats", "--json") == 0

    formats = {each["key"]: each for each in _facts(capsys)["formats"]}
    assert formats["L7651"]["labels_a_page"] == 65
    assert formats["57x32"]["on_roll"]
    assert say("labels", "formats") == 0
    assert "Avery L7160, 21 étiquettes" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="lp is what CUPS brings")
def test_a_roll_printer_takes_labels_without_a_file(
    say: Say,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lp = tmp_path / "lp"
    lp.write_text(f"#!/bin/sh\ncat > '{tmp_path}/taken'\n")
    lp.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    told = ("--format", "57x32", "--printer", "Zebra")

    assert say("labels", "SAV-LAV-100:3", *told, "--json") == 0

    facts = _facts(capsys)
    assert (facts["printer"], facts["file"], facts["labels"]) == ("Zebra", None, 3)
    (label,) = read_zpl((tmp_path / "taken").read_text("utf-8"))
    assert label.read() == [("EAN-13", "3760123456784")]
    assert say("labels", "ruler", *told) == 0
    assert "Règle envoyée" in capsys.readouterr().out


@pytest.mark.parametrize(("form", "name"), [("L7160", "ruler.pdf"), ("57x32", "ruler.zpl")])
def test_the_ruler_of_a_format_is_written(say: Say, tmp_path: Path, form: str, name: str) -> None:
    to = tmp_path / name

    assert say("labels", "ruler", "--format", form, "--to", str(to)) == 0

    told = to.read_bytes()
    if name.endswith("pdf"):
        assert "Marge de gauche 7,25 mm" in whole_text(told)
    else:
        assert len(read_zpl(told.decode("utf-8"))) == 1


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("SAV-LAV-100",), "--to ne donne ni un .pdf"),
        (("SAV-LAV-100", "--to", "x.docx"), "--to ne donne ni un .pdf"),
        (("INCONNU", "--to", "x.pdf"), "Aucun produit n’a la référence"),
        (("SAV-LAV-100:0", "--to", "x.pdf"), "aucune à imprimer"),
        (("SAV-LAV-100:100000", "--to", "x.pdf"), "plus de 20"),
        (("SAV-LAV-100", "--start", "0", "--to", "x.pdf"), "pas de place 0"),
        (("SAV-LAV-100", "--start", "99", "--to", "x.pdf"), "pas de place 99"),
        (("SAV-LAV-100", "--format", "A0", "--to", "x.pdf"), "n’est pas un format"),
        (("SAV-LAV-100", "--format", "70x37/9x9", "--to", "x.pdf"), "dépassent de la feuille"),
        (("SAV-LAV-100", "--to", "x.zpl"), "ce format est une feuille"),
        (("SAV-LAV-100:1@L9", "--to", "x.pdf"), "n’a pas de lot L9"),
        (("ruler", "SAV-LAV-100", "--to", "x.pdf"), "ne prend pas de produit"),
        (("SAV-LAV-100", "--to", "/nulle/part/x.pdf"), "Rien n’a été écrit"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    say: Say, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], why: str
) -> None:
    assert say("labels", *words) == 2
    assert why in capsys.readouterr().err


def test_labels_to_print_again_are_listed_until_they_are(
    say: Say, tmp_path: Path, capsys: pytest.CaptureFixture[str], reprice: Callable[[int], None]
) -> None:
    to = ("--to", str(tmp_path / "x.pdf"))
    assert say("labels", "SAV-LAV-100", *to) == 0
    reprice(650)
    capsys.readouterr()

    assert say("labels", "due", "--json") == 0

    (told,) = _facts(capsys)
    assert (told["sku"], told["shown_cents"], told["price_cents"]) == ("SAV-LAV-100", 590, 650)
    say("labels", "SAV-LAV-100", "--without", "price", *to)
    capsys.readouterr()
    say("labels", "due", "--json")
    assert len(_facts(capsys)) == 1
    say("labels", "SAV-LAV-100", *to)
    capsys.readouterr()
    assert say("labels", "due") == 0
    assert "à jour" in capsys.readouterr().out
