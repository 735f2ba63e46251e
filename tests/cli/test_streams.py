"""A program without a console, and one whose console knows neither « ’ » nor narrow spaces."""

import io
import json
import sys
from pathlib import Path

import pytest

from merchant_desk.__main__ import main
from merchant_desk.app.incomplete import INCOMPLETE
from merchant_desk.app.streams import mend_streams


def speaking(encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding)


def told(stream: io.TextIOWrapper, encoding: str) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode(encoding)


@pytest.fixture(autouse=True)
def _nobody_chose(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONIOENCODING", raising=False)
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["merchant-desk", *words])
    return main()


def test_a_windowed_program_answers_nobody_and_writes_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("merchant_desk.app.commands._ALONE", {"self_check": lambda: FACTS})

    code = run(monkeypatch, "self-check", "--to", str(tmp_path / "said.json"))

    assert code == 0
    assert json.loads((tmp_path / "said.json").read_text("utf-8")) == FACTS


FACTS = {"ok": True, "checks": {"database": "« entière » ’\u202f"}}


def test_a_secret_is_asked_of_nobody_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = speaking("utf-8")
    monkeypatch.setattr(sys, "stderr", said)

    code = run(monkeypatch, "shop", "add", "https://a.example", "--data", str(tmp_path))

    assert code == 2
    assert told(said, "utf-8").startswith("Rien n’a été fait\u00a0: la clé secrète manque.\n")


def test_a_mistyped_command_is_refused_without_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit) as left:
        run(monkeypatch, "nonsense")

    assert left.value.code == 2


def test_a_pipe_is_given_utf_8_whatever_the_machine_speaks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = speaking("cp1252")
    monkeypatch.setattr(sys, "stdout", said)

    assert run(monkeypatch, "law", "rules") == 0

    assert "\u00a0" in told(said, "utf-8")


def test_a_console_of_another_alphabet_shows_what_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    said = speaking("cp437")
    monkeypatch.setattr(sys, "stdout", said)

    mend_streams({"PYTHONIOENCODING": "cp437"})
    sys.stdout.write("L’état\u202f: 3\u00a0€")

    assert told(said, "cp437") == "L?état?: 3\u00a0?"


def test_a_part_that_is_missing_is_named_in_a_window_of_the_system(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = speaking("utf-8")
    monkeypatch.setattr(sys, "stderr", said)
    monkeypatch.setitem(sys.modules, "merchant_desk.app.window", None)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")

    code = run(monkeypatch)

    assert code == INCOMPLETE
    text = told(said, "utf-8")
    assert "vos données sont intactes" in text
    assert "Ce qui manque\u00a0: merchant_desk.app.window\n" in text
