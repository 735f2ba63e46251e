"""Every gesture of returns beside the desk, with keys and a scanner alone."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.models.returned import ReturnLine
from merchant_desk.queries.print_jobs import print_history
from merchant_desk.queries.return_slip import return_slip
from merchant_desk.rules.returns.slip_mail import slip_mail
from merchant_desk.ui.returns.screen import ReturnsScreen
from merchant_desk.ui.widgets.scan_hero_text import HeroState
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.entries import written_day
from merchant_desk.values.goods_words import AnnouncedBy, ReturnState
from merchant_desk.values.money import Money
from tests.documents.reading import page_codes
from tests.ui.accessibility import faults
from tests.ui.fake_scanner import FakeScanner
from tests.ui.returns.conftest import SOAP_CODE, Gone
from tests.ui.returns.hands import CTRL, SHIFT, enter, every_return, on_desk, press


def test_a_return_announced_by_phone_starts_its_clocks(
    qtbot: QtBot, screen: ReturnsScreen, gone: Gone, shop_file: Database
) -> None:
    assert gone.order
    sheet = screen.gestures.declare
    press(screen, Qt.Key.Key_N, CTRL | SHIFT)
    qtbot.waitUntil(sheet.sheet.isVisible)
    sheet.order.field.input.setText("1042")
    enter(sheet.order.field.input)
    qtbot.waitUntil(lambda: len(sheet.rows) == 2)

    sheet.rows[0].units.setValue(1)
    sheet.by.setCurrentIndex(list(AnnouncedBy).index(AnnouncedBy.PHONE))
    yesterday = paris_date(utc_now()) - timedelta(days=1)
    sheet.day.input.setText(written_day(yesterday))
    enter(sheet.note.input)

    qtbot.waitUntil(screen.sheet.sheet.isVisible)
    (returned,) = every_return(shop_file)
    assert (returned.state, returned.announced_by) == (ReturnState.DECLARED, AnnouncedBy.PHONE)
    assert paris_date(returned.declared_at) == yesterday
    assert returned.send_back_by == yesterday + timedelta(days=14)
    card = screen.sheet.card
    assert card is not None
    assert "C. conso. L221-18" in {each.article for each in card.clocks}


def test_the_slip_scanned_says_of_which_order_a_return_is_announced(
    qtbot: QtBot, screen: ReturnsScreen, scanner: FakeScanner, gone: Gone
) -> None:
    sheet = screen.gestures.declare
    sheet.open_for()
    scanner.scan(gone.other_slip)

    qtbot.waitUntil(lambda: len(sheet.rows) == 1)
    assert sheet.rows[0].units.value() == 1
    assert sheet.go.isEnabled()
    assert screen.bench.taking is None


def test_an_unknown_number_is_said_under_its_field(
    qtbot: QtBot, screen: ReturnsScreen, gone: Gone
) -> None:
    sheet = screen.gestures.declare
    sheet.open_for()
    sheet.order.field.input.setText("9999")
    enter(sheet.order.field.input)

    qtbot.waitUntil(lambda: "Aucune commande" in sheet.order.field.error)
    assert not sheet.go.isEnabled()
    assert gone.order


def test_a_day_before_the_order_is_refused_in_the_sheet(
    qtbot: QtBot, screen: ReturnsScreen, gone: Gone, shop_file: Database
) -> None:
    sheet = screen.gestures.declare
    sheet.open_for(gone.other)
    qtbot.waitUntil(lambda: bool(sheet.rows))
    sheet.day.input.setText("01/01/2020")
    QTest.mouseClick(sheet.go, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(sheet.banner.isVisible)
    assert every_return(shop_file) == []


def test_articles_without_a_slip_are_kept_then_find_their_order(
    qtbot: QtBot, screen: ReturnsScreen, scanner: FakeScanner, gone: Gone, shop_file: Database
) -> None:
    # given two articles scanned before any slip
    found = screen.gestures.found
    screen.show_desk()
    scanner.scan(SOAP_CODE)
    qtbot.waitUntil(lambda: len(found.rows) == 1)
    scanner.scan(SOAP_CODE)
    qtbot.waitUntil(lambda: found.rows[0].units.value() == 2)
    found.note.input.setText("Pas de nom sur le colis")
    enter(found.note.input)
    qtbot.waitUntil(lambda: len(every_return(shop_file)) == 1)
    with shop_file.read() as session:
        assert session.scalars(select(ReturnLine.grade)).all() == [None]

    # when its order is found by a scan of the slip
    screen.sheet.open_return(every_return(shop_file)[0].id)
    qtbot.waitUntil(screen.sheet.sheet.isVisible)
    QTest.mouseClick(screen.sheet.identify, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "bon de sa commande" in screen.bench.panel.hero.shown.title)
    on_desk(qtbot, screen, scanner, gone.slip)
    assert screen.bench._now().units == 2
    screen.bench.finish()

    # then it is the same return, of that order, and its goods are in stock
    qtbot.waitUntil(lambda: screen.bench.panel.hero.shown.state is HeroState.COMPLETE)
    (returned,) = every_return(shop_file)
    assert (returned.order_id, returned.state) == (gone.order, ReturnState.SETTLED)


def test_a_slip_scanned_after_the_articles_takes_them_to_the_desk(
    qtbot: QtBot, screen: ReturnsScreen, scanner: FakeScanner, gone: Gone
) -> None:
    screen.show_desk()
    scanner.scan(SOAP_CODE)
    qtbot.waitUntil(screen.gestures.found.sheet.isVisible)

    scanner.scan(gone.slip)

    qtbot.waitUntil(lambda: screen.bench.taking is not None)
    assert screen.bench._now().units == 1
    assert not screen.gestures.found.sheet.isVisible()


def test_what_is_learnt_later_moves_the_limits(
    qtbot: QtBot, screen: ReturnsScreen, gone: Gone, shop_file: Database
) -> None:
    screen.gestures.declare.open_for(gone.other)
    qtbot.waitUntil(lambda: bool(screen.gestures.declare.rows))
    QTest.mouseClick(screen.gestures.declare.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(screen.sheet.sheet.isVisible)
    QTest.mouseClick(screen.sheet.details, Qt.MouseButton.LeftButton)
    details = screen.gestures.details
    qtbot.waitUntil(details.sheet.isVisible)
    today = paris_date(utc_now())
    details.proof.input.setText("31/02/2026")
    enter(details.note.input)
    assert details.proof.error
    details.proof.input.setText(written_day(today))
    details.informed.click()
    details.carriage.input.setText("6,90")
    enter(details.note.input)

    qtbot.waitUntil(lambda: not details.sheet.isVisible())
    (returned,) = every_return(shop_file)
    assert returned.refund_due_on is not None
    assert (returned.informed, returned.carriage_back) == (False, Money(690))
    qtbot.waitUntil(
        lambda: (
            screen.sheet.card is not None
            and any(each.article == "C. conso. L221-20" for each in screen.sheet.card.clocks)
        )
    )


def test_every_sheet_names_its_fields(qtbot: QtBot, screen: ReturnsScreen, gone: Gone) -> None:
    gestures = screen.gestures
    gestures.declare.open_for(gone.order)
    qtbot.waitUntil(lambda: bool(gestures.declare.rows))

    sheets = (gestures.declare, gestures.found, gestures.goodwill, gestures.details)
    assert [faults(each.sheet) for each in sheets] == [[], [], [], []]


def test_the_slip_is_written_and_the_mail_says_what_to_do(
    qtbot: QtBot, screen: ReturnsScreen, gone: Gone, tmp_path: Path, shop_file: Database
) -> None:
    # given a return that was announced
    screen.gestures.declare.open_for(gone.other)
    qtbot.waitUntil(lambda: bool(screen.gestures.declare.rows))
    QTest.mouseClick(screen.gestures.declare.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(screen.sheet.sheet.isVisible)
    (returned,) = every_return(shop_file)
    with shop_file.read() as session:
        slip = return_slip(session, returned.id)

    # when its slip is saved
    file = tmp_path / "retour.pdf"
    screen.slips.save_to(slip, str(file))
    qtbot.waitUntil(file.exists)

    # then a scanner reads it, the scan opens the return, and the mail says where and by when
    assert page_codes(file.read_bytes(), dots=203) == [("Code 128", returned.number)]
    mail = slip_mail(slip)
    assert returned.number in mail.subject
    assert "au plus tard le" in mail.body
    actions = screen.sheet.slip_menu().actions()
    assert [each.text() for each in actions] == [
        "Imprimer",
        "Enregistrer en PDF…",
        "Écrire au client…",
    ]

    # and printed twice, it waits twice in the queue of papers
    for _copy in range(2):
        actions[0].trigger()

    def queued() -> list[str]:
        with shop_file.read() as session:
            return [each.title for each in print_history(session, returned.id)]

    qtbot.waitUntil(lambda: len(queued()) == 2)
    assert set(queued()) == {f"Bon de retour {returned.number}"}


def test_the_code_of_the_slip_opens_the_return_that_waits(
    qtbot: QtBot, screen: ReturnsScreen, scanner: FakeScanner, gone: Gone, shop_file: Database
) -> None:
    screen.gestures.declare.open_for(gone.other)
    qtbot.waitUntil(lambda: bool(screen.gestures.declare.rows))
    QTest.mouseClick(screen.gestures.declare.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(screen.sheet.sheet.isVisible)
    (returned,) = every_return(shop_file)
    screen.sheet.sheet.close_sheet()

    scanner.scan(returned.number)

    qtbot.waitUntil(lambda: screen.bench.taking is not None)
    assert screen.bench._now().return_id == returned.id
    assert screen.bench._now().order.order_id == gone.other
