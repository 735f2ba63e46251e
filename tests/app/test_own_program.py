import sys
from pathlib import Path

import pytest

from merchant_desk.app.own_program import PROGRAM, own_command


def test_the_installed_program_starts_itself_by_the_name_the_launcher_gave(tmp_path: Path) -> None:
    program = tmp_path / "Merchant Desk.exe"
    program.write_bytes(b"MZ")

    assert own_command({PROGRAM: str(program)}) == [str(program)]


def test_a_launcher_that_went_away_is_not_started(tmp_path: Path) -> None:
    assert own_command({PROGRAM: str(tmp_path / "gone.exe")}) == [
        sys.executable,
        "-m",
        "merchant_desk",
    ]


def test_an_application_bundle_starts_its_own_executable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert own_command({}) == [sys.executable]
