"""Try a parked record again, or put it away for good with the name of who did."""

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.shop import RemoteRecord
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import RemoteRecordId
from merchant_desk.values.texts import _
from merchant_desk.values.words import RecordState

_RECORDS = table(RemoteRecord)


def retry_parked(session: Session, record_ids: Sequence[RemoteRecordId]) -> int:
    """Have the records applied again with the next ones; return how many."""
    _check(session, record_ids)
    session.execute(
        update(_RECORDS)
        .where(_RECORDS.c.id.in_(record_ids))
        .values(state=RecordState.WAITING, trouble=None, reason="", advice="")
    )
    return len(record_ids)


def discard_parked(session: Session, gesture: Gesture, record_ids: Sequence[RemoteRecordId]) -> int:
    """Put the records away; what was received stays, with who put it away."""
    _check(session, record_ids)
    who = _("Écartée par {name}.").format(name=gesture.person or _("un poste"))
    session.execute(
        update(_RECORDS)
        .where(_RECORDS.c.id.in_(record_ids))
        .values(state=RecordState.DISCARDED, advice=who, applied_at=gesture.at)
    )
    return len(record_ids)


def _check(session: Session, record_ids: Sequence[RemoteRecordId]) -> None:
    parked = session.scalars(
        select(_RECORDS.c.id).where(
            _RECORDS.c.id.in_(record_ids), _RECORDS.c.state == RecordState.PARKED
        )
    ).all()
    if len(parked) != len(set(record_ids)):
        raise RefusedError(
            _("Rien n’a changé\u00a0: cette fiche n’est plus de côté."),
            _("Une version plus récente a sans doute été reprise. La liste va se mettre à jour."),
        )
