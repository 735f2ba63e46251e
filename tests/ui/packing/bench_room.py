"""A shop with five orders picked, the packing screen in its window, and a scanner to hold."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.lanes import Lanes
from merchant_desk.models.base import table
from merchant_desk.models.order import Order
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.operations.accept_order import accept_order
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
from merchant_desk.values.barcode import canonical_code
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, ProductId, ShopId
from merchant_desk.values.key_layouts import KeySystem
from merchant_desk.values.money import Money
from merchant_desk.values.remote import Delivery, LineKind, RemoteCustomer, RemoteLine
from merchant_desk.values.words import CodeKind
from tests import makers
from tests.conftest import STATION
from tests.scanner_keys import US
from tests.ui.fake_scanner import FakeScanner
from tests.ui.places import EmptyScreen

T = TypeVar("T")
SOAP, CANDLE, OIL, POUCH, BISCUIT = (
    "3760123456784", "3760123450003", "3760123450010", "3760123450027", "3760123450034",
)  # fmt: skip
SLIP, CARTON, SHARED, STRANGER, LABEL = (
    "MDO1042", "CARTON-SAV-6", "PROMO-2026", "4006381333931", "6A12345678905",
)  # fmt: skip
_SHELF = (
    ("SAV-LAV-100", "Savon lavande 100 g", SOAP, "B2", 100),
    ("BOU-MIE-120", "Bougie miel 120 g", CANDLE, "C3", 160),
    ("HUI-AMA-050", "Huile d’amande douce 50 ml", OIL, "A1", 90),
    ("POC-COT-S", "Pochon coton, petit", POUCH, "T4", 20),
    ("BIS-ANI-200", "Biscuits anis 200 g", BISCUIT, "D1", 210),
    ("BOU-FIG-180", "Bougie figuier 180 g", "3760123450041", "C4", 230),
)


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


def _lines() -> tuple[RemoteLine, ...]:
    carriage = makers.remote_line(
        "", 1, remote_id="ship", kind=LineKind.SHIPPING, name="Colissimo", total=Money(490)
    )
    return (
        makers.remote_line("SAV-LAV-100", 3),
        makers.remote_line("HUI-AMA-050", 1),
        makers.remote_line("POC-COT-S", 1),
        makers.remote_line("BOU-MIE-120", 2),
        makers.remote_line("BIS-ANI-200", 1),
        carriage,
    )


def stock_the_shop(session: Session, gesture: Gesture, *, profile: bool = True) -> ShopId:
    """A shop, its shelf, its codes."""
    makers.make_station(session, gesture)
    if profile:
        makers.make_profile(session)
    location = makers.make_location(session)
    ids = {}
    for sku, name, ean, place, weight in _SHELF:
        ids[sku] = makers.make_product(session, sku, name=name, ean=ean)
        session.get_one(Product, ids[sku]).weight_g = weight
        makers.put_stock(session, gesture, ids[sku], makers.make_bin(session, location, place), 40)
    for text, sku, units in (
        (CARTON, "SAV-LAV-100", 2),
        ("CARTON-BOU-6", "BOU-MIE-120", 6),
        (SHARED, "BOU-MIE-120", 1),
        (SHARED, "BOU-FIG-180", 1),
    ):
        kind = CodeKind.CARTON if units > 1 else CodeKind.SUPPLIER
        code = canonical_code(text)
        session.add(ProductCode(code=code, product_id=ids[sku], kind=kind, units=units))
    session.flush()
    return makers.make_shop(session)


def place_orders(session: Session, gesture: Gesture, shop: ShopId) -> list[OrderId]:
    """Five orders, of which the first has everything."""
    hour = timedelta(hours=1)
    soap, candle = makers.remote_line(), makers.remote_line("BOU-MIE-120", 2)
    many = makers.remote_line("BIS-ANI-200", 14)
    orders = (
        makers.remote_order(
            "1042", *_lines(),
            note="Merci d’écrire la carte : Joyeux anniversaire Mamie !",
            gift_note="Joyeux anniversaire Mamie",
        ),
        makers.remote_order("1043", candle, customer=_buyer("Yanis Benali"), paid_at=None),
        makers.remote_order("1044", many, customer=_buyer("Atelier Morel")),
        makers.remote_order(
            "1046", soap, customer=_buyer("Inès Faure"),
            delivery=Delivery.COLLECT, carrier="", pickup_slot="samedi, 10 h à 12 h",
        ),
        makers.remote_order("1047", soap, customer=_buyer("Hugo Lemaire")),
    )  # fmt: skip
    placed = [accept_order(session, gesture, shop, order).order_id for order in orders]
    now = utc_now().replace(minute=0, second=0, microsecond=0)
    for order_id, hours in zip(placed, (2, 3, 26, 28, 80), strict=True):
        session.get_one(Order, order_id).ship_by_at = now + hour * hours
    return placed


def _buyer(name: str) -> RemoteCustomer:
    return RemoteCustomer("", name, f"{name.split()[0].lower()}@example.com", "")


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


@contextmanager
def packing_room(
    qtbot: QtBot, database: Database, theme: Theme, *, profile: bool = True, layout: str = US,
    caps: bool = False, positions: bool = True,
) -> Iterator[Room]:  # fmt: skip
    """Open the window on the packing screen; everything is real but the loudspeaker."""
    gesture = Gesture(utc_now(), "Camille Roux", STATION)
    with database.write() as session:
        shop = stock_the_shop(session, gesture, profile=profile)
        placed = place_orders(session, gesture, shop)
        make_wave(session, gesture, placed)
    lanes = Lanes(database)
    desk = Desk(lanes, STATION)
    desk.chosen_person = "Camille Roux"
    heard = Heard([])
    sounds = NamedSounds(heard)
    scanner = Scanner(sounds, system=KeySystem.LINUX)
    shell = Shell(theme, scanner, sounds, Services(window_facts=facts_of))
    window = MainWindow(desk, shell, SPECS)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    qtbot.waitExposed(window)
    shell.navigate("packing")
    scanner.install_on(window)
    screen = window._stack.visible_screen()
    assert isinstance(screen, PackingScreen)
    qtbot.waitUntil(lambda: bool(screen._queue))
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    scanner.watch(application)
    hand = FakeScanner(window, layout, caps=caps, positions=positions)
    yield Room(
        qtbot, database, window, screen, hand, heard, shell, *_ids(database)
    )
    application.focusWindowChanged.disconnect(scanner._on_focus_window)
    application.focusObjectChanged.disconnect(scanner._on_focus_object)
    window.close()
    lanes.close()


def _ids(database: Database) -> tuple[dict[str, OrderId], dict[str, ProductId]]:
    orders, products = table(Order), table(Product)
    with database.read() as session:
        return (
            {row.number: row.id for row in session.execute(select(orders.c.number, orders.c.id))},
            {row.sku: row.id for row in session.execute(select(products.c.sku, products.c.id))},
        )
