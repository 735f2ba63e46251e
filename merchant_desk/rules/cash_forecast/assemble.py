"""From foreseen amounts to the evenings of an account: pure, in integers, one pass over them all.

Scenarios call it again with some flows changed, on every pixel of a drag: twenty thousand flows
have to be put on their days well inside 150 ms (``tests/benchmarks/forecast_job.py``).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate

from merchant_desk.rules.cash_forecast.lows import first_red, largest_out, lowest
from merchant_desk.rules.cash_forecast.span import Span, bank_day_after
from merchant_desk.values.cash_flow import (
    CashDay,
    CashWeek,
    Flow,
    Forecast,
    LowPoint,
    Reading,
)
from merchant_desk.values.money import Money

WEEKS = 13
Cents = list[int]


def assemble(  # noqa: PLR0913 - what an account starts from, and what moves it
    made_on: date,
    opening: Money,
    opening_on: date | None,
    floor: Money,
    flows: Iterable[Flow],
    weeks: int = WEEKS,
    *,
    notes: Sequence[str] = (),
) -> Forecast:
    """Return the account over the days to come: this week and so many whole ones after it.

    What is after the last day stays among the flows and moves no evening. What should have moved
    already falls today when it is certain, else on the next day of banks.
    """
    span = Span.of(made_on, weeks)
    dated = _from_today_on(flows, made_on)
    moved = _Moved(span.length)
    for flow in dated:
        moved.add(flow, span.first)
    lines = {
        Reading.CERTAIN: _evenings(opening, moved.certain),
        Reading.LIKELY: _evenings(opening, moved.likely),
        Reading.CAUTIOUS: _evenings(opening, moved.cautious),
    }
    reds = {reading: first_red(line, floor.cents) for reading, line in lines.items()}
    return Forecast(
        made_on=made_on,
        opening=opening,
        opening_on=opening_on,
        floor=floor,
        days=_days(span, lines, moved),
        weeks=_weeks(span, lines[Reading.LIKELY], moved),
        flows=dated,
        lows=_lows(span, opening, lines, moved),
        red_days=tuple((each, span.day(at)) for each, at in reds.items() if at is not None),
        notes=tuple(notes),
    )


class _Moved:
    """What moves each day, in cents, on each line."""

    def __init__(self, length: int) -> None:
        self.length = length
        self.certain, self.likely, self.cautious = [0] * length, [0] * length, [0] * length
        self.money_in, self.money_out = [0] * length, [0] * length
        self.of_day: list[list[Flow]] = [[] for _ in range(length)]
        self.of_cautious_day: list[list[Flow]] = [[] for _ in range(length)]

    def add(self, flow: Flow, first: int) -> None:
        """Put one flow on its days."""
        at, cents = flow.day.toordinal() - first, flow.amount.cents
        if at < self.length:
            self.likely[at] += cents
            self.of_day[at].append(flow)
            if flow.certain:
                self.certain[at] += cents
            if cents > 0:
                self.money_in[at] += cents
            else:
                self.money_out[at] += cents
        late = flow.cautious_day.toordinal() - first
        if late < self.length:
            self.cautious[late] += flow.cautious_amount.cents
            self.of_cautious_day[late].append(flow)

    def between(self, reading: Reading, first: int, last: int) -> Iterator[tuple[int, str]]:
        """Return what moves a line on these days, both included."""
        if reading is Reading.CAUTIOUS:
            for day in self.of_cautious_day[first : last + 1]:
                for flow in day:
                    yield flow.cautious_amount.cents, flow.key
            return
        every = reading is Reading.LIKELY
        for day in self.of_day[first : last + 1]:
            for flow in day:
                if every or flow.certain:
                    yield flow.amount.cents, flow.key


def _from_today_on(flows: Iterable[Flow], today: date) -> tuple[Flow, ...]:
    next_one = bank_day_after(today)
    return tuple(
        flow
        if flow.day >= today and flow.cautious_day >= today
        else _not_before(flow, today, today if flow.certain else next_one)
        for flow in flows
    )


def _not_before(flow: Flow, today: date, earliest: date) -> Flow:
    day = flow.day if flow.day >= today else earliest
    cautious = flow.cautious_day
    if cautious < today:
        cautious = day if flow.amount.cents > 0 else today
    return replace(flow, day=day, cautious_day=cautious)


def _evenings(opening: Money, moved: Cents) -> Cents:
    return list(accumulate(moved, initial=opening.cents))[1:]


def _days(span: Span, lines: dict[Reading, Cents], moved: _Moved) -> tuple[CashDay, ...]:
    certain, likely, cautious = (lines[each] for each in Reading)
    return tuple(
        CashDay(
            day=span.day(at),
            certain=Money(certain[at]),
            likely=Money(likely[at]),
            cautious=Money(cautious[at]),
            money_in=Money(moved.money_in[at]),
            money_out=Money(moved.money_out[at]),
        )
        for at in range(span.length)
    )


def _weeks(span: Span, likely: Cents, moved: _Moved) -> tuple[CashWeek, ...]:
    told = []
    for monday, first, after in span.weeks():
        inside = [flow for day in moved.of_day[first:after] for flow in day]
        inside.sort(key=lambda flow: -abs(flow.amount.cents))
        told.append(
            CashWeek(
                monday=monday,
                money_in=Money(sum(moved.money_in[first:after])),
                money_out=Money(sum(moved.money_out[first:after])),
                closing=Money(likely[after - 1]),
                keys=tuple([flow.key for flow in inside]),
            )
        )
    return tuple(told)


def _lows(
    span: Span, opening: Money, lines: dict[Reading, Cents], moved: _Moved
) -> tuple[LowPoint, ...]:
    told = []
    for reading, line in lines.items():
        high, at = lowest(opening.cents, line)
        causes = largest_out(moved.between(reading, high, at))
        told.append(
            LowPoint(reading=reading, day=span.day(at), balance=Money(line[at]), causes=causes)
        )
    return tuple(told)
