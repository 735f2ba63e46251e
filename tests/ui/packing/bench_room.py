"""The packing screen in its window over the shop of five orders, and a scanner to hold."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.lanes import Lanes
from merchant_desk.models.base import table
from merchant_desk.models.order import Order
from merchant_desk.models.product import Product
from merchant_desk.operations.make_wave import make_wave
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.packing.screen import PackingScreen
from merchant_desk.ui.scanner import Scanner
from merchant_desk.ui.screens import ScreenSpec, Section
from merchant_desk.ui.shell import Services, Shell
from merchant_desk.ui.sounds import Sound, Sounds
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.scan_hero_text import HeroState, HeroText
from merchant_desk.ui.window_facts import SyncKind, SyncState, WindowFacts
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, ProductId
from merchant_desk.values.key_layouts import KeySystem
from tests.conftest import STATION
from tests.scanner_keys import US
from tests.ui.fake_scanner import FakeScanner
from tests.ui.packing.packing_shop import place_orders, stock_the_shop
from tests.ui.places import EmptyScreen
from tests.ui.scanner_desk import watching

T = TypeVar("T")


@dataclass
class Heard:
    """Every sound asked for, by name."""

    sounds: list[Sound]

    def play(self, pcm: bytes) -> None:
        """Make no noise."""

    def close(self) -> None:
        """Hold nothing."""


class NamedSounds(Sounds):
    """Notes which sound was asked for; the real ones are only samples."""

    def __init__(self, heard: Heard) -> None:
        super().__init__(player=heard)
        self.heard = heard

    def play(self, sound: Sound) -> None:
        self.heard.sounds.append(sound)
        super().play(sound)


@dataclass
class Room:
    """Everything a test of the packing station holds in hand."""

    qtbot: QtBot
    database: Database
    window: MainWindow
    screen: PackingScreen
    scanner: FakeScanner
    heard: Heard
    shell: Shell
    orders: dict[str, OrderId]
    products: dict[str, ProductId]

    @property
    def hero(self) -> HeroText:
        return self.screen.hero.shown

    def scan(self, *codes: str) -> None:
        """Scan one code after the other, each answered before the next."""
        for code in codes:
            said = len(self.heard.sounds)
            self.scanner.scan(code)
            self.qtbot.waitUntil(lambda said=said: len(self.heard.sounds) > said)  # type: ignore[misc]  # a default holds the loop's value

    def wait_state(self, state: HeroState) -> None:
        self.qtbot.waitUntil(lambda: self.hero.state is state)

    def wait_title(self, part: str) -> None:
        self.qtbot.waitUntil(lambda: part in f"{self.hero.caption} {self.hero.title}")

    def packed(self) -> dict[str, int]:
        """Return what the database holds in the open or last parcel, by SKU."""
        self.settle()
        view = self.screen.bench.view
        assert view is not None
        return {line.sku: line.packed for line in view.lines if line.packed}

    def settle(self) -> None:
        """Let the page read again what changed."""
        bench = self.screen.bench
        seen: list[object] = []
        bench.parcel_seen.connect(seen.append)
        bench.refresh()
        self.qtbot.waitUntil(lambda: bool(seen))
        bench.parcel_seen.disconnect(seen.append)

    def ask(self, question: Callable[[Session], T]) -> T:
        with self.database.read() as session:
            return question(session)

    def all(self, statement: Any) -> Sequence[Any]:
        return self.ask(lambda session: session.execute(statement).scalars().all())


def facts_of(_session: Session) -> WindowFacts:
    return WindowFacts(
        shop="Maison Lavande",
        detail="Boutique + marché",
        counts={"orders": 12, "packing": 5, "stock": 3},
        people=("Camille Roux",),
        sync=SyncState(SyncKind.UP_TO_DATE, "Synchronisé il y a 2 min"),
    )


def _screen(desk: Desk, shell: Shell) -> PackingScreen:
    return PackingScreen(desk, shell)


_PLACES = (
    ("today", "Aujourd’hui", "sun", Section.DAY),
    ("orders", "Commandes", "inbox", Section.DAY),
    ("packing", "Préparation", "scan-barcode", Section.DAY),
    ("products", "Produits", "tag", Section.CATALOGUE),
    ("stock", "Stock", "boxes", Section.CATALOGUE),
    ("settings", "Réglages", "settings", Section.FOOT),
)
SPECS = tuple(
    ScreenSpec(
        key=key,
        title=title,
        icon=icon,
        section=section,
        factory=_screen if key == "packing" else EmptyScreen,
        pill=key == "packing",
    )
    for key, title, icon, section in _PLACES
)


@dataclass(frozen=True)
class Hand:
    """The scanner and the keyboard it is plugged into."""

    layout: str = US
    caps: bool = False
    positions: bool = True
    profile: bool = True


@contextmanager
def packing_room(
    qtbot: QtBot,
    database: Database,
    theme: Theme,
    hand: Hand = Hand(),
) -> Iterator[Room]:
    """Open the window on the packing screen; everything is real but the loudspeaker."""
    _fill(database, profile=hand.profile)
    with closing(Lanes(database)) as lanes:
        heard = Heard([])
        sounds = NamedSounds(heard)
        scanner = Scanner(sounds, system=KeySystem.LINUX)
        shell = Shell(theme, scanner, sounds, Services(window_facts=facts_of))
        with closing(_window(qtbot, Desk(lanes, STATION), shell)) as window, watching(scanner):
            screen = window._stack.visible_screen()
            assert isinstance(screen, PackingScreen)
            qtbot.waitUntil(lambda: bool(screen._queue))
            scanner.install_on(window)
            fake = FakeScanner(window, hand.layout, caps=hand.caps, positions=hand.positions)
            yield Room(qtbot, database, window, screen, fake, heard, shell, *_ids(database))


def _fill(database: Database, *, profile: bool) -> None:
    gesture = Gesture(utc_now(), "Camille Roux", STATION)
    with database.write() as session:
        shop = stock_the_shop(session, gesture, profile=profile)
        make_wave(session, gesture, place_orders(session, gesture, shop))


def _window(qtbot: QtBot, desk: Desk, shell: Shell) -> MainWindow:
    desk.chosen_person = "Camille Roux"
    window = MainWindow(desk, shell, SPECS)
    desk.setParent(window)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    qtbot.waitExposed(window)
    shell.navigate("packing")
    return window


def _ids(database: Database) -> tuple[dict[str, OrderId], dict[str, ProductId]]:
    orders, products = table(Order), table(Product)
    with database.read() as session:
        return (
            {row.number: row.id for row in session.execute(select(orders.c.number, orders.c.id))},
            {row.sku: row.id for row in session.execute(select(products.c.sku, products.c.id))},
        )
