"""When soldes are lawful: the national periods, those of some zones, and exceptional orders."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, timedelta
from functools import lru_cache
from typing import Literal

from merchant_desk.rules.legal.answer import Value
from merchant_desk.rules.legal.moment import CLOSES_AT, OPENS_AT, Moment
from merchant_desk.rules.legal.questions import SoldesPeriod
from merchant_desk.rules.legal.soldes_data import (
    NATIONAL,
    Exceptional,
    Opening,
    Season,
    exceptional_seasons,
    lengths,
    openings,
)
from merchant_desk.rules.legal.words_of_law import DISTANCE, Channel

__all__ = [
    "FIRST_YEAR", "Origin", "Period", "Season", "next_period", "order_against", "period_at",
    "periods_between", "soldes_period", "value_of_period",
]  # fmt: skip

Origin = Literal["national", "derogation", "exceptional"]
FIRST_YEAR = 2009
"""Before, the prefect of each département set the dates: they are not known here."""
_YEARS_AHEAD = 3
_WEEK = timedelta(days=7)
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """A period of soldes in local time, its last minute included."""

    season: Season
    start: datetime
    end: datetime
    origin: Origin
    source: str = ""

    @property
    def french(self) -> str:
        """Return how a calendar names it, by the official name of the season in the zone."""
        return "Soldes d’hiver" if self.season == "winter" else "Soldes d’été"

    def holds(self, at: datetime) -> bool:
        """Tell whether a local instant falls inside; 23:59 lasts its whole minute."""
        return self.start <= at.replace(second=0, microsecond=0) <= self.end


def soldes_period(zone: str, channel: Channel, season: Season, year: int) -> Period | None:
    """Return the period of a season (its official name); ``year`` is that of its first day.

    None for a year whose dates are not known.
    """
    return _period(NATIONAL if channel in DISTANCE else zone, season, year)


def period_at(zone: str, channel: Channel, at: datetime) -> Period | None:
    """Return the period that holds a local instant, for a zone and a channel."""
    place = NATIONAL if channel in DISTANCE else zone
    for year in (at.year, at.year - 1):
        for period in _periods_of_year(place, year):
            if period.holds(at):
                return period
    return None


def next_period(zone: str, channel: Channel, after: datetime) -> Period | None:
    """Return the first period that opens after a local instant; None when years run out."""
    place = NATIONAL if channel in DISTANCE else zone
    first = max(after.year, FIRST_YEAR)
    ahead = (
        period
        for year in range(first, first + _YEARS_AHEAD)
        for period in _periods_of_year(place, year)
        if period.start > after
    )
    return next(ahead, None)


def periods_between(zone: str, channel: Channel, first: date, last: date) -> tuple[Period, ...]:
    """Return every period that touches the days from one to another, the earliest first."""
    place = NATIONAL if channel in DISTANCE else zone
    return tuple(
        period
        for year in range(first.year - 1, last.year + 1)
        for period in _periods_of_year(place, year)
        if period.start.date() <= last and first <= period.end.date()
    )


def order_against(zone: str, channel: Channel, at: datetime) -> Period | None:
    """Return the period of an order that moved the one the formula gives at a local instant."""
    place = NATIONAL if channel in DISTANCE else zone
    for order in exceptional_seasons():
        if order.year != at.year:
            continue
        moved = _period(place, order.season, order.year)
        usual = _by_formula(place, order.season, order.year) or _by_formula(
            NATIONAL, order.season, order.year
        )
        if moved and moved.origin == "exceptional" and usual and usual.holds(at):
            return moved
    return None


def value_of_period(question: SoldesPeriod) -> Value:
    """Return the first and last instant of the period asked for, and where it comes from."""
    period = soldes_period(question.zone, question.channel, question.season, question.year)
    if period is None:
        return {"start": None, "end": None, "origin": None}
    return {
        "start": Moment.of_local(period.start).text,
        "end": Moment.of_local(period.end).text,
        "origin": period.origin,
    }


@lru_cache(maxsize=1024)
def _periods_of_year(place: str, year: int) -> tuple[Period, ...]:
    found = (_period(place, "winter", year), _period(place, "summer", year))
    return tuple(sorted((each for each in found if each), key=lambda each: each.start))


@lru_cache(maxsize=2048)
def _period(place: str, season: Season, year: int) -> Period | None:
    """Return what an order says, else the formula of the place, else the national period."""
    if not FIRST_YEAR <= year < MAXYEAR:
        return None
    for order in exceptional_seasons():
        if order.year == year and order.season == season and place in order.zones:
            return _between(order.first_day, order.last_day, "exceptional", order)
    if own := _by_formula(place, season, year):
        return own
    return _period(NATIONAL, season, year) if place != NATIONAL else None


def _by_formula(place: str, season: Season, year: int) -> Period | None:
    for opening in openings().get((place, season), ()):
        first = _first_day(opening, year)
        if opening.since <= first and (opening.until is None or first <= opening.until):
            origin: Origin = "national" if place == NATIONAL else "derogation"
            return _between(first, _last_day(first), origin, opening)
    return None


def _between(first: date, last: date, origin: Origin, told: Opening | Exceptional) -> Period:
    return Period(
        told.season,
        datetime.combine(first, OPENS_AT),
        datetime.combine(last, CLOSES_AT),
        origin,
        told.source,
    )


def _last_day(first: date) -> date:
    """Return the eve of the same weekday, as many weeks later as the law of that day says."""
    weeks = next(
        each.weeks
        for each in lengths()
        if each.since <= first and (each.until is None or first <= each.until)
    )
    return first + timedelta(days=7 * weeks - 1)


def _first_day(opening: Opening, year: int) -> date:
    if opening.weekday is None:
        day = date(year, opening.month, opening.day)
        return day + _ONE_DAY if day.weekday() == opening.not_on else day
    if opening.nth < 0:
        end = date(year, opening.month, monthrange(year, opening.month)[1])
        day = end - timedelta(days=(end.weekday() - opening.weekday) % 7)
    else:
        begin = date(year, opening.month, opening.after_day + 1)
        ahead = (opening.weekday - begin.weekday()) % 7
        day = begin + timedelta(days=ahead + 7 * (opening.nth - 1))
    return day - _WEEK if day.day > opening.latest_day else day
