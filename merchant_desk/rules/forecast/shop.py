"""What every article of a shop will sell: seasons shared, methods tried, new ones by likeness."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from merchant_desk.rules.forecast.analogy import YOUNG, Analogy, Traits, groups, said
from merchant_desk.rules.forecast.choose import Choice, Kind, Tried, choose, kind_of
from merchant_desk.rules.forecast.history import SPAN, History
from merchant_desk.rules.forecast.outlook import Outlook, outlook
from merchant_desk.rules.forecast.promotions import (
    Campaign,
    Promoted,
    Uplifts,
    factors_of,
    learn,
)
from merchant_desk.rules.forecast.season import Calendar, Season, months_of, pooled, season
from merchant_desk.values.progress import Progress
from merchant_desk.values.texts import _

_OWN_UNITS = 300
"""Units in two years from which an article has a season of its own."""
_POOL_UNITS = 200
_SAMPLE = 900
_STEP = 500
_ABANDONED = 26
"""Weeks without stock and without sales after which an article is taken to be given up."""


@dataclass(frozen=True, slots=True)
class Sold:
    """What is known of one article."""

    key: bytes
    history: History
    traits: Traits
    campaigns: tuple[Campaign, ...] = ()
    estimate: int | None = None
    """Units in four weeks, as a person said."""

    @property
    def promoted(self) -> Promoted:
        """Return it as operations are learnt from."""
        return Promoted(self.traits.category, self.history, self.campaigns)

    @property
    def given_up(self) -> bool:
        """Tell whether it was neither sold nor in stock for half a year."""
        out = self.history.out
        return len(out) >= _ABANDONED and all(
            week in out for week in range(SPAN - _ABANDONED, SPAN)
        )


@dataclass(frozen=True, slots=True)
class ShopOutlook:
    """The outlook of each article, and how it was found."""

    outlooks: Mapping[bytes, Outlook]
    methods: Mapping[Kind, Choice]
    uplifts: Uplifts


def shop_outlook(articles: Sequence[Sold], today: date, progress: Progress) -> ShopOutlook:
    """Return what every article will sell; those nothing is known of are left out."""
    changed = [(each.key, each.promoted) for each in articles if each.campaigns]
    uplifts = learn((each for _key, each in changed), today)
    promoted = {key: factors_of(each, uplifts, today) for key, each in changed}
    seasons = _seasons(articles, promoted, Calendar(today))
    methods = choose(_sample(articles, promoted, seasons))
    found: dict[bytes, Outlook] = {}
    young: list[Sold] = []
    for number, each in enumerate(articles):
        if number % _STEP == 0:
            progress.report(number, len(articles), _("Prévision des ventes"))
            progress.check_cancelled()
        if each.given_up and each.estimate is None:
            continue
        if each.history.observed < YOUNG or each.estimate is not None:
            young.append(each)
            continue
        choice = methods[kind_of(each.history)]
        found[each.key] = outlook(
            each.history, seasons[each.key], promoted.get(each.key, {}), choice
        )
    _add_young(young, articles, found, (seasons, promoted, methods))
    return ShopOutlook(found, methods, uplifts)


_Shared = tuple[Mapping[bytes, Season], Mapping[bytes, Mapping[int, float]], Mapping[Kind, Choice]]


def _add_young(
    young: Sequence[Sold], articles: Sequence[Sold], found: dict[bytes, Outlook], shared: _Shared
) -> None:
    seasons, promoted, methods = shared
    known = ((each.traits, found[each.key].rate.level) for each in articles if each.key in found)
    alike = groups(known)
    for each in young:
        analogy = _analogy(each, alike.like(each.traits))
        if analogy is None and not each.history.sold:
            continue
        found[each.key] = outlook(
            each.history,
            seasons[each.key],
            promoted.get(each.key, {}),
            methods[kind_of(each.history)],
            analogy or Analogy(0.0, None, 0),
        )


def _analogy(article: Sold, like: Analogy | None) -> Analogy | None:
    """Return what a person said of it, else what is like it."""
    return like if article.estimate is None else said(article.estimate)


def _seasons(
    articles: Sequence[Sold], promoted: Mapping[bytes, Mapping[int, float]], calendar: Calendar
) -> dict[bytes, Season]:
    """Return the season of each article: its own, its category's, or that of the shop."""
    freed = {each.key: _freed(each.history, promoted.get(each.key)) for each in articles}
    pools: dict[str, list[bytes]] = {}
    for each in articles:
        pools.setdefault(each.traits.category or each.traits.family, []).append(each.key)
    sold = {name: pooled(freed[key] for key in keys) for name, keys in pools.items()}
    shop = months_of(calendar, [sum(weeks) for weeks in zip(*sold.values(), strict=True)])
    shared: dict[str, tuple[tuple[float, ...], Season]] = {}
    for name, weekly in sold.items():
        enough = bool(name) and sum(weekly) >= _POOL_UNITS
        months = months_of(calendar, weekly, shop) if enough else shop
        shared[name] = (months, season(calendar, months))
    found = {}
    for each in articles:
        months, common = shared[each.traits.category or each.traits.family]
        if each.history.first == 0 and each.history.units >= _OWN_UNITS:
            own = months_of(calendar, pooled((freed[each.key],)), months)
            common = season(calendar, own)
        found[each.key] = common
    return found


def _freed(found: History, promoted: Mapping[int, float] | None) -> Mapping[int, float]:
    if not promoted:
        return found.sold
    return {week: units / promoted.get(week, 1.0) for week, units in found.sold.items()}


def _sample(
    articles: Sequence[Sold],
    promoted: Mapping[bytes, Mapping[int, float]],
    seasons: Mapping[bytes, Season],
) -> list[Tried]:
    """Take articles that sell, from all over the shop, to try methods on."""
    selling = [each for each in articles if each.history.sold]
    step = max(len(selling) // _SAMPLE, 1)
    found = []
    for each in selling[::step]:
        factors = dict(enumerate(seasons[each.key].weeks[:SPAN]))
        for week, factor in promoted.get(each.key, {}).items():
            if week < SPAN:
                factors[week] *= factor
        found.append(Tried(each.history, factors))
    return found
