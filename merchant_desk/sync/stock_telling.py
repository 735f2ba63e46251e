"""What a storefront should show of an article's stock, in the meaning of its platform."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, Table, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.parcel import ParcelLine
from merchant_desk.models.product import Product
from merchant_desk.models.shop import Conflict, OutboxMessage, RemoteRecord, Shop, ShopProduct
from merchant_desk.models.stock import Reservation, StockLevel
from merchant_desk.operations.set_tracking import SHIPPED
from merchant_desk.queries.blocked_stock import blocked_units
from merchant_desk.queries.kits import parts_of
from merchant_desk.queries.opening_stock import came_in, known_kit
from merchant_desk.rules.kit_stock import whole_kits
from merchant_desk.rules.shown_stock import LastUnits, shown_stock
from merchant_desk.sync.capabilities import StockMeaning
from merchant_desk.sync.connector import RecordKind
from merchant_desk.sync.intents import StockIntent
from merchant_desk.sync.kits_owed import kits_owed
from merchant_desk.sync.outbox import Message
from merchant_desk.values.disagreements import CANCELLED_IN_SHOP, COMPLETED_IN_SHOP
from merchant_desk.values.goods_words import ProductKind
from merchant_desk.values.ids import ProductId, ShopId, id_text
from merchant_desk.values.shop_settings import read_shop_settings
from merchant_desk.values.words import ConflictState, MessageState, RecordState

_LINKS, _LEVELS, _RESERVATIONS, _LINES, _ORDERS, _PACKED, _MESSAGES, _CONFLICTS = (
    table(ShopProduct),
    table(StockLevel),
    table(Reservation),
    table(OrderLine),
    table(Order),
    table(ParcelLine),
    table(OutboxMessage),
    table(Conflict),
)
_PAGE = 400
Units = Mapping[bytes, int]


@dataclass(frozen=True, slots=True)
class StockToTell:
    """The stock of one article, computed from this instant's ledger."""

    message: Message
    intent: StockIntent


def stock_to_tell(
    session: Session, shop_id: ShopId, messages: Sequence[Message], meaning: StockMeaning
) -> tuple[StockToTell, ...]:
    """Return what the shop should show of each article.

    Where the platform counts what can be sold, everything promised is taken off; where it counts
    what lies on the shelf, only what others than its own orders were promised: it takes its own
    off itself, and what left in a parcel once it is told of it. The units held back from this shop
    come off both, and so do those of lots that have expired or are recalled.

    While an order of the shop cannot be read, its units are sold and the desk does not know which:
    no stock is raised until it is settled.
    """
    by_product = {message.subject: message for message in messages}
    wanted = wanted_stock(session, shop_id, list(by_product), meaning)
    links = session.execute(
        live_links(shop_id, list(by_product)).where(
            _LINKS.c.stock_seen.is_not(None),
            # What never came in here is not known, not zero; a kit is what its parts are.
            came_in(_LINKS.c.product_id) | known_kit(_LINKS.c.product_id),
        )
    )
    told = tuple(
        StockToTell(
            by_product[link.product_id],
            StockIntent(
                product_remote_id=link.remote_id,
                parent_remote_id=link.parent_remote_id,
                wanted=wanted.get(link.product_id, 0),
                expected=link.stock_seen,
                sku=link.sku,
                key=id_text(by_product[link.product_id].id),
            ),
        )
        for link in links
    )
    if not _unread_orders(session, shop_id):
        return told
    return tuple(each for each in told if each.intent.wanted <= (each.intent.expected or 0))


def wanted_stock(
    session: Session, shop_id: ShopId, products: Sequence[bytes], meaning: StockMeaning
) -> dict[bytes, int]:
    """Return what this shop should show of each of these products."""
    on_hand = _fit(session, products)
    promised = _promised(session, shop_id, products, meaning)
    rule = _last_units(session, shop_id)
    held_back = _buffers(session, shop_id, products)
    kits = _kits_shown(session, shop_id, products, meaning)
    return {
        product: shown_stock(
            kits.get(product, on_hand.get(product, 0) - promised.get(product, 0)),
            held_back.get(product, 0),
            rule,
        )
        for product in products
    }


def _kits_shown(
    session: Session, shop_id: ShopId, products: Sequence[bytes], meaning: StockMeaning
) -> Units:
    """Return how many of those that are kits the stock of their parts makes.

    A shop that counts what lies on the shelf takes off itself the kits it sold, and no other order
    for one of their parts.
    """
    kits = parts_of(session, [ProductId(each) for each in products])
    ids = sorted({part.product_id for parts in kits.values() for part in parts})
    if not ids:
        return {}
    on_hand, promised = _fit(session, ids), _sums(session, _RESERVATIONS, ids)
    own = kits_owed(session, shop_id, kits) if meaning is not StockMeaning.SELLABLE else {}
    found: dict[bytes, int] = {}
    for kit_id, parts in kits.items():
        free = {
            part.product_id: on_hand.get(part.product_id, 0)
            - promised.get(part.product_id, 0)
            + own.get((kit_id, part.product_id), 0)
            for part in parts
        }
        found[kit_id] = whole_kits(free, parts)
    return found


def live_links(shop_id: ShopId, ids: Sequence[bytes]) -> Select[*tuple[Any, ...]]:
    """Return what this shop still sells of these products."""
    products = table(Product)
    return (
        select(*_LINKS.c, products.c.sku)
        .join(products, products.c.id == _LINKS.c.product_id)
        .where(
            _LINKS.c.shop_id == shop_id,
            _LINKS.c.gone_at.is_(None),
            _LINKS.c.product_id.in_(ids),
            products.c.kind != ProductKind.CONSUMABLE,  # boxes are used, never sold
        )
    )


def _last_units(session: Session, shop_id: ShopId) -> LastUnits:
    kept = session.execute(select(Shop.settings).where(Shop.id == shop_id)).scalar_one()
    return LastUnits(read_shop_settings(kept).keep_last)


def _buffers(session: Session, shop_id: ShopId, products: Sequence[bytes]) -> Units:
    rows = session.execute(
        select(_LINKS.c.product_id, _LINKS.c.buffer).where(
            _LINKS.c.shop_id == shop_id, _LINKS.c.product_id.in_(products)
        )
    )
    return {row[0]: row[1] for row in rows}


def _promised(
    session: Session, shop_id: ShopId, products: Sequence[bytes], meaning: StockMeaning
) -> Units:
    if meaning is StockMeaning.SELLABLE:
        return _sums(session, _RESERVATIONS, products)
    closed_there = select(_CONFLICTS.c.order_id).where(
        _CONFLICTS.c.shop_id == shop_id,
        _CONFLICTS.c.state == ConflictState.OPEN,
        _CONFLICTS.c.shop_value.in_((COMPLETED_IN_SHOP, CANCELLED_IN_SHOP)),
    )
    rows = session.execute(
        select(_RESERVATIONS.c.product_id, func.sum(_RESERVATIONS.c.quantity))
        .join(_LINES, _LINES.c.id == _RESERVATIONS.c.order_line_id)
        .join(_ORDERS, _ORDERS.c.id == _LINES.c.order_id)
        .where(
            _RESERVATIONS.c.product_id.in_(products),
            _ORDERS.c.shop_id.is_(None)
            | (_ORDERS.c.shop_id != shop_id)
            | _LINES.c.kit_line_id.is_not(None)  # the shop keeps the kit, not its parts
            | _ORDERS.c.id.in_(closed_there),  # the shop no longer keeps units for it
        )
        .group_by(_RESERVATIONS.c.product_id)
    )
    promised = {row[0]: int(row[1]) for row in rows}
    for product, units in _untold(session, shop_id, products).items():
        promised[product] = promised.get(product, 0) - units
    return promised


def _untold(session: Session, shop_id: ShopId, products: Sequence[bytes]) -> Units:
    """Return what left in parcels that the shop has certainly not been told of.

    It takes those units off its physical stock itself when it is told. One whose telling was tried
    may have been heard: it is counted as told, and what is written errs on the low side.
    """
    subjects = session.scalars(
        select(_MESSAGES.c.subject).where(
            _MESSAGES.c.shop_id == shop_id,
            _MESSAGES.c.kind == SHIPPED,
            _MESSAGES.c.state == MessageState.WAITING,
            _MESSAGES.c.attempts == 0,
        )
    ).all()
    found: dict[bytes, int] = {}
    for start in range(0, len(subjects), _PAGE):
        parcels = [bytes.fromhex(each) for each in subjects[start : start + _PAGE]]
        rows = session.execute(
            select(_PACKED.c.product_id, func.sum(_PACKED.c.packed))
            .join(_LINES, _LINES.c.id == _PACKED.c.order_line_id)
            .where(
                _PACKED.c.parcel_id.in_(parcels),
                _PACKED.c.product_id.in_(products),
                _LINES.c.kit_line_id.is_(None),  # the shop is told of the kit, not of its parts
            )
            .group_by(_PACKED.c.product_id)
        )
        for product, units in rows:
            found[product] = found.get(product, 0) + int(units)
    return found


def _fit(session: Session, ids: Sequence[bytes]) -> Units:
    """Return what lies on the shelves and may be sold."""
    held, blocked = _sums(session, _LEVELS, ids), blocked_units(session, ids)
    return {product: units - blocked.get(ProductId(product), 0) for product, units in held.items()}


def _sums(session: Session, source: Table, ids: Sequence[bytes]) -> Units:
    rows = session.execute(
        select(source.c.product_id, func.sum(source.c.quantity))
        .where(source.c.product_id.in_(ids))
        .group_by(source.c.product_id)
    )
    return {row[0]: int(row[1]) for row in rows}


def _unread_orders(session: Session, shop_id: ShopId) -> bool:
    """Tell whether an order that came after the opening stock was taken is parked."""
    unread = (
        select(RemoteRecord.id)
        .join(Shop, Shop.id == RemoteRecord.shop_id)
        .where(
            RemoteRecord.shop_id == shop_id,
            RemoteRecord.kind == RecordKind.ORDER,
            RemoteRecord.state == RecordState.PARKED,
            Shop.opening_taken_at.is_(None) | (RemoteRecord.received_at > Shop.opening_taken_at),
        )
    )
    by_row = unread.order_by(RemoteRecord.row)  # among what is parked, not among all that ever came
    return session.execute(by_row.limit(1)).first() is not None
