"""The law asked from the command line: answers in the published form, whatever is asked."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from merchant_desk.app.commands import run_command

HOLIDAY = {"id": "q1", "kind": "public_holiday", "zone": "57", "date": "2026-12-26"}


Run = Callable[..., tuple[int, bytes, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    def law(*words: str, told: bytes = b"") -> tuple[int, bytes, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(told)))
        code = run_command(["law", *words])
        out, err = capfdbinary.readouterr()
        return code, out, err.decode()

    return law


def _answered(run: Run, told: object) -> tuple[int, Any]:
    code, out, _err = run("answer", "-", told=json.dumps(told).encode())
    return code, json.loads(out)


def test_one_question_gets_one_answer_and_a_list_gets_a_list_in_its_order(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "questions.json"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps([HOLIDAY, {**HOLIDAY, "id": "q2"}]).encode())

    alone, (code, listed, _err) = _answered(run, HOLIDAY), run("answer", str(file))

    assert alone[0] == code == 0
    assert alone[1]["value"]["holiday"] is True
    assert [each["id"] for each in json.loads(listed)] == ["q1", "q2"]


def test_an_invalid_question_is_told_in_its_place_and_the_others_are_answered(run: Run) -> None:
    code, answers = _answered(
        run, [HOLIDAY, {"id": "bad", "kind": "public_holiday", "zone": "20"}, 3]
    )

    assert code == 2
    assert answers[0]["verdict"] == "pass"
    assert answers[1]["error"]["path"] == "/zone"
    assert answers[2] == {
        "id": "",
        "error": {
            "code": "invalid_question",
            "message_fr": "Une question est un objet JSON.",
        },
    }


@pytest.mark.parametrize("told", [b"{", b"\xff\xfe", b"[" * 100_000, b""])
def test_what_is_no_json_is_an_invalid_question(run: Run, told: bytes) -> None:
    code, out, _err = run("answer", "-", told=told)

    assert code == 2
    assert json.loads(out)["error"]["code"] == "invalid_question"


def test_a_kind_that_is_not_listed_is_told_so(run: Run) -> None:
    code, told = _answered(run, {"id": "x", "kind": "horoscope"})

    assert (code, told["error"]["code"]) == (2, "unknown_kind")


def test_the_rules_in_force_depend_on_the_day(run: Run) -> None:
    today = json.loads(run("rules", "--json", "--on", "2026-11-21")[1])
    before = json.loads(run("rules", "--json", "--on", "2010-01-01")[1])

    known = {each["id"] for each in today["rules"]}
    assert "FR-PRIX-ANTERIEUR-30J" in known
    assert "FR-PRIX-ANTERIEUR-30J" not in {each["id"] for each in before["rules"]}
    assert all(each["legal_reference"] and each["title"] for each in today["rules"])


def test_a_day_that_does_not_exist_is_refused_in_french(run: Run) -> None:
    code, _out, err = run("rules", "--on", "2026-02-30")

    assert code == 2
    assert "Aucune règle n’a été montrée" in err
