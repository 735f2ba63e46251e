"""What one article will sell over any time to come: low, likely, high."""

from collections.abc import Mapping
from dataclasses import dataclass

from merchant_desk.rules.forecast.analogy import Analogy, blended
from merchant_desk.rules.forecast.choose import Choice, weekly_variance
from merchant_desk.rules.forecast.history import SPAN, WEEK, History
from merchant_desk.rules.forecast.methods import METHODS, Rate
from merchant_desk.rules.forecast.season import Season
from merchant_desk.rules.forecast.spread import Spread

LOW, LIKELY, HIGH = 0.1, 0.5, 0.9
_DOUBT = 0.04
"""Squared share by which a rate itself is uncertain, whatever the number of its weeks."""


@dataclass(frozen=True, slots=True)
class Expected:
    """How many units a time to come sells: one in ten sells less than low, one in ten more."""

    low: int
    likely: int
    high: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is expected of one article."""

    rate: Rate
    variance: float
    """Of one week, about its rate."""
    doubt: float
    season: Season
    promoted: Mapping[int, float]
    """Weeks of the window and after it that differ for an operation."""
    analogy: Analogy | None = None

    def mean(self, days: int) -> float:
        """Return the units expected in so many days, today's included."""
        weeks, rate = days / WEEK, self.rate
        if not rate.trend:
            found = rate.level * self.season.ahead(weeks)
            if not self.promoted or not found:
                return max(found, 0.0)
        else:
            found = rate.over(weeks) * (self.season.ahead(weeks) / weeks if weeks else 1.0)
        for week, factor in self.promoted.items():
            inside = min(weeks - (week - SPAN), 1.0)
            if week >= SPAN and inside > 0:
                found += self.rate.level * self.season.weeks[week] * (factor - 1) * inside
        return max(found, 0.0)

    def spread(self, days: int, more_variance: float = 0.0) -> Spread:
        """Return how the units of so many days are spread."""
        mean = self.mean(days)
        usual = self.rate.level * days / WEEK
        chance = self.variance * days / WEEK * (mean / usual if usual else 1.0)
        return Spread(mean, max(chance, mean) + self.doubt * mean * mean + more_variance)

    def expected(self, days: int) -> Expected:
        """Return the range of so many days."""
        spread = self.spread(days)
        return Expected(*map(spread.quantile, (LOW, LIKELY, HIGH)))


def outlook(
    found: History,
    season: Season,
    promoted: Mapping[int, float],
    choice: Choice,
    analogy: Analogy | None = None,
) -> Outlook:
    """Read what one article will sell out of its weeks; ``analogy`` helps while they are few."""
    rates = rates_of_weeks(found, season, promoted)
    rate = METHODS[choice.method](found, rates)
    weeks = found.observed
    if analogy is not None:
        rate = Rate(blended(rate.level, weeks, analogy))
        weeks += int(analogy.weight)
    variance = weekly_variance(found.observed, rates.values(), rate.level) * choice.width
    doubt = _DOUBT + (1 / max(weeks, 1) if analogy is not None else 0.0)
    return Outlook(rate, variance, doubt, season, promoted, analogy)


def rates_of_weeks(
    found: History, season: Season, promoted: Mapping[int, float]
) -> dict[int, float]:
    """Return the weeks with sales as they would have sold without season and promotions."""
    weeks = season.weeks
    if not promoted:
        return {week: units / weeks[week] for week, units in found.sold.items()}
    return {
        week: units / weeks[week] / promoted.get(week, 1.0) for week, units in found.sold.items()
    }
