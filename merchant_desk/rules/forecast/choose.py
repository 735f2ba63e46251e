"""Which method suits which kind of sales, tried on weeks that are over.

Articles are told apart as Syntetos and Boylan do: how often they sell, and how much sizes vary.
A method is chosen for each kind, not for each article: a few dozen weeks of one article choose by
chance.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from merchant_desk.rules.forecast.history import SPAN, History
from merchant_desk.rules.forecast.methods import METHODS

_OFTEN = 1.32
"""Weeks from one sale to the next, above which an article sells now and then."""
_VARIED = 0.49
"""Squared variation of sizes, above which they are uneven."""
_ORIGINS = (4, 8, 13, 21, 34)
_AHEAD = 4
_SAMPLE = 80
_LEAST_WEEKS = 16
_LEAST_TRIES = 20
_USUAL_WIDTH = 1.3
_SOME = 0.01


class Kind(StrEnum):
    """How an article sells."""

    STEADY = "steady"
    UNEVEN = "uneven"
    RARE = "rare"
    LUMPY = "lumpy"


@dataclass(frozen=True, slots=True)
class Choice:
    """The method of a kind, and how much wider its errors are than chance alone."""

    method: str
    width: float


USUAL: Mapping[Kind, Choice] = {
    Kind.STEADY: Choice("smooth", _USUAL_WIDTH),
    Kind.UNEVEN: Choice("smooth", _USUAL_WIDTH),
    Kind.RARE: Choice("tsb", _USUAL_WIDTH),
    Kind.LUMPY: Choice("tsb", _USUAL_WIDTH),
}
"""Where there is too little to try them on."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One article to try methods on: its weeks and their factors."""

    history: History
    factors: Mapping[int, float]


def kind_of(found: History) -> Kind:
    """Return how an article sells."""
    count = len(found.sold)
    if not count:
        return Kind.RARE
    mean = found.units / count
    square = sum([each * each for each in found.sold.values()]) / count
    varied = square / (mean * mean) - 1
    if found.observed / count < _OFTEN:
        return Kind.UNEVEN if varied >= _VARIED else Kind.STEADY
    return Kind.LUMPY if varied >= _VARIED else Kind.RARE


def weekly_variance(count: int, rates: Collection[float], level: float) -> float:
    """Return how much single weeks vary about ``level``, of so many weeks, sales in some."""
    if count < 2 or not rates:  # noqa: PLR2004 - one week does not vary
        return max(level, 0.0)
    mean = sum(rates) / count
    square = sum([each * each for each in rates]) / count - mean * mean
    spread = max(square / mean, 1.0) if mean else 1.0
    drawn = (spread * count + _DRAWN_TO * _USUAL_WIDTH) / (count + _DRAWN_TO)
    return level * max(drawn, 1.0)


_DRAWN_TO = 8
"""Weeks that the usual spread weighs against those of the article."""


def choose(tried: Iterable[Tried]) -> Mapping[Kind, Choice]:
    """Return the best method of each kind, by errors on weeks held back, again and again."""
    found: dict[Kind, list[Tried]] = {each: [] for each in Kind}
    for each in tried:
        if each.history.observed >= _LEAST_WEEKS and each.history.sold:
            same = found[kind_of(each.history)]
            if len(same) < _SAMPLE:
                same.append(each)
    return {kind: _best(same) or USUAL[kind] for kind, same in found.items()}


def _best(same: Sequence[Tried]) -> Choice | None:
    loss = dict.fromkeys(METHODS, 0.0)
    wide = dict.fromkeys(METHODS, 0.0)
    tries = 0
    for each in same:
        for origin in _ORIGINS:
            tries += _try(each, SPAN - origin, loss, wide)
    if tries < _LEAST_TRIES:
        return None
    best = min(loss, key=lambda name: loss[name])
    return Choice(best, min(max(wide[best] / tries, 1.0), 3.0))


def _try(each: Tried, week: int, loss: dict[str, float], wide: dict[str, float]) -> int:
    """Add the error of every method on the weeks after one; return 0 when nothing is known."""
    actual = each.history.actual(week, _AHEAD)
    if actual is None or week - each.history.first < _LEAST_WEEKS // 2:
        return 0
    known = each.history.before(week)
    if not known.sold:
        return 0
    moved = SPAN - week
    rates = {
        place: units / each.factors.get(place - moved, 1.0) for place, units in known.sold.items()
    }
    season = sum(each.factors.get(place, 1.0) for place in range(week, week + _AHEAD)) / _AHEAD
    usual = known.units / max(known.observed, 1) * _AHEAD + 1
    for name, method in METHODS.items():
        rate = method(known, rates)
        expected = max(rate.over(_AHEAD) * season, 0.0)
        error = (actual - expected) ** 2
        level = max(rate.level, _SOME)
        chance = _AHEAD * weekly_variance(known.observed, rates.values(), level) * season
        loss[name] += error / usual
        wide[name] += error / chance
    return 1
