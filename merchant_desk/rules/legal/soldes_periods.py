"""When soldes are lawful: the national periods, those of some zones, and exceptional orders."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from merchant_desk.rules.legal.words_of_law import Channel

Season = Literal["winter", "summer"]
Origin = Literal["national", "derogation", "exceptional"]


@dataclass(frozen=True, slots=True)
class Period:
    """A period of soldes in local time, its last minute included."""

    season: Season
    start: datetime
    end: datetime
    origin: Origin
    source: str = ""


def soldes_period(zone: str, channel: Channel, season: Season, year: int) -> Period | None:
    """Return the period of a season (its official name); ``year`` is that of its first day."""
    raise NotImplementedError


def period_at(zone: str, channel: Channel, at: datetime) -> Period | None:
    """Return the period that holds a local instant, for a zone and a channel."""
    raise NotImplementedError


def next_period(zone: str, channel: Channel, after: datetime) -> Period:
    """Return the first period that opens after a local instant."""
    raise NotImplementedError
