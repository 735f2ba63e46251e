"""What returns give back in the window: goodwill, exchange, second choice, the way back."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Order
from merchant_desk.models.product import Product
from merchant_desk.models.returned import Return, ReturnLine
from merchant_desk.ui.orders.tint_box import TintBox
from merchant_desk.ui.returns.screen import ReturnsScreen
from merchant_desk.ui.widgets.scan_hero_text import HeroState
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.goods_words import Grade, ReturnKind, ReturnState
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import Money
from merchant_desk.values.taken_return import PayBack
from tests.operations.returns_desk import SOAP
from tests.ui.fake_scanner import FakeScanner
from tests.ui.returns.conftest import CANDLE_CODE, SOAP_CODE, Gone
from tests.ui.returns.hands import CTRL, SHIFT, enter, every_return, on_desk, press, scanned


def test_a_goodwill_gives_back_and_moves_no_stock(
    qtbot: QtBot, screen: ReturnsScreen, gone: Gone, shop_file: Database
) -> None:
    sheet = screen.gestures.goodwill
    press(screen, Qt.Key.Key_G, CTRL | SHIFT)
    qtbot.waitUntil(sheet.sheet.isVisible)
    sheet.order.field.input.setText("1042")
    enter(sheet.order.field.input)
    qtbot.waitUntil(lambda: sheet.order.order is not None)
    sheet.amount.input.setText("3,00")
    enter(sheet.amount.input)
    assert "pourquoi" in sheet.why.error
    sheet.why.input.setText("Colis abîmé")
    enter(sheet.why.input)

    qtbot.waitUntil(lambda: not sheet.sheet.isVisible())
    (returned,) = every_return(shop_file)
    assert (returned.kind, returned.order_id) == (ReturnKind.GOODWILL, gone.order)
    with shop_file.read() as session:
        kind = Invoice.kind == InvoiceKind.CREDIT_NOTE
        assert session.scalars(select(Invoice.total).where(kind)).one() == Money(-300)
        assert session.scalars(select(ReturnLine.id)).all() == []


def test_more_goodwill_than_was_paid_is_refused_in_the_sheet(
    qtbot: QtBot, screen: ReturnsScreen, gone: Gone, shop_file: Database
) -> None:
    sheet = screen.gestures.goodwill
    sheet.open_for(gone.other)
    qtbot.waitUntil(lambda: sheet.order.order is not None)
    sheet.amount.input.setText("900")
    sheet.why.input.setText("Erreur")
    enter(sheet.why.input)

    qtbot.waitUntil(sheet.banner.isVisible)
    assert every_return(shop_file) == []


def test_an_exchange_leads_from_the_desk_to_the_order_that_goes_out(
    qtbot: QtBot, screen: ReturnsScreen, scanner: FakeScanner, gone: Gone, shop_file: Database
) -> None:
    # given an article taken back to be exchanged: its money is not given back
    on_desk(qtbot, screen, scanner, gone.slip)
    scanned(qtbot, screen, scanner, SOAP_CODE)
    kinds = screen.bench.panel.pay.kind
    kinds.setCurrentIndex(list(ReturnKind).index(ReturnKind.EXCHANGE))
    kinds.activated.emit(kinds.currentIndex())
    assert screen.bench._now().pay_back is PayBack.LATER
    press(screen, Qt.Key.Key_Return, CTRL)

    # when what goes out instead is scanned
    sheet = screen.gestures.exchange
    qtbot.waitUntil(sheet.sheet.isVisible)
    scanner.scan(CANDLE_CODE)
    qtbot.waitUntil(lambda: len(sheet.rows) == 1)
    assert sheet.amount == Money(590)
    QTest.mouseClick(sheet.go, Qt.MouseButton.LeftButton)

    # then an order goes out, paid by the return
    qtbot.waitUntil(lambda: not sheet.sheet.isVisible())
    with shop_file.read() as session:
        numbers = session.scalars(select(Order.number)).all()
    assert "1042-E1" in numbers
    (returned,) = every_return(shop_file)
    assert (returned.kind, returned.state) == (ReturnKind.EXCHANGE, ReturnState.SETTLED)


def test_second_choice_is_sold_at_the_price_that_is_typed(
    qtbot: QtBot, screen: ReturnsScreen, scanner: FakeScanner, gone: Gone, shop_file: Database
) -> None:
    on_desk(qtbot, screen, scanner, gone.slip)
    scanned(qtbot, screen, scanner, SOAP_CODE)
    QTest.keyClick(screen.bench.panel, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: screen.bench._now().items[-1].item.grade is Grade.SECOND_CHOICE)
    row = screen.bench.panel.rows[0]
    qtbot.waitUntil(row.price.isVisible)
    QTest.keyClicks(row.price.input, "2,50")
    press(screen, Qt.Key.Key_Return, CTRL)

    qtbot.waitUntil(lambda: screen.bench.panel.hero.shown.state is HeroState.COMPLETE)
    with shop_file.read() as session:
        twin = session.scalars(select(Product).where(Product.sku == f"{SOAP}-2C")).one()
        assert twin.price == Money(250)


def test_who_pays_the_way_back_is_said_and_what_it_cost_is_kept(
    qtbot: QtBot, screen: ReturnsScreen, scanner: FakeScanner, gone: Gone, shop_file: Database
) -> None:
    on_desk(qtbot, screen, scanner, gone.slip)
    scanned(qtbot, screen, scanner, SOAP_CODE)
    pay = screen.bench.panel.pay
    assert "client" in pay.carriage.input.accessibleDescription()
    pay.kind.setCurrentIndex(list(ReturnKind).index(ReturnKind.CONFORMITY))
    pay.kind.activated.emit(pay.kind.currentIndex())
    assert "À votre charge" in pay.carriage.input.accessibleDescription()
    pay.carriage.input.setFocus()
    QTest.keyClicks(pay.carriage.input, "abc")
    press(screen, Qt.Key.Key_Return, CTRL)
    assert pay.carriage.error
    assert screen.bench.taking is not None

    pay.carriage.input.clear()
    QTest.keyClicks(pay.carriage.input, "6,90")
    press(screen, Qt.Key.Key_Return, CTRL)

    qtbot.waitUntil(lambda: screen.bench.taking is None)
    assert every_return(shop_file)[0].carriage_back == Money(690)


def test_money_kept_for_later_is_given_back_from_the_sheet(
    qtbot: QtBot, screen: ReturnsScreen, scanner: FakeScanner, gone: Gone, shop_file: Database
) -> None:
    on_desk(qtbot, screen, scanner, gone.slip)
    scanned(qtbot, screen, scanner, SOAP_CODE)
    screen.bench.panel.pay.way.choose(PayBack.LATER)
    screen.bench.panel.pay.way_chosen.emit()
    screen.bench.finish()
    qtbot.waitUntil(lambda: screen.bench.taking is None)
    assert every_return(shop_file)[0].state is ReturnState.RECEIVED

    screen.sheet.open_return(every_return(shop_file)[0].id)
    qtbot.waitUntil(screen.sheet.sheet.isVisible)
    qtbot.waitUntil(lambda: screen.sheet.way.way[0] is PayBack.SHOP)
    enter(screen.sheet.pay)

    qtbot.waitUntil(lambda: every_return(shop_file)[0].state is ReturnState.SETTLED)


def test_a_late_refund_says_its_article_its_figure_and_what_to_do(
    qtbot: QtBot, screen: ReturnsScreen, scanner: FakeScanner, gone: Gone, shop_file: Database
) -> None:
    # given 5,90 € kept for later, whose day passed 26 days ago
    on_desk(qtbot, screen, scanner, gone.slip)
    scanned(qtbot, screen, scanner, SOAP_CODE)
    screen.bench.panel.pay.way.choose(PayBack.LATER)
    screen.bench.panel.pay.way_chosen.emit()
    screen.bench.finish()
    qtbot.waitUntil(lambda: screen.bench.taking is None)
    with shop_file.write() as session:
        returned = session.scalars(select(Return)).one()
        returned.refund_due_on = paris_date(utc_now()) - timedelta(days=26)

    # when its sheet is opened
    screen.sheet.open_return(every_return(shop_file)[0].id)
    qtbot.waitUntil(screen.sheet.sheet.isVisible)

    # then 10 % more are owed (from 10 to 30 days late), by which article, and what to give back
    box = screen.sheet.sheet.findChild(TintBox)
    assert box is not None
    assert box.accessibleName() == "Remboursement en retard de 26\u00a0jours"
    told = box.accessibleDescription()
    assert "Majoration de 10\u00a0% (C. conso. L242-4)" in told
    assert "rendez 6,49\u00a0€ au lieu de 5,90\u00a0€" in told
