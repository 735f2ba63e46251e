"""What an operation brought: its sales against what would have sold anyway, each as a range.

What would have sold anyway is what each weekday sold in the weeks before, days of other
operations left out. Its uncertainty is that of the means and that of the days' own ups and downs,
measured on the same weeks. It knows of no season: December is compared with November.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from math import exp, sqrt

from merchant_desk.values.money import Money, round_half_up

WEEKS = 8
"""How far back sales are compared."""
LEAST_DAYS = 14
"""An article that was on sale for less before, other operations left out, says nothing."""
LEAST_UNITS = 8
_WEEK = 7
_REACH = 2.1
"""Standard errors to either side: 95 % of a small sample."""
_PARTS = 1_000_000
_WHOLE_BP = 10_000
_COST_PER_CENT = 100
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DaySold:
    """What one article sold on one day, VAT included."""

    units: int
    revenue: Money


@dataclass(frozen=True, slots=True)
class ArticleSales:
    """One article: its days with sales, days of other operations, first day it could sell."""

    days: Mapping[date, DaySold]
    since: date
    rate_bp: int
    cost_tenthousandths: int | None
    elsewhere: frozenset[date] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Range:
    """A whole number that is not known exactly."""

    low: int
    middle: int
    high: int


@dataclass(frozen=True, slots=True)
class MoneyRange:
    """An amount that is not known exactly."""

    low: Money
    middle: Money
    high: Money


@dataclass(frozen=True, slots=True)
class Uplift:
    """Sales of some days against what would have sold anyway."""

    units: int
    revenue: Money
    expected_units: Range
    uplift_bp: Range
    extra_revenue: MoneyRange
    extra_margin: MoneyRange | None
    """Before VAT; None where the purchase cost of an article is not known."""
    unknown_articles: int
    """Left out: new, always in another operation, or never sold before."""


@dataclass(frozen=True, slots=True)
class _Usual:
    """What one article sells on each weekday, and what a unit brings."""

    article: ArticleSales
    means: tuple[Fraction, ...]
    counts: tuple[int, ...]
    usable: tuple[date, ...]
    unit_revenue: Fraction

    def on(self, days: Sequence[date]) -> Fraction:
        """Return what it would have sold on some days."""
        return sum((self.means[day.weekday()] for day in days), Fraction(0))


def days_between(first: date, last: date) -> tuple[date, ...]:
    """Return the days from one to another, both included."""
    return tuple(first + _ONE * each for each in range((last - first).days + 1))


def uplift(articles: Sequence[ArticleSales], begun: date, days: Sequence[date]) -> Uplift | None:
    """Compare some days with the weeks before ``begun``; None when too little is known."""
    weeks = days_between(begun - timedelta(days=WEEKS * _WEEK), begun - _ONE)
    usual = [found for each in articles if (found := _usual(each, weeks)) is not None]
    before = sum(_units(each.article, each.usable) for each in usual)
    if not days or before < LEAST_UNITS:
        return None
    kept = [(each, [day for day in days if day not in each.article.elsewhere]) for each in usual]
    expected = sum((each.on(open_days) for each, open_days in kept), Fraction(0))
    if not expected:
        return None
    units = sum(_units(each.article, open_days) for each, open_days in kept)
    noise = _noise(usual, weeks)
    doubt = noise * (1 / max(units, 0.5) + float(_spread(kept) / expected**2))
    width = Fraction(round(exp(_REACH * sqrt(doubt)) * _PARTS), _PARTS)
    lowest, highest = expected / width, expected * width
    revenue = sum(_revenue(each.article, open_days) for each, open_days in kept)
    usual_revenue = sum(
        (each.on(open_days) * each.unit_revenue for each, open_days in kept), Fraction(0)
    )
    return Uplift(
        units=units,
        revenue=Money(revenue),
        expected_units=Range(*map(round_half_up, (lowest, expected, highest))),
        uplift_bp=Range(*(_change_bp(units, each) for each in (highest, expected, lowest))),
        extra_revenue=_extra(Fraction(revenue), usual_revenue, width),
        extra_margin=_margin(kept, width),
        unknown_articles=len(articles) - len(usual),
    )


def _usual(article: ArticleSales, weeks: Sequence[date]) -> _Usual | None:
    usable = tuple(day for day in weeks if day >= article.since and day not in article.elsewhere)
    units = _units(article, usable)
    if len(usable) < LEAST_DAYS or not units:
        return None
    sums, counts = [0] * _WEEK, [0] * _WEEK
    for day in usable:
        counts[day.weekday()] += 1
        sums[day.weekday()] += _units(article, (day,))
    overall = Fraction(units, len(usable))
    means = tuple(
        Fraction(total, count) if count else overall
        for total, count in zip(sums, counts, strict=True)
    )
    return _Usual(article, means, tuple(counts), usable, Fraction(_revenue(article, usable), units))


def _noise(usual: Sequence[_Usual], weeks: Sequence[date]) -> float:
    """Return how much wider days vary than pure chance would have it; at least as much."""
    squares, means, seen = Fraction(0), Fraction(0), 0
    open_days = [(each, frozenset(each.usable)) for each in usual]
    for day in weeks:
        open_today = [each for each, usable in open_days if day in usable]
        if not open_today:
            continue
        mean = sum((each.means[day.weekday()] for each in open_today), Fraction(0))
        sold = sum(_units(each.article, (day,)) for each in open_today)
        squares += (sold - mean) ** 2
        means += mean
        seen += 1
    if seen <= _WEEK or not means:
        return 1.0
    return max(1.0, float(squares / means * Fraction(seen, seen - _WEEK)))


def _spread(kept: Sequence[tuple[_Usual, Sequence[date]]]) -> Fraction:
    """Return how uncertain the sum of the means is, for chance alone."""
    spread = Fraction(0)
    for each, days in kept:
        asked = [0] * _WEEK
        for day in days:
            asked[day.weekday()] += 1
        for weekday, times in enumerate(asked):
            seen = each.counts[weekday] or len(each.usable)
            spread += times * times * each.means[weekday] / seen
    return spread


def _units(article: ArticleSales, days: Sequence[date]) -> int:
    return sum(article.days[day].units for day in days if day in article.days)


def _revenue(article: ArticleSales, days: Sequence[date]) -> int:
    return sum(article.days[day].revenue.cents for day in days if day in article.days)


def _change_bp(units: int, expected: Fraction) -> int:
    return round_half_up(Fraction(units) / expected * _WHOLE_BP) - _WHOLE_BP


def _extra(sold: Fraction, usual: Fraction, width: Fraction) -> MoneyRange:
    ends = sorted((sold - usual * width, sold - usual / width))
    low, high = (Money(round_half_up(each)) for each in ends)
    return MoneyRange(low, Money(round_half_up(sold - usual)), high)


def _margin(kept: Sequence[tuple[_Usual, Sequence[date]]], width: Fraction) -> MoneyRange | None:
    earned, usual = Fraction(0), Fraction(0)
    for each, days in kept:
        cost = each.article.cost_tenthousandths
        if cost is None:
            return None
        net = Fraction(_WHOLE_BP, _WHOLE_BP + each.article.rate_bp)
        cents = Fraction(cost, _COST_PER_CENT)
        earned += _revenue(each.article, days) * net - _units(each.article, days) * cents
        usual += each.on(days) * (each.unit_revenue * net - cents)
    return _extra(earned, usual, width)
