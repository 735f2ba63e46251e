"""Make a copy of the shop's data a school: nothing leaves it, nothing in it is worth anything."""

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.shop import Shop
from merchant_desk.models.station import PrintJob, Setting, Station
from merchant_desk.operations.note_event import note_event
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.values import settings as declared
from merchant_desk.values.fiscal_events import EventCode
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.texts import _
from merchant_desk.values.words import PrintState

LETTER = "ECOLE"
"""In every number that the school gives: none of them can be taken for a real one."""
_SHOPS, _JOBS, _SETTINGS = table(Shop), table(PrintJob), table(Setting)
_OUTSIDE = ("platform.%", "e_reporting.%")


def prepare_school(session: Session, gesture: Gesture) -> None:
    """Cut the copy off from storefronts, platform and printers; mark what is made in it."""
    session.execute(update(_SHOPS).values(active=False))
    session.execute(delete(_JOBS).where(_JOBS.c.state != PrintState.PRINTED))
    for pattern in _OUTSIDE:
        session.execute(delete(_SETTINGS).where(_SETTINGS.c.key.like(pattern)))
    session.add(
        Station(id=gesture.station_id, name=_("École"), letter=LETTER, created_at=gesture.at)
    )
    session.flush()
    save_setting(session, gesture, declared.TRAINING, value=True)
    note_event(session, gesture, EventCode.TRAINING_BEGUN, LETTER)


def note_school(session: Session, gesture: Gesture) -> None:
    """Note in the real journal that the school was opened."""
    note_event(session, gesture, EventCode.TRAINING_BEGUN, "")
