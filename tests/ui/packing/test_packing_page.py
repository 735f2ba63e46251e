"""The packing page at every size, for every reader, and fast enough to be believed."""

import statistics
import time

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from sqlalchemy import select

from merchant_desk.errors import UnavailableError
from merchant_desk.models.parcel import ParcelScan
from merchant_desk.ui.packing.bench_layout import Span
from merchant_desk.ui.theme import Look, Mode
from merchant_desk.ui.widgets import announce as announcing
from merchant_desk.ui.widgets import scan_hero
from merchant_desk.ui.widgets.scan_hero_text import HeroState
from tests.ui.accessibility import faults
from tests.ui.packing.bench_room import Room
from tests.ui.packing.packing_shop import CANDLE, OIL, SHARED, SLIP, SOAP, STRANGER

SIZES = [(1093, 614), (1280, 720), (1280, 800), (1440, 900), (1920, 1080)]


def _resize(room: Room, width: int, height: int) -> None:
    room.window.resize(width, height)
    room.qtbot.wait(20)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_size_shows_the_page_whole(room: Room, width: int, height: int) -> None:
    _resize(room, width, height)
    for codes in ((SLIP, SOAP), ("MDO1047",), (STRANGER,)):
        room.scan(*codes)
        room.settle()

        asked = room.window.minimumSizeHint()
        assert (asked.width() <= width, asked.height() <= height) == (True, True), asked
        assert room.window.size().toTuple() == (width, height)
        assert not room.screen.hero.title_elided
        assert room.screen.hero.height() >= 160


def test_the_queue_is_a_button_below_1360_and_the_side_is_in_tabs_below_1100(room: Room) -> None:
    parts, tabs = room.screen.parts, room.screen.places.tabs
    seen = {}
    for width in (1440, 1280, 1093):
        _resize(room, width, 800)
        button = room.screen.head._queue
        seen[width] = (parts.queue.isVisible(), button.isVisible(), tabs.isVisible())

    assert seen == {
        1440: (True, False, False),
        1280: (False, True, False),
        1093: (False, True, True),
    }
    assert room.screen.head._queue.text() == "File d’attente (5)"


def test_larger_texts_take_the_columns_that_fit_them(room: Room) -> None:
    _resize(room, 1440, 900)

    seen = {}
    for percent in (140, 100):
        room.screen.shell.theme.use(Look(Mode.LIGHT, percent, reduced_motion=True))
        room.qtbot.wait(20)
        seen[percent] = room.screen.places.span

    assert seen == {140: Span.NARROW, 100: Span.WIDE}


def test_the_tabs_hold_what_the_right_column_held(room: Room) -> None:
    room.scan(SLIP, SOAP)
    room.settle()
    _resize(room, 1093, 614)
    parts = room.screen.parts

    room.screen.places.tabs.choose("parcel")
    assert parts.parcel.isVisible()
    assert parts.message.isVisible()
    room.screen.places.tabs.choose("scans")
    assert parts.log.isVisible()

    _resize(room, 1440, 900)
    assert all(
        each.isVisible() for each in (parts.parcel, parts.message, parts.log, room.screen.lines)
    )


def test_a_choice_comes_to_the_front_whatever_tab_is_open(room: Room) -> None:
    room.scan(SLIP)
    _resize(room, 1093, 614)
    room.screen.places.tabs.choose("scans")

    room.scan(SHARED)

    assert room.screen.lines._choices.isVisible()


@pytest.mark.parametrize("width", [1440, 1093])
def test_everything_has_a_name_and_is_large_enough(room: Room, width: int) -> None:
    room.scan(SLIP, SOAP, STRANGER)
    room.settle()
    _resize(room, width, 800)

    assert faults(room.screen) == []
    for sheet in (room.screen.associate, room.screen.orders, room.screen.code_entry):
        sheet.sheet.open_sheet()
        assert faults(sheet.sheet) == []
        sheet.sheet.close_sheet()


def test_tab_goes_round_and_comes_back(room: Room) -> None:
    room.scan(SLIP, SOAP)
    room.settle()
    visited: list[QWidget] = []

    for _step in range(60):
        QTest.keyClick(room.window.focusWidget(), Qt.Key.Key_Tab)
        visited.append(room.window.focusWidget())
        if visited[-1] is room.screen.hero:
            break

    assert visited[-1] is room.screen.hero
    inside = {each for each in visited if room.screen.isAncestorOf(each)}
    assert len(inside) >= 8


def test_the_focus_is_seen_when_it_comes_by_tab(room: Room) -> None:
    hero = room.screen.hero
    plain = hero.grab().toImage()

    hero.setFocus(Qt.FocusReason.TabFocusReason)
    hero._found_by_keys = True

    assert hero.grab().toImage() != plain


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_no_word_is_cut_when_texts_are_larger(room: Room, mode: Mode) -> None:
    room.shell.theme.use(Look(mode, 120, reduced_motion=True))
    room.scan(SLIP, SOAP)
    room.settle()
    _resize(room, 1440, 900)

    shown = [each for each in room.screen.findChildren(QLabel) if each.isVisible()]
    cut = [
        each.text()
        for each in shown
        if not each.wordWrap() and each.width() + 1 < each.sizeHint().width()
    ]
    assert cut == []


def test_what_a_scan_did_is_spoken(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    spoken: list[str] = []

    def hear(widget: QWidget, sentence: str) -> None:
        spoken.append(sentence)
        announcing.announce(widget, sentence)

    monkeypatch.setattr(scan_hero, "announce", hear)

    room.scan(SLIP, SOAP, STRANGER)

    assert "Ajouté au colis · encore 2 · Savon lavande 100 g · 1 / 3" in spoken[1]
    assert spoken[2].startswith("Code inconnu · rien n’a été compté")


class _Painted(QObject):
    """Notes when the big panel was painted."""

    def __init__(self, hero: QWidget) -> None:
        super().__init__(hero)
        self.at = 0.0
        hero.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.at = time.process_time()
        return False


def test_the_colour_follows_the_last_key_within_50_ms_of_work(room: Room) -> None:
    room.scan(SLIP)
    room.settle()
    painted = _Painted(room.screen.hero)
    taken = []
    for code in (SOAP, OIL, SOAP, CANDLE, SOAP, CANDLE):
        _without_enter(room, code)
        before = len(room.heard.sounds)
        start = time.process_time()  # what other programs take meanwhile is not ours
        room.scanner.press("\r")
        while len(room.heard.sounds) == before or painted.at < start:
            QApplication.processEvents()
        taken.append((painted.at - start) * 1000)
        room.qtbot.wait(130)

    assert statistics.median(taken) <= 50, taken


def _without_enter(room: Room, code: str) -> None:
    room.scanner.scan(code, end="")


def test_a_bug_counts_nothing_and_leaves_the_bench_ready(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.scan(SLIP)
    reports: list[str] = []
    room.screen.desk.crashed.connect(lambda what, _report: reports.append(what))

    _break_the_next_gesture(room, monkeypatch, ZeroDivisionError("planted"))
    room.scan(SOAP)

    assert room.hero.caption == "Erreur du logiciel"
    assert len(reports) == 1
    QTest.keyClick(room.screen.hero, Qt.Key.Key_Escape)
    room.scan(SOAP)
    assert room.packed() == {"SAV-LAV-100": 1}


def test_a_full_disk_counts_nothing_and_says_so(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.scan(SLIP)

    full = UnavailableError(
        "Rien n’a été enregistré : le disque est plein.", "Libérez de la place."
    )
    _break_the_next_gesture(room, monkeypatch, full)
    room.scan(SOAP)

    assert room.hero.state is HeroState.WRONG
    assert room.hero.title.startswith("Rien n’a été enregistré")
    assert room.all(select(ParcelScan.id)) == []


def _break_the_next_gesture(room: Room, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """Let the database fail once, as a full disk or a bug of ours would."""
    database = room.screen.desk._lanes.database

    def fail(*_arguments: object, **_more: object) -> None:
        monkeypatch.undo()
        raise error

    monkeypatch.setattr(type(database), "gesture", fail)
