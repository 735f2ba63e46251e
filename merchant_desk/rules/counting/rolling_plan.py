"""Which bins to count today, so that every article is counted as often as it deserves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from merchant_desk.values.count_scope import AbcClass
from merchant_desk.values.ids import PlaceId, ProductId


@dataclass(frozen=True, slots=True)
class Due:
    """An article in a bin, its class, and the day it was last counted there."""

    product_id: ProductId
    place_id: PlaceId
    abc: AbcClass
    counted_on: date | None


@dataclass(frozen=True, slots=True)
class PlannedBin:
    """A bin to count today: the articles due in it, how late the latest is, the classes."""

    place_id: PlaceId
    products: tuple[ProductId, ...]
    days_late: int | None
    """None when one of them was never counted."""
    classes: Mapping[AbcClass, int]


def plan_of_day(
    every: Sequence[Due], today: date, intervals: Mapping[AbcClass, int], most: int
) -> tuple[PlannedBin, ...]:
    """Return the bins to count today: what is due, by class then by lateness, whole bins.

    ``most`` articles are enough for a day; the first bin is always proposed.
    """
    late: dict[PlaceId, list[Due]] = {}
    for each in every:
        if _days_late(each, today, intervals) is None or _late(each, today, intervals):
            late.setdefault(each.place_id, []).append(each)
    ordered = sorted(late.items(), key=lambda one: _urgency(one, today, intervals))
    planned: list[PlannedBin] = []
    articles = 0
    for place, dues in ordered:
        if planned and articles + len(dues) > most:
            continue
        articles += len(dues)
        planned.append(_planned(place, dues, today, intervals))
    return tuple(planned)


def _late(due: Due, today: date, intervals: Mapping[AbcClass, int]) -> bool:
    days = _days_late(due, today, intervals)
    return days is not None and days >= 0


def _days_late(due: Due, today: date, intervals: Mapping[AbcClass, int]) -> int | None:
    if due.counted_on is None:
        return None
    return (today - due.counted_on).days - intervals[due.abc]


def _urgency(
    one: tuple[PlaceId, list[Due]], today: date, intervals: Mapping[AbcClass, int]
) -> tuple[str, bool, int, PlaceId]:
    place, dues = one
    best = min(each.abc for each in dues)
    lates = [_days_late(each, today, intervals) for each in dues if each.abc is best]
    known = [each for each in lates if each is not None]
    return best, len(known) == len(lates), -max(known, default=0), place


def _planned(
    place: PlaceId, dues: Sequence[Due], today: date, intervals: Mapping[AbcClass, int]
) -> PlannedBin:
    lates = [_days_late(each, today, intervals) for each in dues]
    known = [each for each in lates if each is not None]
    classes = {each: sum(one.abc is each for one in dues) for each in AbcClass}
    return PlannedBin(
        place_id=place,
        products=tuple(each.product_id for each in dues),
        days_late=max(known) if len(known) == len(lates) else None,
        classes=classes,
    )
