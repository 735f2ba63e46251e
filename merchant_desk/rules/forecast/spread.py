"""How far what is sold may be from what is expected: quantiles, and what is missing on average."""

from bisect import bisect_left
from dataclasses import dataclass, field
from math import erf, exp, log, pi, sqrt

_EXACT = 40.0
"""Up to this mean every count has its own chance; above, a smooth curve does as well."""
_ENOUGH = 0.99995
_LEAST = 1e-9
_POISSON = 1.02
_LONGEST = 3000


@dataclass(frozen=True, slots=True)
class Spread:
    """How many units a time to come may sell: a mean and a variance, never below zero."""

    mean: float
    variance: float
    _chances: list[float] = field(default_factory=list, compare=False, repr=False)

    def quantile(self, chance: float) -> int:
        """Return the least number of units that is enough with this chance."""
        if self.mean <= _LEAST:
            return 0
        if self.mean <= _EXACT:
            return bisect_left(self._up_to(), chance)
        return max(0, round(_gamma(self.mean, self.variance, _deviate(chance))))

    def missing(self, units: float) -> float:
        """Return how many units more than these would be asked for, on average."""
        if self.mean <= _LEAST:
            return 0.0
        if units <= 0:
            return self.mean - units
        if self.mean <= _EXACT:
            chances = self._up_to()
            whole = int(units)
            return sum(1 - each for each in chances[whole:])
        deviation = sqrt(max(self.variance, _LEAST))
        off = (units - self.mean) / deviation
        density = exp(-off * off / 2) / sqrt(2 * pi)
        return deviation * (density - off * (1 - (1 + erf(off / sqrt(2))) / 2))

    def _up_to(self) -> list[float]:
        """Return the chance of each count or less: Poisson, or negative binomial when wider."""
        if self._chances:
            return self._chances
        mean, variance = self.mean, self.variance
        if variance <= mean * _POISSON:
            chance, ratio, size = exp(-mean), mean, None
        else:
            size = mean * mean / (variance - mean)
            ratio = (variance - mean) / variance
            chance = exp(size * log(mean / variance))
        total, count = chance, 0
        self._chances.append(total)
        while total < _ENOUGH and count < _LONGEST:
            chance *= ratio / (count + 1) if size is None else ratio * (size + count) / (count + 1)
            count += 1
            total += chance
            self._chances.append(min(total, 1.0))
        return self._chances


def _gamma(mean: float, variance: float, deviate: float) -> float:
    """Return a quantile of a gamma curve (Wilson and Hilferty)."""
    shape = mean * mean / max(variance, _LEAST)
    root = 1 - 1 / (9 * shape) + deviate / (3 * sqrt(shape))
    return mean * max(root, 0.0) ** 3


def _deviate(chance: float) -> float:
    """Return the standard deviate of a chance (Abramowitz and Stegun 26.2.23)."""
    tail = min(max(min(chance, 1 - chance), 1e-12), 0.5)
    step = sqrt(-2 * log(tail))
    top = 2.515517 + step * (0.802853 + step * 0.010328)
    bottom = 1 + step * (1.432788 + step * (0.189269 + step * 0.001308))
    found = step - top / bottom
    return found if chance > tail else -found
