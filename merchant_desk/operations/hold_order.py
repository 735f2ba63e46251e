"""Put an order aside for a person to decide, and let it go on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import and_, func, select, update
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.parcel import Parcel
from merchant_desk.operations.note_decision import note_decision
from merchant_desk.operations.open_parcel import set_parcel_aside
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, ParcelId
from merchant_desk.values.order_states import PREPARABLE, why_not_preparable
from merchant_desk.values.remote import LineKind
from merchant_desk.values.texts import _
from merchant_desk.values.words import OrderEventKind, OrderState, ParcelState

_ORDERS, _LINES, _PARCELS = table(Order), table(OrderLine), table(Parcel)
_LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class OrderMoved:
    """The order, and where it stands now."""

    order_id: OrderId
    number: str
    state: OrderState


@dataclass(frozen=True, slots=True)
class OrderLeft:
    """An order that did not move, and why."""

    number: str
    reason: str


@dataclass(frozen=True, slots=True)
class OrdersMoved:
    """What became of several orders."""

    moved: tuple[OrderMoved, ...]
    left: tuple[OrderLeft, ...]


def hold_orders(
    session: Session, gesture: Gesture, order_ids: Sequence[OrderId], reason: str = ""
) -> OrdersMoved:
    """Put aside those that can be; the others stay and say why."""
    return _each(session, order_ids, partial(hold_order, session, gesture, reason=reason))


def release_orders(session: Session, gesture: Gesture, order_ids: Sequence[OrderId]) -> OrdersMoved:
    """Let go on those that can; the others stay and say why."""
    return _each(session, order_ids, partial(release_order, session, gesture))


def _each(
    session: Session, order_ids: Sequence[OrderId], move: Callable[[OrderId], OrderMoved]
) -> OrdersMoved:
    moved, left = [], []
    for order_id in order_ids:
        try:
            moved.append(move(order_id))
        except RefusedError as refused:  # raised before anything is written
            number, _state, _reason = _standing(session, order_id)
            left.append(OrderLeft(number, refused.advice))
    return OrdersMoved(tuple(moved), tuple(left))


def hold_order(
    session: Session, gesture: Gesture, order_id: OrderId, reason: str = ""
) -> OrderMoved:
    """Take the order out of the work, its stock kept; an open parcel goes back to its bins.

    Raises RefusedError when the order is not one that is being prepared.
    """
    number, state, blocked = _standing(session, order_id)
    if state not in PREPARABLE:
        raise RefusedError(
            _("La commande {number} n’a pas été mise de côté.").format(number=number),
            why_not_preparable(state, blocked),
        )
    opened = session.execute(
        select(_PARCELS.c.id).where(
            _PARCELS.c.order_id == order_id, _PARCELS.c.state == ParcelState.OPEN
        )
    ).scalars()
    for parcel_id in opened.all():
        set_parcel_aside(session, gesture, ParcelId(parcel_id))
    said = " ".join(reason.split())[:_LONGEST_REASON] or _("Mise de côté par une personne.")
    _put(session, order_id, OrderState.HELD, blocked or said)
    note_decision(session, gesture, [order_id], OrderEventKind.HELD, said)
    return OrderMoved(order_id, number, OrderState.HELD)


def release_order(session: Session, gesture: Gesture, order_id: OrderId) -> OrderMoved:
    """Let a blocked order be prepared: a person has decided, and is named.

    Raises RefusedError when nothing blocks it, or when the desk does not know an article of it.
    """
    number, state, blocked = _standing(session, order_id)
    if state is not OrderState.HELD:
        raise RefusedError(
            _("La commande {number} n’a pas été débloquée.").format(number=number),
            blocked or _("Elle n’est pas bloquée."),
        )
    unknown = and_(_LINES.c.kind == LineKind.PRODUCT, _LINES.c.product_id.is_(None))
    lines = session.execute(
        select(
            func.count().filter(unknown),
            func.sum(_LINES.c.shipped).filter(_LINES.c.product_id.is_not(None)),
        ).where(_LINES.c.order_id == order_id)
    ).one()
    if lines[0]:
        raise RefusedError(
            _("La commande {number} n’a pas été débloquée\u00a0: un article est inconnu.").format(
                number=number
            ),
            _("Associez-le d’abord à un produit, dans la commande."),
        )
    released = OrderState.PARTIAL if lines[1] else OrderState.TO_PREPARE
    _put(session, order_id, released, "")
    note_decision(session, gesture, [order_id], OrderEventKind.RELEASED, blocked)
    return OrderMoved(order_id, number, released)


def _standing(session: Session, order_id: OrderId) -> tuple[str, OrderState, str]:
    row = session.execute(
        select(_ORDERS.c.number, _ORDERS.c.state, _ORDERS.c.blocked_reason).where(
            _ORDERS.c.id == order_id
        )
    ).first()
    if row is None:
        raise RefusedError(
            _("Rien n’a changé\u00a0: cette commande n’existe pas ou plus."),
            _("Cherchez-la par son numéro ou par le nom du client."),
        )
    return row[0], row[1], row[2]


def _put(session: Session, order_id: OrderId, state: OrderState, reason: str) -> None:
    session.execute(
        update(_ORDERS).where(_ORDERS.c.id == order_id).values(state=state, blocked_reason=reason)
    )
