"""A new folder opens on « Mise en route », one that has begun does not; a lost one is asked for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from merchant_desk.app import absent_folder
from merchant_desk.app.absent_folder import found_again
from merchant_desk.app.beginning import Beginning
from merchant_desk.app.data_place import DataPlace, point_to
from merchant_desk.app.folder import FILE_NAME, data_folder
from merchant_desk.app.window import Start
from merchant_desk.errors import DeskError
from merchant_desk.ui.first_start.screen import FirstStartScreen
from merchant_desk.ui.shell import Notice
from merchant_desk.values.first_start import Step

_Press = QMessageBox.StandardButton


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Start]:
    """A start on a new folder, ended after the test."""
    made = Start(qapp, tmp_path / "Dropbox" / "boutique")
    qtbot.waitUntil(made.desk_is_there, timeout=30_000)
    yield made
    made.host.close()
    made.finish()


def test_a_new_folder_opens_on_the_first_steps_and_warns_of_where_it_lies(
    qtbot: QtBot, start: Start
) -> None:
    assert start._program is not None
    shown = start._program.window._stack.visible_screen()
    assert isinstance(shown, FirstStartScreen)
    qtbot.waitUntil(shown.isEnabled)
    assert shown.step is Step.SHOP
    told: list[Notice] = []
    start._program.shell.noticed.connect(told.append)
    assert isinstance(start._beginning, Beginning)
    start._beginning.look()
    qtbot.waitUntil(lambda: bool(told))
    assert "Dropbox" in told[0].title


class Asked:
    """What she was asked when her shop was not there, and what she presses in turn."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, *presses: QMessageBox.StandardButton
    ) -> None:
        self.said: list[str] = []
        self.folder = ""
        self._presses = list(presses)
        monkeypatch.setattr(QMessageBox, "question", self._ask)
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", self._choose)

    def _ask(
        self, _parent: object, _title: str, text: str, _ways: object = None
    ) -> QMessageBox.StandardButton:
        self.said.append(text)
        return self._presses.pop(0)

    def _choose(self, _parent: object, _title: str) -> str:
        return self.folder


@pytest.fixture
def usual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A usual place that names a stick which is not there."""
    place = tmp_path / "usual"
    monkeypatch.delenv("MERCHANT_DESK_DATA", raising=False)
    monkeypatch.setattr(absent_folder, "usual_folder", lambda: place)
    monkeypatch.setattr("merchant_desk.app.folder.usual_folder", lambda: place)
    point_to(tmp_path / "stick", place)
    return place


def _trouble() -> DeskError:
    with pytest.raises(DeskError) as told:
        data_folder(None)
    return told.value


def test_a_stick_that_is_put_back_is_found_by_trying_again(
    usual: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trouble = _trouble()
    asked = Asked(monkeypatch, _Press.Retry, _Press.Retry)
    DataPlace(usual, {}, tmp_path / "elsewhere").use(tmp_path / "stick")

    assert found_again(trouble, "Merchant Desk") == tmp_path / "stick"
    assert str(tmp_path / "stick") in asked.said[0]


@pytest.mark.usefixtures("usual")
def test_who_leaves_begins_no_empty_shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Asked(monkeypatch, _Press.Retry, _Press.Close)

    assert found_again(_trouble(), "Merchant Desk") is None
    assert len(asked.said) == 2
    assert not list(tmp_path.rglob(FILE_NAME))


@pytest.mark.usefixtures("usual")
def test_a_folder_she_shows_is_opened_and_an_empty_one_only_when_she_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Asked(monkeypatch, _Press.Open, _Press.No, _Press.Open, _Press.Yes)
    asked.folder = str(tmp_path / "autre")

    found = found_again(_trouble(), "Merchant Desk")

    assert found == tmp_path / "autre"
    assert data_folder(None) == found
    assert (tmp_path / "autre" / FILE_NAME).is_file()
    assert "vide" in asked.said[1]


@pytest.mark.usefixtures("usual")
def test_a_synchronised_folder_is_refused_and_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Asked(monkeypatch, _Press.Open, _Press.Close)
    asked.folder = str(tmp_path / "Dropbox")

    assert found_again(_trouble(), "Merchant Desk") is None
    assert "Dropbox synchronise" in asked.said[1]
