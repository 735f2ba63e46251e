"""« Mise en route »: every step optional, kept at once, gone on with, by the keyboard alone."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from merchant_desk.errors import RefusedError, UnavailableError
from merchant_desk.lanes import Lanes
from merchant_desk.queries.first_start import FirstStart, first_start
from merchant_desk.queries.settings import profile, settings
from merchant_desk.rules.cash_taxes.due import VatRhythm
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.first_start.goods_step import GoodsStep
from merchant_desk.ui.first_start.printer_step import PrinterStep
from merchant_desk.ui.first_start.ready_step import ReadyStep
from merchant_desk.ui.first_start.scanner_step import ScannerStep
from merchant_desk.ui.first_start.screen import FirstStartScreen
from merchant_desk.ui.first_start.shop_step import ShopStep
from merchant_desk.ui.shell import Notice, Shell
from merchant_desk.values.calibration import TEST_ARTICLE, TEST_CODE
from merchant_desk.values.first_start import OVER, Step
from merchant_desk.values.settings import (
    FIRST_START,
    PRINTER_INVOICE,
    PRINTER_PACKING,
    SCANNER_GAP_MS,
)
from merchant_desk.values.vat import VatTreatment
from merchant_desk.values.words import DocumentKind
from tests.conftest import STATION
from tests.ui.accessibility import faults
from tests.ui.fake_scanner import FakeScanner
from tests.ui.settings.errands import Outside


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, shell: Shell) -> Iterator[FirstStartScreen]:
    """The page as it opens; gone before the lanes close."""
    made = _opened(qtbot, desk, shell)
    yield made
    shiboken6.delete(made)


def _opened(qtbot: QtBot, desk: Desk, shell: Shell) -> FirstStartScreen:
    desk.chosen_person = "Camille"
    made = FirstStartScreen(desk, shell)
    made.bind_commands()
    made.resize(1029, 550)
    made.show()
    qtbot.waitUntil(made.isEnabled)
    return made


def _at(screen: FirstStartScreen) -> Step:
    return screen.step


def _facts(lanes: Lanes) -> FirstStart:
    return lanes.read(first_start, STATION).result()


def _type(field: QWidget, text: str) -> None:
    QTest.keyClicks(field, text)


def _shop(screen: FirstStartScreen) -> ShopStep:
    page = screen.pages[Step.SHOP]
    assert isinstance(page, ShopStep)
    return page


def test_the_whole_way_without_the_mouse(
    qtbot: QtBot, screen: FirstStartScreen, shell: Shell, lanes: Lanes
) -> None:
    went: list[str] = []
    shell.navigated.connect(lambda key, _more: went.append(key))
    form = _shop(screen).form
    for field, text in (
        (form.name, "Maison Lavande"), (form.siren, "732829320"),
        (form.line1, "12 rue des Simples"), (form.postcode, "84000"), (form.city, "Avignon"),
    ):  # fmt: skip
        _type(field.input, text)
    QTest.keyClick(form.vat, Qt.Key.Key_Down)
    QTest.keyClick(form.vat, Qt.Key.Key_Down)
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)

    for step in list(Step)[1:]:
        QTest.keyClick(screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda step=step: screen.step is step)  # type: ignore[misc]  # its own step each time
    QTest.keyClick(screen, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert _at(screen) is Step.PRINTER
    QTest.keyClick(screen, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: _facts(lanes).over)
    assert went == ["today"]
    known = lanes.read(profile).result()
    assert known is not None
    assert known.seller.name == "Maison Lavande"
    assert known.vat_treatment is VatTreatment.NORMAL
    assert _facts(lanes).vat == VatRhythm.MONTHLY.value


def test_a_name_is_kept_when_its_field_is_left_and_found_after_a_kill(
    qtbot: QtBot, desk: Desk, shell: Shell, lanes: Lanes
) -> None:
    killed = _opened(qtbot, desk, shell)
    form = _shop(killed).form
    _type(form.name.input, "Maison Lavande")
    form.name.input.editingFinished.emit()
    killed.show_step(Step.SCANNER)
    qtbot.waitUntil(lambda: _facts(lanes).step is Step.SCANNER)
    shiboken6.delete(killed)

    again = _opened(qtbot, desk, shell)
    assert again.step is Step.SCANNER
    again.back.click()
    again.back.click()

    assert _shop(again).form.name.value == "Maison Lavande"
    assert lanes.read(profile).result() is None
    shiboken6.delete(again)


def test_a_wrong_siren_has_the_keyboard_and_keeps_her_on_the_step(
    qtbot: QtBot, screen: FirstStartScreen, lanes: Lanes
) -> None:
    form = _shop(screen).form
    _type(form.name.input, "Maison Lavande")
    _type(form.siren.input, "732829321")
    screen.activateWindow()

    screen.go.click()

    qtbot.waitUntil(form.siren.input.hasFocus)
    assert form.siren.error
    assert _at(screen) is Step.SHOP
    screen.skip.click()
    assert _at(screen) is Step.GOODS
    assert lanes.read(profile).result() is None


def test_each_regime_says_what_it_asks_of_her(screen: FirstStartScreen) -> None:
    form = _shop(screen).form
    told = set()
    for word in VatRhythm:
        form.vat.show_word(word.value)
        form.vat.picked.emit(word.value)
        told.add(form.note.text())

    assert len(told) == len(VatRhythm)
    assert all(told)


def test_a_storefront_is_connected_inside_the_step_and_one_comes_back_to_the_choice(
    qtbot: QtBot, screen: FirstStartScreen
) -> None:
    screen.show_step(Step.GOODS)
    page = screen.page
    assert isinstance(page, GoodsStep)

    page.connect_shop.click()
    assert page.storefronts is not None
    qtbot.waitUntil(page.storefronts.sheets.add.sheet.isVisible)
    page.storefronts.sheets.add.sheet.close_sheet()
    screen.back.click()
    assert _at(screen) is Step.GOODS
    assert page.connect_shop.isVisible()
    page.nothing.click()

    assert _at(screen) is Step.SCANNER


def test_scans_come_to_the_third_step_and_going_on_keeps_what_was_learned(
    qtbot: QtBot, screen: FirstStartScreen, shell: Shell, lanes: Lanes
) -> None:
    screen.show_step(Step.SCANNER)
    page = screen.page
    assert isinstance(page, ScannerStep)
    shell.scanner.install_on(screen)
    hand = FakeScanner(screen, "fr")
    hand.gap_ms = 30

    hand.scan(TEST_CODE)
    hand.scan(TEST_ARTICLE)
    screen.go.click()

    qtbot.waitUntil(lambda: _facts(lanes).scanner)
    assert _at(screen) is Step.PRINTER
    assert lanes.read(settings, STATION).result().get(SCANNER_GAP_MS) == 90


def test_a_printer_takes_every_paper_and_its_test_page_is_sent(
    qtbot: QtBot, screen: FirstStartScreen, outside: Outside, lanes: Lanes
) -> None:
    screen.show_step(Step.PRINTER)
    page = screen.page
    assert isinstance(page, PrinterStep)
    choice = page.choices[DocumentKind.INVOICE]
    qtbot.waitUntil(lambda: choice.count() == 3)

    QTest.keyClick(choice, Qt.Key.Key_Down)
    page.tests[DocumentKind.INVOICE].click()

    qtbot.waitUntil(page.said.isVisible)
    assert outside.printed == [(DocumentKind.INVOICE, "Brother HL-L2350DW")]
    qtbot.waitUntil(lambda: _facts(lanes).paper_printer == "Brother HL-L2350DW")
    kept = lanes.read(settings, STATION).result()
    assert kept.get(PRINTER_PACKING) == kept.get(PRINTER_INVOICE)
    outside.trouble = RefusedError("L’imprimante est éteinte.", "Allumez-la.")
    page.tests[DocumentKind.TICKET].click()
    qtbot.waitUntil(lambda: page.said.accessibleName() == "L’imprimante est éteinte.")


def test_the_last_step_tells_what_waits_and_leads_back_to_it(
    qtbot: QtBot, screen: FirstStartScreen, lanes: Lanes
) -> None:
    screen.show_step(Step.READY)
    page = screen.page
    assert isinstance(page, ReadyStep)
    qtbot.waitUntil(lambda: len(page.buttons) == 4)

    page.buttons[Step.PRINTER].click()

    assert _at(screen) is Step.PRINTER
    qtbot.waitUntil(lambda: _facts(lanes).step is Step.PRINTER)


def test_later_is_never_asked_again_even_when_it_is_looked_at_once_more(
    qtbot: QtBot, screen: FirstStartScreen, lanes: Lanes
) -> None:
    screen.later.click()
    qtbot.waitUntil(lambda: _facts(lanes).over)
    qtbot.waitUntil(lambda: screen._facts is not None and screen._facts.over)

    screen.show_step(Step.GOODS)

    assert lanes.read(settings, STATION).result().get(FIRST_START) == OVER


@pytest.mark.parametrize("step", list(Step))
def test_every_step_fits_a_small_window_and_has_no_fault(
    qtbot: QtBot, screen: FirstStartScreen, step: Step
) -> None:
    screen.show_step(step)
    qtbot.wait(60)
    page = screen.page.page
    inner = page.widget()

    assert inner is not None
    assert inner.minimumSizeHint().width() <= page.viewport().width()
    assert faults(screen) == []


def test_the_sample_opens_in_one_click(qtbot: QtBot, desk: Desk, shell: Shell) -> None:
    opened: list[str] = []
    shell.services = replace(shell.services, open_sample=lambda: opened.append("sample"))
    screen = _opened(qtbot, desk, shell)

    screen.sample.click()

    assert opened == ["sample"]
    shiboken6.delete(screen)


def test_a_sample_that_does_not_start_is_said_in_a_sentence(
    qtbot: QtBot, desk: Desk, shell: Shell
) -> None:
    def refuse() -> None:
        raise UnavailableError("La boutique d’exemple n’a pas été ouverte.", "Recommencez.")

    notices: list[Notice] = []
    shell.noticed.connect(notices.append)
    shell.services = replace(shell.services, open_sample=refuse)
    screen = _opened(qtbot, desk, shell)

    screen.sample.click()

    assert [each.title for each in notices] == ["La boutique d’exemple n’a pas été ouverte."]
    shiboken6.delete(screen)
