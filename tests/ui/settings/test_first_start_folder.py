"""Where the data lies, from the first step: judged before it is taken, once begun left alone."""

from dataclasses import replace
from pathlib import Path

import shiboken6
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from merchant_desk.ui.desk import Desk
from merchant_desk.ui.first_start.screen import FirstStartScreen
from merchant_desk.ui.first_start.shop_step import ShopStep
from merchant_desk.ui.shell import Shell
from merchant_desk.values.data_place import JudgedFolder, PlaceFacts
from merchant_desk.values.first_start import Step
from merchant_desk.values.folder_facts import FolderTrouble, FolderVerdict
from tests.ui.accessibility import faults


def _opened(qtbot: QtBot, desk: Desk, shell: Shell) -> FirstStartScreen:
    made = FirstStartScreen(desk, shell)
    made.resize(1029, 550)
    made.show()
    qtbot.waitUntil(made.isEnabled)
    return made


def _shop(screen: FirstStartScreen) -> ShopStep:
    page = screen.pages[Step.SHOP]
    assert isinstance(page, ShopStep)
    return page


class _Place:
    """Folders that a test decides about."""

    def __init__(self, folder: Path) -> None:
        self.facts = PlaceFacts(folder, folder, folder / "commun")
        self.used: list[Path] = []

    def judge(self, folder: Path) -> JudgedFolder:
        if folder.name == "Dropbox":
            verdict = FolderVerdict(FolderTrouble.SYNCHRONISED, "Dropbox")
            return JudgedFolder(folder, verdict, "Dropbox synchronise ce dossier.", "Un autre.")
        return JudgedFolder(folder, FolderVerdict(holds_shop=folder.name == "boutique"))

    def use(self, folder: Path) -> None:
        self.used.append(folder)


def test_another_folder_is_judged_then_taken_and_a_synchronised_one_never(
    qtbot: QtBot, desk: Desk, shell: Shell, tmp_path: Path
) -> None:
    place, restarted = _Place(tmp_path), list[Path]()
    shell.services = replace(shell.services, data_place=place, restart_on=restarted.append)
    screen = _opened(qtbot, desk, shell)
    line = _shop(screen).folder
    assert str(tmp_path) in line.words.text()
    line.choose.click()
    sheet = line.sheet
    assert sheet is not None
    assert not sheet.go.isEnabled()

    sheet.look_at(tmp_path / "Dropbox")
    qtbot.waitUntil(lambda: sheet.verdict.accessibleName() == "Dropbox synchronise ce dossier.")
    assert not sheet.go.isEnabled()
    sheet.look_at(tmp_path / "boutique")
    qtbot.waitUntil(sheet.go.isEnabled)
    assert sheet.go.text() == "Ouvrir cette boutique"
    sheet.common.click()
    qtbot.waitUntil(lambda: sheet.go.text() == "Ranger ici" and sheet.go.isEnabled())
    assert faults(screen) == []
    sheet.go.click()
    qtbot.waitUntil(lambda: restarted == [tmp_path / "commun"])

    assert place.used == [tmp_path / "commun"]
    shiboken6.delete(screen)


def test_a_shop_that_has_begun_is_not_offered_another_folder(
    qtbot: QtBot, desk: Desk, shell: Shell, tmp_path: Path
) -> None:
    shell.services = replace(shell.services, data_place=_Place(tmp_path))
    screen = _opened(qtbot, desk, shell)
    line = _shop(screen).folder
    assert line.choose.isVisibleTo(screen)

    form = _shop(screen).form
    QTest.keyClicks(form.name.input, "Maison Lavande")
    form.name.input.editingFinished.emit()

    qtbot.waitUntil(lambda: not line.choose.isVisibleTo(screen))
    shiboken6.delete(screen)
