"""How good forecasts of the planted shop are: scaled errors and pinball losses, ours and naive."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from merchant_desk.rules.forecast.choose import Tried, choose, kind_of
from merchant_desk.rules.forecast.history import SPAN, WEEK
from merchant_desk.rules.forecast.outlook import outlook
from merchant_desk.rules.forecast.promotions import Promoted, factors_of, learn
from merchant_desk.rules.forecast.season import Calendar, months_of, pooled, season
from tests.rules.forecast.planted import HELD, TODAY, Planted

AHEAD = 4
YEAR = 52
CHANCES = (0.1, 0.5, 0.9)
Forecast = tuple[float, tuple[float, ...]]
"""A mean and the quantiles of ``CHANCES``, of one block of ``AHEAD`` weeks."""


@dataclass(frozen=True)
class Judged:
    """Mean absolute scaled error, and pinball loss scaled alike."""

    mase: float
    pinball: float


def ours(shop: Sequence[Planted]) -> list[list[Forecast]]:
    """Forecast every block of the weeks held back, article by article."""
    calendar = Calendar(TODAY)
    operated = [Promoted(each.category, each.known, each.campaigns) for each in shop]
    uplifts = learn(operated, TODAY)
    promoted = [factors_of(each, uplifts, TODAY) for each in operated]
    seasons = {}
    for category in {each.category for each in shop}:
        freed = [
            {week: units / factors.get(week, 1.0) for week, units in each.known.sold.items()}
            for each, factors in zip(shop, promoted, strict=True)
            if each.category == category
        ]
        seasons[category] = season(calendar, months_of(calendar, pooled(freed)))
    choices = choose(
        Tried(
            each.known,
            {
                week: factor * factors.get(week, 1.0)
                for week, factor in enumerate(seasons[each.category].weeks[:SPAN])
            },
        )
        for each, factors in zip(shop, promoted, strict=True)
    )
    found = []
    for each, factors in zip(shop, promoted, strict=True):
        told = outlook(each.known, seasons[each.category], factors, choices[kind_of(each.known)])
        blocks: list[Forecast] = []
        for start in range(0, HELD, AHEAD):
            mean = told.mean((start + AHEAD) * WEEK) - told.mean(start * WEEK)
            spread = told.spread(AHEAD * WEEK)
            scaled = type(spread)(mean, spread.variance * max(mean, 0.01) / max(spread.mean, 0.01))
            blocks.append((mean, tuple(float(scaled.quantile(chance)) for chance in CHANCES)))
        found.append(blocks)
    return found


def naive(shop: Sequence[Planted]) -> list[list[Forecast]]:
    """Repeat the last weeks."""
    return [_repeated(each, AHEAD, lambda _start: SPAN - AHEAD) for each in shop]


def seasonal_naive(shop: Sequence[Planted]) -> list[list[Forecast]]:
    """Repeat the same weeks of the year before."""
    return [_repeated(each, YEAR, lambda start: SPAN + start - YEAR) for each in shop]


def _repeated(each: Planted, lag: int, source: Callable[[int], int]) -> list[Forecast]:
    weekly = each.weekly
    errors = sorted(
        sum(weekly[week : week + AHEAD]) - sum(weekly[week - lag : week - lag + AHEAD])
        for week in range(lag, SPAN - AHEAD + 1)
    )
    blocks: list[Forecast] = []
    for start in range(0, HELD, AHEAD):
        first = source(start)
        point = sum(weekly[first : first + AHEAD])
        quantiles = [max(point + errors[int(chance * (len(errors) - 1))], 0) for chance in CHANCES]
        blocks.append((float(point), tuple(map(float, quantiles))))
    return blocks


def judged(shop: Sequence[Planted], forecasts: Sequence[Sequence[Forecast]]) -> Judged:
    """Return the errors of forecasts, each article scaled by what naive errors were before."""
    scaled = losses = 0.0
    count = 0
    for each, blocks in zip(shop, forecasts, strict=True):
        scale = _scale(each.weekly)
        if not scale:
            continue
        for number, (mean, quantiles) in enumerate(blocks):
            actual = sum(each.future[number * AHEAD : (number + 1) * AHEAD])
            scaled += abs(actual - mean) / scale
            losses += sum(
                max(chance * (actual - told), (chance - 1) * (actual - told))
                for chance, told in zip(CHANCES, quantiles, strict=True)
            ) / (scale * len(CHANCES))
            count += 1
    return Judged(scaled / count, losses / count)


def _scale(weekly: Sequence[int]) -> float:
    sums = [sum(weekly[week : week + AHEAD]) for week in range(0, SPAN - AHEAD + 1, AHEAD)]
    steps = [abs(after - before) for before, after in pairwise(sums)]
    return sum(steps) / len(steps)
