"""À propos: what runs, what it is made of, and each licence read with the keyboard alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from merchant_desk.documents.licences.components import Component
from merchant_desk.ui.settings.about_facts import (
    BuildStamp,
    build_line,
    qt_folder,
    read_stamp,
    support_text,
    used_under,
)
from merchant_desk.ui.settings.about_page import AboutPage
from merchant_desk.ui.settings.licence_dialog import LicenceDialog
from merchant_desk.ui.settings.screen import SettingsScreen
from tests.ui.accessibility import faults


@pytest.fixture
def page(qtbot: QtBot, settings_screen: SettingsScreen) -> Iterator[AboutPage]:
    settings_screen.open_page("about")
    page = settings_screen.page
    assert isinstance(page, AboutPage)
    qtbot.waitUntil(lambda: page.table.row_count() > 40)
    yield page
    if page.table.dialog is not None:
        page.table.dialog.close()


def _opened(page: AboutPage) -> LicenceDialog:
    assert page.table.dialog is not None
    return page.table.dialog


def test_return_on_a_component_opens_its_licence_and_escape_closes_it(
    qtbot: QtBot, settings_screen: SettingsScreen, page: AboutPage
) -> None:
    view = page.table.focusProxy()
    assert view is not None
    settings_screen.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    qtbot.waitUntil(lambda: page.table.current() is not None)

    QTest.keyClick(view, Qt.Key.Key_Return)

    dialog = _opened(page)
    qtbot.waitUntil(dialog.isVisible)
    assert "alembic" in dialog.name.text()
    assert "MIT" in dialog.under.text()
    assert "Permission is hereby granted" in dialog.text.toPlainText()
    assert faults(dialog) == []

    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    qtbot.waitUntil(dialog.isHidden)


def test_arrow_keys_walk_through_the_text_of_a_long_licence(qtbot: QtBot, page: AboutPage) -> None:
    long = Component("Qt", "6.11.3", "LGPL-3.0-only", "", "", ("line\n" * 500, "second text"))
    page.table.activated.emit(long)
    dialog = _opened(page)
    qtbot.waitUntil(dialog.isVisible)

    QTest.keyClick(dialog.text, Qt.Key.Key_PageDown)
    QTest.keyClick(dialog.text, Qt.Key.Key_Down)

    assert dialog.text.textCursor().blockNumber() > 5
    assert dialog.text.toPlainText().endswith("second text")
    assert dialog.source.isHidden()


def test_what_is_copied_for_support_holds_no_folder_and_no_name(
    page: AboutPage, tmp_path: Path, toasts: list[str]
) -> None:
    QTest.mouseClick(page.copy, Qt.MouseButton.LeftButton)

    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Merchant Desk 0.")
    assert "SQLite" in copied
    assert str(tmp_path) not in copied
    assert str(Path.home()) not in copied
    assert "Camille" not in copied
    assert len(toasts) == 1


def test_the_folder_of_qt_holds_its_libraries() -> None:
    assert [
        path for path in qt_folder().iterdir() if "Qt6Core" in path.name or "QtCore" in path.name
    ]


def test_a_built_program_says_its_commit_and_a_working_copy_says_nothing(tmp_path: Path) -> None:
    file = tmp_path / "build.json"
    file.write_text(f'{{"commit": "{"ab" * 20}", "built": "2026-11-23T02:00:00Z"}}', "utf-8")
    spoilt = tmp_path / "spoilt.json"
    spoilt.write_text("{", encoding="utf-8")

    assert build_line(read_stamp(file)) == "Construit du code abababababab · 2026-11-23"
    assert build_line(BuildStamp("cd" * 20 + "+")) == "Construit du code cdcdcdcdcdcd+"
    assert build_line(read_stamp(tmp_path / "none.json")) == ""
    assert build_line(read_stamp(spoilt)) == ""


def test_a_server_is_told_to_support_without_its_address() -> None:
    told = support_text(BuildStamp("f" * 40), on_server=True, scale=1.5)

    assert "Database: PostgreSQL\nDisplay: 1.5" in told
    assert f"Commit: {'f' * 40}" in told


@pytest.mark.parametrize(
    ("licence", "told"),
    [
        ("MIT", "MIT"),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", "LGPL-3.0-only"),
        ("Apache-2.0 OR BSD-3-Clause", "Apache-2.0 ou BSD-3-Clause"),
        ("LicenseRef-Public-Domain", "domaine public"),
        ("ISC AND MIT", "ISC et MIT"),
    ],
)
def test_a_component_of_two_licences_is_told_by_the_one_it_is_used_under(
    licence: str, told: str
) -> None:
    assert used_under(Component("x", "", licence, "", "", ())) == told
