"""What is printed or sent away at each closing: with it, nothing before can be cut off unseen."""

from dataclasses import dataclass

from merchant_desk.values.closings import ClosingLevel
from merchant_desk.values.ids import StationId, id_text

_MARK = "MD1"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The digest of a closing's link: an older copy of the data does not have it."""

    station_id: StationId
    level: ClosingLevel
    period: str
    digest: str

    @property
    def text(self) -> str:
        """Return one line without spaces: ``MD1:…:day:2026-11-22:…``."""
        return f"{_MARK}:{id_text(self.station_id)}:{self.level}:{self.period}:{self.digest}"
