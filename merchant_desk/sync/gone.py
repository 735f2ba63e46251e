"""What a storefront no longer lists: found in a reading, and stopped when it is too much."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.order import Order
from merchant_desk.models.shop import Conflict, RemoteRecord, ShopProduct
from merchant_desk.sync import fail_safe
from merchant_desk.sync.connector import RecordKind
from merchant_desk.values import disagreements
from merchant_desk.values.french import number
from merchant_desk.values.ids import OrderId, ShopId
from merchant_desk.values.order_states import OPEN
from merchant_desk.values.texts import _

_LINKS, _ORDERS, _RECORDS, _CONFLICTS = (
    table(ShopProduct),
    table(Order),
    table(RemoteRecord),
    table(Conflict),
)
_PAGE = 400


@dataclass(frozen=True, slots=True)
class OrdersCompared:
    """The open orders that the shop deleted, and which of its orders never came in.

    ``mass`` says that so many were deleted that a person had to confirm it.
    """

    gone: tuple[OrderId, ...]
    missed: tuple[str, ...]
    mass: bool = False


def gone_articles(
    session: Session, shop_id: ShopId, listed: Collection[str], *, even_many: bool = False
) -> tuple[str, ...]:
    """Return the articles that the shop no longer lists.

    Raises RefusedError when more than 20 articles and 20 % of them would go, unless a person said
    that it is meant.
    """
    live = session.scalars(
        select(_LINKS.c.remote_id).where(_LINKS.c.shop_id == shop_id, _LINKS.c.gone_at.is_(None))
    ).all()
    gone = tuple(each for each in live if each not in listed)
    if not even_many and fail_safe.is_many(len(gone), len(live)):
        raise _stopped(_("{count} articles seraient retirés"), len(gone))
    return gone


def gone_orders(
    session: Session,
    shop_id: ShopId,
    since: datetime,
    listed: Collection[str],
    *,
    even_many: bool = False,
) -> OrdersCompared:
    """Return the open orders that the shop deleted since they were looked at last.

    Raises RefusedError when that is more than 20 orders and 20 % of those that are open, unless a
    person said that it is meant: one question instead of one an order.
    """
    rows = session.execute(
        select(_ORDERS.c.id, _ORDERS.c.remote_id, _ORDERS.c.state).where(
            _ORDERS.c.shop_id == shop_id,
            _ORDERS.c.placed_at >= since,
            _ORDERS.c.remote_id.is_not(None),
        )
    ).all()
    going_on = [row for row in rows if row.state in OPEN]
    asked = _asked(session, shop_id)
    gone = [row for row in going_on if row.remote_id not in listed and row.id not in asked]
    mass = fail_safe.is_many(len(gone), len(going_on))
    if mass and not even_many:
        raise _stopped(_("{count} commandes en cours ont disparu de la boutique"), len(gone))
    known = {row.remote_id for row in rows} | _received(session, shop_id, listed)
    missed = tuple(sorted(set(listed) - known))
    return OrdersCompared(tuple(row.id for row in gone), missed, mass)


def _asked(session: Session, shop_id: ShopId) -> set[bytes]:
    """Return the orders of which a person was told already that the shop deleted them."""
    rows = session.execute(
        select(_CONFLICTS.c.order_id, _CONFLICTS.c.field, _CONFLICTS.c.shop_value).where(
            _CONFLICTS.c.shop_id == shop_id, _CONFLICTS.c.order_id.is_not(None)
        )
    )
    return {
        row.order_id
        for row in rows
        if disagreements.value_key(row.field, row.shop_value) == disagreements.DELETED_IN_SHOP
    }


def _received(session: Session, shop_id: ShopId, listed: Collection[str]) -> set[str]:
    """Return which of these were received, applied or not."""
    wanted, found = sorted(listed), set[str]()
    for start in range(0, len(wanted), _PAGE):
        found.update(
            session.scalars(
                select(_RECORDS.c.remote_id).where(
                    _RECORDS.c.shop_id == shop_id,
                    _RECORDS.c.kind == RecordKind.ORDER,
                    _RECORDS.c.remote_id.in_(wanted[start : start + _PAGE]),
                )
            )
        )
    return found


def _stopped(what: str, count: int) -> RefusedError:
    return RefusedError(
        _("La comparaison s’est arrêtée\u00a0: {what}.").format(
            what=what.format(count=number(count))
        ),
        _("Vérifiez la boutique en ligne\u00a0; si c’est voulu, confirmez dans À vérifier."),
    )
