"""Close a full box and go on with the rest of the order in another."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.operations.close_parcel import ParcelClosed, close_parcel
from merchant_desk.operations.open_parcel import ParcelOpened, open_parcel
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ParcelId
from merchant_desk.values.texts import _


@dataclass(frozen=True, slots=True)
class ParcelSplit:
    """The parcel that left, and the one that takes the rest."""

    closed: ParcelClosed
    opened: ParcelOpened


def split_parcel(session: Session, gesture: Gesture, parcel_id: ParcelId) -> ParcelSplit:
    """Ship what is packed with an invoice of its own; open the next parcel for what is left.

    Raises RefusedError when the parcel is empty, or when it already holds all that is due.
    """
    closed = close_parcel(session, gesture, parcel_id)
    if closed.order_complete:
        raise RefusedError(
            _("Aucun autre colis n’a été ouvert\u00a0: celui-ci contient déjà tout."),
            _("Expédiez-le."),
        )
    return ParcelSplit(closed, open_parcel(session, gesture, closed.order_id))
