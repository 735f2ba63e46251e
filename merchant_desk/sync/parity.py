"""Compare everything the desk and a storefront know of each other; repair nothing."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from merchant_desk.lanes import Lanes
from merchant_desk.models.base import table
from merchant_desk.models.order import Order
from merchant_desk.models.product import Product
from merchant_desk.models.shop import OutboxMessage, RemoteRecord, Shop, ShopProduct, Sweep
from merchant_desk.operations.note_gone_orders import open_since
from merchant_desk.queries.opening_stock import came_in
from merchant_desk.sync.capabilities import StockMeaning
from merchant_desk.sync.connector import Connector
from merchant_desk.sync.listing import level_pages, listed_orders
from merchant_desk.sync.progress import Progress
from merchant_desk.sync.stock_telling import wanted_stock
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import RecordId, ShopId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.parity import Difference, Gap, Parity, parity_of
from merchant_desk.values.remote import RemoteLevel
from merchant_desk.values.words import Master, MessageState, RecordState

_LINKS, _PRODUCTS, _MESSAGES, _RECORDS = (
    table(ShopProduct),
    table(Product),
    table(OutboxMessage),
    table(RemoteRecord),
)
_PAGE = 400


@dataclass(frozen=True, slots=True)
class _Here:
    remote_id: str
    product_id: bytes
    name: str
    price: Money
    counted: bool


def run(
    lanes: Lanes,
    connector: Connector,
    shop_id: ShopId,
    act: Callable[[], Gesture],
    progress: Progress,
    spent: Callable[[], int],
) -> Parity:
    """Read everything, compare it on one picture of the desk, keep the report."""
    before = spent()
    pages = level_pages(connector, progress)
    levels = {each.remote_id: each for page in pages for each in page}
    since = lanes.read(open_since, shop_id, act().at).result()
    orders = frozenset[str]() if since is None else listed_orders(connector, since, progress)
    meaning = connector.capabilities.stock_meaning
    differences = lanes.read(compare, shop_id, levels, meaning).result()
    if since is not None:
        differences += lanes.read(compare_orders, shop_id, since, orders).result()
    report = parity_of(len(levels), len(orders), spent() - before, differences)
    lanes.write(_keep, act(), shop_id, report).result()
    return report


def compare(
    session: Session, shop_id: ShopId, levels: Mapping[str, RemoteLevel], meaning: StockMeaning
) -> list[Difference]:
    """Return how the articles differ: there or not, stock, price."""
    here = _linked(session, shop_id)
    waiting = _waiting(session, shop_id)
    wanted: dict[bytes, int] = {}
    ids = [each.product_id for each in here]
    for start in range(0, len(ids), _PAGE):
        wanted |= wanted_stock(session, shop_id, ids[start : start + _PAGE], meaning)
    found: list[Difference] = []
    for each in here:
        level = levels.get(each.remote_id)
        if level is None:
            found.append(Difference(Gap.ONLY_HERE, each.remote_id, each.name))
            continue
        told = {kind for kind in ("stock", "price") if (kind, each.product_id) in waiting}
        found += _of_article(each, level, wanted.get(each.product_id, 0), told)
    known = {each.remote_id for each in here}
    found += [
        Difference(Gap.ONLY_THERE, level.remote_id, level.sku)
        for level in levels.values()
        if level.remote_id not in known
    ]
    return found


def _of_article(
    here: _Here, level: RemoteLevel, wanted: int, waiting: Collection[str]
) -> list[Difference]:
    found = []
    if here.counted and level.stock is not None and level.stock != wanted:
        waits = "stock" in waiting
        found.append(Difference(Gap.STOCK, here.remote_id, here.name, wanted, level.stock, waits))
    if level.price is not None and level.price != here.price:
        found.append(
            Difference(
                Gap.PRICE,
                here.remote_id,
                here.name,
                here.price.cents,
                level.price.cents,
                "price" in waiting,
            )
        )
    return found


def _linked(session: Session, shop_id: ShopId) -> list[_Here]:
    decided = session.execute(select(Shop.stock_master).where(Shop.id == shop_id)).scalar()
    rows = session.execute(
        select(
            _LINKS.c.remote_id,
            _LINKS.c.product_id,
            _PRODUCTS.c.name,
            _PRODUCTS.c.option_text,
            _PRODUCTS.c.price,
            came_in(_LINKS.c.product_id).label("came"),
        )
        .join(_PRODUCTS, _PRODUCTS.c.id == _LINKS.c.product_id)
        .where(_LINKS.c.shop_id == shop_id, _LINKS.c.gone_at.is_(None))
        .order_by(_PRODUCTS.c.name, _LINKS.c.remote_id)
    )
    return [
        _Here(
            remote_id=row.remote_id,
            product_id=row.product_id,
            name=" · ".join(part for part in (row.name, row.option_text) if part),
            price=row.price,
            counted=bool(row.came) and decided is Master.DESK,
        )
        for row in rows
    ]


def _waiting(session: Session, shop_id: ShopId) -> set[tuple[str, bytes]]:
    rows = session.execute(
        select(_MESSAGES.c.kind, _MESSAGES.c.subject).where(
            _MESSAGES.c.shop_id == shop_id,
            _MESSAGES.c.state == MessageState.WAITING,
            _MESSAGES.c.kind.in_(("stock", "price")),
        )
    )
    return {(row.kind, bytes.fromhex(row.subject)) for row in rows}


def compare_orders(
    session: Session, shop_id: ShopId, since: datetime, listed: Collection[str]
) -> list[Difference]:
    """Return which orders only one side has, among those placed since then."""
    rows = session.execute(
        select(Order.remote_id, Order.number).where(
            Order.shop_id == shop_id, Order.placed_at >= since, Order.remote_id.is_not(None)
        )
    ).all()
    here = {str(row.remote_id): str(row.number) for row in rows}
    found = [
        Difference(Gap.ORDER_ONLY_HERE, remote_id, number)
        for remote_id, number in here.items()
        if remote_id not in listed
    ]
    absent = set(listed) - set(here)
    held = _held(session, shop_id)
    return found + [
        Difference(Gap.ORDER_ONLY_THERE, remote_id, remote_id, waits=remote_id in held)
        for remote_id in sorted(absent - _before(session, shop_id, absent))
    ]


def _held(session: Session, shop_id: ShopId) -> set[str]:
    """Return the orders that were received and wait to be applied, or were put aside."""
    return set(
        session.scalars(
            select(_RECORDS.c.remote_id).where(
                _RECORDS.c.shop_id == shop_id,
                _RECORDS.c.kind == "order",
                _RECORDS.c.state.in_((RecordState.WAITING, RecordState.PARKED)),
            )
        )
    )


def _before(session: Session, shop_id: ShopId, remote_ids: Collection[str]) -> set[str]:
    """Return those that came in under an earlier date than the shop lists them."""
    found, wanted = set[str](), sorted(remote_ids)
    for start in range(0, len(wanted), _PAGE):
        found.update(
            str(remote_id)
            for remote_id in session.scalars(
                select(Order.remote_id).where(
                    Order.shop_id == shop_id,
                    Order.remote_id.in_(wanted[start : start + _PAGE]),
                )
            )
        )
    return found


def _keep(session: Session, gesture: Gesture, shop_id: ShopId, report: Parity) -> None:
    session.add(Sweep(id=RecordId(new_id()), shop_id=shop_id, at=gesture.at, report=report.text()))
    session.execute(update(Shop).where(Shop.id == shop_id).values(compared_at=gesture.at))
