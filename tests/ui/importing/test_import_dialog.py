from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from merchant_desk.database.database import Database
from merchant_desk.lanes import Lanes
from merchant_desk.queries.imports import past_imports
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.importing.import_dialog import ImportDialog
from merchant_desk.ui.importing.importing import Importing
from merchant_desk.ui.shell import Shell
from merchant_desk.values.catalogue_sheet import CatalogueField
from merchant_desk.values.gesture import Gesture
from tests.catalogue_files import ean, everyday, text_of, write
from tests.imports import NUTS, TEA, content
from tests.makers import make_station
from tests.ui.accessibility import faults

BAD = ("X", "Raté", "1234565", "3", "", "")


@pytest.fixture
def lanes(sqlite_database: Database, gesture: Gesture) -> Iterator[Lanes]:
    with sqlite_database.write() as session:
        make_station(session, gesture)
    running = Lanes(sqlite_database)
    yield running
    running.close()


@pytest.fixture
def importing(qtbot: QtBot, desk: Desk, shell: Shell) -> Importing:
    """The import as a screen offers it."""
    screen = QWidget()
    qtbot.addWidget(screen)
    screen.resize(1280, 800)
    screen.show()
    return Importing(desk, shell, screen)


def opened(qtbot: QtBot, importing: Importing, path: Path) -> ImportDialog:
    """The dialog once it knows what the file would do."""
    importing.open_file(path)
    dialog = importing.dialog
    assert dialog is not None
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: "…" not in dialog.file_name.text())
    return dialog


def test_a_file_is_shown_tried_imported_and_taken_back(
    qtbot: QtBot, importing: Importing, shell: Shell, sqlite_database: Database, tmp_path: Path
) -> None:
    before = content(sqlite_database)
    dialog = opened(qtbot, importing, everyday(tmp_path, (*TEA[:5], ""), NUTS, BAD))
    qtbot.waitUntil(lambda: dialog.go.text() == "Importer 2 articles")
    assert content(sqlite_database) == before

    with qtbot.waitSignal(shell.toasted) as toasted:
        dialog.go.click()
    assert toasted.args is not None
    text, undo = toasted.args
    assert text == "2 articles importés."
    assert not dialog.isVisible()
    with qtbot.waitSignal(shell.toasted) as taken_back:
        undo()

    assert taken_back.args is not None
    assert "annulé" in taken_back.args[0]
    assert content(sqlite_database) == before


def test_a_column_she_corrects_is_read_again(
    qtbot: QtBot, importing: Importing, tmp_path: Path
) -> None:
    path = write(tmp_path / "c.csv", text_of(("Réf", "Truc", "Prix"), ("A", "Thé", "3")))
    dialog = opened(qtbot, importing, path)
    qtbot.waitUntil(lambda: dialog.go.text() == "Rien à importer")

    select = dialog.columns._selects[1]
    select.setCurrentIndex(select.findData(CatalogueField.NAME.value))
    select.activated.emit(select.currentIndex())

    qtbot.waitUntil(lambda: dialog.go.text() == "Importer 1 article")


def test_the_lost_zero_is_offered_and_given_back(
    qtbot: QtBot, importing: Importing, tmp_path: Path
) -> None:
    dialog = opened(qtbot, importing, everyday(tmp_path, TEA, BAD))
    qtbot.waitUntil(dialog.options.zeros.isVisible)

    dialog.options.zeros.click()

    qtbot.waitUntil(lambda: dialog.go.text() == "Importer 2 articles")


def test_a_file_without_the_columns_it_needs_says_so_and_shows_its_columns(
    qtbot: QtBot, importing: Importing, tmp_path: Path
) -> None:
    dialog = opened(qtbot, importing, write(tmp_path / "c.csv", "Couleur;Teinte\nrouge;vif\n"))

    assert dialog.banner.isVisible()
    assert not dialog.go.isEnabled()
    assert len(dialog.columns._selects) == 2


def test_a_file_that_cannot_be_read_is_told_in_the_dialog(
    qtbot: QtBot, importing: Importing, tmp_path: Path
) -> None:
    importing.open_file(tmp_path / "absent.csv")
    dialog = importing.dialog
    assert dialog is not None
    qtbot.addWidget(dialog)

    qtbot.waitUntil(dialog.banner.isVisible)


def test_stopping_an_import_leaves_the_catalogue_as_it_was(
    qtbot: QtBot, importing: Importing, sqlite_database: Database, tmp_path: Path
) -> None:
    rows = [(f"R{n}", f"Article {n}", ean(n), "3", "", "") for n in range(1, 3000)]
    dialog = opened(qtbot, importing, everyday(tmp_path, *rows))
    qtbot.waitUntil(dialog.go.isEnabled)

    dialog.go.click()
    dialog.reject()
    qtbot.waitUntil(lambda: not dialog.isVisible())

    with sqlite_database.read() as session:
        assert past_imports(session) == ()


def test_refused_rows_are_saved_where_she_says(
    qtbot: QtBot, importing: Importing, tmp_path: Path
) -> None:
    dialog = opened(qtbot, importing, everyday(tmp_path, TEA, BAD))
    qtbot.waitUntil(dialog.outcome.save.isVisible)
    target = tmp_path / "refus.csv"

    dialog.write_refused_to(target)

    qtbot.waitUntil(target.exists)
    assert "Raté" in target.read_text("utf-8-sig")


def test_past_imports_are_undone_from_their_list(
    qtbot: QtBot, importing: Importing, shell: Shell, tmp_path: Path
) -> None:
    dialog = opened(qtbot, importing, everyday(tmp_path, TEA, NUTS))
    qtbot.waitUntil(dialog.go.isEnabled)
    with qtbot.waitSignal(shell.toasted):
        dialog.go.click()
    importing.open_history()
    history = importing.history
    assert history is not None
    qtbot.waitUntil(lambda: len(history.buttons) == 1)

    next(iter(history.buttons.values())).click()

    qtbot.waitUntil(history.banner.isVisible)
    qtbot.waitUntil(lambda: not history.buttons)


def test_the_dialog_has_no_accessibility_fault(
    qtbot: QtBot, importing: Importing, tmp_path: Path
) -> None:
    dialog = opened(qtbot, importing, everyday(tmp_path, TEA, BAD))
    qtbot.waitUntil(dialog.go.isEnabled)

    assert faults(dialog) == []
