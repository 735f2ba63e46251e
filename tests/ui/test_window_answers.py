import logging
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from merchant_desk.lanes import Lanes
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.help_window import HelpWindow
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.theme import Theme
from tests.ui.accessibility import faults
from tests.ui.frames import go_to_things
from tests.ui.things import add_thing, break_down, refuse


def test_a_refusal_stays_above_the_page_until_she_leaves(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    go_to_things(window)

    desk.write(None, refuse)
    qtbot.waitUntil(window._notices.banner.isVisible)
    said = window._notices.banner.accessibleName()
    window._shell.navigate("stock")

    assert said == "La chose n’a pas été ajoutée."
    assert not window._notices.banner.isVisible()


def test_a_screen_may_show_a_refusal_itself(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    screen = go_to_things(window)
    screen.takes_refusals = True

    desk.write(None, refuse)
    qtbot.waitUntil(lambda: bool(screen.refusals))

    assert not window._notices.banner.isVisible()


def test_an_unknown_error_opens_a_report_and_the_window_goes_on(
    qtbot: QtBot, window: MainWindow, desk: Desk, lanes: Lanes, caplog: pytest.LogCaptureFixture
) -> None:
    screen = go_to_things(window)

    desk.write(None, break_down, "Camille Roux, 12 rue des Lilas")
    qtbot.waitUntil(lambda: window._notices._crash is not None)
    lanes.write(add_thing, 1).result()
    qtbot.waitUntil(lambda: screen.table.row_count() == 1)

    dialog = window._notices._crash
    assert dialog is not None
    assert dialog.isVisible()
    assert not dialog.isModal()
    assert "Lilas" not in dialog._report.toPlainText()
    assert "ValueError" in dialog._report.toPlainText()
    assert faults(dialog) == []
    assert [record.levelno for record in caplog.records if record.name.endswith("desk")] == [
        logging.ERROR
    ]


def test_a_scan_goes_to_the_visible_screen(window: MainWindow) -> None:
    screen = go_to_things(window)

    window._shell.scanner.submit("3760123456784")

    assert [scan.text for scan in screen.scans] == ["3760123456784"]
    assert not window._notices.banner.isVisible()


def test_a_scan_no_screen_takes_opens_what_it_belongs_to(qtbot: QtBot, window: MainWindow) -> None:
    window._shell.navigate("stock")

    window._shell.scanner.submit("CMD-1047")
    qtbot.waitUntil(lambda: window._stack.key == "things")

    assert go_to_things(window).arrived == [{"order": "1047"}]


def test_an_unknown_code_is_said_to_be_unknown(qtbot: QtBot, window: MainWindow) -> None:
    window._shell.navigate("stock")

    window._shell.scanner.submit("INCONNU")
    qtbot.waitUntil(window._notices.banner.isVisible)

    assert "aucun produit" in window._notices.banner.accessibleName()


def test_the_palette_goes_finds_and_runs_and_gives_the_focus_back(window: MainWindow) -> None:
    screen = go_to_things(window)
    screen.table.setFocus()
    focused = window.focusWidget()

    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = window._palette._field
    field.setText("ranger")
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert screen.ran == 1
    assert window._palette.isHidden()
    assert window.focusWidget() is focused


def test_the_palette_finds_what_the_shop_holds(qtbot: QtBot, window: MainWindow) -> None:
    screen = go_to_things(window)
    window._palette.open()

    window._palette._field.setText("lavande")
    qtbot.waitUntil(lambda: window._palette._list.count() == 1)
    QTest.keyClick(window._palette._field, Qt.Key.Key_Return)

    assert screen.arrived == [{"text": "lavande"}]


def test_escape_closes_the_palette(window: MainWindow) -> None:
    window._palette.open()

    QTest.keyClick(window._palette._field, Qt.Key.Key_Escape)

    assert window._palette.isHidden()


def test_f1_opens_the_help_and_an_unwritten_page_the_first_one(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)

    assert window._help is not None
    assert window._help.page == "index"
    assert "Ctrl + K" in window._help._browser.toPlainText()
    assert faults(window._help) == []
    window._help.close()


def test_a_page_outside_the_folder_of_help_is_not_opened(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    (tmp_path / "secret.md").write_text("secret", encoding="utf-8")
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "index.md").write_text("# Aide", encoding="utf-8")
    help_window = HelpWindow(theme, tmp_path / "fr")
    qtbot.addWidget(help_window)

    help_window.open_page("../secret")

    assert help_window._browser.toPlainText() == "Aide"
