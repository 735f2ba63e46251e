"""Where an operation stands towards the periods of soldes of each of its channels."""

from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime
from functools import cached_property

from merchant_desk.rules.legal.answer import Remedy
from merchant_desk.rules.legal.figures import said_day
from merchant_desk.rules.legal.moment import Moment, month_before
from merchant_desk.rules.legal.soldes_periods import (
    FIRST_YEAR,
    Period,
    next_period,
    period_at,
    periods_between,
)
from merchant_desk.rules.legal.words_of_law import DISTANCE, Channel

IN_PLACE: Channel = "shop"
AT_DISTANCE: Channel = "web"
COLLECTED: Channel = "click_and_collect"
"""Paid online and collected in the shop: nobody has settled which dates it follows."""


@dataclass(frozen=True, slots=True)
class EligibleStock:
    """Until when goods must have been offered and paid, and until when none may come in."""

    start: date
    limit: date
    end: date


class SoldesStanding:
    """The periods that hold an operation, or that it misses. Times are local."""

    def __init__(
        self, zone: str, channels: tuple[Channel, ...], starts: datetime, ends: datetime | None
    ) -> None:
        self._zone = zone
        self._channels = channels
        self._starts = starts
        self._ends = ends or starts

    @property
    def is_known(self) -> bool:
        """Tell whether the dates of that time are known at all."""
        return self._starts.year >= FIRST_YEAR

    @cached_property
    def missed(self) -> tuple[Channel, ...]:
        """Return, one for each calendar, the channels of which no single period holds it all."""
        found = []
        sold_in_place = any(each not in DISTANCE and each != COLLECTED for each in self._channels)
        in_place, at_distance = self.holding(IN_PLACE), self.holding(AT_DISTANCE)
        collected = COLLECTED in self._channels and not (in_place or at_distance)
        if (sold_in_place and not in_place) or collected:
            found.append(IN_PLACE)
        if not at_distance and any(each in DISTANCE for each in self._channels):
            found.append(AT_DISTANCE)
        return tuple(found)

    @cached_property
    def is_collected_between_two(self) -> bool:
        """Tell whether goods are collected inside the local period or the national, not both."""
        held = (self.holding(IN_PLACE) is None, self.holding(AT_DISTANCE) is None)
        return COLLECTED in self._channels and held[0] != held[1]

    @property
    def is_lawful(self) -> bool:
        """Tell whether every channel has a period that holds the operation."""
        return not self.missed

    def holding(self, channel: Channel) -> Period | None:
        """Return the period of a channel that holds both the start and the end."""
        period = period_at(self._zone, channel, self._starts)
        return period if period and period.holds(self._ends) else None

    def nearest(self, channel: Channel) -> Period | None:
        """Return the period of a channel that the operation touches, else the next one."""
        touched = self._touched(channel)
        return touched[0] if touched else next_period(self._zone, channel, self._starts)

    @cached_property
    def stock(self) -> EligibleStock | None:
        """Return which goods may be soldés; None when the operation is outside any period.

        The shop and its website may have two periods: the stricter date counts.
        """
        channels = {AT_DISTANCE if each in DISTANCE else IN_PLACE for each in self._channels}
        if COLLECTED in self._channels:
            channels = {IN_PLACE, AT_DISTANCE}
        touched = [period for channel in channels for period in self._touched(channel)]
        if not touched:
            return None
        start = min(each.start for each in touched).date()
        return EligibleStock(start, month_before(start), max(each.end for each in touched).date())

    def _touched(self, channel: Channel) -> list[Period]:
        first = self._starts.date()
        last = min(self._ends.date(), date(min(first.year + 1, MAXYEAR), 12, 31))
        return [
            period
            for period in periods_between(self._zone, channel, first, last)
            if period.start <= self._ends and self._starts <= period.end
        ]


def way_into(period: Period, starts: datetime) -> Remedy:
    """Return the end that brings an operation inside a period, or the start when it is early."""
    if period.start <= starts:
        return Remedy("set_end", Moment.of_local(period.end).text)
    return Remedy("set_start", Moment.of_local(period.start).text)


def said_period(period: Period) -> str:
    """Return a period inside a French sentence."""
    first, last = said_day(period.start.date()), said_day(period.end.date())
    return f"du {first} à {period.start.hour}\u00a0h au {last} inclus"


def period_figures(period: Period) -> dict[str, str]:
    """Return a period as figures of a finding."""
    return {
        "period_start": Moment.of_local(period.start).text,
        "period_end": Moment.of_local(period.end).text,
    }
