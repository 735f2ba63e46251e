"""The purchases: files dropped or chosen, read beside the window, listed."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from merchant_desk.queries.supplier_invoices import SupplierShown
from merchant_desk.ui.orders.tint_box import TintBox
from merchant_desk.ui.purchases.intake import TakenFile
from merchant_desk.ui.purchases.screen import PurchasesScreen
from merchant_desk.ui.purchases.words import price_words, quantity_words
from tests.received.made import bill, cii, pdf, ubl
from tests.ui.accessibility import faults
from tests.ui.purchases.page import take_in

_DROP = Qt.DropAction.CopyAction
_LEFT, _NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def test_an_empty_page_says_what_to_drop(screen: PurchasesScreen) -> None:
    assert screen.empty.isVisible()
    assert not screen.weeks.isVisible()
    assert screen.title() == "Achats"


def test_a_file_that_is_taken_in_opens(
    qtbot: QtBot, screen: PurchasesScreen, tmp_path: Path
) -> None:
    card = take_in(qtbot, screen, tmp_path)

    assert (card.supplier, card.number) == ("Savonnerie du Ventoux", "F-2026-118")
    assert screen.sheet.sheet.subtitle.text() == "Facture F-2026-118 du 02/11/2026"
    qtbot.waitUntil(lambda: screen.counted.text() == "1 facture")
    qtbot.waitUntil(screen.weeks.isVisible)
    assert "84,24" in screen.weeks.note.text()


def test_a_folder_dropped_is_told_file_by_file(
    qtbot: QtBot, screen: PurchasesScreen, tmp_path: Path
) -> None:
    folder = tmp_path / "factures"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(pdf(("factur-x.xml", cii())))
    (folder / "b.xml").write_bytes(ubl(bill(number="F-2")))
    (folder / "c.xml").write_bytes(b"<html/>")
    (folder / "d.xml").write_bytes(ubl(bill(number="F-2")))

    screen.intake.take([folder])

    qtbot.waitUntil(screen.results.sheet.isVisible)
    told = [box.accessibleName() for box in screen.results.sheet.findChildren(TintBox)]
    assert screen.results.sheet.subtitle.text() == "2 factures reçues, 2 fichiers non repris"
    assert told == ["c.xml", "d.xml"]
    assert not screen.intake.busy


def test_several_good_files_are_only_a_toast(
    qtbot: QtBot, screen: PurchasesScreen, tmp_path: Path
) -> None:
    paths = [tmp_path / "a.xml", tmp_path / "b.xml"]
    for number, path in enumerate(paths):
        path.write_bytes(cii(bill(number=f"F-{number}")))

    with qtbot.waitSignal(screen.shell.toasted) as toast:
        screen.intake.take(paths)

    assert toast.args == ["2 factures reçues", None]
    assert not screen.results.sheet.isVisible()


def test_an_empty_folder_is_refused_in_a_sentence(
    qtbot: QtBot, screen: PurchasesScreen, tmp_path: Path
) -> None:
    with qtbot.waitSignal(screen.intake.taken) as taken:
        screen.intake.take([tmp_path])

    (only,) = taken.args[0]
    assert isinstance(only, TakenFile)
    assert "ni PDF ni XML" in only.title
    assert screen.results.sheet.isVisible()


def _dragged(path: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data


def test_files_are_dragged_onto_the_page(
    qtbot: QtBot, screen: PurchasesScreen, tmp_path: Path
) -> None:
    path = tmp_path / "f.xml"
    path.write_bytes(cii())
    data = _dragged(path)

    enter = QDragEnterEvent(QPoint(50, 50), _DROP, data, _LEFT, _NO_KEY)
    QApplication.sendEvent(screen, enter)
    over = screen.veil.isVisible()
    QApplication.sendEvent(screen, QDropEvent(QPointF(50, 50), _DROP, data, _LEFT, _NO_KEY))

    qtbot.waitUntil(lambda: screen.sheet.is_open)
    assert (enter.isAccepted(), over, screen.veil.isVisible()) == (True, True, False)


def test_what_is_no_file_is_not_taken(screen: PurchasesScreen) -> None:
    words = QMimeData()
    words.setText("une facture")
    enter = QDragEnterEvent(QPoint(50, 50), _DROP, words, _LEFT, _NO_KEY)
    enter.ignore()

    QApplication.sendEvent(screen, enter)
    QApplication.sendEvent(screen, QDragLeaveEvent())

    assert not screen.veil.isVisible()


def test_the_tabs_and_the_search_narrow_the_list(
    qtbot: QtBot, screen: PurchasesScreen, tmp_path: Path
) -> None:
    take_in(qtbot, screen, tmp_path)
    screen.sheet.sheet.close_sheet()
    qtbot.waitUntil(lambda: screen.counted.text() == "1 facture")

    screen.strip.tabs.choose(SupplierShown.DISPUTED)
    qtbot.waitUntil(lambda: screen.counted.text() == "0 facture")
    screen.empty.primary.emit()
    qtbot.waitUntil(lambda: screen.counted.text() == "1 facture")
    screen.search.setText("personne")
    screen._on_filter()

    qtbot.waitUntil(lambda: screen.counted.text() == "0 facture")


def test_one_invoice_is_opened_from_elsewhere(
    qtbot: QtBot, screen: PurchasesScreen, tmp_path: Path
) -> None:
    card = take_in(qtbot, screen, tmp_path)
    screen.sheet.sheet.close_sheet()

    screen.arrive(invoice_id=card.invoice_id, shown=SupplierShown.TO_PAY)

    qtbot.waitUntil(lambda: screen.sheet.is_open)
    assert screen.strip.tabs.key == SupplierShown.TO_PAY


def test_everything_on_the_page_and_its_sheet_has_a_name(
    qtbot: QtBot, screen: PurchasesScreen, tmp_path: Path
) -> None:
    assert faults(screen) == []

    take_in(qtbot, screen, tmp_path, bill(due=""))

    assert faults(screen.sheet.sheet) == []


def test_the_shortcuts_are_those_of_the_help(screen: PurchasesScreen) -> None:
    keys = {QKeySequence(each.shortcut).toString() for each in screen.commands()}

    assert keys == {"Ctrl+F", "Ctrl+O", "Ctrl+Shift+O"}


@pytest.mark.parametrize(
    ("tenthousandths", "words"),
    [(120_000, "12"), (5000, "0,5"), (-15_000, "\u22121,5"), (1, "0,0001")],
)
def test_a_quantity_shows_the_decimals_it_has(tenthousandths: int, words: str) -> None:
    assert quantity_words(tenthousandths) == words


def test_a_price_shows_the_decimals_it_has() -> None:
    assert price_words(12_345_678) == "12,345678\u00a0€"
    assert price_words(3_100_000) == "3,10\u00a0€"
