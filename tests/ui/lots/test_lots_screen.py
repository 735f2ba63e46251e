"""The page of lots: what expires first, where a lot went, and its recall in one click."""

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.models.lot import Lot
from merchant_desk.queries.lots import LotList, LotRow
from merchant_desk.ui.lots.lots_page import LotsScreen
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.pages_screen import PagesScreen
from merchant_desk.values.clock import paris_date, utc_now
from tests.documents.reading import whole_text
from tests.ui.fake_scanner import FakeScanner
from tests.ui.products.conftest import Stocked


def _lots_page(qtbot: QtBot, window: MainWindow, rows: int = 4) -> LotsScreen:
    window._shell.navigate("stock", page="lots")
    stock = window._stack.visible_screen()
    assert isinstance(stock, PagesScreen)
    page = stock.page
    assert isinstance(page, LotsScreen)
    qtbot.waitUntil(lambda: page.table.row_count() == rows)
    return page


def _rows(shop_file: Database) -> tuple[LotRow, ...]:
    with shop_file.read() as session:
        return LotList(paris_date(utc_now())).fetch(session, 0, 10)


def _open(qtbot: QtBot, shop_file: Database, page: LotsScreen, number: str) -> None:
    row = next(each for each in _rows(shop_file) if each.number == number)
    page.arrive(lot_id=row.lot_id)
    qtbot.waitUntil(lambda: page.sheet.is_open)


def test_lots_come_in_the_order_in_which_they_expire(
    qtbot: QtBot, lots: Stocked, window: MainWindow
) -> None:
    page = _lots_page(qtbot, window)
    qtbot.waitUntil(lambda: page.table.current() is not None)

    row = page.table.current()

    assert lots.soap
    assert row is not None
    assert (row.number, row.expired, page.counted.text()) == ("L2409", True, "4 lots")


def test_one_click_recalls_a_lot_and_says_who_has_it(
    qtbot: QtBot, lots: Stocked, window: MainWindow, shop_file: Database, tmp_path: Path
) -> None:
    assert lots.soap
    page = _lots_page(qtbot, window)
    _open(qtbot, shop_file, page, "L2411")
    page.sheet.note.set_value("Allergène non déclaré")

    page.sheet.recall.click()

    qtbot.waitUntil(lambda: not page.sheet.note.isVisible())
    with shop_file.read() as session:
        kept = session.scalars(select(Lot).where(Lot.number == "L2411")).one()
        assert (kept.recalled_at is not None, kept.recall_note) == (True, "Allergène non déclaré")
    list_file = tmp_path / "rappel.csv"
    page.sheet.write_to(str(list_file))
    qtbot.waitUntil(list_file.exists)
    assert "1042;1;" in list_file.read_text("utf-8-sig")
    page.sheet.letter.click()
    assert "lot L2411" in QApplication.clipboard().text()
    assert "Allergène non déclaré" in QApplication.clipboard().text()
    letters = tmp_path / "rappel.pdf"
    page.sheet.write_letters_to(str(letters))
    qtbot.waitUntil(lambda: letters.exists() and letters.stat().st_size > 0)
    assert "Votre commande 1042" in whole_text(letters.read_bytes())


def test_what_is_expired_can_be_thrown_away(
    qtbot: QtBot, lots: Stocked, window: MainWindow, shop_file: Database
) -> None:
    assert lots.soap
    page = _lots_page(qtbot, window)
    _open(qtbot, shop_file, page, "L2409")
    assert page.sheet.scrap.isVisible()

    page.sheet.scrap.click()

    qtbot.waitUntil(lambda: page.table.row_count() == 3)


def test_a_scanned_symbol_finds_its_lot(
    qtbot: QtBot, lots: Stocked, window: MainWindow, scanner: FakeScanner
) -> None:
    assert lots.soap
    page = _lots_page(qtbot, window)

    scanner.scan("]d2010376012345678410L2502")

    qtbot.waitUntil(lambda: page.table.row_count() == 1)
    assert page.search.text() == "L2502"
