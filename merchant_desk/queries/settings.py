"""The settings of the shop and of a station, the people, and the shop's identity."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.queries.unmapped.station import PEOPLE, SETTINGS, SHOP_PROFILES, STATIONS
from merchant_desk.values.ids import PersonId, StationId, id_text
from merchant_desk.values.invoice_page import Seller
from merchant_desk.values.settings import TRAINING, Scope
from merchant_desk.values.settings import Setting as Declared
from merchant_desk.values.snapshots import read_seller
from merchant_desk.values.vat import VatTreatment

V = TypeVar("V", str, int, bool)


@dataclass(frozen=True)
class Settings:
    """Everything stored, read as declared."""

    stored: Mapping[tuple[str, str], str]
    station: str

    def get(self, setting: Declared[V]) -> V:
        """Return a setting's value here."""
        owner = self.station if setting.scope is Scope.STATION else ""
        return setting.read(self.stored.get((owner, setting.key)))

    def has(self, setting: Declared[V]) -> bool:
        """Tell whether a value was ever chosen here."""
        owner = self.station if setting.scope is Scope.STATION else ""
        return (owner, setting.key) in self.stored


@dataclass(frozen=True, slots=True)
class Profile:
    """Who sells, under which VAT, with which logo."""

    seller: Seller
    vat_treatment: VatTreatment
    logo: bytes | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Someone who works here."""

    id: PersonId
    name: str


@dataclass(frozen=True, slots=True)
class StationRow:
    """A computer of the shop."""

    id: StationId
    name: str
    letter: str


def settings(session: Session, station_id: StationId) -> Settings:
    """Return every setting stored for the shop and for this station."""
    rows = session.execute(
        select(SETTINGS.c.station, SETTINGS.c.key, SETTINGS.c.value).where(
            SETTINGS.c.station.in_(["", id_text(station_id)])
        )
    )
    return Settings({(row[0], row[1]): row[2] for row in rows}, id_text(station_id))


def is_training(session: Session) -> bool:
    """Tell whether this is the school: nothing made in it is worth anything."""
    stored = session.scalar(
        select(SETTINGS.c.value).where(SETTINGS.c.station == "", SETTINGS.c.key == TRAINING.key)
    )
    return TRAINING.read(stored)


def profile(session: Session) -> Profile | None:
    """Return the shop's identity, or None while it has not been filled in."""
    row = session.execute(select(SHOP_PROFILES)).first()
    if row is None:
        return None
    return Profile(read_seller(row.seller), row.vat_treatment, row.logo)


def people(session: Session) -> tuple[PersonRow, ...]:
    """Return who works here, by name."""
    rows = session.execute(
        select(PEOPLE.c.id, PEOPLE.c.name).where(PEOPLE.c.active).order_by(PEOPLE.c.name)
    )
    return tuple(PersonRow(row[0], row[1]) for row in rows)


def stations(session: Session) -> tuple[StationRow, ...]:
    """Return the computers of the shop, in the order of their letters."""
    rows = session.execute(
        select(STATIONS.c.id, STATIONS.c.name, STATIONS.c.letter).order_by(STATIONS.c.letter)
    )
    return tuple(StationRow(row[0], row[1], row[2]) for row in rows)
