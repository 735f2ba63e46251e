"""Write in the event journal that the desk starts or stops at this station, and what is new."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.seal import FiscalEvent, Seal
from merchant_desk.models.station import Station
from merchant_desk.operations.note_event import note_event
from merchant_desk.values.fiscal_events import EventCode
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.sealed_records import instant
from merchant_desk.values.signing import SealKind

_EVENTS, _SEALS, _STATIONS = table(FiscalEvent), table(Seal), table(Station)


@dataclass(frozen=True, slots=True)
class StartFacts:
    """What the computer knows when the desk starts."""

    version: str
    replaced: Sequence[str] = ()
    """Files that a restored copy took the place of, by name."""


def note_start(session: Session, gesture: Gesture, facts: StartFacts) -> None:
    """Note the start; before it a new station, a new version, a restored copy, a clock set back."""
    last = _last_instant(session, gesture)
    before = _last_detail(session, gesture, EventCode.STARTED)
    if before is None:
        letter = session.scalar(
            select(_STATIONS.c.letter).where(_STATIONS.c.id == gesture.station_id)
        )
        note_event(session, gesture, EventCode.STATION_ADDED, letter or "")
    if last is not None and gesture.at < last:
        note_event(session, gesture, EventCode.CLOCK_SET_BACK, instant(last))
    if before is not None and before != facts.version:
        note_event(session, gesture, EventCode.VERSION_CHANGED, f"{before} {facts.version}")
    known = set(
        session.scalars(select(_EVENTS.c.detail).where(_EVENTS.c.code == int(EventCode.RESTORED)))
    )
    for name in facts.replaced:
        if name not in known:
            note_event(session, gesture, EventCode.RESTORED, name)
    note_event(session, gesture, EventCode.STARTED, facts.version)


def note_stop(session: Session, gesture: Gesture) -> None:
    """Note that the desk stops."""
    note_event(session, gesture, EventCode.STOPPED, "")


def note_defect(session: Session, gesture: Gesture, found: Sequence[str]) -> bool:
    """Note what the check found, once as long as it stays the same; tell whether it was noted."""
    detail = " ".join(found)[:2000]
    if not found or _last_detail(session, gesture, EventCode.INTEGRITY_DEFECT) == detail:
        return False
    note_event(session, gesture, EventCode.INTEGRITY_DEFECT, detail)
    return True


def _last_instant(session: Session, gesture: Gesture) -> datetime | None:
    """Return when this station last recorded something."""
    last = (
        session.scalar(
            select(_SEALS.c.at)
            .where(_SEALS.c.station_id == gesture.station_id, _SEALS.c.kind == kind)
            .order_by(_SEALS.c.sequence.desc())
            .limit(1)
        )
        for kind in SealKind
    )
    return max((each for each in last if each is not None), default=None)


def _last_detail(session: Session, gesture: Gesture, code: EventCode) -> str | None:
    found: str | None = session.scalar(
        select(_EVENTS.c.detail)
        .where(_EVENTS.c.station_id == gesture.station_id, _EVENTS.c.code == int(code))
        .order_by(_EVENTS.c.at.desc())
        .limit(1)
    )
    return found
