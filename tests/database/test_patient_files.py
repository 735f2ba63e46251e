import re
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import merchant_desk
from merchant_desk.database.patient_files import PAUSE_S, TRIES, patiently, put_in_place, take_away

PACKAGE = Path(merchant_desk.__file__).parent
PATIENT = {"patient_files.py", "logs.py"}
"""A log that cannot turn over goes on in the same file."""
RENAMES = re.compile(
    r"\.replace\([\w./ ]+\)|os\.(replace|rename|remove)\(|\.(rename|unlink)\(|shutil\.move\("
)


def held(winerror: int) -> PermissionError:
    error = PermissionError(13, "in use")
    error.winerror = winerror  # type: ignore[attr-defined]  # Windows alone sets it
    return error


def failing(times: int, error: OSError) -> tuple[Callable[[], None], list[int]]:
    calls: list[int] = []

    def act() -> None:
        calls.append(1)
        if len(calls) <= times:
            raise error

    return act, calls


@pytest.mark.parametrize("code", [5, 32, 33])
def test_a_file_held_for_a_moment_is_tried_again(code: int) -> None:
    act, calls = failing(TRIES - 1, held(code))
    waits: list[float] = []

    patiently(act, waits.append)

    assert len(calls) == TRIES
    assert sum(waits) == 2.0 == PAUSE_S * (TRIES - 1)


def test_a_file_held_for_good_is_told_after_two_seconds() -> None:
    act, calls = failing(99, held(32))

    with pytest.raises(PermissionError):
        patiently(act, lambda _s: None)

    assert len(calls) == TRIES


def test_a_folder_without_rights_is_told_at_once() -> None:
    act, calls = failing(99, PermissionError(13, "no right"))

    with pytest.raises(PermissionError):
        patiently(act, lambda _s: pytest.fail("nobody holds it"))

    assert len(calls) == 1


@pytest.mark.skipif(sys.platform != "win32", reason="elsewhere an open file may be replaced")
def test_a_file_that_is_open_elsewhere_is_waited_for(tmp_path: Path) -> None:
    (tmp_path / "new").write_bytes(b"new")
    (tmp_path / "old").write_bytes(b"old")
    held_open = (tmp_path / "old").open("rb")
    reader = threading.Timer(PAUSE_S, held_open.close)
    reader.start()

    put_in_place(tmp_path / "new", tmp_path / "old")

    reader.join()
    assert (tmp_path / "old").read_bytes() == b"new"


def test_a_file_takes_the_place_of_another_and_goes(tmp_path: Path) -> None:
    (tmp_path / "new").write_bytes(b"new")
    (tmp_path / "old").write_bytes(b"old")

    put_in_place(tmp_path / "new", tmp_path / "old")
    assert (tmp_path / "old").read_bytes() == b"new"
    take_away(tmp_path / "old")
    take_away(tmp_path / "old")

    assert list(tmp_path.iterdir()) == []


def test_no_file_of_the_desk_is_renamed_or_removed_impatiently() -> None:
    found = [
        f"{file.relative_to(PACKAGE).as_posix()}: {line.strip()}"
        for file in sorted(PACKAGE.rglob("*.py"))
        if file.name not in PATIENT
        for line in file.read_text("utf-8").splitlines()
        if RENAMES.search(line)
    ]

    assert found == []


@pytest.mark.parametrize(
    "line",
    ["part.replace(path)", "a.rename(b)", "file.unlink()", "os.remove(x)", "os.replace(a, b)"],
)
def test_a_rename_in_passing_is_found(line: str) -> None:
    assert RENAMES.search(line)
    assert not RENAMES.search("text.replace('a', 'b')")
