"""Keep a return and what happened to it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.rows import next_row
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.order import Order
from merchant_desk.models.returned import Return, ReturnEvent
from merchant_desk.operations.next_number import next_number
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ReturnEventKind, ReturnKind, ReturnState
from merchant_desk.values.ids import OrderId, RecordId, ReturnId, new_id
from merchant_desk.values.texts import _

PREFIX = "RT"


def new_return(session: Session, gesture: Gesture, order: Order | None, kind: ReturnKind) -> Return:
    """Write a return that was declared just now, with its number."""
    returned = Return(
        id=ReturnId(new_id()),
        row=next_row(session, table(Return)),
        number=next_number(session, gesture, table(Return), PREFIX),
        order_id=None if order is None else order.id,
        customer_id=None if order is None else order.customer_id,
        customer_name="" if order is None else order.customer_name,
        kind=kind,
        state=ReturnState.DECLARED,
        declared_at=gesture.at,
        carrier="" if order is None else order.carrier,
        by=gesture.person,
        station_id=gesture.station_id,
    )
    session.add(returned)
    session.flush()
    return returned


def note_return(
    session: Session,
    gesture: Gesture,
    returned: Return,
    kind: ReturnEventKind,
    detail: str = "",
    event_id: RecordId | None = None,
) -> None:
    """Add a line to the story of a return."""
    session.add(
        ReturnEvent(
            id=event_id or RecordId(new_id()),
            return_id=returned.id,
            kind=kind,
            detail=detail,
            at=gesture.at,
            by=gesture.person,
            station_id=gesture.station_id,
        )
    )
    session.flush()


def find_return(session: Session, return_id: ReturnId) -> Return:
    """Return it; raise RefusedError when there is none."""
    returned = session.get(Return, return_id, populate_existing=True)
    if returned is None:
        raise RefusedError(
            _("Rien n’a changé\u00a0: ce retour n’existe pas."),
            _("Choisissez-le dans la liste des retours."),
        )
    return returned


def locked_order(session: Session, order_id: OrderId) -> Order:
    """Return the order, kept from other stations until the commit; refused when unknown."""
    order = session.scalars(
        select(Order)
        .where(Order.id == order_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()
    if order is None:
        raise RefusedError(
            _("Le retour n’a pas été enregistré\u00a0: cette commande n’existe pas."),
            _("Scannez le bon de livraison, ou notez un retour sans commande."),
        )
    return order
