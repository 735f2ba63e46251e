"""A desk without windows that sweeps its shop while somebody scans, in a process of its own.

``python -m tests.benchmarks.sweeping_desk FILE SHOP ARTICLES INSTANT``: prints what it took as
JSON. Its peak of memory is then the desk's: the shop it talks to runs in another process.
"""

import json
import random
import resource
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from merchant_desk.app.storefronts import Storefronts
from merchant_desk.database.database import open_database
from merchant_desk.demo.storefront import DEMO_KEY, DEMO_SECRET
from merchant_desk.lanes import Lanes
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.sync.http import HttpClient
from merchant_desk.sync.secrets import Secrets
from merchant_desk.values.ids import ShopId
from merchant_desk.values.scan import scan_of_text
from tests.benchmarks.catalogue import ean
from tests.benchmarks.desk_file import GESTURE, NOW

_KIB = 1024


@dataclass(frozen=True)
class Sweeping:
    """What a full sweep took: requests, the seconds of each scan meanwhile, memory at most."""

    requests: int
    waits: list[float]
    started_mb: float
    """Memory once all is loaded, before anything is read from the shop."""
    peak_mb: float
    """At most, the first pull of the whole catalogue included."""


def peak_mb() -> float:
    """Return the most memory this process held; ``getrusage`` begins with what its parent held."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text(encoding="ascii").split("VmHWM:")[1].split()[0]) / _KIB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIB


class _InMemory(Secrets):
    """Keys that no keyring of this machine is asked for."""

    def keep(self, shop_id: ShopId, key: str, secret: str, more: object = None) -> bool:
        """Keep them for this run."""
        self._memory[shop_id.hex()] = f'["{key}", "{secret}"]'
        return more is None


def _sweep(file: Path, shop_id: ShopId, articles: int, at: datetime) -> Sweeping:
    lanes = Lanes(open_database(f"sqlite:///{file}"))
    storefronts = Storefronts(
        lanes, lambda: replace(GESTURE, at=at), _InMemory(), lambda: HttpClient(now=lambda: at)
    )
    storefronts.secrets.keep(shop_id, DEMO_KEY, DEMO_SECRET)
    storefronts.connector(shop_id)
    started = peak_mb()
    try:
        storefronts.sync(shop_id)
        waits, requests = _swept(storefronts, lanes, shop_id, articles)
    finally:
        storefronts.close()
        lanes.close()
    return Sweeping(requests, waits, started, peak_mb())


def _swept(
    storefronts: Storefronts, lanes: Lanes, shop_id: ShopId, articles: int
) -> tuple[list[float], int]:
    done = threading.Event()
    waits: list[float] = []

    def scan() -> None:
        pick = random.Random(4)
        while not done.is_set():
            code = scan_of_text(ean(pick.randrange(articles)), NOW)
            start = time.perf_counter()
            lanes.write(scan_at_packing, GESTURE, None, code).result()
            waits.append(time.perf_counter() - start)
            done.wait(0.005)

    scanning = threading.Thread(target=scan, name="scanner")
    scanning.start()
    try:
        synced = storefronts.sync(shop_id, sweeping=True)
    finally:
        done.set()
        scanning.join()
    if synced.swept is None or synced.swept.articles != articles:
        raise ValueError(synced.swept)
    return waits, synced.requests


def main(arguments: Sequence[str]) -> None:
    """Sweep what is named and print the figures."""
    file, shop, articles, at = arguments
    shop_id = ShopId(bytes.fromhex(shop))
    took = _sweep(Path(file), shop_id, int(articles), datetime.fromisoformat(at))
    sys.stdout.write(json.dumps(asdict(took)))


if __name__ == "__main__":
    main(sys.argv[1:])
