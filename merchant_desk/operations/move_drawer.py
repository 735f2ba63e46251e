"""Cash put into the drawer or taken out of it besides sales: the float, the bank, an expense."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.seal import Closing, DrawerMove
from merchant_desk.values.clock import paris_date
from merchant_desk.values.closings import DrawerKind
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import RecordId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

_MOVES, _CLOSINGS = table(DrawerMove), table(Closing)
_COMES_IN = frozenset({DrawerKind.FLOAT})
_MOST = Money(10_000_000)
_LONGEST = 120


def move_drawer(
    session: Session, gesture: Gesture, kind: DrawerKind, amount: Money, note: str = ""
) -> RecordId:
    """Note the move of a positive amount; the kind says which way it goes.

    After the closing of a day it counts in the next one, as sales do.

    Raises RefusedError for an amount that is none, an expense nobody explains, or what only
    counting the drawer may find.
    """
    if kind is DrawerKind.DIFFERENCE:
        raise RefusedError(
            _("Le tiroir n’a pas changé\u00a0: un écart se constate en le comptant."),
            _("Comptez le tiroir à la clôture de la journée."),
        )
    if not 0 < amount.cents <= _MOST.cents:
        raise RefusedError(
            _("Le tiroir n’a pas changé\u00a0: ce montant n’est pas possible."),
            _("Écrivez un montant comme 50,00."),
        )
    words = " ".join(note.split())[:_LONGEST]
    if kind is DrawerKind.EXPENSE and not words:
        raise RefusedError(
            _("La dépense n’a pas été notée\u00a0: il manque ce qui a été payé."),
            _("Dites quoi, et gardez le justificatif."),
        )
    closed = session.execute(
        select(func.max(_CLOSINGS.c.last_day)).where(_CLOSINGS.c.station_id == gesture.station_id)
    ).scalar()
    today = paris_date(gesture.at)
    day = today if closed is None else max(today, closed + timedelta(days=1))
    move_id = RecordId(new_id())
    row = {
        "id": move_id,
        "station_id": gesture.station_id,
        "kind": kind,
        "amount": amount if kind in _COMES_IN else -amount,
        "day": day,
        "note": words,
        "at": gesture.at,
        "by": gesture.person,
    }
    insert_into(session, _MOVES, row)
    return move_id
