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
    _losses: list[float] = field(default_factory=list, compare=False, repr=False)

    def quantile(self, chance: float) -> int:
        """Return the least number of units that is enough with this chance."""
        if self.mean <= _LEAST:
            return 0
        if self.mean <= _EXACT:
            return bisect_left(self._up_to(), chance)
        return max(0, round(_gamma(self.mean, self.variance, _deviate(chance))))

    def enough(self, units: int, chance: float) -> bool:
        """Tell whether so many units are enough with this chance, without every chance above."""
        if units < 0 or self.mean <= _LEAST:
            return units >= 0
        off = units - self.mean
        if off > 0 and off * off >= self.variance * chance / (1 - chance):
            return True  # whatever the curve (Cantelli)
        if self.mean > _EXACT:
            return units >= self.quantile(chance)
        return self._up_to_units(units) >= chance

    def missing(self, units: float) -> float:
        """Return how many units more than these would be asked for, on average."""
        if self.mean <= _LEAST:
            return 0.0
        if units <= 0:
            return self.mean - units
        if self.mean <= _EXACT:
            self._up_to()
            whole = int(units)
            return self._losses[whole] if whole < len(self._losses) else 0.0
        deviation = sqrt(max(self.variance, _LEAST))
        off = (units - self.mean) / deviation
        density = exp(-off * off / 2) / sqrt(2 * pi)
        return deviation * (density - off * (1 - (1 + erf(off / sqrt(2))) / 2))

    def _up_to(self) -> list[float]:
        """Return the chance of each count or less: Poisson, or negative binomial when wider."""
        if self._chances:
            return self._chances
        chance, ratio, size = self._curve()
        total, count, loss = chance, 0, self.mean
        chances, losses = self._chances, self._losses
        chances.append(total)
        losses.append(loss)
        while total < _ENOUGH and count < _LONGEST:
            loss -= 1 - total
            count += 1
            chance *= ratio * (size + count - 1) / count if size else ratio / count
            total += chance
            chances.append(total)
            losses.append(max(loss, 0.0))
        return chances

    def _up_to_units(self, units: int) -> float:
        """Return the chance of so many units or less."""
        chance, ratio, size = self._curve()
        total = chance
        for count in range(1, min(units, _LONGEST) + 1):
            chance *= ratio * (size + count - 1) / count if size else ratio / count
            total += chance
        return total

    def _curve(self) -> tuple[float, float, float]:
        """Return the chance of none, and what makes each count's chance of the one before."""
        mean, variance = self.mean, self.variance
        if variance <= mean * _POISSON:
            return exp(-mean), mean, 0.0
        size = mean * mean / (variance - mean)
        return exp(size * log(mean / variance)), (variance - mean) / variance, size


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
