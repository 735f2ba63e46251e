from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from pytestqt.qtbot import QtBot

from merchant_desk.ui.scanner import ScannerSettings
from merchant_desk.ui.settings.scanner_calibration import ScannerCalibration
from merchant_desk.ui.theme import Theme
from merchant_desk.values.calibration import (
    TEST_ARTICLE,
    TEST_CODE,
    TEST_LOT,
    TEST_SERIAL,
)
from merchant_desk.values.gs1 import GS
from merchant_desk.values.scanner_settings import Suffix
from tests.ui.fake_scanner import FakeScanner
from tests.ui.scanner_desk import Desk, scanner_desk


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    with scanner_desk(qtbot) as made:
        yield made


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, desk: Desk) -> ScannerCalibration:
    made = ScannerCalibration(theme, desk.scanner)
    qtbot.addWidget(made)
    made.resize(760, 560)
    made.show()
    desk.scanner.install_on(made)
    return made


def test_two_scans_of_a_slow_scanner_set_the_station(desk: Desk, page: ScannerCalibration) -> None:
    chosen: list[ScannerSettings] = []
    page.chosen.connect(chosen.append)
    hand = FakeScanner(page, "fr")
    hand.gap_ms = 30

    hand.scan(TEST_CODE, "\t")
    enabled_after_one = page._save.isEnabled()
    hand.scan(TEST_ARTICLE, "\t")
    page._save.click()
    page.hide()

    assert not enabled_after_one
    assert chosen == [ScannerSettings(gap_ms=90, suffix=Suffix.TAB)]
    assert desk.scanner.settings == chosen[0]
    assert "touche Tabulation" in page._learned.text()


def test_scans_go_to_the_page_only_while_it_is_shown(desk: Desk, page: ScannerCalibration) -> None:
    FakeScanner(page).scan(TEST_ARTICLE)
    page.hide()
    FakeScanner(desk.table).scan(TEST_ARTICLE)

    assert len(desk.scans) == 1


def test_another_code_is_shown_as_it_came_and_teaches_nothing(
    page: ScannerCalibration,
) -> None:
    FakeScanner(page, "fr").scan("3017620422003")

    assert "\"à&è-éà'éé" in page._heard.text()
    assert page._learned.text() == ""
    assert not page._save.isEnabled()

    page._again.click()

    assert page._heard.text() == ""


def test_every_code_can_be_scanned_from_the_screen(
    page: ScannerCalibration, tmp_path: Path
) -> None:
    path = tmp_path / "page.png"
    page.grab().save(str(path))

    found = zxingcpp.read_barcodes(Image.open(path))

    square = f"(01)0{TEST_ARTICLE}(10){TEST_LOT}(21){TEST_SERIAL}"
    assert {each.text for each in found} == {TEST_CODE, TEST_ARTICLE, square}


@pytest.mark.parametrize(
    ("separator", "told"), [(GS, "avec lot, série et date"), ("", "sans le signe qui finit le lot")]
)
def test_a_square_code_tells_whether_the_end_of_a_lot_arrives(
    page: ScannerCalibration, separator: str, told: str
) -> None:
    square = f"010{TEST_ARTICLE}10{TEST_LOT}{separator}21{TEST_SERIAL}"

    FakeScanner(page, "fr").scan(square)

    assert told in page._learned.text()
    assert not page._save.isEnabled()


def test_three_scans_settle_the_scanner_in_less_than_a_minute(page: ScannerCalibration) -> None:
    hand = FakeScanner(page, "fr")

    for code in (TEST_CODE, TEST_ARTICLE, f"010{TEST_ARTICLE}10{TEST_LOT}{GS}21{TEST_SERIAL}"):
        hand.scan(code, "\r")

    assert page._save.isEnabled()
    assert "touche Entrée" in page._learned.text()
    assert "toute disposition convient" in page._learned.text()
