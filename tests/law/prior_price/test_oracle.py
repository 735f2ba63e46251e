"""The lowest price, the missing days and the rise equal what counting day by day finds."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from math import prod

from hypothesis import given, settings
from hypothesis import strategies as st

from merchant_desk.rules.legal.items import PriceEntry
from merchant_desk.rules.legal.prior_prices import (
    artificial_rise,
    day_of_price,
    days_without_price,
    first_lawful_day,
    lowest_price,
    practised,
)
from merchant_desk.rules.legal.words_of_law import Channel, Who

D = date(2026, 3, 15)
CHANNELS: tuple[Channel, ...] = ("shop", "web")
AUDIENCES: tuple[Who, ...] = ("all", "all", "all", "segment", "single_customer")


LENGTHS = (None, None, 0, 1, 2, 5, 9, 14, 20, 29, 30, 31, 44, 45, 60)
SIZES = (124, len(LENGTHS), 6, 3, len(AUDIENCES))
"""How many beginnings, lengths, prices, channels and audiences an entry may have."""


def entry(code: int) -> PriceEntry:
    """Return the entry near the days that count that a number stands for, perhaps without end."""
    parts = []
    for size in SIZES:
        code, part = divmod(code, size)
        parts.append(part)
    begin = D - timedelta(days=parts[0] - 3)
    length = LENGTHS[parts[1]]
    return PriceEntry(
        from_=begin,
        to=None if length is None else begin + timedelta(days=length),
        price=Fraction(parts[2] + 1),
        channel=(None, *CHANNELS)[parts[3]],
        audience=AUDIENCES[parts[4]],
    )


histories = st.lists(st.integers(0, prod(SIZES) - 1), max_size=7).map(
    lambda codes: [entry(code) for code in codes]
)


def days(first: int, last: int, before: date = D) -> list[date]:
    """Return the days from one to another, counted back."""
    return [before - timedelta(days=each) for each in range(first, last - 1, -1)]


Calendar = Callable[[date], Fraction | None]


def calendar(history: list[PriceEntry], channel: Channel) -> Calendar:
    """Return the lowest price open to everybody on a day, by looking at every entry."""
    mine = [
        (each.from_, each.to or date.max, each.price)
        for each in history
        if each.audience == "all" and each.channel in {None, channel}
    ]

    @cache
    def paid_on(day: date) -> Fraction | None:
        return min((price for first, last, price in mine if first <= day <= last), default=None)

    return paid_on


@settings(max_examples=1000, deadline=None)
@given(histories, st.sampled_from(CHANNELS))
def test_the_lowest_price_and_the_missing_days_are_those_of_thirty_days(
    history: list[PriceEntry], channel: Channel
) -> None:
    paid_on = calendar(history, channel)
    prices = [paid_on(day) for day in days(30, 1)]
    known = [each for each in prices if each is not None]

    told = practised(history, channel)
    first, last = D - timedelta(days=30), D - timedelta(days=1)

    assert lowest_price(told, first, last) == (min(known) if known else None)
    assert days_without_price(told, first, last) == prices.count(None)
    cheapest = [day for day in days(30, 1) if known and paid_on(day) == min(known)]
    assert [day_of_price(told, min(known), first, last)] == cheapest[:1] if known else not cheapest


@settings(max_examples=800, deadline=None)
@given(histories, st.sampled_from(CHANNELS))
def test_a_rise_is_found_on_the_first_day_that_is_dearer_than_thirty_before(
    history: list[PriceEntry], channel: Channel
) -> None:
    expected = None
    paid_on = calendar(history, channel)
    for day in days(45, 31):
        price = paid_on(day)
        known = [each for each in map(paid_on, days(30, 1, day)) if each is not None]
        if price is not None and known and price > max(known):
            expected = (day, price, max(known))
            break

    rise = artificial_rise(practised(history, channel), D, window=30, watched=45)

    assert (rise and (rise.on, rise.price, rise.highest_before)) == expected


@settings(max_examples=300, deadline=None)
@given(histories, st.integers(1, 7))
def test_the_first_lawful_day_is_the_first_whose_window_holds_nothing_lower(
    history: list[PriceEntry], shown: int
) -> None:
    wanted = Fraction(shown)
    told = practised(history, "shop")
    end = date(2026, 12, 31)
    paid_on = calendar(history, "shop")
    day: date | None = D
    while day is not None:
        prices = [paid_on(each) for each in days(30, 1, day)]
        if all(each is None or each >= wanted for each in prices):
            break
        day = day + timedelta(days=1) if day < end else None

    assert first_lawful_day(told, D, wanted, window=30) == day
