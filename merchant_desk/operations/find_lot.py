"""The lot of an article, made the first time its number is read."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.lot import Lot
from merchant_desk.values.clock import paris_date
from merchant_desk.values.french import short_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import LotId, ProductId, new_id
from merchant_desk.values.texts import _

LONGEST_NUMBER = 60


@dataclass(frozen=True, slots=True)
class LotRead:
    """What a symbol or a person says of a lot; ``expires_on`` is its last day of sale."""

    number: str
    expires_on: date | None = None


def find_lot(session: Session, gesture: Gesture, product_id: ProductId, read: LotRead) -> LotId:
    """Return the lot of this number; its expiry is learnt when it was not known.

    Raises RefusedError for a number that is none, and for an expiry that is not the one known.
    """
    number = " ".join(read.number.split()).upper()
    if not number or len(number) > LONGEST_NUMBER or not number.isprintable():
        raise RefusedError(
            _("Rien n’a été noté\u00a0: le numéro de lot manque ou n’est pas lisible."),
            _("Scannez le code du lot, ou recopiez son numéro."),
        )
    lot = session.scalars(select(Lot).filter_by(product_id=product_id, number=number)).first()
    if lot is None:
        lot = Lot(
            id=LotId(new_id()),
            product_id=product_id,
            number=number,
            expires_on=read.expires_on,
            expired_at=_expired_at(gesture, read.expires_on),
            made_at=gesture.at,
            by=gesture.person,
        )
        session.add(lot)
    elif lot.expires_on is None:
        lot.expires_on = read.expires_on
        lot.expired_at = _expired_at(gesture, read.expires_on)
    elif read.expires_on not in {None, lot.expires_on}:
        raise RefusedError(
            _("Rien n’a été noté\u00a0: le lot {number} est connu pour le {day}.").format(
                number=number, day=short_date(lot.expires_on)
            ),
            _("Vérifiez la date sur l’article, puis scannez de nouveau."),
        )
    session.flush()
    return lot.id


def _expired_at(gesture: Gesture, expires_on: date | None) -> datetime | None:
    """Return this instant for a lot that comes in too late to be sold."""
    over = expires_on is not None and expires_on < paris_date(gesture.at)
    return gesture.at if over else None
