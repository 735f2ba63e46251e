"""What operations on prices add: weeks of the past are freed of it, weeks to come expect it.

By how much a kind of operation multiplies sales is drawn from the general to the particular: what
the operations of that kind brought the shop, then what they brought the category, then the article
itself; each counts as much as it has sales to show for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from statistics import median

from merchant_desk.rules.forecast.history import SPAN, WEEK, History
from merchant_desk.rules.forecast.season import AHEAD

_WHOLE_BP = 10_000
_LEAST, _MOST = 1.0, 6.0
_HALF = 0.5
_AROUND = 6
"""Weeks before and after an operation that tell what would have sold without it."""
_LEAST_AROUND = 4
_LEAST_UNITS = 5.0
_DRAWN_TO = 20.0
"""Units that would have sold anyway from which a category, or an article, speaks for itself."""


@dataclass(frozen=True, slots=True)
class Campaign:
    """An operation, over or planned: the days it runs, both included, and what it brought."""

    kind: str
    first: date
    last: date
    uplift_bp: int | None = None
    """As measured once it was over (``rules.promotion_uplift``); None is not known."""

    def shares(self, today: date) -> Mapping[int, float]:
        """Return which part of each week of the window, and after it, it runs on."""
        return _shares(self.first, self.last, today)

    @property
    def measured(self) -> float | None:
        """Return by how much it multiplied sales, as it was kept; None is not known."""
        return None if self.uplift_bp is None else _bounded(1 + self.uplift_bp / _WHOLE_BP)


@dataclass(frozen=True, slots=True)
class Promoted:
    """An article with its operations; ``category`` may be empty."""

    category: str
    history: History
    campaigns: Sequence[Campaign]


@dataclass(frozen=True, slots=True)
class Uplift:
    """By how much sales are multiplied, and how many operations that are over told it."""

    factor: float = 1.0
    operations: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """Units sold during operations, and those that would have sold without them."""

    inside: float = 0.0
    usual: float = 0.0

    def plus(self, other: "Seen") -> "Seen":
        """Return both together."""
        return Seen(self.inside + other.inside, self.usual + other.usual)

    def drawn(self, parent: float) -> float:
        """Return the factor told here, drawn to ``parent`` where there is little to see."""
        return _bounded((self.inside + _DRAWN_TO * parent) / (self.usual + _DRAWN_TO))


@dataclass(frozen=True, slots=True)
class Uplifts:
    """What each kind of operation brings; the kind ``""`` is any."""

    kinds: Mapping[str, Uplift] = field(default_factory=dict)
    categories: Mapping[tuple[str, str], float] = field(default_factory=dict)

    def of(self, kind: str, category: str = "") -> Uplift:
        """Return what a kind brings to a category; one that was never seen changes nothing."""
        usual = self.kinds.get(kind) or self.kinds.get("") or Uplift()
        return Uplift(self.categories.get((kind, category), usual.factor), usual.operations)

    def on(self, category: str, kind: str, own: Mapping[str, Seen]) -> Uplift:
        """Return what a kind brings to one article, of which ``own`` was seen."""
        shared = self.of(kind, category)
        told = own.get(kind)
        return shared if told is None else Uplift(told.drawn(shared.factor), shared.operations)


def learn(articles: Iterable[Promoted], today: date) -> Uplifts:
    """Return what operations that are over brought: as it was kept, else by the weeks around."""
    over: dict[str, set[Campaign]] = {}
    whole: dict[str, Seen] = {}
    parts: dict[tuple[str, str], Seen] = {}
    for each in articles:
        for campaign in each.campaigns:
            if campaign.last < today:
                over.setdefault(campaign.kind, set()).add(campaign)
        for kind, told in seen(each, today).items():
            whole[kind] = whole.get(kind, Seen()).plus(told)
            if each.category:
                key = (kind, each.category)
                parts[key] = parts.get(key, Seen()).plus(told)
    kinds = _kinds(over, whole)
    found = Uplifts(kinds)
    return Uplifts(kinds, {key: told.drawn(found.of(key[0]).factor) for key, told in parts.items()})


def _kinds(over: Mapping[str, set[Campaign]], whole: Mapping[str, Seen]) -> dict[str, Uplift]:
    found: dict[str, Uplift] = {}
    kept: list[float] = []
    for kind, campaigns in over.items():
        factors = [each.measured for each in campaigns if each.measured is not None]
        told = whole.get(kind, Seen())
        if factors:
            found[kind] = Uplift(median(factors), len(factors))
            kept += factors
        elif told.usual >= _LEAST_UNITS:
            found[kind] = Uplift(_bounded(told.inside / told.usual), len(campaigns))
    if kept:
        found[""] = Uplift(median(kept), len(kept))
    return found


def seen(article: Promoted, today: date) -> dict[str, Seen]:
    """Return what one article sold during each kind, and by the weeks around without any."""
    known = article.history
    weeks = [(each.kind, _past(each, today)) for each in article.campaigns]
    busy = {week for _kind, told in weeks for week in told}
    found: dict[str, Seen] = {}
    for kind, told in weeks:
        inside = [week for week in told if week >= known.first and week not in known.out]
        if not inside:
            continue
        around = [
            week
            for week in range(min(inside) - _AROUND, max(inside) + _AROUND + 1)
            if known.first <= week < SPAN and week not in busy and week not in known.out
        ]
        if len(around) < _LEAST_AROUND:
            continue
        usual = sum(known.sold.get(week, 0.0) for week in around) / len(around) * len(inside)
        sold = sum(known.sold.get(week, 0.0) for week in inside)
        found[kind] = found.get(kind, Seen()).plus(Seen(sold, usual))
    return found


def factors_of(article: Promoted, uplifts: Uplifts, today: date) -> Mapping[int, float]:
    """Return by how much each week differs for the operations on an article; 1 is left out.

    A week of the past is freed of what its own operation was measured to bring; a week to come
    expects what its kind brings this article.
    """
    found: dict[int, float] = {}
    own = seen(article, today)
    for each in article.campaigns:
        kept = each.measured if each.last < today else None
        factor = uplifts.on(article.category, each.kind, own).factor if kept is None else kept
        for week, share in each.shares(today).items():
            found[week] = max(found.get(week, 1.0), 1 + (factor - 1) * share)
    return {week: factor for week, factor in found.items() if factor != 1.0}


@dataclass(frozen=True, slots=True)
class Planned:
    """An operation to come that a forecast counts, and what it counts it for."""

    kind: str
    first: date
    last: date
    uplift: Uplift


def planned(article: Promoted, uplifts: Uplifts, today: date, days: int) -> tuple[Planned, ...]:
    """Return the operations that run in the days to come, the one that brings most first."""
    until, own = today + timedelta(days=days), seen(article, today)
    found = [
        Planned(each.kind, each.first, each.last, uplifts.on(article.category, each.kind, own))
        for each in article.campaigns
        if each.last >= today and each.first < until
    ]
    return tuple(sorted(found, key=lambda each: (-each.uplift.factor, each.first)))


@lru_cache(maxsize=1024)
def _shares(first: date, last: date, today: date) -> Mapping[int, float]:
    """Return the same mapping for every article of an operation: it is not to be changed."""
    found: dict[int, float] = {}
    start = today - timedelta(days=SPAN * WEEK)
    begun = max((first - start).days, 0)
    ended = min((last - start).days, (SPAN + AHEAD) * WEEK - 1)
    for day in range(begun, ended + 1):
        found[day // WEEK] = found.get(day // WEEK, 0.0) + 1 / WEEK
    return found


def _past(campaign: Campaign, today: date) -> list[int]:
    told = campaign.shares(today).items()
    return [week for week, share in told if share >= _HALF and week < SPAN]


def _bounded(factor: float) -> float:
    return min(max(factor, _LEAST), _MOST)
