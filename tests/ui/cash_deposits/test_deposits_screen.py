"""Cheques and cash are brought to the bank from the page, come back unpaid, and are paid again."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from merchant_desk.lanes import Lanes
from merchant_desk.queries.deposits import DepositList
from merchant_desk.ui.cash_deposits.screen import DepositsScreen
from merchant_desk.values.cash_words import DepositKind
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import short_date
from merchant_desk.values.money import Money
from tests.documents.reading import whole_text
from tests.ui.accessibility import faults


def bring(qtbot: QtBot, screen: DepositsScreen, count: int = 2) -> None:
    """Bring the cheques that wait, by keyboard."""
    screen.bring_sheet.open_sheet()
    qtbot.waitUntil(lambda: len(screen.bring_sheet.boxes) == count)
    qtbot.waitUntil(screen.bring_sheet.go.isEnabled)
    screen.bring_sheet.go.click()
    qtbot.waitUntil(lambda: screen.slip.card is not None)


def test_what_waits_is_told_and_cheques_become_a_slip(
    qtbot: QtBot, screen: DepositsScreen, lanes: Lanes, tmp_path: Path
) -> None:
    assert screen.waiting.text() == (
        "À remettre\u00a0: 2 chèques, 145,50\u00a0€ · 65,00\u00a0€ d’espèces sorties du tiroir."
    )
    assert faults(screen) == []

    bring(qtbot, screen)
    screen.slip.save_paper(str(tmp_path / "remise.pdf"))
    qtbot.waitUntil((tmp_path / "remise.pdf").exists)

    (row,) = lanes.read(DepositList().fetch, 0, 9).result()
    assert (row.kind, row.amount, row.items) == (DepositKind.CHEQUES, Money(14_550), 2)
    qtbot.waitUntil(lambda: "2 chèques" not in screen.waiting.text())
    assert row.number in whole_text((tmp_path / "remise.pdf").read_bytes())


def test_a_cheque_that_stays_is_unticked(
    qtbot: QtBot, screen: DepositsScreen, lanes: Lanes
) -> None:
    screen.bring_sheet.open_sheet()
    qtbot.waitUntil(lambda: len(screen.bring_sheet.boxes) == 2)
    first, second = screen.bring_sheet.boxes.values()
    second.setFocus()
    QTest.keyClick(second, Qt.Key.Key_Space)
    assert screen.bring_sheet.counted.text() == "1 chèque, 100,00\u00a0€"
    assert first.isChecked()

    screen.bring_sheet.go.click()

    qtbot.waitUntil(lambda: screen.slip.card is not None)
    (row,) = lanes.read(DepositList().fetch, 0, 9).result()
    assert row.amount == Money(10_000)


def test_cheques_of_before_the_desk_are_left_out_by_their_day_and_come_back(
    qtbot: QtBot, screen: DepositsScreen
) -> None:
    sheet = screen.bring_sheet
    sheet.open_sheet()
    qtbot.waitUntil(lambda: len(sheet.boxes) == 2)
    today = short_date(paris_date(utc_now()))
    QTest.keyClick(sheet.since.old, Qt.Key.Key_Space)
    qtbot.waitUntil(sheet.since.day.isVisible)
    sheet.since.day.set_value("hier ou demain")
    sheet.since.go.click()
    assert "21/11/2026" in sheet.since.day.error
    sheet.since.day.set_value(today)
    QTest.keyClick(sheet.since.day.input, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sheet.boxes == {})
    assert sheet.since.day.value == today

    sheet.since.day.set_value("")
    sheet.since.go.click()

    qtbot.waitUntil(lambda: len(sheet.boxes) == 2)
    assert faults(screen) == []


def test_cash_is_counted_against_what_left_the_drawer(
    qtbot: QtBot, screen: DepositsScreen, lanes: Lanes
) -> None:
    sheet = screen.cash_sheet
    sheet.open_sheet()
    qtbot.waitUntil(sheet.taken.isVisible)
    sheet.inputs[2000].setValue(3)
    assert not sheet.go.isEnabled()
    assert "65,00\u00a0€ sont sortis du tiroir" in sheet.told.text()
    sheet.inputs[500].setValue(1)

    sheet.go.click()

    qtbot.waitUntil(lambda: screen.slip.card is not None)
    (row,) = lanes.read(DepositList().fetch, 0, 9).result()
    assert (row.kind, row.amount) == (DepositKind.CASH, Money(6_500))


def test_a_cheque_comes_back_and_is_paid_after_all(
    qtbot: QtBot, screen: DepositsScreen, lanes: Lanes
) -> None:
    bring(qtbot, screen)
    card = screen.slip.card
    assert card is not None
    sheet = screen.slip.bounce
    screen.slip._on_bounce(card.lines[0])
    qtbot.waitUntil(sheet.go.isVisible)
    sheet.fee.set_value("beaucoup")
    sheet.go.click()
    assert "montant comme 12,50" in sheet.fee.error
    sheet.fee.set_value("12,50")

    sheet.go.click()

    qtbot.waitUntil(
        lambda: screen.slip.card is not None and screen.slip.card.lines[0].bounced_on is not None
    )
    assert lanes.read(DepositList().fetch, 0, 9).result()[0].bounced == 1
    screen.slip._on_paid(card.lines[0].item_id)
    qtbot.waitUntil(
        lambda: screen.slip.card is not None and screen.slip.card.lines[0].bounced_on is None
    )


def test_a_slip_is_cancelled_after_a_question(qtbot: QtBot, screen: DepositsScreen) -> None:
    bring(qtbot, screen)

    screen.slip.cancel.click()
    qtbot.waitUntil(screen.slip.confirm.go.isVisible)
    screen.slip.confirm.go.click()

    qtbot.waitUntil(lambda: "2 chèques" in screen.waiting.text())
