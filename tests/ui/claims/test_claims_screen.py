"""A supplier's invoice is claimed from its sheet, then followed to what was credited."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from merchant_desk.lanes import Lanes
from merchant_desk.queries.claim_list import ClaimList, ClaimsShown
from merchant_desk.ui.claims.screen import ClaimsScreen
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.pages_screen import PagesScreen
from merchant_desk.ui.purchases.screen import PurchasesScreen
from merchant_desk.ui.shell import Shell
from merchant_desk.values.goods_words import ClaimState
from merchant_desk.values.ids import ClaimId
from merchant_desk.values.money import Money
from tests.ui.accessibility import faults
from tests.ui.claims.conftest import Overcharged


def claim_it(qtbot: QtBot, window: MainWindow, shell: Shell, stocked: Overcharged) -> ClaimsScreen:
    """Claim what the invoice charges too much, from its sheet."""
    shell.navigate("purchases", page="invoices", invoice_id=stocked.invoice)
    place = window._stack.visible_screen()
    assert isinstance(place, PagesScreen)
    invoices = place.page
    assert isinstance(invoices, PurchasesScreen)
    qtbot.waitUntil(lambda: invoices.sheet.card is not None)
    actions = {each.text(): each for each in invoices.sheet.actions.menu().actions()}
    words = next(each for each in actions if each.startswith("Réclamer"))
    assert "9,00" in words

    actions[words].trigger()

    qtbot.waitUntil(lambda: isinstance(place.page, ClaimsScreen))
    claims = place.page
    assert isinstance(claims, ClaimsScreen)
    qtbot.waitUntil(lambda: claims.sheet.card is not None)
    return claims


def test_an_overcharge_is_claimed_sent_answered_and_settled(
    qtbot: QtBot,
    window: MainWindow,
    shell: Shell,
    stocked: Overcharged,
    lanes: Lanes,
    tmp_path: Path,
) -> None:
    screen = claim_it(qtbot, window, shell, stocked)
    sheet = screen.sheet
    assert faults(screen) == []
    sheet.save_letter(str(tmp_path / "lettre.pdf"))
    qtbot.waitUntil((tmp_path / "lettre.pdf").exists)

    sheet.go.click()
    qtbot.waitUntil(sheet.note.isVisible)
    sheet.answer.set_value("Avoir la semaine prochaine")
    sheet.note.click()
    qtbot.waitUntil(lambda: sheet.card is not None and sheet.card.state is ClaimState.ANSWERED)
    sheet.credited.set_value("8,00")
    sheet.go.click()

    qtbot.waitUntil(lambda: sheet.card is not None and sheet.card.state is ClaimState.SETTLED)
    assert sheet.go.isHidden()
    (row,) = lanes.read(ClaimList(shown=ClaimsShown.CLOSED).fetch, 0, 9).result()
    assert (row.credited, row.note) == (Money(800), "Avoir la semaine prochaine")


def test_a_line_is_taken_off_the_claim_and_an_amount_that_is_none_is_not_kept(
    qtbot: QtBot, window: MainWindow, shell: Shell, stocked: Overcharged
) -> None:
    screen = claim_it(qtbot, window, shell, stocked)
    sheet = screen.sheet
    card = sheet.card
    assert card is not None

    sheet._on_off(card.lines[0].line_id)
    qtbot.waitUntil(lambda: sheet.card is not None and len(sheet.card.lines) == 1)
    sheet.go.click()
    qtbot.waitUntil(sheet.note.isVisible)
    sheet.credited.set_value("beaucoup")
    sheet.go.click()

    assert "Saisissez un montant" in sheet.credited.error
    assert sheet.card is not None
    assert sheet.card.state is ClaimState.SENT


def stocked_claim(screen: ClaimsScreen) -> ClaimId:
    assert screen.sheet.card is not None
    return screen.sheet.card.claim_id


def test_the_list_is_walked_by_keys_and_says_what_is_asked(
    qtbot: QtBot, window: MainWindow, shell: Shell, stocked: Overcharged
) -> None:
    screen = claim_it(qtbot, window, shell, stocked)
    screen.sheet.sheet.close_sheet()
    qtbot.waitUntil(lambda: "9,00\u00a0€ HT demandés" in screen.counted.text())

    qtbot.waitUntil(lambda: screen.table.row_count() == 1)
    assert screen.table.select_id(stocked_claim(screen))
    screen.table.setFocus()
    focused = screen.table.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)

    qtbot.waitUntil(screen.sheet.sheet.isVisible)


def test_a_shop_without_claims_says_where_they_come_from(screen: ClaimsScreen) -> None:
    assert faults(screen) == []
    assert "Rien à réclamer" in screen.empty.accessibleName() or screen.empty.isVisible()
