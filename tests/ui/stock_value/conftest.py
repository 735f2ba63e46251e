"""A year of a shop that buys, sells, runs out and lets things sleep, on the page of the value."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
import shiboken6
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from merchant_desk.database.database import open_database
from merchant_desk.lanes import Lanes
from merchant_desk.models.product import Product
from merchant_desk.operations.change_cost import LateCost, change_cost
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.scanner import Scanner
from merchant_desk.ui.shell import Services, Shell
from merchant_desk.ui.sound_players import SilentPlayer
from merchant_desk.ui.sounds import Sounds
from merchant_desk.ui.stock_value.screen import ValueScreen
from merchant_desk.ui.theme import Theme
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import CostReason
from merchant_desk.values.ids import PlaceId, ProductId
from merchant_desk.values.places import CUSTOMER, SUPPLIER
from merchant_desk.values.words import MoveReason
from tests.makers import make_bin, make_location, make_product, make_profile, make_station

GOODS = (
    ("SAV-LAV-100", "Savon lavande 100 g", "Savons", 2_1000, 590),
    ("SAV-OLI-100", "Savon olive 100 g", "Savons", 2_0500, 590),
    ("HUI-OLI-50", "Huile d’olive 50 cl", "Épicerie", 6_4000, 1490),
    ("BOU-FIG-180", "Bougie figuier 180 g", "Bougies", 7_8500, 2490),
    ("BOU-CED-180", "Bougie cèdre 180 g", "Bougies", 7_8500, 2490),
    ("PAN-OSI-M", "Panier osier, moyen", "Maison", 11_2000, 3490),
    ("NAP-LIN-150", "Nappe en lin 150 × 250", "Linge", 31_5000, 8900),
    ("TOR-LIN-50", "Torchon en lin", "Linge", 4_9000, 1290),
    ("MIE-LAV-250", "Miel de lavande 250 g", "Épicerie", 4_2000, 890),
    ("TIS-VER-40", "Tisane verveine 40 g", "Épicerie", 2_6000, 690),
    ("CER-BOL-14", "Bol en grès 14 cm", "Vaisselle", 8_3000, 2200),
    ("DIF-FLE-100", "Diffuseur fleur d’oranger", "Maison", 9_7000, 2990),
)
HELD = len(GOODS) - 1
"""One of them is sold out."""


@dataclass
class Kit:
    """The screen, what stands behind it, and what it asked of the window."""

    screen: ValueScreen
    lanes: Lanes
    goods: dict[str, ProductId]
    toasts: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)


@pytest.fixture
def lanes(empty_file: Path, tmp_path: Path, gesture: Gesture) -> Iterator[Lanes]:
    """The background lanes over an empty shop with one station."""
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    running = Lanes(open_database(f"sqlite:///{path}"))
    running.write(make_station, gesture).result()
    yield running
    running.close()


@pytest.fixture
def shell(theme: Theme) -> Shell:
    sounds = Sounds(player=SilentPlayer())
    return Shell(theme, Scanner(sounds), sounds, Services())


def a_year(session: Session, gesture: Gesture) -> dict[str, ProductId]:
    """Buy in two times, sell a little every week; some of it sleeps, some of it runs out."""
    make_profile(session)
    shop, depot = make_location(session), make_location(session, "Dépôt")
    places = (make_bin(session, shop, "A1"), make_bin(session, depot, "D1"))
    made = {}
    for number, (sku, name, category, cost, price) in enumerate(GOODS):
        product = make_product(session, sku, name=name, ean=None, price_cents=price)
        row = session.get_one(Product, product)
        row.category, row.cost_tenthousandths = category, cost
        session.flush()
        made[sku] = product
        _trade(session, gesture, (product, cost, number), places)
    late = LateCost(
        product_id=made["SAV-LAV-100"], units=40, amount=12_0000, reason=CostReason.LANDED
    )
    change_cost(session, gesture, late)
    return made


def _trade(
    session: Session,
    gesture: Gesture,
    bought: tuple[ProductId, int, int],
    places: tuple[PlaceId, PlaceId],
) -> None:
    product, cost, number = bought
    place, hand = places[number % 2], 0
    ages = (380, 200, 100, 90) if number % 4 == 3 else (330, 150, 60, 12)
    happened = [(age, 24 + 7 * number) for age in ages[: 2 + number % 3]]
    if number not in (3, 6):  # those nobody ever wanted
        happened += [(7 * week + 1, -(30 if number in (1, 8) else 2)) for week in range(11, 0, -1)]
    for turn, (age, wanted) in enumerate(sorted(happened, reverse=True)):
        at = replace(gesture, at=gesture.at - timedelta(days=age))
        each, units = cost * (100 + turn) // 100, max(wanted, -hand)
        hand += units
        if units > 0:
            move = Move(product, SUPPLIER, place, units, MoveReason.RECEIPT, value=units * each)
            post_move(session, at, move)
        elif units < 0:
            post_move(session, at, Move(product, place, CUSTOMER, -units, MoveReason.SALE))


@pytest.fixture
def kit(qtbot: QtBot, desk: Desk, shell: Shell, lanes: Lanes, gesture: Gesture) -> Iterator[Kit]:
    """The page after a year; gone before the lanes close."""
    goods = lanes.write(a_year, replace(gesture, at=utc_now())).result()
    desk.chosen_person = "Camille"
    screen = ValueScreen(desk, shell)
    kit = Kit(screen, lanes, goods)
    shell.toasted.connect(lambda text, _undo: kit.toasts.append(text))
    desk.refused.connect(lambda title, advice: kit.refusals.append(f"{title} {advice}"))
    screen.bind_commands()
    screen.resize(1240, 820)
    screen.show()
    qtbot.waitExposed(screen)
    qtbot.waitUntil(lambda: screen.page is not None and screen.tables.table.row_count() == HELD)
    qtbot.waitUntil(lambda: screen.health is not None)
    yield kit
    shiboken6.delete(screen)
