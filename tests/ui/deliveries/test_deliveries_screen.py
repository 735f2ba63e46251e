"""A delivery unloaded by scan: what is wrong cannot be missed, and only she closes it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from merchant_desk.lanes import Lanes
from merchant_desk.queries.claims import claims
from merchant_desk.queries.stock import stock_of_everything
from merchant_desk.ui.deliveries.screen import DeliveriesScreen
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.sounds import Sound
from merchant_desk.ui.widgets.scan_hero_text import HeroState, HeroText
from merchant_desk.values.goods_words import ClaimKind, ClaimState, DeliveryState
from tests.operations.delivery_desk import CANDLE, CARTON, HONEY, SOAP, DeliveryDesk
from tests.ui.accessibility import faults
from tests.ui.fake_scanner import FakeScanner
from tests.ui.packing.bench_room import NamedSounds


def heard(screen: DeliveriesScreen) -> list[Sound]:
    sounds = screen.shell.sounds
    assert isinstance(sounds, NamedSounds)
    return sounds.heard.sounds


def hero(screen: DeliveriesScreen) -> HeroText:
    return screen.unload.hero._shown


def press(screen: DeliveriesScreen, key: Qt.Key, *, control: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(screen.unload.hero, key, modifier)


def counts(screen: DeliveriesScreen) -> list[tuple[int, int]]:
    view = screen.bench.view
    return [] if view is None else [(each.received, each.expected) for each in view.lines]


def test_a_carton_and_its_units_fill_the_lines_without_a_mouse(
    qtbot: QtBot, unloading: DeliveriesScreen, scanner: FakeScanner, lanes: Lanes,
    stocked: DeliveryDesk,
) -> None:  # fmt: skip
    scanner.scan(CARTON)
    scanner.scan(SOAP)

    qtbot.waitUntil(lambda: counts(unloading) == [(7, 12), (0, 6)])
    assert heard(unloading) == [Sound.ADDED] * 2
    assert (hero(unloading).state, hero(unloading).counted) == (HeroState.ADDED, "7 / 12")
    assert lanes.read(stock_of_everything).result()[stocked.soap] == 7


def test_one_too_many_stops_the_scans_until_she_decides(
    qtbot: QtBot, unloading: DeliveriesScreen, scanner: FakeScanner
) -> None:
    for _n in range(7):
        scanner.scan(CANDLE)
    scanner.scan(SOAP)  # behind the message: not counted

    qtbot.waitUntil(lambda: "ignoré" in hero(unloading).detail)
    assert hero(unloading).state is HeroState.WRONG
    assert heard(unloading)[-2:] == [Sound.WRONG] * 2
    assert unloading.bench.blocked

    press(unloading, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not unloading.bench.blocked)
    qtbot.waitUntil(lambda: counts(unloading) == [(0, 12), (7, 6)])


def test_what_is_too_many_is_taken_back_in_one_gesture(
    qtbot: QtBot, unloading: DeliveriesScreen, scanner: FakeScanner
) -> None:
    for _n in range(7):
        scanner.scan(CANDLE)
    qtbot.waitUntil(lambda: unloading.bench.blocked)

    press(unloading, Qt.Key.Key_Z, control=True)

    qtbot.waitUntil(lambda: counts(unloading) == [(0, 12), (6, 6)])
    assert not unloading.bench.blocked


def test_an_unknown_code_is_given_to_an_article_and_received(
    qtbot: QtBot, unloading: DeliveriesScreen, scanner: FakeScanner
) -> None:
    scanner.scan("4006381333931")
    qtbot.waitUntil(lambda: unloading.bench.blocked)
    assert (hero(unloading).state, hero(unloading).title) == (HeroState.UNKNOWN, "4006381333931")
    assert heard(unloading) == [Sound.UNKNOWN]

    unloading.unload.hero.acted.emit("associate")
    unloading.associate.search.setText("bougie")
    qtbot.waitUntil(lambda: len(unloading.associate.found.rows) == 1)
    unloading.associate.found.picked.emit(unloading.associate.found.rows[0])

    qtbot.waitUntil(lambda: counts(unloading) == [(0, 12), (1, 6)])


def test_a_tracked_article_waits_for_its_lot_and_date(
    qtbot: QtBot, unloading: DeliveriesScreen, scanner: FakeScanner
) -> None:
    scanner.scan(HONEY)
    qtbot.waitUntil(lambda: unloading.bench.blocked)
    assert "Le lot manque" in hero(unloading).caption

    unloading.unload.hero.acted.emit("answer")
    unloading.hand.lot.set_value("L77")
    unloading.hand.day.set_value("31/12/2030")
    unloading.hand.save.click()

    qtbot.waitUntil(lambda: unloading.bench.blocked and hero(unloading).state is HeroState.WRONG)
    assert hero(unloading).caption.startswith("Pas commandé")
    assert unloading.bench.view is not None
    qtbot.waitUntil(lambda: len(counts(unloading)) == 3)


def test_an_expired_lot_is_received_only_by_a_deliberate_act(
    qtbot: QtBot, unloading: DeliveriesScreen, scanner: FakeScanner
) -> None:
    scanner.scan(f"010{HONEY}17200101" + "10VIEUX")
    qtbot.waitUntil(lambda: unloading.bench.blocked)
    assert "Périmé" in hero(unloading).caption
    assert heard(unloading) == [Sound.WRONG]
    scanner.scan(f"010{HONEY}17200101" + "10VIEUX")
    qtbot.waitUntil(lambda: len(heard(unloading)) == 2)
    assert counts(unloading) == [(0, 12), (0, 6)]

    unloading._on_accept()

    qtbot.waitUntil(lambda: len(counts(unloading)) == 3)


def test_a_delivery_goes_on_after_it_was_left(
    qtbot: QtBot, unloading: DeliveriesScreen, scanner: FakeScanner
) -> None:
    scanner.scan(CARTON)
    qtbot.waitUntil(lambda: counts(unloading) == [(6, 12), (0, 6)])

    unloading._on_back()
    qtbot.waitUntil(lambda: unloading.list.counted.text() == "1 réception")
    QTest.keyClick(unloading.list.table._view, Qt.Key.Key_Home)
    row = unloading.list.table.current()
    assert row is not None
    assert row.state is DeliveryState.OPEN
    unloading.list.chosen.emit(row)
    scanner.scan(SOAP)

    qtbot.waitUntil(lambda: counts(unloading) == [(7, 12), (0, 6)])


def test_the_end_claims_what_is_missing_and_its_letter_is_written(
    qtbot: QtBot, unloading: DeliveriesScreen, scanner: FakeScanner, lanes: Lanes, tmp_path: Path
) -> None:
    scanner.scan(CARTON)
    qtbot.waitUntil(lambda: counts(unloading) == [(6, 12), (0, 6)])
    press(unloading, Qt.Key.Key_Return, control=True)
    qtbot.waitUntil(lambda: "2 différences" in unloading.ending.head.text())

    unloading.ending.go.click()
    qtbot.waitUntil(lambda: unloading.ending.done is not None)
    (claim,) = lanes.read(claims).result()
    assert {(each.kind, each.quantity) for each in claim.lines} == {
        (ClaimKind.SHORT, 6), (ClaimKind.SHORT, 6),
    }  # fmt: skip

    unloading.ending.claim.click()
    qtbot.waitUntil(lambda: unloading.card.view is not None)
    unloading.card.save_letter(claim.claim_id, tmp_path / "lettre.pdf")
    qtbot.waitUntil((tmp_path / "lettre.pdf").exists)
    unloading.card.claims.turned.emit(claim.claim_id, "sent")
    qtbot.waitUntil(lambda: lanes.read(claims).result()[0].state is ClaimState.SENT)


def test_costs_on_the_way_and_damage_are_told_while_unloading(
    qtbot: QtBot, unloading: DeliveriesScreen, scanner: FakeScanner
) -> None:
    scanner.scan(CARTON)
    qtbot.waitUntil(lambda: counts(unloading) == [(6, 12), (0, 6)])
    press(unloading, Qt.Key.Key_I, control=True)
    qtbot.waitUntil(lambda: unloading.card.view is not None)

    unloading.card.charges.amount.set_value("12,00")
    unloading.card.charges.add.click()
    unloading.card.claims.add.click()

    qtbot.waitUntil(lambda: bool(unloading.card.view and unloading.card.view.claims))
    view = unloading.card.view
    assert view is not None
    qtbot.waitUntil(lambda: bool(unloading.card.view and unloading.card.view.charges))
    assert view.claims[0].lines[0].kind is ClaimKind.DAMAGED


def test_an_article_without_scanner_comes_in_too(
    qtbot: QtBot, unloading: DeliveriesScreen, scanner: FakeScanner
) -> None:
    assert scanner.window().isActive()
    press(unloading, Qt.Key.Key_E, control=True)
    qtbot.waitUntil(unloading.hand.sheet.isVisible)
    unloading.hand.search.search.setText("bougie")
    qtbot.waitUntil(lambda: unloading.hand.search.results.count() == 1)
    found = unloading.hand.search.results.itemAt(0)
    button = None if found is None else found.widget()
    assert button is not None
    QTest.keyClick(button, Qt.Key.Key_Space)
    unloading.hand.units.setValue(4)
    unloading.hand.save.click()

    qtbot.waitUntil(lambda: counts(unloading) == [(0, 12), (4, 6)])


@pytest.mark.parametrize("size", [(1280, 800), (960, 600)])
def test_every_part_has_a_name_and_its_room(
    qtbot: QtBot, window: MainWindow, unloading: DeliveriesScreen, scanner: FakeScanner,
    size: tuple[int, int],
) -> None:  # fmt: skip
    window.resize(*size)
    scanner.scan(CARTON)
    qtbot.waitUntil(lambda: counts(unloading) == [(6, 12), (0, 6)])

    assert faults(unloading) == []
