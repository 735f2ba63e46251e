"""Stop and ask when a storefront would cancel an unlikely part of the open orders."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError, RemoteDataError
from merchant_desk.models.exchange import ShopWord
from merchant_desk.models.order import Order
from merchant_desk.models.shop import RemoteRecord, ShopProduct
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
    """Raise RefusedError when more than 20 open orders *and* 20 % of them would be cancelled.

    The same for articles that would go to the trash.
    """
    open_orders = (Order.shop_id == shop_id, Order.state.in_(_OPEN))
    known = session.scalars(select(Order.remote_id).where(*open_orders)).all()
    cancels = partial(_cancels, connector, _meant(session, shop_id))
    lost = _lost(session, shop_id, RecordKind.ORDER, known, cancels)
    if is_many(lost, len(known)):
        raise _stopped(_("{count} commandes en cours seraient annulées"), lost)
    live = (ShopProduct.shop_id == shop_id, ShopProduct.gone_at.is_(None))
    sold = session.scalars(select(ShopProduct.remote_id).where(*live)).all()
    lost = _lost(session, shop_id, RecordKind.PRODUCT, sold, lambda body: _trashes(connector, body))
    if is_many(lost, len(sold)):
        raise _stopped(_("{count} articles seraient retirés"), lost)


def is_many(lost: int, of: int) -> bool:
    """Tell whether so much would go that a person must say that it is meant."""
    return lost > MOST and lost * 100 > of * SHARE_PERCENT


def _stopped(what: str, count: int) -> RefusedError:
    return RefusedError(
        _("La relève s’est arrêtée\u00a0: {what}.").format(what=what.format(count=number(count))),
        _("Vérifiez la boutique en ligne\u00a0; si c’est voulu, confirmez dans À vérifier."),
    )


def _lost(
    session: Session,
    shop_id: ShopId,
    kind: RecordKind,
    known: Sequence[str | None],
    loses: Callable[[str], bool],
) -> int:
    """Return how many of the known records the last waiting version takes away."""
    if len(known) <= MOST:
        return 0
    waiting = session.execute(
        select(RemoteRecord.remote_id, RemoteRecord.body)
        .where(
            RemoteRecord.shop_id == shop_id,
            RemoteRecord.kind == kind,
            RemoteRecord.state == RecordState.WAITING,
        )
        .order_by(RemoteRecord.row)
    )
    here = set(known)
    last = {row.remote_id: row.body for row in waiting if row.remote_id in here}
    return sum(loses(body) for body in last.values())


def _meant(session: Session, shop_id: ShopId) -> dict[str, RemoteState]:
    """Return what she said that words of this shop mean."""
    rows = session.execute(
        select(ShopWord.word, ShopWord.chosen).where(
            ShopWord.shop_id == shop_id, ShopWord.chosen.is_not(None)
        )
    )
    return {row.word: row.chosen for row in rows}


def _cancels(connector: Connector, meant: Mapping[str, RemoteState], body: str) -> bool:
    try:
        order = connector.read_order(body)
    except RemoteDataError:
        return False
    state = meant.get(order.state_word, order.state)
    return state in {RemoteState.CANCELLED, RemoteState.REFUNDED}


def _trashes(connector: Connector, body: str) -> bool:
    try:
        return connector.read_product(body).deleted
    except RemoteDataError:
        return False
