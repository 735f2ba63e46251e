"""Parts of kits that a storefront still counts as its own: promised, or gone and not told of."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.parcel import ParcelLine
from merchant_desk.models.shop import Conflict, OutboxMessage
from merchant_desk.models.stock import Reservation
from merchant_desk.operations.set_tracking import SHIPPED
from merchant_desk.values.disagreements import CANCELLED_IN_SHOP, COMPLETED_IN_SHOP
from merchant_desk.values.ids import ProductId, ShopId
from merchant_desk.values.words import ConflictState, MessageState

_LINES, _ORDERS, _RESERVED, _PACKED, _MESSAGES, _CONFLICTS = (
    table(OrderLine),
    table(Order),
    table(Reservation),
    table(ParcelLine),
    table(OutboxMessage),
    table(Conflict),
)
_PAGE = 400
Owed = Mapping[tuple[ProductId, ProductId], int]


def kits_owed(session: Session, shop_id: ShopId, kits: Iterable[ProductId]) -> Owed:
    """Return, by kit and part, the units that a shop's physical stock of the kit still includes.

    Those are promised to its own orders, or left in parcels that it has certainly not been told of.
    """
    wanted = list(kits)
    owed: Counter[tuple[ProductId, ProductId]] = Counter()
    for rows in (_promised(session, shop_id, wanted), _untold(session, shop_id, wanted)):
        for kit, part, units in rows:
            owed[ProductId(kit), ProductId(part)] += int(units)
    return owed


def _sold() -> Any:
    return _LINES.alias("kit_line")


def _promised(session: Session, shop_id: ShopId, kits: list[ProductId]) -> list[Any]:
    kit = _sold()
    closed_there = select(_CONFLICTS.c.order_id).where(
        _CONFLICTS.c.shop_id == shop_id,
        _CONFLICTS.c.state == ConflictState.OPEN,
        _CONFLICTS.c.shop_value.in_((COMPLETED_IN_SHOP, CANCELLED_IN_SHOP)),
    )
    promised: Select[*tuple[Any, ...]] = (
        select(kit.c.product_id, _RESERVED.c.product_id, func.sum(_RESERVED.c.quantity))
        .join(_LINES, _LINES.c.id == _RESERVED.c.order_line_id)
        .join(kit, kit.c.id == _LINES.c.kit_line_id)
        .join(_ORDERS, _ORDERS.c.id == _LINES.c.order_id)
        .where(
            kit.c.product_id.in_(kits),
            _ORDERS.c.shop_id == shop_id,
            _ORDERS.c.id.not_in(closed_there),
        )
        .group_by(kit.c.product_id, _RESERVED.c.product_id)
    )
    return list(session.execute(promised))


def _untold(session: Session, shop_id: ShopId, kits: list[ProductId]) -> list[Any]:
    kit = _sold()
    subjects = session.scalars(
        select(_MESSAGES.c.subject).where(
            _MESSAGES.c.shop_id == shop_id,
            _MESSAGES.c.kind == SHIPPED,
            _MESSAGES.c.state == MessageState.WAITING,
            _MESSAGES.c.attempts == 0,
        )
    ).all()
    found: list[Any] = []
    for start in range(0, len(subjects), _PAGE):
        parcels = [bytes.fromhex(each) for each in subjects[start : start + _PAGE]]
        found += session.execute(
            select(kit.c.product_id, _PACKED.c.product_id, func.sum(_PACKED.c.packed))
            .join(_LINES, _LINES.c.id == _PACKED.c.order_line_id)
            .join(kit, kit.c.id == _LINES.c.kit_line_id)
            .where(_PACKED.c.parcel_id.in_(parcels), kit.c.product_id.in_(kits))
            .group_by(kit.c.product_id, _PACKED.c.product_id)
        )
    return found
