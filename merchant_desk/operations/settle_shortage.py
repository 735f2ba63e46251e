"""An article that was not in its bin: correct the stock, or say that it turned up."""

from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.parcel import Shortage
from merchant_desk.models.product import Product
from merchant_desk.models.stock import PickAllocation, StockLevel
from merchant_desk.operations.name_lots import name_lots
from merchant_desk.operations.post_move import Move, post_moves
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.values.article_name import full_name
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderLineId, PlaceId, ProductId, RecordId
from merchant_desk.values.places import ADJUSTMENT
from merchant_desk.values.texts import _
from merchant_desk.values.words import MoveReason, OrderState

_ALLOCATIONS, _LEVELS = table(PickAllocation), table(StockLevel)


@dataclass(frozen=True, slots=True)
class ShortageSettled:
    """How many units left the ledger, and whether the order may be prepared again."""

    product: str
    units: int
    order_released: bool


def correct_shortage(session: Session, gesture: Gesture, shortage_id: RecordId) -> ShortageSettled:
    """Take the missing units out of the ledger: they are not on the shelf.

    The bins chosen for the line are forgotten, so that the next parcel looks elsewhere. The order
    stays blocked: whether to wait, to replace or to refund is decided with the customer.
    """
    shortage, product = _waiting(session, shortage_id)
    moves = _moves(session, shortage.order_line_id, shortage.product_id, shortage.quantity)
    post_moves(session, gesture, name_lots(session, gesture, moves))
    session.execute(
        delete(_ALLOCATIONS).where(_ALLOCATIONS.c.order_line_id == shortage.order_line_id)
    )
    queue_state(session, gesture, "stock", [shortage.product_id])
    shortage.settled_at = gesture.at
    return ShortageSettled(product, sum(move.quantity for move in moves), order_released=False)


def mark_found(session: Session, gesture: Gesture, shortage_id: RecordId) -> ShortageSettled:
    """The article turned up: nothing leaves the ledger, the order may be prepared again."""
    shortage, product = _waiting(session, shortage_id)
    shortage.settled_at = gesture.at
    line = session.get_one(OrderLine, shortage.order_line_id)
    order = session.get_one(Order, line.order_id)
    reason = _("Article manquant en rayon\u00a0: {name}.").format(name=product)
    blocked_by_this = order.state is OrderState.HELD and order.blocked_reason == reason
    if blocked_by_this:
        order.state = OrderState.PARTIAL if _left_already(session, order) else OrderState.TO_PREPARE
        order.blocked_reason = ""
    return ShortageSettled(product, 0, order_released=blocked_by_this)


def _left_already(session: Session, order: Order) -> bool:
    shipped = select(OrderLine.id).where(
        OrderLine.order_id == order.id, OrderLine.product_id.is_not(None), OrderLine.shipped > 0
    )
    return session.execute(shipped.limit(1)).first() is not None


def _moves(session: Session, line_id: OrderLineId, product_id: ProductId, units: int) -> list[Move]:
    """Return what leaves which bin: those chosen for the line first, never below zero."""
    chosen = set(
        session.scalars(
            select(_ALLOCATIONS.c.place_id).where(_ALLOCATIONS.c.order_line_id == line_id)
        )
    )
    bins = session.execute(
        select(_LEVELS.c.place_id, _LEVELS.c.quantity)
        .where(_LEVELS.c.product_id == product_id, _LEVELS.c.quantity > 0)
        .order_by(_LEVELS.c.quantity.desc(), _LEVELS.c.place_id)
    ).all()
    moves, left = [], units
    note = _("Manquant en rayon")
    for row in sorted(bins, key=lambda each: each.place_id not in chosen):
        taken = min(left, row.quantity)
        if taken:
            left -= taken
            place = PlaceId(row.place_id)
            moves.append(Move(product_id, place, ADJUSTMENT, taken, MoveReason.LOSS, note))
    return moves


def _waiting(session: Session, shortage_id: RecordId) -> tuple[Shortage, str]:
    shortage = session.get(Shortage, shortage_id)
    if shortage is None or shortage.settled_at is not None:
        raise RefusedError(
            _("Rien n’a changé\u00a0: ce manque est déjà réglé."),
            _("La liste va se mettre à jour."),
        )
    product = session.get_one(Product, shortage.product_id)
    return shortage, full_name(product.name, product.option_text)
