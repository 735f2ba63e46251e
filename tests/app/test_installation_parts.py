"""What an installation could lack is noticed; what is only absent here is told without alarm."""

import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import keyring
import pytest
from keyring.backends import fail
from PySide6.QtWidgets import QApplication

from merchant_desk.app import installation_parts
from merchant_desk.app.folder import FILE_NAME
from merchant_desk.app.home import open_home
from merchant_desk.app.installation_parts import parts, sqlite_facts
from merchant_desk.app.memory_keyring import MemoryKeyring
from merchant_desk.documents.licences import components


@pytest.fixture(autouse=True)
def _usual_keyring_afterwards() -> Iterator[None]:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


def test_each_part_of_this_installation_is_there(qapp: QApplication) -> None:
    assert qapp is not None
    keyring.set_keyring(MemoryKeyring())

    said = {name: check() for name, check in parts().items()}

    assert said["time zones"].endswith("Paris +0100 and +0200")
    assert "2240 characters kept, read and forgotten" in said["keyring"]
    assert said["signatures"] == "Ed25519, 64 bytes"
    assert "PySide6.QtPrintSupport" in said["libraries"]
    assert said["languages"] == "en"
    assert keyring.get_password("MerchantDesk", "self-check-probe") is None


def test_a_computer_without_a_keyring_is_no_broken_installation() -> None:
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]  # keyring leaves it untyped

    assert "keys last for one run" in parts()["keyring"]()


class Forgetful(MemoryKeyring):
    """Says that it kept, and did not."""

    def set_password(self, service: str, username: str, password: str) -> None:
        super().set_password(service, username, password[:-1])


def test_a_keyring_that_loses_a_character_is_told() -> None:
    keyring.set_keyring(Forgetful())

    with pytest.raises(ValueError, match="did not come back"):
        parts()["keyring"]()


@pytest.mark.parametrize(
    ("part", "lacking"),
    [
        ("time zones", "tzdata"),
        ("trust", "truststore"),
        ("libraries", "python_calamine"),
        ("sound", "winsound" if sys.platform == "win32" else "miniaudio"),
    ],
)
def test_a_library_that_is_missing_is_named(
    monkeypatch: pytest.MonkeyPatch, part: str, lacking: str
) -> None:
    monkeypatch.setitem(sys.modules, lacking, None)

    with pytest.raises(ImportError, match=lacking):
        parts()[part]()


@pytest.mark.parametrize(
    ("part", "place"),
    [("help", "HELP_FOLDER"), ("languages", "LOCALE_FOLDER")],
)
def test_files_that_are_missing_are_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str, place: str
) -> None:
    monkeypatch.setattr(installation_parts, place, tmp_path)

    with pytest.raises((OSError, LookupError)):
        parts()[part]()


def test_texts_of_licences_that_are_missing_are_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(components, "TEXTS", tmp_path)

    with pytest.raises(OSError, match=r"\.txt"):
        parts()["licences"]()


def test_the_file_of_a_shop_survives_a_cut_of_power(tmp_path: Path, empty_file: Path) -> None:
    copyfile(empty_file, tmp_path / FILE_NAME)
    home = open_home(tmp_path, {})

    assert sqlite_facts(home).endswith("journal wal, synchronous full")

    home.close()
