"""Take what a storefront shows as the opening stock of products that never came in here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.product import Product
from merchant_desk.models.shop import RemoteRecord, Shop, ShopProduct
from merchant_desk.models.stock import Reservation, StockLevel
from merchant_desk.operations.post_move import Move, post_moves
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.operations.take_from_bins import unsorted_bin
from merchant_desk.queries.opening_stock import came_in
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ProductKind
from merchant_desk.values.ids import PlaceId, ProductId, ShopId
from merchant_desk.values.places import OPENING
from merchant_desk.values.shop_facts import read_facts
from merchant_desk.values.texts import _
from merchant_desk.values.words import MoveReason

CHUNK = 200
_PRODUCTS, _LINKS, _LEVELS, _RECORDS, _RESERVED, _LINES, _ORDERS = (
    table(Product),
    table(ShopProduct),
    table(StockLevel),
    table(RemoteRecord),
    table(Reservation),
    table(OrderLine),
    table(Order),
)


@dataclass(frozen=True, slots=True)
class ShopStockTaken:
    """What one chunk took in; ``after`` begins the next one and is None once all is taken."""

    products: int
    units: int
    after: ProductId | None


@dataclass(frozen=True, slots=True)
class Shown:
    """What the number of a platform says.

    ``physical``: what lies on the shelf, sold but not shipped included. ``swept``: it was seen by
    a sweep of the levels, not on the sheet of the product.
    """

    physical: bool = False
    swept: bool = False


@dataclass(frozen=True, slots=True)
class _Units:
    product_id: ProductId
    place_id: PlaceId | None
    units: int


def take_shop_stock(
    session: Session,
    gesture: Gesture,
    shop_id: ShopId,
    after: ProductId | None = None,
    limit: int = CHUNK,
    shown: Shown = Shown(),
) -> ShopStockTaken:
    """Post the opening stock of the next products, a chunk at a time so that scans never wait.

    Most shops show what they can still sell; what lies on the shelf is that plus the units of
    orders they have sold and the desk has not shipped. A product that came in here before is left
    alone; one that was only shipped is made whole. Other shops that sell it are told what came in.
    """
    page = _page(session, shop_id, after, limit, shown)
    fresh = [each for each in page if each.units > 0]
    if fresh:
        post_moves(session, gesture, _moves(session, fresh))
        queue_state(session, gesture, "stock", [each.product_id for each in fresh])
    left = len(page) == limit
    if not left:
        shop = session.get_one(Shop, shop_id)
        if shop.opening_taken_at is None:  # a product that is new in the shop is taken in later
            shop.opening_taken_at = gesture.at
    units = sum(each.units for each in fresh)
    return ShopStockTaken(len(fresh), units, page[-1].product_id if left else None)


def _moves(session: Session, fresh: Sequence[_Units]) -> list[Move]:
    homeless = unsorted_bin(session) if any(each.place_id is None for each in fresh) else None
    note = _("Repris de la boutique en ligne")
    moves = []
    for each in fresh:
        place_id = each.place_id if each.place_id is not None else homeless
        if place_id is not None:
            moves.append(
                Move(each.product_id, OPENING, place_id, each.units, MoveReason.OPENING, note)
            )
    return moves


def _page(
    session: Session, shop_id: ShopId, after: ProductId | None, limit: int, shown: Shown
) -> tuple[_Units, ...]:
    query = (
        select(_PRODUCTS.c.id, _PRODUCTS.c.default_place_id, _LINKS.c.stock_seen)
        .join(_LINKS, _LINKS.c.product_id == _PRODUCTS.c.id)
        .where(
            _LINKS.c.shop_id == shop_id,
            _LINKS.c.gone_at.is_(None),
            _LINKS.c.stock_seen.is_not(None),
            _PRODUCTS.c.stocked,
            _PRODUCTS.c.kind == ProductKind.ARTICLE,  # a kit has the stock of its parts
            ~came_in(_PRODUCTS.c.id),
        )
        .order_by(_PRODUCTS.c.id)
        .limit(limit)
    )
    if after is not None:
        query = query.where(_PRODUCTS.c.id > after)
    rows = session.execute(query).all()
    ids = [row.id for row in rows]
    sold = {} if shown.physical else _sold_before(session, shop_id, ids, swept=shown.swept)
    held = _held(session, ids)
    return tuple(
        _Units(
            row.id,
            row.default_place_id,
            row.stock_seen + sold.get(row.id, 0) - held.get(row.id, 0),
        )
        for row in rows
    )


def _held(session: Session, products: Sequence[ProductId]) -> dict[ProductId, int]:
    """Return what the ledger has: below zero for what was shipped before it was taken in."""
    rows = session.execute(
        select(_LEVELS.c.product_id, func.sum(_LEVELS.c.quantity))
        .where(_LEVELS.c.product_id.in_(products))
        .group_by(_LEVELS.c.product_id)
    )
    return {row[0]: int(row[1]) for row in rows}


def _sold_before(
    session: Session, shop_id: ShopId, products: Sequence[ProductId], *, swept: bool
) -> dict[ProductId, int]:
    """Return the promised units that the shop had already taken off when it was read.

    An order placed after its product was read is not in the number shown: not counted twice.
    Orders are dated by the shop's clock, and so is the reading.
    """
    read_at = _read_at(session, shop_id, products, swept=swept)
    rows = session.execute(
        select(_RESERVED.c.product_id, _RESERVED.c.quantity, _ORDERS.c.paid_at, _ORDERS.c.placed_at)
        .join(_LINES, _LINES.c.id == _RESERVED.c.order_line_id)
        .join(_ORDERS, _ORDERS.c.id == _LINES.c.order_id)
        .where(_ORDERS.c.shop_id == shop_id, _RESERVED.c.product_id.in_(products))
    )
    sold: dict[ProductId, int] = {}
    for row in rows:
        read = read_at.get(row.product_id)
        if read is None or (row.paid_at or row.placed_at) <= read:
            sold[row.product_id] = sold.get(row.product_id, 0) + row.quantity
    return sold


def _read_at(
    session: Session, shop_id: ShopId, products: Sequence[ProductId], *, swept: bool
) -> dict[ProductId, datetime]:
    """Return when the number of each product was read there, by the shop's clock.

    A page of sheets says it; what a sweep saw is dated by this computer, whose error is known.
    """
    if swept:
        facts = session.execute(select(Shop.facts).where(Shop.id == shop_id)).scalar_one()
        ahead = timedelta(seconds=read_facts(facts).clock_skew_s)
        seen = session.execute(
            select(_LINKS.c.product_id, _LINKS.c.stock_seen_at).where(
                _LINKS.c.shop_id == shop_id, _LINKS.c.product_id.in_(products)
            )
        )
        return {row[0]: row[1] + ahead for row in seen if row[1] is not None}
    sheets = session.execute(
        select(_LINKS.c.product_id, func.max(_RECORDS.c.received_at))
        .join(
            _RECORDS,
            (_RECORDS.c.shop_id == _LINKS.c.shop_id)
            & (_RECORDS.c.remote_id == _LINKS.c.remote_id)
            & (_RECORDS.c.kind == "product"),
        )
        .where(_LINKS.c.shop_id == shop_id, _LINKS.c.product_id.in_(products))
        .group_by(_LINKS.c.product_id)
    )
    return {row[0]: row[1] for row in sheets}
