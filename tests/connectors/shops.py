"""A real shop on the loopback for every connector that is listed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from merchant_desk.connectors import CONNECTORS
from merchant_desk.demo.buyers import BUYERS
from merchant_desk.demo.orders import DemoItem, DemoOrder, demo_orders
from merchant_desk.demo.storefront import DEMO_KEY, DEMO_SECRET, Storefront
from merchant_desk.sync.connector import Connector, Page, RawRecord, ShopAccount
from merchant_desk.sync.http import HttpClient, HttpLimits

RECORDED = Path(__file__).parent / "recorded"
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
PATIENT = HttpLimits(read_s=5, whole_s=10)
HASTY = HttpLimits(read_s=0.2, whole_s=2)


class Clock:
    """A clock that a test moves; both sides may read it."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass
class Shop:
    """A running shop and the connector that talks to it."""

    front: Storefront
    connector: Connector
    http: HttpClient
    clock: Clock


@contextmanager
def open_shop(
    key: str, *, orders: tuple[DemoOrder, ...] | None = None, limits: HttpLimits = PATIENT
) -> Iterator[Shop]:
    """Run the shop of this platform with a day of orders."""
    clock = Clock()
    some = demo_orders(NOW) if orders is None else orders
    with Storefront(orders=some, now=clock) as front:
        http = HttpClient(now=clock, sleep=lambda _s: None, limits=limits)
        account = ShopAccount(front.url, DEMO_KEY, DEMO_SECRET)
        yield Shop(front, CONNECTORS[key](account, http), http, clock)
        http.close()


def an_order(*items: DemoItem, **changes: object) -> DemoOrder:
    """Return a paid order, just placed."""
    fields = {"placed_at": NOW, "buyer": BUYERS[0], "items": items or (DemoItem("SAV-02"),)}
    return DemoOrder(**{**fields, **changes})  # type: ignore[arg-type]  # named by the tests


def everything(pull: object, position: str = "") -> tuple[list[RawRecord], str, int]:
    """Pull until the end; return the records, the last position and the number of pages."""
    assert callable(pull)
    records: list[RawRecord] = []
    for pages in range(1, 200):
        page = pull(position)
        assert isinstance(page, Page)
        records += page.records
        position = page.next_position
        if page.finished:
            return records, position, pages
    raise AssertionError("the pull never ends")
