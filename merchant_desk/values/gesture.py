"""Who did something, where and when: every gesture records it."""

from dataclasses import dataclass
from datetime import datetime

from merchant_desk.values.ids import StationId


@dataclass(frozen=True, slots=True)
class Gesture:
    """One act of a person at a station; ``at`` is aware UTC."""

    at: datetime
    person: str
    station_id: StationId
