"""Who did something, where and when: every gesture records it."""

from dataclasses import dataclass
from datetime import datetime

from merchant_desk.values.ids import StationId
from merchant_desk.values.signing import Signer


@dataclass(frozen=True, slots=True)
class Gesture:
    """One act of a person at a station; ``at`` is aware UTC."""

    at: datetime
    person: str
    station_id: StationId
    signer: Signer | None = None
    """The key of this station; None when no keyring answers: records are chained, not signed."""
