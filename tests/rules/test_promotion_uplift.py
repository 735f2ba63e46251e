"""What an operation brought: a planted uplift is found within the range that is stated."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from math import exp
from random import Random
from typing import Any

import pytest

from merchant_desk.rules.promotion_uplift import (
    ArticleSales,
    DaySold,
    Range,
    Uplift,
    days_between,
    uplift,
)
from merchant_desk.values.money import Money

BEGUN = date(2026, 11, 27)
LONG_AGO = date(2026, 1, 1)
DAY = timedelta(days=1)
WEEKS = days_between(BEGUN - 56 * DAY, BEGUN - DAY)
WEEKDAYS = (0.6, 0.7, 0.9, 1.0, 1.4, 1.9, 0.5)


def _poisson(random: Random, mean: float) -> int:
    """Draw a count; what is drawn twice wide adds up from halves."""
    if mean > 30:
        return _poisson(random, mean / 2) + _poisson(random, mean / 2)
    limit, product, count = exp(-mean), random.random(), 0
    while product > limit:
        product *= random.random()
        count += 1
    return count


def _shop(
    random: Random, days: tuple[date, ...], factor: float, *, wild: bool
) -> list[ArticleSales]:
    """Make a shop of a few articles whose sales the operation multiplies by a factor."""
    moods = {day: random.gammavariate(4, 0.25) if wild else 1.0 for day in (*WEEKS, *days)}
    articles = []
    for _article in range(random.randint(1, 6)):
        level = random.uniform(0.4, 6)
        sold = {}
        for day, mood in moods.items():
            mean = level * WEEKDAYS[day.weekday()] * mood * (factor if day in days else 1)
            units = _poisson(random, mean)
            if units:
                sold[day] = DaySold(units, Money(units * 1000))
        articles.append(ArticleSales(sold, LONG_AGO, 2000, 40_000))
    return articles


@pytest.mark.parametrize("wild", [False, True], ids=["chance alone", "good and bad days"])
def test_a_planted_uplift_is_inside_the_range_in_nine_of_ten_shops(wild: bool) -> None:
    random = Random(20261127)
    runs, inside, told = 250, 0, 0
    for _run in range(runs):
        days = days_between(BEGUN, BEGUN + random.randint(2, 13) * DAY)
        factor = random.choice([0.8, 1, 1.2, 1.4, 1.8, 2.5])
        found = uplift(_shop(random, days, factor, wild=wild), BEGUN, days)
        if found is None:
            continue
        told += 1
        planted = round((factor - 1) * 10_000)
        inside += found.uplift_bp.low <= planted <= found.uplift_bp.high

    assert told >= 200
    assert inside >= 0.9 * told


def _narrowness(found: Uplift) -> int:
    return found.uplift_bp.high - found.uplift_bp.low


def _steady(per_day: int, during: int, days: tuple[date, ...], **told: Any) -> ArticleSales:
    """Return an article that sells as many every day, and another number in the operation."""
    sold = {day: DaySold(per_day, Money(per_day * 1200)) for day in WEEKS if per_day}
    sold |= {day: DaySold(during, Money(during * 900)) for day in days if during}
    facts = ArticleSales(sold, LONG_AGO, 2000, 40_000)
    return replace(facts, **told)


DAYS = days_between(BEGUN, BEGUN + 4 * DAY)


def test_money_is_counted_to_the_cent_before_and_after_vat() -> None:
    found = uplift([_steady(10, 20, DAYS)], BEGUN, DAYS)

    assert found is not None
    assert (found.units, found.revenue) == (100, Money(90_000))
    assert found.expected_units.middle == 50
    assert found.uplift_bp.middle == 10_000
    assert found.extra_revenue.middle == Money(90_000 - 50 * 1200)
    assert found.extra_margin is not None  # 7,50 − 4 during, 10 − 4 before
    assert found.extra_margin.middle == Money(100 * 350 - 50 * 600)
    assert found.extra_margin.low < found.extra_margin.middle < found.extra_margin.high


def test_more_units_for_less_money_is_said_to_be_a_loss() -> None:
    found = uplift([_steady(10, 12, DAYS)], BEGUN, DAYS)

    assert found is not None
    assert found.uplift_bp.middle == 2000
    assert found.extra_margin is not None
    assert found.extra_margin.middle < Money(0)


def test_without_a_purchase_cost_the_margin_is_not_known_and_the_rest_is() -> None:
    known = _steady(10, 20, DAYS)

    found = uplift([known, replace(known, cost_tenthousandths=None)], BEGUN, DAYS)

    assert found is not None
    assert found.extra_margin is None
    assert found.units == 200


@pytest.mark.parametrize(
    "article",
    [
        _steady(0, 20, DAYS),
        _steady(10, 20, DAYS, since=BEGUN - 13 * DAY),
        _steady(10, 20, DAYS, elsewhere=frozenset(WEEKS[:43])),
    ],
    ids=["never sold before", "new", "always in other operations"],
)
def test_what_was_not_sold_by_itself_before_is_not_known(article: ArticleSales) -> None:
    alone = uplift([article], BEGUN, DAYS)
    beside = uplift([article, _steady(10, 20, DAYS)], BEGUN, DAYS)

    assert alone is None
    assert beside is not None
    assert (beside.unknown_articles, beside.units) == (1, 100)


@pytest.mark.parametrize(
    "article",
    [
        _steady(10, 20, DAYS, since=BEGUN - 14 * DAY),
        _steady(10, 20, DAYS, elsewhere=frozenset(WEEKS[:42])),
    ],
)
def test_two_weeks_of_its_own_are_enough(article: ArticleSales) -> None:
    found = uplift([article], BEGUN, DAYS)

    assert found is not None
    assert found.uplift_bp.middle == 10_000


def test_days_of_other_operations_are_left_out_before_and_during() -> None:
    other = frozenset(WEEKS[::7]) | {DAYS[0]}
    crowded = _steady(10, 20, DAYS)
    days = dict(crowded.days) | {day: DaySold(500, Money(1)) for day in other}

    found = uplift([replace(crowded, days=days, elsewhere=other)], BEGUN, DAYS)

    assert found is not None
    assert (found.units, found.expected_units.middle) == (80, 40)


def test_a_saturday_is_compared_with_saturdays() -> None:
    saturday = date(2026, 11, 28)
    sold = {day: DaySold(40 if day.weekday() == 5 else 2, Money(100)) for day in WEEKS}
    sold[saturday] = DaySold(40, Money(100))

    found = uplift([ArticleSales(sold, LONG_AGO, 2000, None)], BEGUN, (saturday,))

    assert found is not None
    assert found.uplift_bp.middle == 0


def test_an_operation_that_sold_nothing_is_told_with_a_wide_range() -> None:
    found = uplift([_steady(3, 0, DAYS)], BEGUN, DAYS)

    assert found is not None
    assert (found.units, found.uplift_bp.middle) == (0, -10_000)
    assert found.uplift_bp == Range(-10_000, -10_000, -10_000)
    assert found.expected_units.low < 15 < found.expected_units.high


def _thin(units: int) -> list[ArticleSales]:
    sold = {day: DaySold(1, Money(100)) for day in WEEKS[:units]}
    return [ArticleSales(sold | {DAYS[0]: DaySold(3, Money(300))}, LONG_AGO, 2000, None)]


@pytest.mark.parametrize(
    ("make", "known"),
    [(lambda: _thin(7), False), (lambda: _thin(8), True), (list, False)],
)
def test_too_few_sales_before_say_nothing(
    make: Callable[[], list[ArticleSales]], known: bool
) -> None:
    assert (uplift(make(), BEGUN, DAYS) is not None) is known


def test_more_sales_make_the_range_narrower() -> None:
    few, many = (uplift([_steady(each, 2 * each, DAYS)], BEGUN, DAYS) for each in (2, 40))

    assert few is not None
    assert many is not None
    assert _narrowness(many) < _narrowness(few)


def test_without_days_nothing_is_compared() -> None:
    assert uplift([_steady(10, 20, DAYS)], BEGUN, ()) is None
