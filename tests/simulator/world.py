"""A world: a desk, its shops and the network between them, as it stood after their first meeting.

Everything drawn comes from the history; ids and times of the desk too, so that a history that is
played twice is the same both times.
"""

import logging
import random
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import keyring
from keyring.backends import fail

from merchant_desk.migrations.upgrade import upgrade
from merchant_desk.operations.decide_masters import decide_masters
from merchant_desk.sync import inbox
from merchant_desk.values import ids
from merchant_desk.values.ids import ShopId
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
from tests.simulator.network import Network
from tests.simulator.place import Place
from tests.simulator.shop import Shop
from tests.simulator.stock_watch import StockWatch
from tests.simulator.woocommerce_shop import WooCommerceShop

ONLY_HERE = (("CAD-01", "Coffret cadeau", "3760001000081", 9), ("BAU-01", "Baume", "", 4))
"""What only the desk sells at first, until it is offered to a shop."""


class World:
    """One world, good for one history."""

    def __init__(self, place: Place, death: Death) -> None:
        self.clock = WorldClock()
        self.death = death
        self.shops: dict[str, Shop] = {each.name: each for each in _open_shops(self.clock)}
        self.network = Network(self.clock, self.shops, death)
        self.desk = Desk(place, self.clock, self.network, death)
        self.thrown_away: set[tuple[str, str]] = set()
        self.bugs: list[str] = []
        self.watch = StockWatch(self.desk, self.shops, self.network)

    def introduce(self, shop_ids: dict[str, ShopId]) -> None:
        """Give the desk the keys of its shops."""
        self.desk.know(shop_ids, {name: each.keys for name, each in self.shops.items()})


def _open_shops(clock: WorldClock) -> tuple[Shop, ...]:
    return (WooCommerceShop("lavande", clock), WooCommerceShop("olive", clock, newer=True))


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
        self._shop_ids: dict[str, ShopId] = {}
        with self._drawn("first meeting", 1_788_000_000):
            self._meet()

    def _meet(self) -> None:
        world = World(self._place, self._death)
        upgrade(self._place.database, world.clock())
        with self._place.database.write() as session:
            self._shop_ids = self._furnish(session, world)
        world.introduce(self._shop_ids)
        for name, shop_id in self._shop_ids.items():
            assert world.desk.sync(name) is not None
            world.desk.storefronts.take_opening(world.desk.act(), shop_id)
            masters = Masters(stock=Master.DESK, price=Master.DESK)
            assert world.desk.do(decide_masters, world.desk.act(), shop_id, masters) is not None
        for name in self._shop_ids:
            assert world.desk.sync(name, sweeping=True) is not None
        self._place.keep_as_template()

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
        self._place.begin_again()
        with self._drawn(seed):
            world = World(self._place, self._death)
            world.clock.forward(3600)
            world.introduce(self._shop_ids)
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
            patch.object(inbox, "CHUNK_S", 3600.0),
        ):
            yield

    def close(self) -> None:
        """Leave nothing behind."""
        self._place.remove()
