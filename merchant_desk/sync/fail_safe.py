"""Stop and ask when a storefront would cancel an unlikely part of the open orders."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError, RemoteDataError
from merchant_desk.models.order import Order
from merchant_desk.models.shop import RemoteRecord
from merchant_desk.sync.connector import Connector, RecordKind
from merchant_desk.values.french import number
from merchant_desk.values.ids import ShopId
from merchant_desk.values.remote import RemoteState
from merchant_desk.values.texts import _
from merchant_desk.values.words import OrderState, RecordState

MOST = 20
SHARE_PERCENT = 20
_OPEN = (OrderState.TO_PREPARE, OrderState.PREPARING, OrderState.HELD, OrderState.PARTIAL)


def mass_cancellation(session: Session, shop_id: ShopId, connector: Connector) -> None:
    """Raise RefusedError when more than 20 open orders *and* 20 % of them would be cancelled."""
    open_orders = session.execute(
        select(func.count()).where(Order.shop_id == shop_id, Order.state.in_(_OPEN))
    ).scalar_one()
    if open_orders <= MOST:
        return
    bodies = session.scalars(
        select(RemoteRecord.body)
        .join(
            Order,
            (Order.shop_id == RemoteRecord.shop_id) & (Order.remote_id == RemoteRecord.remote_id),
        )
        .where(
            RemoteRecord.shop_id == shop_id,
            RemoteRecord.kind == RecordKind.ORDER,
            RemoteRecord.state == RecordState.WAITING,
            Order.state.in_(_OPEN),
        )
    )
    cancelled = sum(_cancels(connector, body) for body in bodies)
    if cancelled > MOST and cancelled * 100 > open_orders * SHARE_PERCENT:
        raise RefusedError(
            _(
                "La relève s’est arrêtée\u00a0: {count} commandes en cours seraient annulées."
            ).format(count=number(cancelled)),
            _("Vérifiez la boutique en ligne\u00a0; si c’est voulu, confirmez dans À vérifier."),
        )


def _cancels(connector: Connector, body: str) -> bool:
    try:
        state = connector.read_order(body).state
    except RemoteDataError:
        return False
    return state in {RemoteState.CANCELLED, RemoteState.REFUNDED}
