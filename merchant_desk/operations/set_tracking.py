"""Note the carrier's number of a parcel, before or after it is closed, or go without."""

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.order import Order
from merchant_desk.models.parcel import Parcel
from merchant_desk.models.shop import OutboxMessage
from merchant_desk.operations.queue_message import queue_event
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ParcelId, id_text
from merchant_desk.values.texts import _
from merchant_desk.values.tracking import looks_like_tracking, tracking_number
from merchant_desk.values.words import MessageState, ParcelState

_PARCELS, _ORDERS, _MESSAGES = table(Parcel), table(Order), table(OutboxMessage)
_LONGEST = 40
SHIPPED, TRACKING = "shipped", "tracking"


@dataclass(frozen=True, slots=True)
class TrackingSet:
    """The number noted, and on which parcel."""

    parcel_id: ParcelId
    order_number: str
    tracking: str
    carrier: str


def set_tracking(
    session: Session, gesture: Gesture, parcel_id: ParcelId | None, text: str, carrier: str = ""
) -> TrackingSet:
    """Note the number on this parcel, else on the one this station closed last.

    The storefront learns it with the shipment if that has not left yet, else right after.
    Raises RefusedError when there is no parcel, or when the text cannot be a number.
    """
    number = tracking_number(text)
    if not number or len(number) > _LONGEST or not number.isascii():
        raise RefusedError(
            _("Le numéro de suivi n’a pas été noté\u00a0: il n’est pas lisible."),
            _("Scannez le code-barres de l’étiquette, ou tapez le numéro."),
        )
    parcel = _parcel(session, gesture, parcel_id)
    if parcel_id is None and parcel.tracking not in {"", number}:
        raise RefusedError(
            _("Le numéro de suivi n’a pas été noté\u00a0: le dernier colis en a déjà un."),
            _("Scannez d’abord le bon du colis auquel appartient cette étiquette."),
        )
    recognised = carrier or looks_like_tracking(number) or parcel.carrier
    session.execute(
        update(_PARCELS)
        .where(_PARCELS.c.id == parcel.id)
        .values(tracking=number, carrier=recognised)
    )
    if parcel.state is ParcelState.CLOSED and not release_shipment(session, gesture, parcel.id):
        _tell_later(session, gesture, parcel)
    order_number = session.execute(
        select(_ORDERS.c.number).where(_ORDERS.c.id == parcel.order_id)
    ).scalar_one()
    return TrackingSet(parcel.id, order_number, number, recognised)


def release_shipment(session: Session, gesture: Gesture, parcel_id: ParcelId) -> bool:
    """Let the shipment go to the storefront now; tell whether it was still waiting."""
    waiting = session.execute(
        update(_MESSAGES)
        .where(
            _MESSAGES.c.kind == SHIPPED,
            _MESSAGES.c.subject == id_text(parcel_id),
            _MESSAGES.c.state == MessageState.WAITING,
        )
        .values(next_attempt_at=gesture.at, changed_at=gesture.at)
        .returning(_MESSAGES.c.id)
    ).first()
    return waiting is not None


def _parcel(session: Session, gesture: Gesture, parcel_id: ParcelId | None) -> Parcel:
    query = select(Parcel).where(Parcel.state != ParcelState.CANCELLED)
    if parcel_id is None:
        query = query.where(
            Parcel.state == ParcelState.CLOSED, Parcel.station_id == gesture.station_id
        ).order_by(Parcel.closed_at.desc())
    else:
        query = query.where(Parcel.id == parcel_id)
    parcel = session.scalars(query.limit(1), execution_options={"populate_existing": True}).first()
    if parcel is None:
        raise RefusedError(
            _("Le numéro de suivi n’a pas été noté\u00a0: aucun colis n’est ouvert."),
            _("Scannez d’abord le bon de préparation du colis."),
        )
    return parcel


def _tell_later(session: Session, gesture: Gesture, parcel: Parcel) -> None:
    shop_id = session.execute(
        select(_ORDERS.c.shop_id).where(_ORDERS.c.id == parcel.order_id)
    ).scalar_one()
    if shop_id is not None:
        queue_event(session, gesture, TRACKING, shop_id, parcel.id)
