"""Whether the files of an account follow each other: the closing of one is the opening of the next.

Each told balance is reached from the one before by the lines in between. A balance told in the
course of a day does not count those that came after it: one that is wrong alone, while those after
it agree, is such a one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

_DAY = timedelta(days=1)
_AHEAD = 2
_QUIET = 5
"""So many days without a line are usual where files tell no balance."""
_DOWNLOADED = timedelta(days=31)
"""A balance told so long after the last line of a file is still that of its download."""

Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Break:
    """Where the files of an account do not follow each other."""

    after: date
    """The last evening that agrees."""
    before: date
    """The first one that does not."""
    cents: int | None
    """What is missing, below zero: money out is missing, or money in is there twice."""
    untold: Span | None = None
    """The days in between that no file tells of."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What the files of one account told."""

    balances: Mapping[date, Sequence[int]]
    """Of an evening, in cents, in the order they were told."""
    moved: Mapping[date, int]
    """The sum of the lines of each day."""
    spans: Sequence[Span]
    """The days that each file tells of."""
    implied: Mapping[date, Sequence[tuple[date, int]]] = field(default_factory=dict)
    """By the day of a closing without an opening: the evening before its lines, and what they
    make of it. It is not sure: the closing may count later lines."""


def breaks(told: Telling) -> list[Break]:
    """Return where something is missing or there twice, the oldest first; each once."""
    proved = _disagreeing(told)
    found = proved + [
        each
        for each in _unproved(told)
        if not any(other.after <= each.before and each.after <= other.before for other in proved)
    ]
    return sorted(found, key=lambda each: each.before)


def _disagreeing(told: Telling) -> list[Break]:
    """Return where a told balance is not reached from the one before."""
    found: list[Break] = []
    days = sorted(told.balances)
    if not days:
        return found
    start, held = days[0], told.balances[days[0]][-1]
    for place, day in enumerate(days[1:], 1):
        expected = held + _moved(told, start, day)
        if expected in told.balances[day] or _agrees_later(told, days[place:], start, held):
            held = expected
        elif (reached := _reached_from_before(told, start, day)) is not None:
            held = reached
        else:
            held = told.balances[day][-1]
            untold = _untold(told.spans, start + _DAY, day)
            found.append(Break(start, day, held - expected, untold))
        start = day
    return found


def overlaps(spans: Sequence[Span]) -> list[Span]:
    """Return the days that several files tell of."""
    found: list[Span] = []
    reached: date | None = None
    for first, last in sorted(spans):
        if reached is not None and first <= reached:
            both = (first, min(last, reached))
            if found and both[0] <= found[-1][1] + _DAY:
                both = (found.pop()[0], max(both[1], both[0]))
            found.append(both)
        reached = last if reached is None else max(reached, last)
    return found


def _agrees_later(told: Telling, days: Sequence[date], start: date, held: int) -> bool:
    """Tell whether one of the next balances is reached although this one is not."""
    return any(
        held + _moved(told, start, day) in told.balances[day] for day in days[1 : 1 + _AHEAD]
    )


def _reached_from_before(told: Telling, start: date, day: date) -> int | None:
    """Return the balance that is reached from before the lines of the file that ended at start."""
    for before, cents in told.implied.get(start, ()):
        reached = cents + _moved(told, before, day)
        if reached in told.balances[day]:
            return reached
    return None


def _moved(told: Telling, start: date, day: date) -> int:
    return sum(cents for each, cents in told.moved.items() if start < each <= day)


def _untold(spans: Sequence[Span], first: date, last: date) -> Span | None:
    """Return the days between two others that no file tells of; None: all are told."""
    untold = [
        day
        for offset in range((last - first).days + 1)
        if not any(start <= (day := first + offset * _DAY) <= end for start, end in spans)
    ]
    return (untold[0], untold[-1]) if untold else None


def _unproved(told: Telling) -> list[Break]:
    """Return the long silences on a side of which no balance is told."""
    found = []
    reached: date | None = None
    for first, last in sorted(told.spans):
        if reached is not None and (first - reached).days > _QUIET:
            around = (
                [day for day in told.balances if day < first and day <= reached + _DOWNLOADED],
                [day for day in told.balances if day >= first - _DAY],
            )
            if not all(around):
                untold = (reached + _DAY, first - _DAY)
                found.append(Break(reached, first, None, untold))
        reached = last if reached is None else max(reached, last)
    return found
