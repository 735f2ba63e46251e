"""What really lies on the shelves and in the parcels of a shop under test, unit by unit."""

from dataclasses import dataclass, field

from merchant_desk.values.ids import ParcelId, PlaceId


class CannotHappenError(Exception):
    """The shelf has nothing there to take."""


@dataclass
class Pile:
    """Units of an article in a bin: those a counting hand has passed, and the others."""

    seen: int = 0
    unseen: int = 0
    begun: bool = False

    @property
    def units(self) -> int:
        return self.seen + self.unseen

    def take(self, *, from_seen: bool) -> None:
        if not self.units:
            raise CannotHappenError
        if (from_seen and self.seen) or not self.unseen:
            self.seen -= 1
        else:
            self.unseen -= 1

    def put(self, *, on_seen: bool) -> None:
        if on_seen and self.begun:
            self.seen += 1
        else:
            self.unseen += 1


@dataclass
class Box:
    """An open parcel and the bins its units were taken from, in that order."""

    parcel_id: ParcelId
    code: str
    wanted: int
    taken: list[PlaceId] = field(default_factory=list)
