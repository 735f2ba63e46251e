"""The day on one page: each line opens its fix, and a calm day says so."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from merchant_desk.queries import today as questions
from merchant_desk.queries.today import TodayCard
from merchant_desk.queries.today_red_day import RED_DAY
from merchant_desk.ui.icons import ICONS_FOLDER
from merchant_desk.ui.today import today_line
from merchant_desk.ui.today.day_words import greeting
from merchant_desk.ui.today.last_visit import keep_visit, last_visit
from merchant_desk.ui.today.new_version import NEW_VERSION
from merchant_desk.ui.today.screen import TodayScreen
from merchant_desk.ui.today.today_line import TodayButton
from merchant_desk.values.clock import utc_now
from merchant_desk.values.scan import scan_of_text
from tests.ui.accessibility import faults
from tests.ui.orders.conftest import Counter


def _line(screen: TodayScreen, key: str) -> TodayButton:
    lines = (line for card in screen.cards.values() for line in card.lines)
    return next(each for each in lines if each.line.key == key)


def test_the_day_is_told_without_a_click(today_screen: TodayScreen) -> None:
    assert today_screen.head.greeting.text().endswith(" Camille")
    assert today_screen.head.sentence.text().startswith("4 commandes à préparer")
    assert today_screen.head.button.text() == "Tout préparer (4)"
    said = {line.accessibleName() for card in today_screen.cards.values() for line in card.lines}
    assert {"1 commande bloquée", "3 documents attendent l’imprimante"} <= said
    assert faults(today_screen) == []


@pytest.mark.parametrize(
    ("key", "screen", "argument"),
    [
        ("in_progress", "orders", {"tab": "in_progress"}),
        ("short", "orders", {"mark": "short"}),
        ("blocked", "orders", {"tab": "blocked"}),
    ],
)
def test_each_line_opens_its_fix_by_enter(
    today_screen: TodayScreen, counter: Counter, key: str, screen: str, argument: dict[str, str]
) -> None:
    line = _line(today_screen, key)
    line.setFocus()

    QTest.keyClick(line, Qt.Key.Key_Return)

    assert counter.went == [(screen, argument)]


def test_every_kind_of_line_has_its_mark() -> None:
    kinds, icons = set(questions._KINDS), today_line._ICONS

    assert kinds | {RED_DAY, NEW_VERSION} == set(icons)
    assert all((ICONS_FOLDER / f"{each}.svg").is_file() for each in icons.values())


def test_the_batch_of_the_day_is_one_click(
    qtbot: QtBot, today_screen: TodayScreen, counter: Counter
) -> None:
    today_screen.head.button.click()

    qtbot.waitUntil(lambda: len(counter.toasts) == 1)
    assert counter.toasts == ["Vague 2\u00a0: 4 commandes à prélever, le bon s’imprime."]
    qtbot.waitUntil(today_screen.head.button.isHidden)
    assert _line(today_screen, "in_progress").accessibleName().startswith("6 commandes")


def test_a_slip_opens_packing_from_here(
    qtbot: QtBot, today_screen: TodayScreen, counter: Counter
) -> None:
    assert today_screen.on_scan(scan_of_text("MDO1047", utc_now()))

    qtbot.waitUntil(lambda: counter.went == [("packing", {"order_id": counter.day.orders["1047"]})])


def test_an_empty_shop_is_welcomed(qtbot: QtBot, empty_counter: Counter) -> None:
    screen = TodayScreen(empty_counter.desk, empty_counter.shell)
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitUntil(lambda: screen.day is not None)

    assert screen.welcome.isVisible()
    screen.welcome.primary.emit()

    assert empty_counter.went == [("settings", {"section": "storefronts"})]


def test_an_empty_shop_offers_the_sample_and_to_begin_with_nothing(
    qtbot: QtBot, empty_counter: Counter
) -> None:
    opened: list[str] = []
    services = replace(empty_counter.shell.services, open_sample=lambda: opened.append("sample"))
    empty_counter.shell.services = services
    screen = TodayScreen(empty_counter.desk, empty_counter.shell)
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitUntil(lambda: screen.day is not None)

    for link in screen.welcome.links:
        link.click()

    said = [link.text() for link in screen.welcome.links]
    assert said == ["Commencer sans rien", "Essayer la boutique d’exemple"]
    assert empty_counter.went == [("products", {})]
    assert opened == ["sample"]
    assert empty_counter.toasts == ["La boutique d’exemple s’ouvre dans une autre fenêtre."]
    assert faults(screen) == []


def test_the_sample_offers_no_sample_of_itself(qtbot: QtBot, empty_counter: Counter) -> None:
    screen = TodayScreen(empty_counter.desk, empty_counter.shell)
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitUntil(lambda: screen.day is not None)

    assert [link.text() for link in screen.welcome.links] == ["Commencer sans rien"]


def test_a_card_with_nothing_says_so_quietly(today_screen: TodayScreen) -> None:
    card = today_screen.cards[TodayCard.CHECK]

    card.show_lines([])

    assert card.lines == []
    assert card._quiet.isVisible()


def test_the_cards_stand_under_each_other_when_there_is_no_room(
    qtbot: QtBot, today_screen: TodayScreen
) -> None:
    today_screen.resize(640, 700)
    qtbot.wait(20)

    left = {
        card.mapTo(today_screen, card.rect().topLeft()).x() for card in today_screen.cards.values()
    }
    assert len(left) == 1


@pytest.mark.parametrize(
    ("hour", "person", "words"),
    [(8, "Camille Roux", "Bonjour Camille"), (18, "Zoé", "Bonsoir Zoé"), (9, "  ", "Bonjour")],
)
def test_the_greeting_knows_the_hour_and_the_name(hour: int, person: str, words: str) -> None:
    assert greeting(datetime(2026, 11, 21, hour, tzinfo=UTC), person) == words


@pytest.mark.usefixtures("qapp")
def test_the_last_visit_is_remembered_for_a_week_at_most() -> None:
    now = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
    yesterday = datetime(2026, 11, 19, 23, tzinfo=UTC)
    assert last_visit(now) == yesterday

    keep_visit(now - timedelta(hours=3))
    assert last_visit(now) == now - timedelta(hours=3)
    assert last_visit(now + timedelta(days=9)) > now
