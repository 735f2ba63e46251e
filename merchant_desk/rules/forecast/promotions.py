"""What operations on prices add: weeks of the past are freed of it, weeks to come expect it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from merchant_desk.rules.forecast.history import SPAN, WEEK, History
from merchant_desk.rules.forecast.season import AHEAD

_WHOLE_BP = 10_000
_LEAST, _MOST = 1.0, 6.0
_HALF = 0.5
_LEAST_UNITS = 5.0


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
        found: dict[int, float] = {}
        start = today - timedelta(days=SPAN * WEEK)
        begun = max((self.first - start).days, 0)
        ended = min((self.last - start).days, (SPAN + AHEAD) * WEEK - 1)
        for day in range(begun, ended + 1):
            found[day // WEEK] = found.get(day // WEEK, 0.0) + 1 / WEEK
        return found


Uplifts = Mapping[str, float]
"""By how much each kind of operation multiplies sales; ``""`` is any kind."""


def measured(campaigns: Iterable[Campaign]) -> dict[str, float]:
    """Return what past operations brought, kind by kind, as they were measured."""
    found: dict[str, list[float]] = {}
    for each in campaigns:
        if each.uplift_bp is not None:
            factor = min(max(1 + each.uplift_bp / _WHOLE_BP, _LEAST), _MOST)
            found.setdefault(each.kind, []).append(factor)
            found.setdefault("", []).append(factor)
    return {kind: median(factors) for kind, factors in found.items()}


def compared(
    articles: Iterable[tuple[History, Sequence[Campaign]]], today: date
) -> dict[str, float]:
    """Return what kinds of operation brought by their weeks against the others of each article."""
    sold: dict[str, float] = {}
    usual: dict[str, float] = {}
    for found, campaigns in articles:
        for kind, weeks in _weeks(campaigns, today).items():
            others = found.observed - len(weeks)
            inside = sum(found.sold.get(week, 0.0) for week in weeks)
            if others < WEEK or not found.units:
                continue
            sold[kind] = sold.get(kind, 0.0) + inside
            usual[kind] = usual.get(kind, 0.0) + (found.units - inside) / others * len(weeks)
    return {
        kind: min(max(sold[kind] / usual[kind], _LEAST), _MOST)
        for kind in sold
        if usual[kind] >= _LEAST_UNITS
    }


def _weeks(campaigns: Sequence[Campaign], today: date) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for each in campaigns:
        weeks = {
            week for week, share in each.shares(today).items() if share >= _HALF and week < SPAN
        }
        if weeks:
            found.setdefault(each.kind, set()).update(weeks)
    return found


def factors_of(campaigns: Sequence[Campaign], uplifts: Uplifts, today: date) -> Mapping[int, float]:
    """Return by how much each week differs for the operations on an article; 1 is left out."""
    found: dict[int, float] = {}
    for each in campaigns:
        own = None if each.uplift_bp is None else max(1 + each.uplift_bp / _WHOLE_BP, _LEAST)
        factor = own or uplifts.get(each.kind) or uplifts.get("") or 1.0
        factor = min(factor, _MOST)
        for week, share in each.shares(today).items():
            found[week] = max(found.get(week, 1.0), 1 + (factor - 1) * share)
    return {week: factor for week, factor in found.items() if factor != 1.0}
