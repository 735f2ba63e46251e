"""The launchers: what Windows shows of them, and that they are built twice alike."""

import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from installer.windows import start
from installer.windows.launchers import (
    CONSOLE,
    WINDOWED,
    compile_launchers,
    four_numbers,
    resource_script,
)
from installer.windows.places import HERE, UnbuiltError


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("0.1.0", (0, 1, 0, 0)), ("1.2rc1", (1, 2, 0, 0)), ("1.2.3.4.5", (1, 2, 3, 4))],
)
def test_a_version_becomes_the_four_numbers_of_windows(
    version: str, numbers: tuple[int, int, int, int]
) -> None:
    assert four_numbers(version) == numbers


def test_a_version_without_a_number_is_refused() -> None:
    with pytest.raises(UnbuiltError):
        four_numbers("next")


def test_the_task_manager_shows_the_desk_by_its_name() -> None:
    script = resource_script(WINDOWED, "0.1.0")

    assert 'VALUE "FileDescription", "Merchant Desk"' in script
    assert 'VALUE "ProductVersion", "0.1.0"' in script
    assert "FILEVERSION 0,1,0,0" in script
    assert 'IDI_ICON1 ICON "' in script  # the name by which Qt finds the icon of its windows
    assert f'VALUE "OriginalFilename", "{CONSOLE}"' in resource_script(CONSOLE, "0.1.0")


def test_the_manifest_asks_for_no_right_and_knows_sharp_screens() -> None:
    manifest = ET.parse(HERE / "launcher.manifest")  # noqa: S314 - our own file

    said = {each.tag.rpartition("}")[2]: each for each in manifest.iter()}

    assert said["requestedExecutionLevel"].get("level") == "asInvoker"
    assert said["dpiAwareness"].text == "PerMonitorV2"
    assert said["longPathAware"].text == "true"
    assert said["supportedOS"].get("Id") == "{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}"
    assert "activeCodePage" not in said


@pytest.mark.windows
def test_both_launchers_are_built_twice_alike_and_say_who_they_are(tmp_path: Path) -> None:
    layouts = [tmp_path / name for name in ("one", "two")]
    for each in layouts:
        (each / "python").mkdir(parents=True)
        (each / "python" / "python311.dll").touch()
        compile_launchers(each, "0.1.0", "python311")

    one, two = ([(each / name).read_bytes() for name in (WINDOWED, CONSOLE)] for each in layouts)

    assert one == two
    assert "Merchant Desk, commandes".encode("utf-16-le") in one[1]
    assert "des fichiers du programme manquent".encode("utf-16-le") in one[0]


def test_launchers_are_not_built_for_an_interpreter_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnbuiltError, match=r"python311\.dll"):
        compile_launchers(tmp_path, "0.1.0", "python311")


def test_a_part_that_an_antivirus_took_away_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "merchant_desk.__main__", None)

    code = start.start()

    assert code == start.FILES_MISSING
    assert "une partie du programme manque" in capsys.readouterr().err
    assert f"#define FILES_MISSING {start.FILES_MISSING} " in _launcher()


def _launcher() -> str:
    return (HERE / "launcher.c").read_text("utf-8")
