"""The prices practised towards everybody, and the lowest of them before a reduction.

Two prices on one day count for the lower one. An entry without an end is still in force.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from merchant_desk.rules.legal.items import PriceEntry
from merchant_desk.rules.legal.words_of_law import Channel

WINDOW_DAYS = "prior_price_days"
RISE_DAYS = "price_rise_days"
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rise:
    """A price that rose above every price of the days before it."""

    on: date
    price: Fraction
    highest_before: Fraction


def shifted(day: date, days: int) -> date:
    """Return a day some days later, or earlier; the calendar's first or last when it ends."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def practised(history: Iterable[PriceEntry] | None, channel: Channel) -> tuple[PriceEntry, ...]:
    """Return the entries that were open to everybody on a channel."""
    return tuple(
        entry
        for entry in history or ()
        if entry.audience == "all" and (entry.channel is None or entry.channel == channel)
    )


def lowest_price(entries: Iterable[PriceEntry], first: date, last: date) -> Fraction | None:
    """Return the lowest price from one day to another, both included; None when none is known."""
    found: Fraction | None = None
    for entry in entries:
        if entry.from_ > last or (entry.to is not None and entry.to < first):
            continue
        if found is None or entry.price < found:
            found = entry.price
    return found


def price_on(entries: Iterable[PriceEntry], day: date) -> Fraction | None:
    """Return the price of a day."""
    return lowest_price(entries, day, day)


def day_of_price(
    entries: Iterable[PriceEntry], price: Fraction, first: date, last: date
) -> date | None:
    """Return the first day, from one to another, on which a price was practised."""
    days = [
        max(entry.from_, first)
        for entry in entries
        if entry.price == price and entry.from_ <= last and (entry.to is None or entry.to >= first)
    ]
    return min(days, default=None)


def days_without_price(entries: Iterable[PriceEntry], first: date, last: date) -> int:
    """Return how many days from one to another, both included, have no price."""
    spans = sorted(
        (entry.from_, last if entry.to is None else entry.to)
        for entry in entries
        if entry.from_ <= last and (entry.to is None or entry.to >= first)
    )
    missing, reached = 0, first
    for begin, end in spans:
        if begin > reached:
            missing += (begin - reached).days
        if end >= last:
            return missing
        reached = max(reached, begin, end + _ONE_DAY)
    return missing + max(0, (last - reached).days + 1)


def artificial_rise(
    entries: Sequence[PriceEntry], day: date, *, window: int, watched: int
) -> Rise | None:
    """Return the first rise shortly before the window of a reduction that begins on a day.

    The price must rise above every price of the ``window`` days before, between ``watched`` days
    before the reduction and the eve of its window. The first price of an item is no rise.
    """
    begin, end = shifted(day, -watched), shifted(day, -window - 1)
    for changed in sorted(_changes(entries, begin, end)):
        price = price_on(entries, changed)
        before = _highest_price(entries, shifted(changed, -window), shifted(changed, -1))
        if price is not None and before is not None and price > before:
            return Rise(changed, price, before)
    return None


def _changes(entries: Sequence[PriceEntry], first: date, last: date) -> set[date]:
    """Return the days on which a price begins, or on which one has just ended."""
    begun = {entry.from_ for entry in entries}
    ended = {shifted(entry.to, 1) for entry in entries if entry.to is not None}
    return {day for day in begun | ended if first <= day <= last}


def _highest_price(entries: Sequence[PriceEntry], first: date, last: date) -> Fraction | None:
    days = (shifted(first, ahead) for ahead in range((last - first).days + 1))
    prices = [price for day in days if (price := price_on(entries, day)) is not None]
    return max(prices, default=None)


def first_lawful_day(
    entries: Iterable[PriceEntry], day: date, price: Fraction, *, window: int
) -> date | None:
    """Return the first day, from one on, whose window holds nothing below a price.

    None while a lower price has no end.
    """
    lower = [entry for entry in entries if entry.price < price]
    while True:
        held = [
            entry.to
            for entry in lower
            if entry.from_ < day and (entry.to is None or entry.to >= shifted(day, -window))
        ]
        if not held:
            return day
        if None in held:
            return None
        day = shifted(max(end for end in held if end is not None), window + 1)
        if day == date.max:
            return None
