"""A world: a desk, its shops and the network between them, as it stood after their first meeting.

Everything drawn comes from the history; ids and times of the desk too, so that a history that is
played twice is the same both times. Beside WooCommerce stands another WooCommerce, PrestaShop,
Shopify or Magento, played by the fakes of the contract suite on the clock of the world. Vendure is
not among them: it is a real server with a clock of its own, which no history could turn or kill.
"""

import logging
import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType, SimpleNamespace
from typing import Any
from unittest.mock import patch

import keyring
from keyring.backends import fail

from merchant_desk.migrations.upgrade import upgrade
from merchant_desk.operations.decide_masters import decide_masters
from merchant_desk.sync import inbox
from merchant_desk.values import ids
from merchant_desk.values.count_key import CountKey
from merchant_desk.values.ids import CountId, ShopId
from merchant_desk.values.shop_access import Masters
from merchant_desk.values.words import Master
from tests.makers import (
    make_bin,
    make_location,
    make_product,
    make_profile,
    make_shop,
    make_station,
    put_stock,
)
from tests.simulator.clock import WorldClock
from tests.simulator.death import Death
from tests.simulator.desk import Desk
from tests.simulator.magento_shop import MagentoShop
from tests.simulator.network import Network
from tests.simulator.place import Place
from tests.simulator.prestashop_shop import PrestaShopShop
from tests.simulator.shop import Shop
from tests.simulator.shopify_shop import ShopifyShop
from tests.simulator.stock_watch import StockWatch
from tests.simulator.woocommerce_shop import WooCommerceShop

ONLY_HERE = (("CAD-01", "Coffret cadeau", "3760001000081", 9), ("BAU-01", "Baume", "", 4))
"""What only the desk sells at first, until it is offered to a shop."""


Opened = Callable[[str, WorldClock], Shop]
SECOND: Mapping[str, Opened] = MappingProxyType(
    {
        "woocommerce": lambda name, clock: WooCommerceShop(name, clock, newer=True),
        "prestashop": PrestaShopShop,
        "magento": MagentoShop,
        "shopify": ShopifyShop,
    }
)
"""The shops that can stand beside the first one and sell the same stock."""
_TURNS = ("woocommerce", "prestashop", "shopify", "magento", "woocommerce")


def second_of(seed: int) -> str:
    """Return which platform stands beside WooCommerce in the world of a seed."""
    return _TURNS[seed % len(_TURNS)]


class World:
    """One world, good for one history."""

    def __init__(self, place: Place, death: Death, second: Opened) -> None:
        self.clock = WorldClock()
        self.death = death
        both = (WooCommerceShop("lavande", self.clock), second("olive", self.clock))
        self.shops: dict[str, Shop] = {each.name: each for each in both}
        self.network = Network(self.clock, self.shops, death)
        self.desk = Desk(place, self.clock, self.network, death)
        self.thrown_away: set[tuple[str, str]] = set()
        self.bugs: list[str] = []
        self.counted: dict[tuple[CountId, CountKey], int | None] = {}
        """What was found more or less than should lie there; None where nobody knows."""
        self.watch = StockWatch(self.desk, self.shops, self.network)

    def introduce(self, shop_ids: dict[str, ShopId]) -> None:
        """Give the desk the keys of its shops."""
        self.desk.know(shop_ids, {name: each.keys for name, each in self.shops.items()})


class _BugWatch(logging.Handler):
    """Hears the desk say that a record met a fault of ours."""

    def __init__(self, bugs: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._bugs = bugs

    def emit(self, record: logging.LogRecord) -> None:
        self._bugs.append(f"{record.getMessage()}: {getattr(record, 'trace', '')}")


class Worlds:
    """Makes worlds, one after another; the first meeting is played once and copied."""

    def __init__(self) -> None:
        keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]  # keyring has no types here
        self._death = Death()
        self._place = Place(self._death)
        self._shop_ids: dict[str, dict[str, ShopId]] = {}

    def _meet(self, platform: str) -> None:
        self._place.empty()
        world = World(self._place, self._death, SECOND[platform])
        upgrade(self._place.database, world.clock())
        with self._place.database.write() as session:
            shop_ids = self._furnish(session, world)
        world.introduce(shop_ids)
        for name, shop_id in shop_ids.items():
            assert world.desk.sync(name) is not None
            world.desk.storefronts.take_opening(world.desk.act(), shop_id)
            masters = Masters(stock=Master.DESK, price=Master.DESK)
            assert world.desk.do(decide_masters, world.desk.act(), shop_id, masters) is not None
        for name in shop_ids:
            assert world.desk.sync(name, sweeping=True) is not None
        self._place.keep_as_template(platform)
        self._shop_ids[platform] = shop_ids

    def _furnish(self, session: Any, world: World) -> dict[str, ShopId]:
        gesture = world.desk.act()
        make_station(session, gesture)
        make_profile(session)
        shelf = make_bin(session, make_location(session))
        for sku, name, ean, quantity in ONLY_HERE:
            product = make_product(session, sku, name=name, ean=ean or None)
            put_stock(session, gesture, product, shelf, quantity)
        undecided = {"stock_master": Master.UNDECIDED, "price_master": Master.UNDECIDED}
        return {
            name: make_shop(session, name=name, platform=each.platform, url=each.url, **undecided)
            for name, each in world.shops.items()
        }

    @contextmanager
    def open(self, seed: int) -> Iterator[World]:
        """Open a fresh world; its ids are drawn from the seed."""
        self._death.rise()
        self._death.deaths.clear()
        platform = second_of(seed)
        if platform not in self._shop_ids:
            with self._drawn("first meeting", 1_788_000_000):
                self._meet(platform)
        self._place.begin_again(platform)
        with self._drawn(seed):
            world = World(self._place, self._death, SECOND[platform])
            world.clock.forward(3600)
            world.introduce(self._shop_ids[platform])
            watch = _BugWatch(world.bugs)
            logging.getLogger(inbox.__name__).addHandler(watch)
            try:
                yield world
            finally:
                logging.getLogger(inbox.__name__).removeHandler(watch)

    @contextmanager
    def _drawn(self, seed: int | str, since_s: int = 1_789_000_000) -> Iterator[None]:
        """Draw ids from the seed; a chunk ends after so many records, however slow the computer."""
        dice = random.Random(seed)
        instant = iter(range(since_s * 10**9, 2**62, 10**6))
        with (
            patch.object(ids, "os", SimpleNamespace(urandom=dice.randbytes)),
            patch.object(ids, "time", SimpleNamespace(time_ns=lambda: next(instant))),
            patch.object(ids, "_newest", [bytes(16)]),
            patch.object(inbox, "CHUNK_S", 3600.0),
        ):
            yield

    def close(self) -> None:
        """Leave nothing behind."""
        self._place.remove()
