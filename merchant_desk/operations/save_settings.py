"""Keep a setting, the people who work here, and the identity of stations."""

import string
from datetime import datetime
from itertools import product
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.station import Person, Setting, Station
from merchant_desk.values.fiscal_events import EventCode
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import PersonId, StationId, id_text, new_id
from merchant_desk.values.settings import Scope
from merchant_desk.values.settings import Setting as Declared
from merchant_desk.values.texts import _

V = TypeVar("V", str, int, bool)
_LONGEST_NAME = 60
_FISCAL = ("fiscal.", "e_reporting.")
"""Settings whose change an inspector may ask about."""
_STATION = table(Station)


def save_setting(session: Session, gesture: Gesture, setting: Declared[V], value: V) -> None:
    """Store one declared setting, for the shop or for this station."""
    owner = id_text(gesture.station_id) if setting.scope is Scope.STATION else ""
    text = setting.write(value)
    known = session.get(Setting, (owner, setting.key))
    before = setting.write(setting.default) if known is None else known.value
    if setting.key.startswith(_FISCAL) and before != text:
        from merchant_desk.operations.note_event import (  # noqa: PLC0415 - no start waits for it
            note_event,
        )

        detail = f"{setting.key} {before} {text}"
        note_event(session, gesture, EventCode.PARAMETER_CHANGED, detail)
    if known is None:
        session.add(Setting(station=owner, key=setting.key, value=text))
    else:
        known.value = text


def register_station(session: Session, station_id: StationId, name: str, now: datetime) -> str:
    """Make this computer known to the shop; return its letter. Harmless when repeated.

    Every start comes here: it asks the table, so that a start prepares no mapped class.
    """
    known: str | None = session.execute(
        select(_STATION.c.letter).where(_STATION.c.id == station_id)
    ).scalar()
    if known is not None:
        return known
    taken = set(session.execute(select(_STATION.c.letter)).scalars())
    letter = next(each for each in _letters() if each not in taken)
    session.add(Station(id=station_id, name=name, letter=letter, created_at=now))
    return letter


def _letters() -> list[str]:
    alphabet = string.ascii_uppercase
    return [*alphabet, *("".join(pair) for pair in product(alphabet, repeat=2))]


def add_person(session: Session, name: str) -> PersonId:
    """Add someone who works here; a known name is made active again."""
    clean = " ".join(name.split())
    if not clean or len(clean) > _LONGEST_NAME:
        raise RefusedError(
            _("La personne n’a pas été ajoutée\u00a0: son nom est vide ou trop long."),
            _("Écrivez un prénom, par exemple «\u00a0Camille\u00a0»."),
        )
    known = session.scalars(select(Person).where(Person.name == clean)).first()
    if known is not None:
        known.active = True
        return known.id
    person_id = PersonId(new_id())
    session.add(Person(id=person_id, name=clean))
    return person_id


def remove_person(session: Session, person_id: PersonId) -> None:
    """No longer offer this person; what she did stays under her name."""
    session.get_one(Person, person_id).active = False
