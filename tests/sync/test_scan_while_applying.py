"""Between two chunks of received orders a scan takes its turn."""

import time
from concurrent.futures import Future
from itertools import pairwise
from typing import Any

import pytest

from merchant_desk.demo.orders import DemoItem
from merchant_desk.errors import CancelledError
from merchant_desk.models.order import Order
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.scan_item import Scanned, scan_at_packing
from merchant_desk.sync import inbox
from merchant_desk.values.scan import scan_of_text
from tests.sync.exchange import Exchange, StopAfter
from tests.sync.scan_waits import Waits, scan_while_applying

ORDERS = 500


def _applied_while_scanning(begun: Exchange) -> Waits:
    """A parcel is open and wants many soaps; five hundred orders wait to be applied."""
    packed = begun.place(DemoItem("SAV-03", 40))
    begun.sync()
    parcel = begun.open_parcel(packed)
    for _order in range(ORDERS):
        begun.place(DemoItem("SAV-01"))
    begun.clock.forward(seconds=2)
    with pytest.raises(CancelledError):  # the pages are kept, nothing is applied
        begun.storefronts.sync(begun.shop_id, _AfterAllPages())
    code = str(begun.front.product("BOG-02")["global_unique_id"])

    def scan() -> "Future[Scanned]":
        read = scan_of_text(code, begun.clock())
        return begun.lanes.write(scan_at_packing, begun.act(), parcel, read)

    connector = begun.storefronts.connector(begun.shop_id)
    return scan_while_applying(begun.lanes, connector, begun.shop_id, begun.act, scan)


class _AfterAllPages(StopAfter):
    """« Arrêter » pressed once the last page is kept."""

    def __init__(self) -> None:
        super().__init__(0)

    def check_cancelled(self) -> None:
        """Let the pages in."""

    def report(self, done: int, total: int | None, label: str) -> None:
        if label == "Fiches reprises":
            raise CancelledError


def test_a_scan_waits_for_one_chunk_at_most_while_500_orders_are_applied(begun: Exchange) -> None:
    waits = _applied_while_scanning(begun)

    assert begun.count(Order) == ORDERS + 1
    assert len(waits.scans) >= len(waits.chunks) > 1
    # a second one is counted when it ends after the answer and before we look
    assert max(each.chunks for each in waits.scans) <= 2
    assert sum(each.chunks == 2 for each in waits.scans) <= 1 + len(waits.scans) // 10
    assert max(each.applied + each.parked for each in waits.chunks) <= inbox.CHUNK


def test_a_chunk_of_slow_records_ends_early(
    begun: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _order in range(6):
        begun.place(DemoItem("SAV-01"))
    chunks = [0]

    def slowly(*arguments: Any) -> Any:
        time.sleep(inbox.CHUNK_S * 0.6)
        return accept_order(*arguments)

    def count(touched: frozenset[str]) -> None:
        if "sales_order" in touched:
            chunks.append(begun.count(Order))

    monkeypatch.setattr(inbox, "accept_order", slowly)
    begun.lanes.after_write(count)
    begun.sync()

    steps = [after - before for before, after in pairwise(chunks)]
    assert (sum(steps), max(steps) <= 2) == (6, True)
