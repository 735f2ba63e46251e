"""The purchases: files dropped, invoices listed, matched, decided and paid by keyboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout
from pytestqt.qtbot import QtBot

from merchant_desk.lanes import Lanes
from merchant_desk.operations.receive_units import Receipt, receive_units
from merchant_desk.queries.supplier_invoice_card import SupplierInvoiceCard
from merchant_desk.queries.supplier_invoices import SupplierShown
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.orders.tint_box import TintBox
from merchant_desk.ui.purchases.intake import TakenFile
from merchant_desk.ui.purchases.screen import PurchasesScreen
from merchant_desk.ui.purchases.words import price_words, quantity_words
from merchant_desk.ui.widgets.button import Button
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.money import ZERO
from merchant_desk.values.supplier_words import SupplierState
from tests.received.made import BILL, Bill, bill, cii, pdf, ubl
from tests.ui.accessibility import faults
from tests.ui.products.conftest import Stocked

_DROP = Qt.DropAction.CopyAction
_LEFT, _NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def screen(qtbot: QtBot, window: MainWindow) -> PurchasesScreen:
    window._shell.navigate("purchases")
    shown = window._stack.visible_screen()
    assert isinstance(shown, PurchasesScreen)
    qtbot.waitUntil(lambda: shown.counted.text() == "0 facture")
    return shown


def _take(
    qtbot: QtBot, screen: PurchasesScreen, tmp_path: Path, said: Bill = BILL
) -> SupplierInvoiceCard:
    """Drop one invoice and wait for its sheet."""
    path = tmp_path / f"{said.number}.xml"
    path.write_bytes(cii(said))
    screen.intake.take([path])
    qtbot.waitUntil(lambda: screen.sheet.is_open)
    return _card(screen)


def _card(screen: PurchasesScreen) -> SupplierInvoiceCard:
    assert screen.sheet.card is not None
    return screen.sheet.card


def _buttons(layout: QVBoxLayout) -> list[Button]:
    """Return the buttons that lie in a layout."""
    items = [layout.itemAt(place) for place in range(layout.count())]
    found = [item.widget() for item in items if item is not None]
    return [each for each in found if isinstance(each, Button)]


def test_an_empty_page_says_what_to_drop(screen: PurchasesScreen) -> None:
    assert screen.empty.isVisible()
    assert not screen.weeks.isVisible()
    assert screen.title() == "Achats"


def test_a_file_that_is_taken_in_opens(
    qtbot: QtBot, screen: PurchasesScreen, tmp_path: Path
) -> None:
    card = _take(qtbot, screen, tmp_path)

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


def test_enter_opens_and_enter_again_approves(
    qtbot: QtBot, screen: PurchasesScreen, tmp_path: Path
) -> None:
    card = _take(qtbot, screen, tmp_path)
    screen.sheet.sheet.close_sheet()
    qtbot.waitUntil(lambda: screen.counted.text() == "1 facture")
    screen.table.setFocus()
    screen.table.select_id(card.invoice_id)
    qtbot.waitUntil(lambda: screen.table.current() is not None)

    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.sheet.is_open)
    qtbot.waitUntil(screen.sheet.actions.main.hasFocus)
    QTest.keyClick(screen.sheet.actions.main, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: _card(screen).state is SupplierState.APPROVED)
    assert screen.sheet.actions.main.text() == "Noter le paiement…"


def test_a_line_is_matched_by_choosing_its_article(
    qtbot: QtBot,
    screen: PurchasesScreen,
    stocked: Stocked,
    tmp_path: Path,
) -> None:
    card = _take(qtbot, screen, tmp_path)
    assert card.lines[1].product_id is None

    screen.sheet.boxes[1].choose.click()
    article = screen.sheet.article
    article.finder.search.setText("figuier")
    article.finder._on_searched("figuier")
    qtbot.waitUntil(lambda: article.finder.results.count() == 1)
    (choice,) = _buttons(article.finder.results)
    choice.click()

    qtbot.waitUntil(lambda: _card(screen).lines[1].product_id == stocked.candle)
    assert not article.sheet.isVisible()


def test_a_match_is_undone(qtbot: QtBot, screen: PurchasesScreen, tmp_path: Path) -> None:
    assert _take(qtbot, screen, tmp_path).lines[0].product_id is not None

    screen.sheet.boxes[0].choose.click()
    screen.sheet.article.undo.click()

    qtbot.waitUntil(lambda: _card(screen).lines[0].product_id is None)


def test_the_receipts_of_an_article_are_offered(
    qtbot: QtBot,
    screen: PurchasesScreen,
    lanes: Lanes,
    stocked: Stocked,
    gesture: Gesture,
    tmp_path: Path,
) -> None:
    receipt = Receipt(product_id=stocked.soap, place_id=stocked.first, quantity=10)
    batch = lanes.write(receive_units, gesture, receipt).result()
    card = _take(qtbot, screen, tmp_path)
    assert card.lines[0].batch_id == batch.batch_id

    screen.sheet.boxes[0].choose.click()

    article = screen.sheet.article
    qtbot.waitUntil(article.receipts.isVisible)
    (button,) = _buttons(article.choices)
    assert button.text() == "21/11/2026\u00a0: 10 articles"
    button.click()
    qtbot.waitUntil(lambda: not article.sheet.isVisible())
    assert _card(screen).lines[0].batch_id == batch.batch_id


def test_a_dispute_asks_for_its_reason(
    qtbot: QtBot, screen: PurchasesScreen, tmp_path: Path
) -> None:
    _take(qtbot, screen, tmp_path)
    decision = screen.sheet.decision
    texts = [action.text() for action in screen.sheet.actions.menu().actions()]
    assert texts == [
        "Approuver", "Noter le paiement…", "Contester…", "Refuser…", "Enregistrer l’original…",
    ]  # fmt: skip

    decision.open_for(_card(screen), SupplierState.DISPUTED)
    decision.go.click()
    qtbot.waitUntil(decision.banner.isVisible)
    decision.reason.setCurrentIndex(decision.reason.findData("QTE_ERR"))
    decision.note.set_value("Deux savons manquent.")
    QTest.keyClick(decision.note.input, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: _card(screen).state is SupplierState.DISPUTED)
    assert _card(screen).state_note == "Deux savons manquent."
    assert not decision.sheet.isVisible()


def test_a_payment_is_noted_by_keyboard(
    qtbot: QtBot, screen: PurchasesScreen, tmp_path: Path
) -> None:
    _take(qtbot, screen, tmp_path)
    payment = screen.sheet.payment
    payment.open_for(_card(screen))
    assert payment.amount.value == "84,24"

    payment.amount.set_value("beaucoup")
    QTest.keyClick(payment.amount.input, Qt.Key.Key_Return)
    wrong = payment.amount.error
    payment.amount.set_value("90")
    QTest.keyClick(payment.amount.input, Qt.Key.Key_Return)
    qtbot.waitUntil(payment.banner.isVisible)
    payment.amount.set_value("84,24")
    QTest.keyClick(payment.amount.input, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: _card(screen).state is SupplierState.PAID)
    assert "montant" in wrong
    assert _card(screen).left == ZERO
    assert not screen.sheet.actions.main.isVisible()


def test_a_credit_note_is_cashed(qtbot: QtBot, screen: PurchasesScreen, tmp_path: Path) -> None:
    card = _take(qtbot, screen, tmp_path, bill(kind="381", due=""))
    screen.sheet.payment.open_for(card)
    assert screen.sheet.payment.sheet.title.text() == "Encaisser l’avoir"

    screen.sheet.payment.go.click()

    qtbot.waitUntil(lambda: _card(screen).state is SupplierState.PAID)


def test_the_pdf_is_shown_beside_its_data(
    qtbot: QtBot, screen: PurchasesScreen, tmp_path: Path
) -> None:
    path = tmp_path / "f.pdf"
    path.write_bytes(pdf(("factur-x.xml", cii())))
    screen.intake.take([path])
    qtbot.waitUntil(lambda: screen.sheet.is_open)

    screen.sheet.actions.look.click()

    dialog = screen.sheet.original.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: bool(dialog.view._pages) and dialog.view.is_sharp)
    assert dialog.windowTitle() == "Savonnerie du Ventoux · F-2026-118"
    assert faults(dialog) == []
    dialog.reject()


def test_the_original_is_saved_as_it_came(
    qtbot: QtBot, screen: PurchasesScreen, tmp_path: Path
) -> None:
    card = _take(qtbot, screen, tmp_path)

    with qtbot.waitSignal(screen.shell.toasted):
        screen.sheet.original.save_to(card, tmp_path / "copie.xml")

    assert (tmp_path / "copie.xml").read_bytes() == cii()


def test_the_tabs_and_the_search_narrow_the_list(
    qtbot: QtBot, screen: PurchasesScreen, tmp_path: Path
) -> None:
    _take(qtbot, screen, tmp_path)
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
    card = _take(qtbot, screen, tmp_path)
    screen.sheet.sheet.close_sheet()

    screen.arrive(invoice_id=card.invoice_id, shown=SupplierShown.TO_PAY)

    qtbot.waitUntil(lambda: screen.sheet.is_open)
    assert screen.strip.tabs.key == SupplierShown.TO_PAY


def test_everything_on_the_page_and_its_sheet_has_a_name(
    qtbot: QtBot, screen: PurchasesScreen, tmp_path: Path
) -> None:
    assert faults(screen) == []

    _take(qtbot, screen, tmp_path, bill(due=""))

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
