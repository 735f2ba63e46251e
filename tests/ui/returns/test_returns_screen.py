"""The returns desk with a scanner: slip, article, one key, one click."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from merchant_desk.database.database import Database
from merchant_desk.models.returned import Return, ReturnLine
from merchant_desk.models.stock import StockMove
from merchant_desk.operations.keep_baskets import change_basket, current_baskets
from merchant_desk.operations.scan_at_counter import scan_at_counter
from merchant_desk.operations.sell_at_counter import sell_at_counter
from merchant_desk.rules.basket import counted
from merchant_desk.rules.basket_tenders import with_tender
from merchant_desk.ui.counter.screen import CounterScreen
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.returns.screen import ReturnsScreen
from merchant_desk.ui.widgets.scan_hero_text import HeroState
from merchant_desk.values.basket import Tender
from merchant_desk.values.goods_words import Grade, ReturnState
from merchant_desk.values.ids import InvoiceId, PaymentId, new_id
from merchant_desk.values.payment_means import Means
from merchant_desk.values.places import SCRAP
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.taken_return import PayBack
from tests.ui.accessibility import faults
from tests.ui.fake_scanner import FakeScanner
from tests.ui.returns.conftest import CANDLE_CODE, SOAP_CODE, Gone


def _opened(qtbot: QtBot, screen: ReturnsScreen, scanner: FakeScanner, slip: str) -> None:
    scanner.scan(slip)
    qtbot.waitUntil(lambda: screen.bench.taking is not None)
    taking = screen.bench.taking
    assert taking is not None
    qtbot.waitUntil(lambda: screen.bench._now().pay_back is PayBack.SHOP)


def _scanned(qtbot: QtBot, screen: ReturnsScreen, scanner: FakeScanner, code: str) -> None:
    before = screen.bench._now().units
    scanner.scan(code)
    qtbot.waitUntil(lambda: screen.bench._now().units == before + 1)


def test_slip_article_one_key_and_one_click_take_a_return(
    qtbot: QtBot, screen: ReturnsScreen, scanner: FakeScanner, gone: Gone, shop_file: Database
) -> None:
    _opened(qtbot, screen, scanner, gone.slip)
    _scanned(qtbot, screen, scanner, SOAP_CODE)
    QTest.keyClick(screen.bench.panel, Qt.Key.Key_Apostrophe)
    qtbot.waitUntil(lambda: screen.bench._now().items[-1].item.grade is Grade.SUPPLIER)
    QTest.keyClick(screen.bench.panel, Qt.Key.Key_5)
    qtbot.waitUntil(lambda: screen.bench._now().items[-1].item.grade is Grade.SCRAP)
    QTest.mouseClick(screen.bench.panel.pay.finish, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: screen.bench.panel.hero.shown.state is HeroState.COMPLETE)
    with shop_file.read() as session:
        returned = session.scalars(select(Return)).one()
        scrapped = session.scalar(
            select(func.sum(StockMove.quantity)).where(StockMove.to_place_id == SCRAP)
        )
    assert (returned.order_id, returned.state) == (gone.order, ReturnState.SETTLED)
    assert scrapped == 1


def test_one_more_than_left_is_not_taken(
    qtbot: QtBot, screen: ReturnsScreen, scanner: FakeScanner, gone: Gone
) -> None:
    _opened(qtbot, screen, scanner, gone.other_slip)
    _scanned(qtbot, screen, scanner, SOAP_CODE)

    scanner.scan(SOAP_CODE)

    qtbot.waitUntil(lambda: screen.bench.panel.hero.shown.state is HeroState.WRONG)
    assert screen.bench._now().units == 1


def test_an_article_of_another_order_is_kept_aside(
    qtbot: QtBot, screen: ReturnsScreen, scanner: FakeScanner, gone: Gone, shop_file: Database
) -> None:
    _opened(qtbot, screen, scanner, gone.other_slip)
    _scanned(qtbot, screen, scanner, CANDLE_CODE)
    assert screen.bench._now().items[-1].odd
    screen.bench.finish()

    qtbot.waitUntil(lambda: screen.bench.taking is None)
    with shop_file.read() as session:
        assert session.scalars(select(ReturnLine.grade)).one() is None
        returned = session.scalars(select(Return)).one()
    assert (returned.state, returned.refund_due_on) == (ReturnState.RECEIVED, None)
    assert "1 article gardé de côté" in screen.bench.panel.hero.shown.title


def test_a_parcel_that_nobody_took_comes_back_whole(
    qtbot: QtBot, screen: ReturnsScreen, scanner: FakeScanner, gone: Gone
) -> None:
    _opened(qtbot, screen, scanner, gone.slip)
    QTest.mouseClick(screen.bench.panel.everything, Qt.MouseButton.LeftButton)
    assert screen.bench._now().units == 3
    QTest.keyClick(screen.bench.panel, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: screen.bench.taking is None)
    qtbot.waitUntil(lambda: "3 articles" in screen.bench.panel.hero.shown.title)


def test_the_sheet_of_a_return_tells_its_limits_and_the_list_its_state(
    qtbot: QtBot, screen: ReturnsScreen, scanner: FakeScanner, gone: Gone, shop_file: Database
) -> None:
    _opened(qtbot, screen, scanner, gone.slip)
    _scanned(qtbot, screen, scanner, SOAP_CODE)
    screen.bench.finish()
    qtbot.waitUntil(lambda: screen.bench.taking is None)
    QTest.mouseClick(screen.bench.panel.leave, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.table.row_count() == 1)
    with shop_file.read() as session:
        return_id = session.scalars(select(Return.id)).one()
    screen.sheet.open_return(return_id)

    qtbot.waitUntil(screen.sheet.sheet.isVisible)
    card = screen.sheet.card
    assert card is not None
    assert {each.article for each in card.clocks} == {
        "C. conso. L221-18",
        "C. conso. L221-23",
        "C. conso. L221-24",
    }
    assert card.state is ReturnState.SETTLED


def test_an_unknown_code_says_so(qtbot: QtBot, screen: ReturnsScreen, scanner: FakeScanner) -> None:
    scanner.scan("3017620422003")

    qtbot.waitUntil(lambda: screen.bench.panel.hero.shown.state is HeroState.UNKNOWN)
    assert screen.bench.taking is None


def test_everything_on_the_page_has_a_name(
    qtbot: QtBot, screen: ReturnsScreen, scanner: FakeScanner, gone: Gone
) -> None:
    _opened(qtbot, screen, scanner, gone.slip)
    _scanned(qtbot, screen, scanner, SOAP_CODE)

    assert faults(screen) == []


def test_the_number_of_an_order_typed_by_hand_opens_it(
    qtbot: QtBot, screen: ReturnsScreen, gone: Gone
) -> None:
    QTest.mouseClick(screen.take, Qt.MouseButton.LeftButton)
    QTest.mouseClick(screen.bench.panel.code, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(screen.entry.sheet.isVisible)
    screen.entry.field.input.setText("1043")
    QTest.keyClick(screen.entry.field.input, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: screen.bench.taking is not None)
    assert screen.bench._now().order.order_id == gone.other


def test_a_ticket_of_the_counter_is_taken_back_at_the_counter(
    qtbot: QtBot,
    screen: ReturnsScreen,
    scanner: FakeScanner,
    window: MainWindow,
    desk: Desk,
    shop_file: Database,
) -> None:
    # given a soap sold over the counter
    gesture = desk.gesture()
    with shop_file.write() as session:
        scan_at_counter(session, gesture, scan_of_text(SOAP_CODE, gesture.at))
        basket = current_baskets(session, gesture).running
        tender = Tender(PaymentId(new_id()), Means.CASH, counted(basket).missing)
        change_basket(session, gesture, with_tender, tender)
        (ticket,) = sell_at_counter(session, gesture, basket.basket_id).tickets

    # when its ticket is scanned among the returns
    scanner.scan(ticket.number)

    # then the counter takes it back
    qtbot.waitUntil(lambda: isinstance(window._stack.visible_screen(), CounterScreen))

    def begun() -> InvoiceId | None:
        with shop_file.read() as session:
            return current_baskets(session, gesture).running.ticket_id

    qtbot.waitUntil(lambda: begun() == ticket.ticket_id)
    assert screen.bench.taking is None
