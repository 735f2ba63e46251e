"""Operations from the command line: listed, checked, planned, tagged, proved and verified."""

import argparse
import io
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from merchant_desk.cli.command import Counter
from merchant_desk.cli.run import parser, run
from merchant_desk.database.database import open_database
from merchant_desk.lanes import Lanes
from merchant_desk.values.gesture import Gesture
from tests.conftest import STATION
from tests.documents.reading import page_codes, whole_text
from tests.operations.black_friday import open_shop

Say = Callable[..., tuple[int, str, str]]
# Far in the future: commands act at the true time, whatever it is when the test runs.
FRIDAY: dict[str, Any] = {
    "title": "Black Friday",
    "kind": "promotion",
    "starts_at": "2098-11-28T00:00:00",
    "ends_at": "2098-12-02T00:00:00",
    "products": ["SAV-LAV-100"],
    "pricing": {"by": "percent", "value": 2000},
}


@pytest.fixture
def say(
    empty_file: Path, tmp_path: Path, gesture: Gesture, capsys: pytest.CaptureFixture[str]
) -> Iterator[Say]:
    """Say a command to a shop in Avignon with one soap; its exit code, answer and complaint."""
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    with database.write() as session:
        open_shop(session, gesture)
    lanes = Lanes(database)

    def counter(arguments: argparse.Namespace) -> Counter:
        return Counter(lanes, STATION, "Camille", tmp_path, arguments.json)

    def said(*words: object, family: str = "promotions") -> tuple[int, str, str]:
        code = run(parser().parse_args([family, *map(str, words)]), counter, {})
        heard = capsys.readouterr()
        return code, heard.out.replace("\u00a0", " "), heard.err.replace("\u00a0", " ")

    yield said
    lanes.close()
    database.close()


@pytest.fixture
def told(tmp_path: Path) -> Callable[..., Path]:
    """Write an operation into a file."""

    def write(**changes: object) -> Path:
        file = tmp_path / "operation.json"
        file.write_text(json.dumps(FRIDAY | changes), "utf-8")
        return file

    return write


def _warned(say: Say, file: Path) -> list[str]:
    findings = json.loads(say("check", file, "--json")[1])["findings"]
    rules = sorted({each["rule"] for each in findings if each["level"] == "warn"})
    return [word for rule in rules for word in ("--acknowledge", rule)]


def test_an_operation_goes_from_a_file_to_a_plan_to_its_papers(
    say: Say, told: Callable[..., Path], tmp_path: Path
) -> None:
    file = told()
    code, planned, _err = say("plan", file, *_warned(say, file), "--json")
    assert code == 0
    promotion = json.loads(planned)["id"]

    listed = json.loads(say("list", "--json")[1])
    assert [(each["id"], each["state"]) for each in listed["promotions"]] == [
        (promotion, "planned")
    ]
    assert listed["promotions"][0]["starts_at"] == "2098-11-27T23:00:00+00:00"
    assert "Black Friday (Promotion, magasin, site)" in say("list")[1]

    tags, proof = tmp_path / "etiquettes.pdf", tmp_path / "preuve.pdf"
    assert say("tags", "Black Friday", "--to", tags, "--format", "57x32")[0] == 0
    assert page_codes(tags.read_bytes(), dots=300) == [("EAN-13", "3760123456784")]
    assert "4,72 €" in whole_text(tags.read_bytes())

    code, out, _err = say("evidence", promotion, "--to", proof, "--json")
    digest = json.loads(out)["sha256"]
    assert code == 0
    code, out, _err = say("verify", proof, "--json")
    verified = json.loads(out)
    assert (code, verified["holds"], verified["sha256"]) == (0, True, digest)
    assert verified["today"]["rules_that_differ"] == []
    assert "Le dossier est intact." in say("verify", proof)[1]


def test_a_changed_evidence_file_is_told_from_a_whole_one(
    say: Say, told: Callable[..., Path], tmp_path: Path
) -> None:
    file, proof = told(), tmp_path / "preuve.pdf"
    say("plan", file, *_warned(say, file))
    say("evidence", "Black Friday", "--to", proof)
    content = proof.read_bytes()
    changed = bytearray(content)
    place = content.rindex(b"%%EOF") - 3
    changed[place] = ord("0") if changed[place] != ord("0") else ord("1")
    proof.write_bytes(bytes(changed))
    code, out, _err = say("verify", proof)

    assert code == 1
    assert "Le fichier a été changé" in out


def test_the_check_says_block_with_the_rule_the_article_and_the_remedy(
    say: Say, told: Callable[..., Path]
) -> None:
    too_high = [{"product": "SAV-LAV-100", "price": 472, "prior": 990}]

    code, out, _err = say("check", told(own_prices=too_high))
    facts = json.loads(say("check", told(own_prices=too_high), "--json")[1])

    assert code == 1
    assert "Verdict : interdit" in out
    assert "5,90 €" in out
    assert facts["verdict"] == "block"
    blocked = [each for each in facts["findings"] if each["level"] == "block"]
    assert {"L112-1-1" in each["legal_reference"] for each in blocked} == {True}
    assert blocked[0]["remedy"]["kind"] == "set_prior_price"


def test_a_plan_that_is_checked_again_by_its_name_leaves_itself_out(
    say: Say, told: Callable[..., Path]
) -> None:
    file = told()
    say("plan", file, *_warned(say, file))

    code, out, _err = say("check", "Black Friday", "--json")

    assert (code, json.loads(out)["verdict"]) == (0, "warn")
    assert json.loads(out)["prices"] == [
        {"sku": "SAV-LAV-100", "step": 0, "usual_cents": 590, "price_cents": 472,
         "prior_cents": 590},
    ]  # fmt: skip


def test_a_draft_is_kept_and_changed_whatever_the_law_says(
    say: Say, told: Callable[..., Path]
) -> None:
    kept = json.loads(say("plan", told(), "--draft", "--json")[1])

    code, out, _err = say("plan", told(title="Autre"), "--draft", "--replace", kept["id"])

    assert (code, "Brouillon gardé : Autre" in out) == (0, True)
    assert json.loads(say("list", "--json")[1])["count"] == 1
    assert say("tags", "Autre", "--to", "x.pdf")[0] == 2
    assert "n’a pas de verdict" in say("evidence", "Autre", "--to", "x.pdf")[2]


def test_a_warning_that_was_not_read_plans_nothing(say: Say, told: Callable[..., Path]) -> None:
    code, _out, err = say("plan", told())

    assert code == 2
    assert "un avertissement n’a pas été lu" in err
    assert "FR-SRP-SEUIL" in err
    assert json.loads(say("list", "--json")[1])["count"] == 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"products": ["NOPE"]}, "aucun produit n’a la référence NOPE"),
        ({"products": ["00" * 16]}, "aucun produit n’a la référence"),
        ({"own_prices": [{"product": "RIEN"}]}, "aucun produit n’a la référence RIEN"),
        ({"ends_at": "2098-11-01T00:00:00"}, "elle finit avant de commencer"),
        ({"title": "  "}, "elle n’a pas de nom"),
        ({"starts_at": "2001-01-01T00:00:00", "ends_at": "2001-02-01T00:00:00"},
         "ses dates sont passées"),
        ({"kind": "braderie"}, "le champ « kind » n’a pas une valeur possible"),
        ({"starts_at": "hier"}, "n’est pas de la forme attendue"),
        ({"starts_at": "2097-02-29T00:00:00"}, "n’est pas de la forme attendue"),
        ({"percent": 20}, "le champ « percent » n’existe pas"),
        ({"products": 3}, "n’est pas de la forme attendue"),
    ],
)  # fmt: skip
def test_an_operation_that_cannot_be_is_told_in_a_sentence_and_nothing_is_kept(
    say: Say, told: Callable[..., Path], changes: dict[str, object], sentence: str
) -> None:
    code, out, err = say("plan", told(**changes))

    assert (code, out) == (2, "")
    assert sentence in err
    assert json.loads(say("list", "--json")[1])["count"] == 0


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"3", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_operation_at_all_is_refused(
    say: Say, monkeypatch: pytest.MonkeyPatch, raw: bytes
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))

    code, _out, err = say("check", "-")

    assert (code, err.startswith("L’opération n’a pas été lue")) == (2, True)


def test_names_that_nothing_has_are_refused(say: Say, tmp_path: Path) -> None:
    assert "Aucune opération ne s’appelle" in say("check", "Soldes")[2]
    assert "Aucune opération ne s’appelle" in say("tags", "Soldes", "--to", "x.pdf")[2]
    assert "ne s’ouvre pas" in say("plan", tmp_path / "absent.json")[2]
    assert "ne s’ouvre pas" in say("verify", tmp_path / "absent.pdf")[2]


def test_negative_used_labels_and_unknown_articles_print_nothing(
    say: Say, told: Callable[..., Path], tmp_path: Path
) -> None:
    file, target = told(), tmp_path / "x.pdf"
    say("plan", file, *_warned(say, file))

    assert say("tags", "Black Friday", "--to", target, "--used", "-1")[0] == 2
    assert say("tags", "Black Friday", "--to", target, "--article", "NOPE")[0] == 2
    assert not target.exists()


def test_what_was_said_of_a_price_at_an_instant_is_told(
    say: Say, told: Callable[..., Path], tmp_path: Path
) -> None:
    file = told()
    say("plan", file, *_warned(say, file))
    say("tags", "Black Friday", "--to", tmp_path / "x.pdf")

    code, out, _err = say("price", "SAV-LAV-100", "--at", "2098-11-28T10:00", family="products")
    facts = json.loads(
        say("price", "SAV-LAV-100", "--at", "2098-11-27T10:00", "--json", family="products")[1]
    )

    assert code == 0
    assert "Savon lavande 100 g, le 28/11/2098 à 10:00" in out
    assert "Magasin : 5,90 €, depuis le 01/01/2026 (fixé ici)" in out
    assert "Étiquette : 4,72 €, imprimée le" in out
    assert (facts["tag"], facts["sites"], facts["invoice_before"]) == (None, [], None)
    assert facts["at"] == "2098-11-27T09:00:00+00:00"


def test_an_instant_that_does_not_exist_is_refused(say: Say) -> None:
    for at in ("demain", "2027-02-29T10:00", "9999-12-31T23:59:59-12:00"):
        code, _out, err = say("price", "SAV-LAV-100", "--at", at, family="products")

        assert (code, "cet instant n’existe pas" in err) == (2, True)
    assert say("price", "NOPE", family="products")[0] == 2


def test_labels_whose_text_does_not_fit_are_not_kept_as_shown(
    say: Say, told: Callable[..., Path], tmp_path: Path
) -> None:
    wordy = [{"text": "Offre à lire en entier. " * 40, "place": "label"}]
    file, target = told(texts=wordy), tmp_path / "x.pdf"
    assert say("plan", file, *_warned(say, file))[0] == 0

    code, _out, err = say("tags", "Black Friday", "--to", target, "--format", "38x25")

    assert (code, "le texte ne tient pas dessus" in err) == (2, True)
    assert not target.exists()
    later = ("price", "SAV-LAV-100", "--at", "2098-11-28T10:00", "--json")
    assert json.loads(say(*later, family="products")[1])["tag"] is None


def test_an_hour_is_told_without_its_seconds(say: Say, told: Callable[..., Path]) -> None:
    to_the_second = told(starts_at="2098-11-27T08:00:00", ends_at="2098-11-30T20:00:00+01:00")
    exact = json.loads(say("check", to_the_second, "--json")[1])
    to_the_minute = told(starts_at="2098-11-27T08:00", ends_at="2098-11-30T20:00+01:00")

    code, out, err = say("check", to_the_minute, "--json")

    assert (code, err) == (0, "")
    assert json.loads(out)["findings"] == exact["findings"]
