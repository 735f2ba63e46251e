"""How long a scan waits while received orders are applied: for the test, and for the benchmark."""

import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from merchant_desk.lanes import Lanes
from merchant_desk.sync.connector import Connector
from merchant_desk.sync.inbox import Applied, apply_some
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ShopId


@dataclass(frozen=True, slots=True)
class Wait:
    """One scan: how long until its answer, and how many chunks were applied before it."""

    seconds: float
    chunks: int


@dataclass(frozen=True, slots=True)
class Waits:
    """Every scan made while the waiting records of a shop were applied."""

    scans: tuple[Wait, ...]
    chunks: tuple[Applied, ...]


def scan_while_applying(
    lanes: Lanes,
    connector: Connector,
    shop_id: ShopId,
    act: Callable[[], Gesture],
    scan: Callable[[], Future[Any]],
) -> Waits:
    """Apply all that waits on a network thread, as a pull does, and scan as fast as answers come.

    ``scan`` queues one scan on the writer lane, as the packing screen does.
    """
    chunks: list[Applied] = []

    def apply_all() -> None:
        while True:
            chunks.append(lanes.write(apply_some, act(), shop_id, connector).result())
            if not chunks[-1].waiting:
                return

    applying = lanes.network(apply_all)
    scans = []
    while not applying.done():
        before, begun = len(chunks), time.perf_counter()
        scan().result()
        scans.append(Wait(time.perf_counter() - begun, len(chunks) - before))
    applying.result()
    return Waits(tuple(scans), tuple(chunks))
