"""Exchanging with a shop: a full sweep and what it costs, orders applied, and scans meanwhile."""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from merchant_desk.database.database import open_database
from merchant_desk.demo.catalogue import DemoProduct
from merchant_desk.demo.storefront import Storefront
from merchant_desk.migrations.upgrade import upgrade
from merchant_desk.sync.connector import RawRecord, RecordKind
from merchant_desk.sync.inbox import apply_some, keep_page
from merchant_desk.values.money import Money
from tests.benchmarks.catalogue import goods
from tests.benchmarks.desk_file import GESTURE, NOW
from tests.benchmarks.measuring import Figure, Spread
from tests.benchmarks.pull_jobs import hundred_orders, page_of
from tests.benchmarks.sweeping_desk import Sweeping
from tests.benchmarks.workbench import Workbench
from tests.makers import make_profile, make_shop, make_station

_ROOT = Path(__file__).resolve().parents[2]
_BUDGET = 0.06
_MEMORY_MB = 200
_APPLY_MS = 4
_SCAN_MS = 150
_OF_A_PRODUCT = 6


def exchange(bench: Workbench) -> list[Figure]:
    """Sweep a shop of 10,000 articles, three in ten of them variations."""
    articles = min(10_000, bench.size.products)
    took = _swept(bench.fresh("exchange.sqlite3"), articles)
    spent = took.requests / articles
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
            what=f"memory of the desk at most, first pull and sweep, bar {_MEMORY_MB} MB",
            value=took.peak_mb,
            unit="MB",
            ratio=took.peak_mb / _MEMORY_MB,
            must=1,
            note=f"a process of its own, without windows; {took.started_mb:.0f} MB before",
        ),
        _scan_figure("a scan during the sweep", took.waits),
        _applied(bench),
    ]


def _swept(path: Path, articles: int) -> Sweeping:
    """Run the shop here and the desk in another process: what it holds is then its own."""
    database = open_database(f"sqlite:///{path}")
    upgrade(database, NOW)
    at = NOW
    with Storefront(catalogue=tuple(_catalogue(articles)), orders=(), now=lambda: at) as front:
        at += timedelta(hours=1)  # the catalogue is not of this minute
        front.list_variations()
        with database.write() as session:
            make_station(session, GESTURE)
            make_profile(session)
            shop_id = make_shop(session, url=front.url)
        database.close()
        told = [str(path), shop_id.hex(), str(articles), at.isoformat()]
        ran = subprocess.run(  # noqa: S603 - this Python, and arguments of our own
            [sys.executable, "-m", "tests.benchmarks.sweeping_desk", *told],
            cwd=_ROOT,
            stdout=subprocess.PIPE,
            check=True,
        )
    return Sweeping(**json.loads(ran.stdout))


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
