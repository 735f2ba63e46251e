"""Whose Python is shipped: python.org's own, to the byte. Runs where the installer is built."""

import shutil
from pathlib import Path

import pytest

from installer.windows.interpreter import Interpreter, fetched_interpreter
from installer.windows.places import UnbuiltError
from installer.windows.signatures import CATALOGUE, PSF, check_interpreter, is_signed

pytestmark = pytest.mark.windows


@pytest.fixture(scope="module")
def whole() -> Interpreter:
    """Return the pinned Python as it was fetched."""
    return fetched_interpreter()


@pytest.fixture
def copy(whole: Interpreter, tmp_path: Path) -> Path:
    """Return a folder with a few of its files, to be spoiled."""
    for name in ("pythonw.exe", "Lib/ssl.py", CATALOGUE.as_posix()):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(whole.folder / name, tmp_path / name)
    return tmp_path


def _check(folder: Path) -> None:
    check_interpreter(folder, [Path("pythonw.exe")], [Path("Lib/ssl.py")])


def test_every_file_that_is_shipped_is_the_foundations_own(whole: Interpreter) -> None:
    assert len(whole.programs()) > 20
    assert len(whole.modules()) > 400
    whole.check()


def test_one_changed_byte_in_a_program_is_seen(copy: Path) -> None:
    _check(copy)
    program = copy / "pythonw.exe"
    body = bytearray(program.read_bytes())
    body[len(body) // 2] ^= 1
    program.write_bytes(body)

    with pytest.raises(UnbuiltError, match=r"1 files .*pythonw\.exe"):
        _check(copy)


def test_one_changed_line_in_the_library_is_seen(copy: Path) -> None:
    with (copy / "Lib/ssl.py").open("a", encoding="utf-8") as file:
        file.write("CERT_REQUIRED = CERT_NONE\n")

    with pytest.raises(UnbuiltError, match=r"Lib/ssl\.py"):
        _check(copy)


def test_a_catalogue_that_was_changed_vouches_for_nothing(copy: Path) -> None:
    body = bytearray((copy / CATALOGUE).read_bytes())
    body[len(body) // 3] ^= 1
    (copy / CATALOGUE).write_bytes(body)

    with pytest.raises(UnbuiltError, match=r"python_lib\.cat"):
        _check(copy)


def test_a_file_signed_by_another_is_not_the_foundations(whole: Interpreter) -> None:
    assert is_signed(whole.folder / "pythonw.exe", PSF)
    assert not is_signed(whole.folder / "pythonw.exe", PSF[:-1] + "0")
    assert not is_signed(whole.folder / "vcruntime140.dll", PSF)
