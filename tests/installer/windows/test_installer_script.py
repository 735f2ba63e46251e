"""The installer's script, read without NSIS: its exit codes, its words and what it says it is."""

import re
from pathlib import Path

import pytest

from installer.windows import stub_words
from installer.windows.exit_codes import ExitCode, as_defines
from installer.windows.places import HERE, PROGRAM
from merchant_desk.app.folder import FOLDER_NAME
from merchant_desk.app.window import APPLICATION_ID

SCRIPTS = sorted([*HERE.glob("*.nsh"), HERE / "merchant_desk.nsi"])
SCRIPT = "\n".join(each.read_text("utf-8") for each in SCRIPTS)
_TEXT = re.compile(r'^LangString (\w+) \$\{(?:FR|EN)\} "(.*)"$', re.MULTILINE)


def texts(name: str) -> dict[str, str]:
    return dict(_TEXT.findall((HERE / name).read_text("utf-8")))


def shown(text: str) -> str:
    """Return the text without NSIS's own marks."""
    return re.sub(r"\$\\[rn]|\$\(\w+\)|\$\{\w+\}|\$\w+", "", text)


def test_every_exit_code_of_the_script_is_a_listed_one() -> None:
    used = set(re.findall(r"\$\{EXIT_(\w+)\}", SCRIPT))

    assert used == {each.name for each in ExitCode} - {"CANCELLED"}  # NSIS gives 1 by itself
    assert "!define EXIT_DESK_OPEN 5\n" in as_defines()


def test_both_languages_say_the_same_things() -> None:
    french, english = texts("texts_fr.nsh"), texts("texts_en.nsh")

    assert french.keys() == english.keys()
    assert set(re.findall(r"\$\((\w+)\)", SCRIPT)) == french.keys()


@pytest.mark.parametrize("text", texts("texts_fr.nsh").items(), ids=lambda each: str(each[0]))
def test_the_french_of_the_installer_is_set_as_french_is(text: tuple[str, str]) -> None:
    said = shown(text[1])

    assert not re.search(r"['\"`]", said)
    assert not re.search(r"[^\u00a0][:;!?»]", said)
    assert not re.search(r"«[^\u00a0]", said)
    assert "bureau" not in said.lower()


def test_the_shop_s_data_are_named_only_to_be_left_alone() -> None:
    touching = r"^\s*(?:Delete|RMDir|Rename|SetOutPath|File)\b.*"

    assert f'!define DATA "$LOCALAPPDATA\\{FOLDER_NAME}"' in SCRIPT
    assert not [line for line in re.findall(touching, SCRIPT, re.MULTILINE) if "DATA" in line]


def test_only_the_folders_of_versions_are_removed_with_all_they_hold() -> None:
    removed = re.findall(r"RMDir /r (.*?)(?: ;.*)?$", SCRIPT, re.MULTILINE)

    assert set(removed) == {
        '"$INSTDIR\\versions\\$Folder"',
        '"$INSTDIR\\versions\\$R1"',
        '"$INSTDIR\\versions\\$1"',
    }


def test_the_task_bar_knows_the_desk_and_its_shortcut_by_one_name() -> None:
    launcher = (HERE / "launcher.c").read_text("utf-8")

    assert f'!define APPLICATION_ID "{APPLICATION_ID}"' in SCRIPT
    assert f'#define APPLICATION_ID L"{APPLICATION_ID}"' in launcher
    assert APPLICATION_ID == PROGRAM


def test_the_stub_speaks_french_and_keeps_its_size() -> None:
    english = "".join(f"{each}\0" for each in stub_words.WORDS).encode("utf-16-le")

    french = stub_words.in_french(b"MZ" + english)

    assert len(french) == len(english) + 2
    assert "Rien n’a été installé." in french[2:].decode("utf-16-le")


def test_a_stub_of_another_nsis_is_refused_not_shipped_half_translated() -> None:
    with pytest.raises(ValueError, match="integrity check"):
        stub_words.in_french(b"MZ")


def test_no_script_is_longer_than_a_file_may_be() -> None:
    sources = [*SCRIPTS, HERE / "launcher.c"]

    assert {each.name: _lines(each) for each in sources if _lines(each) > 300} == {}


def _lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())
