"""Ways to read a rate out of past weeks; every one costs as much as there were weeks with sales.

Smoothing is written as the weighted mean it is, so that the hundred weeks in which a slow article
sold nothing cost nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from merchant_desk.rules.forecast.history import SPAN, History

DAMPING = 0.9
"""A trend fades: each week it goes on by nine tenths of what it was."""
_MOST_TREND = 0.5
"""A trend never changes a rate by more than half, either way."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Units a week at the end of the window, and by how much a week it was changing."""

    level: float
    trend: float = 0.0

    def over(self, weeks: float) -> float:
        """Return what so many weeks sell, season and promotions left out."""
        if not self.trend:
            return self.level * weeks
        whole = self.level * weeks + self.trend * _faded(weeks)
        return min(max(whole, self.level * weeks * (1 - _MOST_TREND)),
                   self.level * weeks * (1 + _MOST_TREND))  # fmt: skip


Method = Callable[[History, Mapping[int, float]], Rate]
"""Of the weeks with sales, what they would have sold without season and promotions."""


def _faded(weeks: float) -> float:
    """Return the sum over some weeks of how far a fading trend has gone."""
    total, gone, step = 0.0, 0.0, 1.0
    left = weeks
    while left > 0:
        step *= DAMPING
        gone += step
        total += gone * min(left, 1.0)
        left -= 1.0
    return total


def _ages(found: History) -> list[tuple[int, int]]:
    """Return the weeks with sales and how many weeks that say something came after each."""
    if not found.out:
        return [(week, SPAN - 1 - week) for week in found.sold]
    silent = sorted(found.out)
    return [
        (week, SPAN - 1 - week - sum(1 for each in silent if each > week)) for week in found.sold
    ]


def _smoothed(found: History, rates: Mapping[int, float], alpha: float) -> tuple[float, float]:
    """Return the weighted mean of the weeks and the mean age of its weights."""
    count = found.observed
    if count <= 0:
        return 0.0, 0.0
    keep = 1 - alpha
    kept = _kept(keep)
    if found.out:
        mean = sum([rates[week] * kept[age] for week, age in _ages(found)])
    else:
        mean = sum([rate * kept[SPAN - 1 - week] for week, rate in rates.items()])
    whole = (1 - kept[count]) / alpha
    return mean / whole, keep / alpha - count * kept[count] / (1 - kept[count])


@cache
def _kept(keep: float) -> tuple[float, ...]:
    """Return what is left of a week's weight after so many weeks."""
    return tuple(keep**age for age in range(SPAN + 1))


def smooth(alpha: float) -> Method:
    """Return exponential smoothing that is fair from its first week on."""

    def method(found: History, rates: Mapping[int, float]) -> Rate:
        return Rate(_smoothed(found, rates, alpha)[0])

    return method


def trended(found: History, rates: Mapping[int, float]) -> Rate:
    """Return a level and a damped trend: what the recent weeks tell against the older ones."""
    recent, young = _smoothed(found, rates, 0.2)
    older, old = _smoothed(found, rates, 0.05)
    if old - young < 1:
        return Rate(recent)
    trend = (recent - older) / (old - young)
    return Rate(max(recent + trend * young / 2, 0.0), trend)


def croston(found: History, rates: Mapping[int, float]) -> Rate:
    """Return sizes over intervals, as Croston does, with the correction of Syntetos and Boylan."""
    alpha = 0.15
    size = gap = 0.0
    last: int | None = None
    for week, age in sorted(_ages(found)):
        units = rates[week]
        if last is None:
            size, gap = units, float(max(found.observed - age, 1))
        else:
            size += alpha * (units - size)
            gap += alpha * (last - age - gap)
        last = age
    return Rate((1 - alpha / 2) * size / gap if gap else 0.0)


def tsb(found: History, rates: Mapping[int, float]) -> Rate:
    """Return size times chance, as Teunter, Syntetos and Babai do: what stopped selling fades."""
    alpha, beta = 0.1, 0.05
    count = found.observed
    if count <= 0:
        return Rate(0.0)
    size, begun = 0.0, False
    for week in sorted(found.sold):
        units = rates[week]
        size, begun = (size + alpha * (units - size) if begun else units), True
    kept = _kept(1 - beta)
    chance = sum([kept[age] for _week, age in _ages(found)]) * beta / (1 - kept[count])
    return Rate(size * chance)


METHODS: Mapping[str, Method] = {
    "steady": smooth(0.03),
    "smooth": smooth(0.1),
    "quick": smooth(0.25),
    "trend": trended,
    "croston": croston,
    "tsb": tsb,
}
