"""The whole path, played without a window: pull, pick, pack, ship, push, and every check."""

import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from merchant_desk.app.demo_counter import sell_a_morning
from merchant_desk.app.demo_shop import DemoShop
from merchant_desk.demo.orders import demo_orders
from merchant_desk.documents.writing.bring_out import bring_out_as_pdf
from merchant_desk.errors import UnavailableError
from merchant_desk.operations.adjust_stock import Adjustment, adjust_stock
from merchant_desk.operations.close_parcel import ParcelClosed
from merchant_desk.operations.make_wave import WaveMade, make_wave
from merchant_desk.operations.scan_answers import ItemScanned
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.operations.send_now import send_now
from merchant_desk.operations.set_tracking import set_tracking
from merchant_desk.queries import demo_report as figures
from merchant_desk.values.clock import utc_now
from merchant_desk.values.ids import ParcelId
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.words import MoveReason


@dataclass
class Report:
    """What was done, what it took, and what is off."""

    counts: dict[str, int] = field(default_factory=dict)
    timings_ms: dict[str, int] = field(default_factory=dict)
    documents: list[str] = field(default_factory=list)
    storefront: dict[str, Any] = field(default_factory=dict)
    off: list[str] = field(default_factory=list)

    def check(self, name: str, *, holds: bool) -> None:
        """Note what is off."""
        if not holds:
            self.off.append(name)

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Time one part of the path."""
        began = time.perf_counter()
        yield
        self.timings_ms[name] = round((time.perf_counter() - began) * 1000)

    def facts(self) -> dict[str, Any]:
        """Return the report as JSON facts."""
        return {
            "ok": not self.off,
            "off": self.off,
            "counts": self.counts,
            "documents": self.documents,
            "storefront": self.storefront,
            "timings_ms": self.timings_ms,
        }


def play(keep: Path | None = None) -> Report:
    """Play the path on a temporary folder; ``keep`` receives the documents."""
    report = Report()
    folder = Path(tempfile.mkdtemp(prefix="merchant-desk-demo-"))
    documents = keep or folder
    documents.mkdir(parents=True, exist_ok=True)
    with report.timed("start"):
        shop = DemoShop(folder / "data", utc_now())
    try:
        _play(shop, report, documents)
    finally:
        shop.close()
        shutil.rmtree(folder, ignore_errors=True)
    return report


def _play(shop: DemoShop, report: Report, documents: Path) -> None:
    with report.timed("first_pull"):
        shop.prepare()
    state = shop.home.lanes.read(figures.received).result()
    report.counts.update(state)
    report.check("orders were received", holds=state["orders"] > 50)  # noqa: PLR2004 - about sixty
    report.check("exactly the rotten order is parked", holds=state["parked"] == 1)
    with report.timed("pull_again"):
        shop.storefronts.sync_all()
    again = shop.home.lanes.read(figures.received).result()
    report.check("receiving twice changes nothing", holds=again == state)
    with report.timed("wave"):
        wave = _pick(shop)
    report.counts["wave_orders"] = len(wave.order_ids)
    with report.timed("picking_slip"):
        report.documents += _print_all(shop, documents)
    with report.timed("pack"):
        closed = _pack_all(shop, wave)
    report.counts["parcels"] = len(closed)
    report.check("every order of the wave left", holds=len(closed) >= len(wave.order_ids))
    with report.timed("documents"):
        report.documents += _print_all(shop, documents)
    _go_offline(shop, report)
    with report.timed("push"):
        shop.storefronts.sync_all()
    _look_at_storefront(shop, report, closed)
    _look_at_ledgers(shop, report)


def _pick(shop: DemoShop) -> WaveMade:
    lanes = shop.home.lanes
    ready = lanes.read(figures.orders_with_stock).result()
    return lanes.write(make_wave, shop.gesture(), ready).result()


def _pack_all(shop: DemoShop, wave: WaveMade) -> list[ParcelClosed]:
    """Pack each order by scanning its slip, its articles, and the carrier's label."""
    closed = []
    for rank, order_id in enumerate(wave.order_ids):
        slip = shop.home.lanes.read(figures.codes_to_scan, order_id).result()
        last = _scan_all(shop, (slip.slip_code, *slip.article_codes))
        if last is not None and last.closed is not None:
            closed.append(last.closed)
            if last.closed.wants_tracking:
                number = f"6A{rank:011d}"
                shop.home.lanes.write(
                    set_tracking, shop.gesture(), last.closed.parcel_id, number
                ).result()
    return closed


def _scan_all(shop: DemoShop, codes: Sequence[str]) -> ItemScanned | None:
    parcel_id: ParcelId | None = None
    answer = None
    for code in codes:
        gesture = shop.gesture()
        scan = scan_of_text(code, gesture.at)
        answer = shop.home.lanes.write(scan_at_packing, gesture, parcel_id, scan).result()
        parcel_id = answer.parcel_id
    return answer if isinstance(answer, ItemScanned) else None


def _print_all(shop: DemoShop, folder: Path) -> list[str]:
    """Bring every waiting document out as a PDF, once."""
    out = bring_out_as_pdf(shop.home.lanes, shop.gesture(), folder)
    return [Path(each.file).name for each in out if each.file]


def _go_offline(shop: DemoShop, report: Report) -> None:
    """Stop the storefront: work goes on, and everything waits."""
    shop.storefront.place_order(demo_orders(utc_now())[-1])
    shop.storefronts.sync_all()
    shop.storefront.stop()
    adjusted = shop.home.lanes.read(figures.adjustable).result()
    shop.home.lanes.write(
        adjust_stock,
        shop.gesture(),
        Adjustment(
            product_id=adjusted.product_id,
            place_id=adjusted.place_id,
            reason=MoveReason.BREAKAGE,
            quantity=-1,
        ),
    ).result()
    with report.timed("counter"):
        sold, back = sell_a_morning(shop)
    report.counts["tickets"] = len(sold) + len(back.tickets)
    report.check("the counter gives change", holds=all(each.change for each in sold[::2]))
    report.check("what came back is paid back", holds=back.due.cents < 0)
    try:
        shop.storefronts.sync_all()
    except UnavailableError:
        offline = True
    else:
        offline = False
    report.check("a stopped storefront is told as such", holds=offline)
    waiting = shop.home.lanes.read(figures.waiting_messages).result()
    report.counts["waiting_while_offline"] = waiting
    report.check("what changed while offline waits", holds=waiting > 0)
    shop.storefront.start()
    shop.home.lanes.write(send_now, shop.gesture()).result()


def _look_at_storefront(shop: DemoShop, report: Report, closed: list[ParcelClosed]) -> None:
    completed = tracked = 0
    for parcel in closed:
        order = shop.storefront.order(parcel.order_number)
        completed += order["status"] == "completed"
        tracked += any(meta["key"] == "_tracking_number" for meta in order["meta_data"])
    expected = shop.home.lanes.read(figures.sellable).result()
    wrong = [sku for sku, units in expected.items() if shop.storefront.stock(sku) != units]
    report.storefront = {
        "completed": completed,
        "with_tracking": tracked,
        "stock_compared": len(expected),
        "stock_different": len(wrong),
        "notes": sum(len(shop.storefront.notes(parcel.order_number)) for parcel in closed),
    }
    report.check("every shipped order is completed online", holds=completed == len(closed))
    wanted = sum(parcel.wants_tracking for parcel in closed)
    report.check("every carried parcel shows its tracking number", holds=tracked == wanted)
    report.check("the storefront shows what can still be sold", holds=not wrong)
    left = shop.home.lanes.read(figures.waiting_messages).result()
    report.check("nothing waits any more", holds=left == 0)


def _look_at_ledgers(shop: DemoShop, report: Report) -> None:
    for name, holds in shop.home.lanes.read(figures.ledgers).result().items():
        report.check(name, holds=holds)
