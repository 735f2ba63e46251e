"""The delivery a gesture is about, and its receipts."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.delivery import Delivery
from merchant_desk.models.law_facts import Batch
from merchant_desk.values.goods_words import DeliveryState
from merchant_desk.values.ids import DeliveryId
from merchant_desk.values.texts import _


def find_delivery(session: Session, delivery_id: DeliveryId) -> Delivery:
    """Return the delivery, or refuse when it is gone."""
    delivery = session.get(Delivery, delivery_id)
    if delivery is None:
        raise RefusedError(
            _("Rien n’a été enregistré\u00a0: cette réception n’existe pas ou plus."),
            _("Choisissez une réception de la liste, ou ouvrez-en une."),
        )
    return delivery


def find_open_delivery(session: Session, delivery_id: DeliveryId) -> Delivery:
    """Return the delivery, or refuse when it is over."""
    delivery = find_delivery(session, delivery_id)
    if delivery.state is not DeliveryState.OPEN:
        raise RefusedError(
            _("Rien n’a été reçu\u00a0: la réception {number} est terminée.").format(
                number=delivery.number
            ),
            _("Ouvrez une nouvelle réception pour ce qui arrive maintenant."),
        )
    return delivery


def batches_of(session: Session, delivery_id: DeliveryId) -> Sequence[Batch]:
    """Return the receipts of a delivery, in the order they began."""
    wanted = select(Batch).where(Batch.delivery_id == delivery_id).order_by(Batch.id)
    return session.scalars(wanted).all()
