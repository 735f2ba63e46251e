"""Look at everything a storefront shows: what no change tells is found only so.

Stock, prices and deletions leave no trace on most platforms. A sweep reads the levels of every
article and the ids of recent orders; it notes what it saw and opens what a person must decide.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from merchant_desk.errors import RefusedError, UnavailableError
from merchant_desk.lanes import Lanes
from merchant_desk.operations.note_gone_orders import note_gone_orders, open_since
from merchant_desk.operations.note_levels import LevelsNoted, note_gone, note_levels, note_swept
from merchant_desk.sync.connector import Connector, RawRecord, RecordKind
from merchant_desk.sync.gone import gone_articles, gone_orders
from merchant_desk.sync.inbox import keep_records
from merchant_desk.sync.listing import level_pages, listed_orders
from merchant_desk.sync.progress import Progress
from merchant_desk.sync.pull import note_trouble
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ShopId

T = TypeVar("T")
CHUNK = 100
"""A scan waits for one chunk at most."""
ORDERS = 10
"""Orders take longer: what was promised to them may be freed."""
EVERY = timedelta(hours=20)
"""Swept nightly: a desk opened each morning sweeps at its start."""
AGAIN = timedelta(hours=1)
"""A sweep that stopped is tried again after that: the next exchange would read it all again."""


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep found; ``unknown`` counts articles that no product here is linked to."""

    articles: int = 0
    changed: int = 0
    back: int = 0
    gone: int = 0
    unknown: int = 0
    orders: int = 0
    orders_gone: int = 0
    orders_missed: int = 0
    """Orders that no pull had brought: fetched one by one."""

    @property
    def found(self) -> bool:
        """Tell whether the shop shows something that the desk did not know."""
        return bool(self.changed or self.back or self.orders_missed)


def run(
    lanes: Lanes,
    connector: Connector,
    shop_id: ShopId,
    act: Callable[[], Gesture],
    progress: Progress,
    *,
    even_many_gone: bool = False,
) -> Swept:
    """Sweep the articles, then the orders; trouble is noted on the shop and raised."""
    try:
        articles, listed = _sweep_articles(lanes, connector, shop_id, act, progress)
        lost = lanes.read(gone_articles, shop_id, listed, even_many=even_many_gone).result()
        gone = sum(
            lanes.write(note_gone, act(), shop_id, some).result() for some in _chunks(lost, CHUNK)
        )
        orders = _sweep_orders(lanes, connector, shop_id, act, progress, even_many=even_many_gone)
    except (UnavailableError, RefusedError) as trouble:
        lanes.write(note_trouble, shop_id, trouble.title, trouble.advice).result()
        raise
    lanes.write(note_swept, act(), shop_id).result()
    return Swept(
        articles=articles.articles,
        changed=articles.changed,
        back=articles.back,
        gone=gone,
        unknown=articles.unknown,
        orders=orders.orders,
        orders_gone=orders.orders_gone,
        orders_missed=orders.orders_missed,
    )


def _sweep_articles(
    lanes: Lanes,
    connector: Connector,
    shop_id: ShopId,
    act: Callable[[], Gesture],
    progress: Progress,
) -> tuple[Swept, frozenset[str]]:
    noted, listed = LevelsNoted(), set[str]()
    for levels in level_pages(connector, progress):
        listed.update(each.remote_id for each in levels)
        for start in range(0, len(levels), CHUNK):
            some = levels[start : start + CHUNK]
            noted += lanes.write(note_levels, act(), shop_id, some).result()
    seen = Swept(
        articles=len(listed),
        changed=noted.changed,
        back=noted.back,
        unknown=len(noted.unknown),
    )
    return seen, frozenset(listed)


def _sweep_orders(
    lanes: Lanes,
    connector: Connector,
    shop_id: ShopId,
    act: Callable[[], Gesture],
    progress: Progress,
    *,
    even_many: bool,
) -> Swept:
    since = lanes.read(open_since, shop_id, act().at).result()
    if since is None:
        return Swept()
    listed = listed_orders(connector, since, progress)
    told = lanes.read(gone_orders, shop_id, since, listed, even_many=even_many).result()
    gone = sum(
        lanes.write(note_gone_orders, act(), shop_id, some, meant=told.mass).result()
        for some in _chunks(told.gone, ORDERS)
    )
    fetched = [connector.fetch_order(remote_id) for remote_id in told.missed]
    missed: list[RawRecord] = [each for each in fetched if each is not None]
    for some in _chunks(missed, CHUNK):
        lanes.write(keep_records, act(), shop_id, RecordKind.ORDER, some).result()
    return Swept(orders=len(listed), orders_gone=gone, orders_missed=len(missed))


def _chunks(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (items[start : start + size] for start in range(0, len(items), size))
