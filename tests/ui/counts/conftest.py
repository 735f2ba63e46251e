"""The page of counts in the window over a small shop, and a scanner to hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.lot import Lot
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.models.stock import StockLevel
from merchant_desk.operations.open_count import NewCount
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.ui.counts.page import CountsScreen
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.scanner import Scanner
from merchant_desk.ui.shell import Services, Shell
from merchant_desk.ui.stock.pages import StockPages
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.scan_hero_text import HeroState, HeroText
from merchant_desk.values.barcode import canonical_code
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import Tracking
from merchant_desk.values.ids import LotId, PlaceId, ProductId, new_id
from merchant_desk.values.key_layouts import KeySystem
from merchant_desk.values.places import OPENING
from merchant_desk.values.words import CodeKind, MoveReason
from tests.makers import make_bin, make_location, make_product, make_station, put_stock
from tests.ui.fake_scanner import FakeScanner
from tests.ui.packing.bench_room import Heard, NamedSounds
from tests.ui.products.conftest import desk, lanes, shop_file, window
from tests.ui.scanner_desk import watching

__all__ = ["desk", "lanes", "shop_file", "window"]

SOAP, CANDLE, CREAM, CARTON, SHARED = (
    "3760123456784", "3760123450003", "3760123450010", "CARTON-12", "PROMO-2026",
)  # fmt: skip


@dataclass(frozen=True)
class Stocked:
    """Soaps and candles in A1, candles in A2, a cream followed by lot in B1; a depot with R1."""

    soap: ProductId
    candle: ProductId
    cream: ProductId
    first: PlaceId
    second: PlaceId
    third: PlaceId


@pytest.fixture
def stocked(shop_file: Database, gesture: Gesture) -> Stocked:
    with shop_file.write() as session:
        make_station(session, gesture)
        shop, depot = make_location(session), make_location(session, "Réserve")
        bins = [make_bin(session, shop, code) for code in ("A1", "A2", "B1")]
        make_bin(session, depot, "R1")
        soap = make_product(session)
        candle = make_product(session, "BOU-MIE-120", name="Bougie miel 120 g", ean=CANDLE)
        cream = make_product(session, "CRE-ROS-050", name="Crème à la rose 50 ml", ean=CREAM)
        _codes(session, soap, candle)
        for product, cost in ((soap, 23_000), (candle, 61_500), (cream, 48_000)):
            session.get_one(Product, product).cost_tenthousandths = cost
        session.flush()
        put_stock(session, gesture, soap, bins[0], 24)
        put_stock(session, gesture, candle, bins[0], 6)
        put_stock(session, gesture, candle, bins[1], 12)
        _lots(session, gesture, cream, bins[2])
    return Stocked(soap, candle, cream, *bins)


def _codes(session: Session, soap: ProductId, candle: ProductId) -> None:
    for text, product, units in ((CARTON, soap, 12), (SHARED, soap, 1), (SHARED, candle, 1)):
        kind = CodeKind.CARTON if units > 1 else CodeKind.SUPPLIER
        session.add(
            ProductCode(code=canonical_code(text), product_id=product, kind=kind, units=units)
        )
    session.flush()


def _lots(session: Session, gesture: Gesture, cream: ProductId, place: PlaceId) -> None:
    session.get_one(Product, cream).tracking = Tracking.LOT
    for number, units in (("L24", 5), ("L25", 8)):
        lot = Lot(
            id=LotId(new_id()), product_id=cream, number=number, made_at=utc_now(), by="Camille"
        )
        session.add(lot)
        session.flush()
        move = Move(cream, OPENING, place, units, MoveReason.OPENING, lot_id=lot.id)
        post_move(session, gesture, move)


@pytest.fixture
def shell(theme: Theme) -> Shell:
    sounds = NamedSounds(Heard([]))
    return Shell(theme, Scanner(sounds, system=KeySystem.LINUX), sounds, Services())


@dataclass
class CountRoom:
    """Everything a test of the counting holds in hand."""

    qtbot: QtBot
    window: MainWindow
    screen: CountsScreen
    scanner: FakeScanner
    sounds: NamedSounds
    database: Database
    stocked: Stocked
    folder: Path

    @property
    def hero(self) -> HeroText:
        return self.screen.walk.view.hero.shown

    def scan(self, *codes: str) -> None:
        """Scan one code after the other, each answered before the next."""
        for code in codes:
            said = len(self.sounds.heard.sounds)
            self.scanner.scan(code)
            self.qtbot.waitUntil(lambda said=said: len(self.sounds.heard.sounds) > said)  # type: ignore[misc]  # a default holds the loop's value

    def wait_title(self, part: str) -> None:
        self.qtbot.waitUntil(lambda: part in f"{self.hero.caption} {self.hero.title}")

    def wait_state(self, state: HeroState) -> None:
        self.qtbot.waitUntil(lambda: self.hero.state is state)

    def open_count(self) -> None:
        """Open a count of everything with the keyboard alone."""
        self.scanner.window().requestActivate()
        self.screen.open_sheet.wanted.emit(NewCount(title="Grand inventaire"))
        self.qtbot.waitUntil(lambda: self.screen.faces.currentWidget() is self.screen.walk.view)

    def levels(self) -> dict[tuple[ProductId, PlaceId], int]:
        with self.database.read() as session:
            rows = session.execute(
                select(StockLevel.product_id, StockLevel.place_id, StockLevel.quantity)
            )
            return {(product, place): units for product, place, units in rows}


@pytest.fixture
def room(
    qtbot: QtBot, window: MainWindow, shop_file: Database, stocked: Stocked, tmp_path: Path
) -> Iterator[CountRoom]:
    shell = window._shell
    shell.navigate("stock", page="counts")
    place = window._stack.visible_screen()
    assert isinstance(place, StockPages)
    assert isinstance(place.page, CountsScreen)
    assert isinstance(shell.sounds, NamedSounds)
    with watching(shell.scanner):
        shell.scanner.install_on(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        scanner = FakeScanner(window)
        yield CountRoom(
            qtbot, window, place.page, scanner, shell.sounds, shop_file, stocked, tmp_path
        )
