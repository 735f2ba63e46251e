"""Say that a bin of a count is finished, and what becomes of what nobody found there."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from merchant_desk.models.count import CountBin
from merchant_desk.operations.find_record import find_bin
from merchant_desk.operations.open_count import open_count_of
from merchant_desk.operations.record_count import NewEntry, record_count
from merchant_desk.operations.reopen_bin import reopen_bin
from merchant_desk.queries.count_figures import count_figures
from merchant_desk.queries.count_review import expected_of
from merchant_desk.queries.count_scope import scope_keys
from merchant_desk.queries.shelf_now import shelves_now
from merchant_desk.values.count_key import CountKey
from merchant_desk.values.count_scope import scope_of
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import CountId, PlaceId


@dataclass(frozen=True, slots=True)
class BinClosed:
    """A finished bin: what was counted in it, and what should lie there and was not counted."""

    place_id: PlaceId
    bin: str
    articles: int
    units: int
    missing: tuple[CountKey, ...]
    """What should lie there and was not counted."""
    zeroed: bool
    """She said that it is gone: it was counted as none."""


def close_bin(
    session: Session, gesture: Gesture, count_id: CountId, place_id: PlaceId, *, gone: bool = False
) -> BinClosed:
    """Finish a bin. With ``gone``, what should lie there and was not scanned is counted as none."""
    count = open_count_of(session, count_id)
    place = find_bin(session, place_id)
    figures = count_figures(session, count_id, place_id).figures
    keys = scope_keys(session, scope_of(count.scope), count.location_id, place_id)
    left = [key for key in keys if key not in figures]
    missing = tuple(expected_of(shelves_now(session, [key.product_id for key in left]), left))
    if gone:
        for key in missing:
            record_count(session, gesture, count_id, NewEntry(key, 0))
    reopen_bin(session, count_id, place_id)
    session.add(
        CountBin(
            count_id=count_id, place_id=place_id, closed_at=gesture.at, closed_by=gesture.person
        )
    )
    session.flush()
    units = sum(each.counted for each in figures.values())
    return BinClosed(place_id, place.code, len(figures), units, missing, gone)
