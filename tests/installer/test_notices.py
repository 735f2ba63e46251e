"""Every component of the lock has a licence that was decided, and its text goes with it."""

import platform
import re
from pathlib import Path

import pytest

from installer.notices import (
    UnknownLicenceError,
    left_in,
    main,
    notices,
    problems,
    write_notices,
)
from merchant_desk.documents.licences.components import Component, components, installed
from merchant_desk.documents.licences.declared import TEXTS, declared
from merchant_desk.documents.licences.expression import not_agreed

ROOT = Path(__file__).resolve().parents[2]
_LOCKED = re.compile(r"^([a-z0-9-]+)==", re.MULTILINE)


def _wheel(folder: Path, name: str, licence: str = "The text.") -> None:
    about = folder / f"{name}-1.0.dist-info"
    (about / "licenses").mkdir(parents=True)
    named = "License-File: LICENSE\n" if licence else ""
    said = f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.0\n{named}"
    (about / "METADATA").write_text(said, encoding="utf-8")
    if licence:
        (about / "licenses" / "LICENSE").write_text(licence, encoding="utf-8")


def test_each_component_of_the_lock_has_a_licence_that_was_decided() -> None:
    locked = set(_LOCKED.findall((ROOT / "installer" / "lock.txt").read_text(encoding="utf-8")))
    decided = [entry.name for entry in declared().wheel]

    assert locked == {*decided, *declared().build_only}
    assert len(decided) == len(set(decided))


def test_each_licence_that_was_decided_may_ship() -> None:
    entries = [*declared().wheel, *declared().part]

    assert [
        (each.name, not_agreed(each.licence)) for each in entries if not_agreed(each.licence)
    ] == []


def test_each_component_installed_here_has_its_text_and_nothing_stands_in_the_way() -> None:
    here = Path(next(iter(installed().values())).said.parent)
    decided = {entry.name for entry in declared().wheel}

    about_ours = [line for line in problems(here) if line.split(":")[0] in decided]

    assert about_ours == []
    assert all(each.texts for each in components())


def test_each_text_that_is_kept_is_used_and_is_there() -> None:
    entries = [*declared().wheel, *declared().part]
    named = {(TEXTS / name).resolve() for entry in entries for name in entry.texts}

    assert [path for path in named if not path.is_file()] == []
    assert {path for path in TEXTS.iterdir() if path.suffix == ".txt"} <= named


@pytest.mark.parametrize(
    ("expression", "refused"),
    [
        ("MIT", []),
        ("LGPL-3.0-only OR GPL-2.0-only", []),
        ("GPL-3.0-only", ["GPL-3.0-only"]),
        ("MIT AND GPL-3.0-only", ["GPL-3.0-only"]),
        ("MIT AND (Apache-2.0 OR GPL-3.0-only)", []),
        ("(GPL-2.0-only OR AGPL-3.0-only) AND MIT", ["GPL-2.0-only"]),
        ("GPL-3.0-or-later WITH GCC-exception-3.1", []),
        ("GPL-3.0-or-later WITH Something-else", ["GPL-3.0-or-later WITH Something-else"]),
        ("", ["no licence"]),
        ("MIT MIT", ["MIT"]),
        ("MIT AND", ["an expression that stops short"]),
        ("(MIT", ["a bracket left open"]),
    ],
)
def test_one_licence_agreed_to_is_enough_of_a_choice_and_all_are_asked_of_a_sum(
    expression: str, refused: list[str]
) -> None:
    assert not_agreed(expression) == refused


def test_the_notices_name_each_component_with_its_licence_and_each_text_once(
    tmp_path: Path,
) -> None:
    _wheel(tmp_path, "segno", "Same text.")
    _wheel(tmp_path, "mako", "Same\ntext.")

    write_notices(tmp_path, tmp_path / "NOTICES.txt", system="win32")

    written = (tmp_path / "NOTICES.txt").read_text(encoding="utf-8")
    assert "segno 1.0\n    BSD-3-Clause; texts [" in written
    assert len(re.findall(r"Same\s+text\.", written)) == 1
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in written
    assert "NSIS" in written
    assert "PyInstaller" not in written


def test_a_component_nobody_decided_on_keeps_the_notices_from_being_written(tmp_path: Path) -> None:
    _wheel(tmp_path, "newcomer")

    with pytest.raises(UnknownLicenceError, match=r"^newcomer: decide its licence"):
        write_notices(tmp_path, tmp_path / "NOTICES.txt")

    assert not (tmp_path / "NOTICES.txt").exists()


def test_a_component_without_its_text_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _wheel(tmp_path, "segno", licence="")

    assert main([str(tmp_path), str(tmp_path / "NOTICES.txt"), "--system", "linux"]) == 1

    assert "segno: there is no text of its licence" in capsys.readouterr().err


def test_fonts_under_the_gpl_may_not_be_left_in(tmp_path: Path) -> None:
    (tmp_path / "reportlab" / "fonts").mkdir(parents=True)

    assert left_in(tmp_path) == ["reportlab/fonts must not ship"]


def test_what_lies_inside_another_component_says_so() -> None:
    inner = Component("libpq", "", "PostgreSQL", "https://example.org", "psycopg-binary", ("T",))

    assert "libpq (inside psycopg-binary)\n    PostgreSQL; texts [2]\n" in notices([inner])


def test_python_itself_is_told_with_its_version_and_only_of_what_runs_here(tmp_path: Path) -> None:
    here = next(each for each in components() if each.name == "Python")
    there = next(each for each in components(tmp_path, "win32") if each.name == "Python")

    assert here.version == platform.python_version()
    assert there.version == ""
