"""Keep a setting, the people who work here, and the identity of stations."""

import string
from datetime import datetime
from itertools import product
from typing import TypeVar

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.queries.unmapped.station import PEOPLE, SETTINGS, STATIONS
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


def save_setting(session: Session, gesture: Gesture, setting: Declared[V], value: V) -> None:
    """Store one declared setting, for the shop or for this station."""
    owner = id_text(gesture.station_id) if setting.scope is Scope.STATION else ""
    text = setting.write(value)
    here = (SETTINGS.c.station == owner) & (SETTINGS.c.key == setting.key)
    known: str | None = session.execute(select(SETTINGS.c.value).where(here)).scalar()
    before = setting.write(setting.default) if known is None else known
    if setting.key.startswith(_FISCAL) and before != text:
        from merchant_desk.operations.note_event import (  # noqa: PLC0415 - no start waits for it
            note_event,
        )

        detail = f"{setting.key} {before} {text}"
        note_event(session, gesture, EventCode.PARAMETER_CHANGED, detail)
    if known is None:
        session.execute(insert(SETTINGS).values(station=owner, key=setting.key, value=text))
    else:
        session.execute(update(SETTINGS).where(here).values(value=text))


def register_station(session: Session, station_id: StationId, name: str, now: datetime) -> str:
    """Make this computer known to the shop; return its letter. Harmless when repeated.

    Every start comes here: it asks the table, so that a start prepares no mapped class.
    """
    known: str | None = session.execute(
        select(STATIONS.c.letter).where(STATIONS.c.id == station_id)
    ).scalar()
    if known is not None:
        return known
    taken = set(session.execute(select(STATIONS.c.letter)).scalars())
    letter = next(each for each in _letters() if each not in taken)
    session.execute(
        insert(STATIONS).values(id=station_id, name=name, letter=letter, created_at=now)
    )
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
    known: PersonId | None = session.execute(
        select(PEOPLE.c.id).where(PEOPLE.c.name == clean)
    ).scalar()
    if known is not None:
        _offer(session, known, offered=True)
        return known
    person_id = PersonId(new_id())
    session.execute(insert(PEOPLE).values(id=person_id, name=clean, active=True))
    return person_id


def remove_person(session: Session, person_id: PersonId) -> None:
    """No longer offer this person; what she did stays under her name."""
    _offer(session, person_id, offered=False)


def _offer(session: Session, person_id: PersonId, *, offered: bool) -> None:
    session.execute(update(PEOPLE).where(PEOPLE.c.id == person_id).values(active=offered))
