"""When the Windows installer is built and proved again, and what a machine without Wine says."""

import shutil
from pathlib import Path

import pytest

from installer.windows import gate
from installer.windows.places import ROOT, kept_downloads
from installer.windows.tools import Tool, missing_tools


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a small project whose files are watched, with a home of its own."""
    for name in ("pyproject.toml", "installer/lock.txt", "merchant_desk/database/sqlite.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    monkeypatch.setattr("installer.windows.gate.ROOT", tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv(gate.SWITCH, raising=False)
    return tmp_path


def test_every_watched_place_is_there() -> None:
    assert [name for name in gate.WATCHED if not (ROOT / name).exists()] == []


def test_a_change_of_a_lock_or_of_storage_is_another_state(project: Path) -> None:
    first = gate.state()
    (project / "merchant_desk/database/sqlite.py").write_text("changed", "utf-8")
    second = gate.state()
    (project / "installer/lock.txt").rename(project / "installer/lock2.txt")

    assert len({first, second, gate.state()}) == 3


def test_a_change_elsewhere_is_no_reason_to_build_again(project: Path) -> None:
    first = gate.state()
    (project / "README.md").write_text("mieux dit", "utf-8")

    assert gate.state() == first


def test_what_was_proved_here_is_not_proved_again_until_it_changes(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(project / "nothing"))
    (kept_downloads() / f"proved-{gate.state()}").touch()

    assert gate.main() == 0
    assert "Proved on this machine before" in capsys.readouterr().out
    monkeypatch.setenv(gate.SWITCH, "always")
    assert gate.main() == 0
    assert "NOT PROVED" in capsys.readouterr().out


@pytest.mark.usefixtures("project")
def test_the_switch_leaves_it_out(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(gate.SWITCH, "never")

    assert gate.main() == 0
    assert capsys.readouterr().out == "Not built: MERCHANT_DESK_WINDOWS=never.\n"


def test_a_machine_without_wine_names_what_it_lacks_and_leaves_no_mark(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(project / "nothing"))

    assert gate.main() == 0
    told = capsys.readouterr().out
    assert all(name in told for name in ("makensis", "osslsigncode", "wine", "Xvfb"))
    assert list(kept_downloads().glob("proved-*")) == []


def test_what_is_there_is_not_asked_for() -> None:
    there = Path(shutil.which("sh") or "sh").name

    assert missing_tools([Tool(there, "a-package-that-does-not-exist")]) == []
