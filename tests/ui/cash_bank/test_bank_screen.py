"""Statements are dropped on the page, looked at, imported by keyboard, found again, undone."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from merchant_desk.lanes import Lanes
from merchant_desk.queries.bank_accounts import bank_accounts
from merchant_desk.ui.cash_bank.screen import BankScreen
from merchant_desk.values.bank_file import ToldLine
from merchant_desk.values.bank_import import DoubtfulLine
from merchant_desk.values.ids import BankLineId, new_id
from merchant_desk.values.money import Money
from tests.ui.accessibility import faults

_HEAD = "Date;Libellé;Montant\n"
_CODES = "x;y;z\n"
_OCTOBER = ("01/10/2026;VIR DUPONT;50,00", "02/10/2026;PRLV EDF;-20,00", "05/10/2026;CB CAFE;-2,50")


@pytest.fixture
def october(tmp_path: Path) -> Path:
    return _csv(tmp_path / "octobre.csv", _OCTOBER)


def _csv(path: Path, lines: Sequence[str], head: str = _HEAD) -> Path:
    path.write_text(head + "\n".join(lines) + "\n", "utf-8")
    return path


def _drop(qtbot: QtBot, screen: BankScreen, *paths: Path) -> None:
    screen.veil.dropped.emit(paths)
    qtbot.waitUntil(screen.coming.sheet.isVisible)


def _previewed(qtbot: QtBot, screen: BankScreen) -> None:
    qtbot.waitUntil(lambda: screen.coming.plan is not None)
    qtbot.waitUntil(screen.coming.card.isVisible)


def _bring_first(qtbot: QtBot, screen: BankScreen, path: Path) -> None:
    """Bring the first file in, as a new account."""
    _drop(qtbot, screen, path)
    _previewed(qtbot, screen)
    _press(qtbot, screen)
    qtbot.waitUntil(lambda: not screen.coming.sheet.isVisible())
    qtbot.waitUntil(lambda: screen.table.row_count() > 0)


def _press(qtbot: QtBot, screen: BankScreen) -> None:
    qtbot.waitUntil(screen.coming.go.isEnabled)
    screen.coming.go.setFocus()
    QTest.keyClick(screen.coming.go, Qt.Key.Key_Space)


def test_the_empty_page_offers_to_import(screen: BankScreen) -> None:
    assert faults(screen) == []
    assert screen.empty.accessibleName() == "Aucun relevé"


def test_a_dropped_file_is_looked_at_then_imported_by_keyboard(
    qtbot: QtBot, screen: BankScreen, october: Path
) -> None:
    _drop(qtbot, screen, october)
    _previewed(qtbot, screen)

    assert screen.coming.go.text() == "Importer 3\u00a0opérations".replace("\u00a0", " ")
    assert screen.table.row_count() == 0
    assert faults(screen.coming.sheet) == []
    _press(qtbot, screen)

    qtbot.waitUntil(lambda: screen.table.row_count() == 3)
    qtbot.waitUntil(lambda: len(screen.cards.cards) == 1)
    assert screen.cards.cards[0].balance.text().startswith("27,50")
    qtbot.waitUntil(lambda: screen.counted.text() == "3 opérations")
    assert faults(screen) == []


def test_several_files_come_one_after_the_other_and_a_bad_one_is_passed(
    qtbot: QtBot, screen: BankScreen, october: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "a.pdf"
    bad.write_bytes(b"%PDF-1.7 releve")
    _drop(qtbot, screen, bad, october)
    coming = screen.coming
    qtbot.waitUntil(coming.banner.isVisible)
    assert not coming.go.isEnabled()
    assert coming.skip.text() == "Passer au suivant"

    QTest.keyClick(coming.skip, Qt.Key.Key_Space)
    _previewed(qtbot, screen)
    _press(qtbot, screen)

    qtbot.waitUntil(lambda: screen.table.row_count() == 3)


def test_the_same_file_again_is_said_and_cannot_be_imported(
    qtbot: QtBot, screen: BankScreen, october: Path
) -> None:
    _bring_first(qtbot, screen, october)

    _drop(qtbot, screen, october)
    _previewed(qtbot, screen)

    qtbot.waitUntil(screen.coming.banner.isVisible)
    assert not screen.coming.go.isEnabled()


def test_a_doubtful_line_waits_for_her_answer(
    qtbot: QtBot, screen: BankScreen, october: Path, tmp_path: Path
) -> None:
    _bring_first(qtbot, screen, october)
    later = _csv(tmp_path / "b.csv", ["02/10/2026;FACTURE ELEC;-20,00", "06/10/2026;VIR;8,00"])
    _drop(qtbot, screen, later)
    coming = screen.coming
    _previewed(qtbot, screen)
    qtbot.waitUntil(lambda: coming.account.select.count() == 3)
    coming.account.select.setCurrentIndex(1)
    coming.account.select.activated.emit(1)
    qtbot.waitUntil(lambda: len(coming.doubtful.choices) == 1)
    assert not coming.go.isEnabled()
    assert faults(coming.sheet) == []

    choice = coming.doubtful.choices[0]
    choice.setFocus()
    QTest.keyClick(choice.focusWidget(), Qt.Key.Key_Right)
    assert coming.doubtful.answers == {0: True}
    _press(qtbot, screen)

    qtbot.waitUntil(lambda: screen.table.row_count() == 4)


def test_beyond_thirty_questions_the_card_says_how_many_it_does_not_show(
    screen: BankScreen,
) -> None:
    day = date(2026, 10, 1)
    line = ToldLine(booked_on=day, value_on=day, amount=Money(500), label="CB")
    known = BankLineId(new_id())
    card = screen.coming.doubtful

    card.show_lines(
        [
            DoubtfulLine(index=place, line=line, known_id=known, known_on=day, known_label="VIR")
            for place in range(42)
        ]
    )

    assert (len(card.choices), card.others.text()) == (30, "Et 12 autres, à décider ensemble.")
    card.all_other.click()
    assert card.complete
    card.show_lines(())
    assert card.others.isHidden()


def test_unknown_columns_are_told_by_her(qtbot: QtBot, screen: BankScreen, tmp_path: Path) -> None:
    table = _csv(tmp_path / "x.csv", ["01/10/2026;12,50;VIR DUPONT"], _CODES)
    _drop(qtbot, screen, table)
    columns = screen.coming.columns
    qtbot.waitUntil(columns.isVisible)
    assert faults(screen.coming.sheet) == []
    assert [each.currentData() for each in columns.selects[:3]] == [0, 2, 1]

    _press(qtbot, screen)

    _previewed(qtbot, screen)
    _press(qtbot, screen)
    qtbot.waitUntil(lambda: screen.table.row_count() == 1)


def test_lines_are_searched_and_filtered(qtbot: QtBot, screen: BankScreen, october: Path) -> None:
    _bring_first(qtbot, screen, october)

    screen.search.setText("edf")
    screen._on_filter()
    qtbot.waitUntil(lambda: screen.counted.text() == "1 opération")
    screen.arrive(text="", state="done")
    qtbot.waitUntil(screen.nothing.isVisible)
    screen.nothing.primary.emit()
    qtbot.waitUntil(lambda: screen.counted.text() == "3 opérations")


def test_an_import_is_undone_from_its_list(qtbot: QtBot, screen: BankScreen, october: Path) -> None:
    _bring_first(qtbot, screen, october)
    QTest.keyClick(screen.window(), Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(screen.history.buttons) == 1)
    assert faults(screen.history.sheet) == []

    (button,) = screen.history.buttons.values()
    QTest.keyClick(button, Qt.Key.Key_Space)

    qtbot.waitUntil(screen.history.banner.isVisible)
    qtbot.waitUntil(lambda: not screen.history.buttons)
    qtbot.waitUntil(lambda: screen.cards.cards[0].known.text().startswith("Aucun relevé"))


def test_an_account_is_renamed_and_its_overdraft_told(
    qtbot: QtBot, screen: BankScreen, october: Path, lanes: Lanes
) -> None:
    _bring_first(qtbot, screen, october)
    qtbot.waitUntil(lambda: len(screen.cards.cards) == 1)
    screen.cards.cards[0].edit.click()
    sheet = screen.account_sheet
    qtbot.waitUntil(sheet.sheet.isVisible)
    assert faults(sheet.sheet) == []

    sheet.name.set_value("Compte pro")
    sheet.opening.set_value("-120,50")
    sheet.opening_on.set_value("05/10/2026")
    QTest.keyClick(sheet.name.input, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: screen.cards.cards[0].title.text() == "Compte pro")
    (kept,) = lanes.read(bank_accounts).result()
    assert kept.balance.cents == -120_50
