"""The counter in its window over a shop of two articles, and a scanner to hold."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from merchant_desk.database.database import Database
from merchant_desk.lanes import Lanes
from merchant_desk.ui.counter.screen import CounterScreen
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.scanner import Scanner
from merchant_desk.ui.screens import ScreenSpec, Section
from merchant_desk.ui.shell import Services, Shell
from merchant_desk.ui.sounds import Sound
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.scan_hero_text import HeroText
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.key_layouts import KeySystem
from tests.conftest import STATION
from tests.operations.counter_room import CounterRoom, counter_room
from tests.scanner_keys import US
from tests.ui.fake_scanner import FakeScanner
from tests.ui.packing.bench_room import Heard, NamedSounds, facts_of
from tests.ui.places import EmptyScreen
from tests.ui.scanner_desk import watching


@dataclass
class TillRoom:
    """Everything a test of the counter holds in hand."""

    qtbot: QtBot
    shop: CounterRoom
    window: MainWindow
    screen: CounterScreen
    scanner: FakeScanner
    heard: Heard

    @property
    def hero(self) -> HeroText:
        return self.screen.hero.shown

    @property
    def total(self) -> str:
        return self.screen.total.shown.amount

    def scan(self, *codes: str) -> None:
        """Scan one code after the other, each answered before the next."""
        for code in codes:
            said = len(self.heard.sounds)
            self.scanner.scan(code)
            self.qtbot.waitUntil(lambda said=said: len(self.heard.sounds) > said)  # type: ignore[misc]  # a default holds the loop's value

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key where the keyboard is."""
        target = QApplication.focusWidget() or self.screen
        QTest.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)

    def wait_total(self, amount: str) -> None:
        self.qtbot.waitUntil(lambda: self.total.replace("\u00a0", " ") == amount)

    def wait_sound(self, sound: Sound) -> None:
        self.qtbot.waitUntil(lambda: self.heard.sounds[-1:] == [sound])


def _screen(desk: Desk, shell: Shell) -> CounterScreen:
    return CounterScreen(desk, shell)


SPECS = (
    ScreenSpec(
        key="counter", title="Caisse", icon="shopping-bag", section=Section.DAY, factory=_screen
    ),
    ScreenSpec(
        key="settings", title="Réglages", icon="settings", section=Section.FOOT,
        factory=EmptyScreen,
    ),
)  # fmt: skip


@contextmanager
def till_room(qtbot: QtBot, database: Database, theme: Theme) -> Iterator[TillRoom]:
    """Open the window on the counter; everything is real but the loudspeaker."""
    shop = counter_room(database, Gesture(utc_now(), "Camille Roux", STATION))
    with opened(qtbot, shop, theme) as room:
        yield room


@contextmanager
def opened(qtbot: QtBot, shop: CounterRoom, theme: Theme) -> Iterator[TillRoom]:
    """Open the window over a shop that is there already."""
    shop.gesture = replace(shop.gesture, at=utc_now())
    with closing(Lanes(shop.database)) as lanes:
        heard = Heard([])
        sounds = NamedSounds(heard)
        scanner = Scanner(sounds, system=KeySystem.LINUX)
        shell = Shell(theme, scanner, sounds, Services(window_facts=facts_of))
        desk = Desk(lanes, STATION)
        desk.chosen_person = "Camille Roux"
        with closing(MainWindow(desk, shell, SPECS)) as window, watching(scanner):
            desk.setParent(window)
            qtbot.addWidget(window)
            window.resize(1280, 800)
            window.show()
            qtbot.waitExposed(window)
            shell.navigate("counter")
            screen = window._stack.visible_screen()
            assert isinstance(screen, CounterScreen)
            scanner.install_on(window)
            fake = FakeScanner(window, US)
            yield TillRoom(qtbot, shop, window, screen, fake, heard)
