"""Exchanging with a shop: a full sweep and what it costs, orders applied, and scans meanwhile."""

import random
import resource
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from merchant_desk.app.storefronts import Storefronts
from merchant_desk.database.database import open_database
from merchant_desk.demo.catalogue import DemoProduct
from merchant_desk.demo.storefront import DEMO_KEY, DEMO_SECRET, Storefront
from merchant_desk.lanes import Lanes
from merchant_desk.migrations.upgrade import upgrade
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.sync.connector import RawRecord, RecordKind
from merchant_desk.sync.http import HttpClient
from merchant_desk.sync.inbox import apply_some, keep_page
from merchant_desk.sync.secrets import Secrets
from merchant_desk.values.ids import ShopId
from merchant_desk.values.money import Money
from merchant_desk.values.scan import scan_of_text
from tests.benchmarks.catalogue import ean, goods
from tests.benchmarks.desk_file import GESTURE, NOW
from tests.benchmarks.measuring import Figure, Spread
from tests.benchmarks.pull_jobs import hundred_orders, page_of
from tests.benchmarks.workbench import Workbench
from tests.makers import make_profile, make_shop, make_station

_BUDGET = 0.06
_MEMORY_MB = 200
_APPLY_MS = 4
_SCAN_MS = 150
_OF_A_PRODUCT = 6


@dataclass(frozen=True)
class _Shop:
    """A desk that knows a shop, and the shop."""

    storefronts: Storefronts
    lanes: Lanes
    shop_id: ShopId


def exchange(bench: Workbench) -> list[Figure]:
    """Sweep a shop of 10,000 articles, three in ten of them variations."""
    articles = min(10_000, bench.size.products)
    with _connected(bench.fresh("exchange.sqlite3"), articles) as shop:
        shop.storefronts.sync(shop.shop_id)
        waits, requests = _swept(shop, articles)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    spent = requests / articles
    return [
        Figure(
            job="SWEEP",
            what=f"requests an article, a full sweep of {articles:,} articles",
            value=spent,
            unit="requests",
            ratio=spent / _BUDGET,
            must=1,
            note="WooCommerce with its shop-wide list of variations",
        ),
        Figure(
            job="SWEEP",
            what=f"memory at most, shop and desk in one process, bar {_MEMORY_MB} MB",
            value=peak_mb,
            unit="MB",
            ratio=peak_mb / _MEMORY_MB,
            must=1,
            note="of the whole run of the benchmark so far: run it alone with --only SWEEP",
        ),
        _scan_figure("a scan during the sweep", waits),
        _applied(bench),
    ]


def _swept(shop: _Shop, articles: int) -> tuple[list[float], int]:
    done = threading.Event()
    waits: list[float] = []

    def scan() -> None:
        pick = random.Random(4)
        while not done.is_set():
            code = scan_of_text(ean(pick.randrange(articles)), NOW)
            start = time.perf_counter()
            shop.lanes.write(scan_at_packing, GESTURE, None, code).result()
            waits.append(time.perf_counter() - start)
            done.wait(0.005)

    scanning = threading.Thread(target=scan, name="scanner")
    scanning.start()
    synced = shop.storefronts.sync(shop.shop_id, sweeping=True)
    done.set()
    scanning.join()
    if synced.swept is None or synced.swept.articles != articles:
        raise ValueError(synced.swept)
    return waits, synced.requests


def _applied(bench: Workbench) -> Figure:
    """Apply 500 orders and take the processor's time of each, chunk by chunk."""
    bodies, connector = hundred_orders(min(500, bench.size.calls))
    database = bench.desk.open()
    with database.write() as session:
        raws = [RawRecord(RecordKind.ORDER, "", str(time.time_ns()), NOW, each) for each in bodies]
        page = page_of(raws, time.time_ns() // 1000)
        keep_page(session, GESTURE, bench.desk.shop, RecordKind.ORDER, page)
    each: list[float] = []
    while True:
        start = time.process_time()
        chunk = database.gesture(apply_some, GESTURE, bench.desk.shop, connector).answer
        done = chunk.applied + chunk.parked
        each += [(time.process_time() - start) / max(1, done)] * done
        if not chunk.waiting:
            break
    database.close()
    median = statistics.median(each) * 1e3
    return Figure(
        job="SWEEP",
        what=f"processor time of an order applied: median, bar {_APPLY_MS} ms",
        value=median,
        unit="ms",
        ratio=median / _APPLY_MS,
        must=1,
        timed=True,
    )


def _scan_figure(what: str, waits: list[float]) -> Figure:
    worst = Spread(tuple(waits)).at(99) * 1e3
    return Figure(
        job="SWEEP",
        what=f"{what}: p99, bar {_SCAN_MS} ms",
        value=worst,
        unit="ms",
        ratio=worst / _SCAN_MS,
        must=1,
        note=f"{len(waits)} scans",
        timed=True,
    )


@contextmanager
def _connected(path: Path, articles: int) -> Iterator[_Shop]:
    database = open_database(f"sqlite:///{path}")
    upgrade(database, NOW)
    clock = _Clock()
    with Storefront(catalogue=tuple(_catalogue(articles)), orders=(), now=clock) as front:
        clock.at += timedelta(hours=1)  # the catalogue is not of this minute
        front.list_variations()
        with database.write() as session:
            make_station(session, GESTURE)
            make_profile(session)
            shop_id = make_shop(session, url=front.url)
        lanes = Lanes(database)
        act = lambda: replace(GESTURE, at=clock.at)  # noqa: E731 - closes over the clock
        storefronts = Storefronts(lanes, act, _InMemory(), lambda: HttpClient(now=clock))
        storefronts.secrets.keep(shop_id, DEMO_KEY, DEMO_SECRET)
        yield _Shop(storefronts, lanes, shop_id)
        storefronts.close()
        lanes.close()


class _Clock:
    """The time of the shop and of the desk."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at


class _InMemory(Secrets):
    """Keys that no keyring of this machine is asked for."""

    def keep(self, shop_id: ShopId, key: str, secret: str, more: object = None) -> bool:
        """Keep them for this run."""
        self._memory[shop_id.hex()] = f'["{key}", "{secret}"]'
        return more is None


def _catalogue(articles: int) -> Iterator[DemoProduct]:
    for number, each in enumerate(goods(articles)):
        family, place = divmod(number, _OF_A_PRODUCT)
        varies = family % 10 < 3
        yield DemoProduct(
            sku=each.sku,
            name=each.name,
            ean=each.ean,
            price=Money(each.cents),
            rate_bp=2000,
            stock=20,
            bin="",
            weight_g=200,
            category="Tout",
            parent_sku=f"P{family}" if varies else "",
            parent_name=f"Famille {family}" if varies else "",
            options=(("Taille", str(place)),) if varies else (),
        )
