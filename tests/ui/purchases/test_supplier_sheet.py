"""One invoice received: its lines matched, approved, disputed and paid by keyboard."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from merchant_desk.lanes import Lanes
from merchant_desk.operations.receive_units import Receipt, receive_units
from merchant_desk.ui.purchases.screen import PurchasesScreen
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.money import ZERO
from merchant_desk.values.supplier_words import SupplierState
from tests.received.made import bill, cii, pdf
from tests.ui.accessibility import faults
from tests.ui.products.conftest import Stocked
from tests.ui.purchases.page import buttons_in, card_of, take_in


def test_enter_opens_and_enter_again_approves(
    qtbot: QtBot, screen: PurchasesScreen, tmp_path: Path
) -> None:
    card = take_in(qtbot, screen, tmp_path)
    screen.sheet.sheet.close_sheet()
    qtbot.waitUntil(lambda: screen.counted.text() == "1 facture")
    screen.table.setFocus()
    screen.table.select_id(card.invoice_id)
    qtbot.waitUntil(lambda: screen.table.current() is not None)

    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.sheet.is_open)
    qtbot.waitUntil(screen.sheet.actions.main.hasFocus)
    QTest.keyClick(screen.sheet.actions.main, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: card_of(screen).state is SupplierState.APPROVED)
    assert screen.sheet.actions.main.text() == "Noter le paiement…"


def test_a_line_is_matched_by_choosing_its_article(
    qtbot: QtBot,
    screen: PurchasesScreen,
    stocked: Stocked,
    tmp_path: Path,
) -> None:
    card = take_in(qtbot, screen, tmp_path)
    assert card.lines[1].product_id is None

    screen.sheet.boxes[1].choose.click()
    article = screen.sheet.article
    article.finder.search.setText("figuier")
    article.finder._on_searched("figuier")
    qtbot.waitUntil(lambda: article.finder.results.count() == 1)
    (choice,) = buttons_in(article.finder.results)
    choice.click()

    qtbot.waitUntil(lambda: card_of(screen).lines[1].product_id == stocked.candle)
    assert not article.sheet.isVisible()


def test_a_match_is_undone(qtbot: QtBot, screen: PurchasesScreen, tmp_path: Path) -> None:
    assert take_in(qtbot, screen, tmp_path).lines[0].product_id is not None

    screen.sheet.boxes[0].choose.click()
    screen.sheet.article.undo.click()

    qtbot.waitUntil(lambda: card_of(screen).lines[0].product_id is None)


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
    card = take_in(qtbot, screen, tmp_path)
    assert card.lines[0].batch_id == batch.batch_id

    screen.sheet.boxes[0].choose.click()

    article = screen.sheet.article
    qtbot.waitUntil(article.receipts.isVisible)
    (button,) = buttons_in(article.choices)
    assert button.text() == "21/11/2026\u00a0: 10 articles"
    button.click()
    qtbot.waitUntil(lambda: not article.sheet.isVisible())
    assert card_of(screen).lines[0].batch_id == batch.batch_id


def test_a_dispute_asks_for_its_reason(
    qtbot: QtBot, screen: PurchasesScreen, tmp_path: Path
) -> None:
    take_in(qtbot, screen, tmp_path)
    decision = screen.sheet.decision
    texts = [action.text() for action in screen.sheet.actions.menu().actions()]
    assert texts == [
        "Approuver", "Noter le paiement…", "Contester…", "Refuser…", "Enregistrer l’original…",
    ]  # fmt: skip

    decision.open_for(card_of(screen), SupplierState.DISPUTED)
    decision.go.click()
    qtbot.waitUntil(decision.banner.isVisible)
    decision.reason.setCurrentIndex(decision.reason.findData("QTE_ERR"))
    decision.note.set_value("Deux savons manquent.")
    QTest.keyClick(decision.note.input, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: card_of(screen).state is SupplierState.DISPUTED)
    assert card_of(screen).state_note == "Deux savons manquent."
    assert not decision.sheet.isVisible()


def test_a_payment_is_noted_by_keyboard(
    qtbot: QtBot, screen: PurchasesScreen, tmp_path: Path
) -> None:
    take_in(qtbot, screen, tmp_path)
    payment = screen.sheet.payment
    payment.open_for(card_of(screen))
    assert payment.amount.value == "84,24"

    payment.amount.set_value("beaucoup")
    QTest.keyClick(payment.amount.input, Qt.Key.Key_Return)
    wrong = payment.amount.error
    payment.amount.set_value("90")
    QTest.keyClick(payment.amount.input, Qt.Key.Key_Return)
    qtbot.waitUntil(payment.banner.isVisible)
    payment.amount.set_value("84,24")
    QTest.keyClick(payment.amount.input, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: card_of(screen).state is SupplierState.PAID)
    assert "montant" in wrong
    assert card_of(screen).left == ZERO
    assert not screen.sheet.actions.main.isVisible()


def test_a_credit_note_is_cashed(qtbot: QtBot, screen: PurchasesScreen, tmp_path: Path) -> None:
    card = take_in(qtbot, screen, tmp_path, bill(kind="381", due=""))
    screen.sheet.payment.open_for(card)
    assert screen.sheet.payment.sheet.title.text() == "Encaisser l’avoir"

    screen.sheet.payment.go.click()

    qtbot.waitUntil(lambda: card_of(screen).state is SupplierState.PAID)


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
    card = take_in(qtbot, screen, tmp_path)

    with qtbot.waitSignal(screen.shell.toasted):
        screen.sheet.original.save_to(card, tmp_path / "copie.xml")

    assert (tmp_path / "copie.xml").read_bytes() == cii()
