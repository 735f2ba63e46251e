"""A shop whose sales were made up: season, trend, rare sales, operations and days without stock."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from merchant_desk.rules.forecast.history import SPAN, WEEK, History, StockDays, history
from merchant_desk.rules.forecast.promotions import Campaign
from merchant_desk.rules.forecast.season import Calendar

TODAY = date(2026, 11, 23)
HELD = 12
"""Weeks after ``TODAY`` that the forecast does not see."""
_SEASONS = {
    "noel": (0.6, 0.6, 0.7, 0.8, 0.9, 0.9, 0.8, 0.7, 0.9, 1.1, 1.6, 2.4),
    "plage": (0.3, 0.4, 0.7, 1.0, 1.4, 2.0, 2.3, 1.8, 0.9, 0.5, 0.4, 0.3),
    "jardin": (0.4, 0.6, 1.4, 1.9, 1.8, 1.3, 0.9, 0.7, 0.9, 0.8, 0.6, 0.5),
    "plat": (1.0,) * 12,
}
_LIFT = 2.2


@dataclass(frozen=True)
class Planted:
    """One article: what the desk knows of it, and what it will sell."""

    category: str
    known: History
    weekly: tuple[int, ...]
    """Sold in every week of the window and in those held back."""
    future: tuple[int, ...]
    campaigns: tuple[Campaign, ...] = field(default_factory=tuple)
    rare: bool = False

    @property
    def promoted_ahead(self) -> bool:
        """Tell whether an operation is planned for it."""
        return any(each.last >= TODAY for each in self.campaigns)


def planted_shop(count: int = 240, seed: int = 7) -> list[Planted]:
    """Make the articles of a shop."""
    pick = random.Random(seed)
    return [_article(pick, place) for place in range(count)]


def campaigns() -> tuple[Campaign, ...]:
    """The operations of the shop: three that are over, one to come."""
    days = (-600, -330, -160, 21)
    return tuple(
        Campaign(
            "promotion",
            TODAY + timedelta(days=each),
            TODAY + timedelta(days=each + 13),
            12_000 if each < 0 else None,
        )
        for each in days
    )


def _article(pick: random.Random, place: int) -> Planted:
    category = tuple(_SEASONS)[place % len(_SEASONS)]
    rare = place % 3 == 0
    base = pick.uniform(0.15, 0.8) if rare else pick.lognormvariate(1.3, 0.8)
    growth = pick.choice((0.0, 0.0, 0.006, -0.006))
    promoted = place % 5 == 1
    calendar = Calendar(TODAY)
    operations = campaigns() if promoted else ()
    shares: dict[int, float] = {}
    for each in operations:
        for week, share in each.shares(TODAY).items():
            shares[week] = max(shares.get(week, 0.0), share)
    sales = []
    for week in range(SPAN + HELD):
        lift = 1 + (_LIFT - 1) * shares.get(week, 0.0)
        season = _SEASONS[category][calendar.month(week)]
        sales.append(_drawn(pick, base * season * math.exp(growth * (week - SPAN)) * lift, rare))
    known = _known(pick, sales[:SPAN], out=place % 4 == 2)
    return Planted(category, known, tuple(sales[:SPAN]), tuple(sales[SPAN:]), operations, rare)


def _drawn(pick: random.Random, mean: float, rare: bool) -> int:
    """Draw from a curve a little wider than pure chance."""
    wide = pick.gammavariate(3.0, mean / 3.0) if rare else pick.gammavariate(8.0, mean / 8.0)
    limit, product, count = math.exp(-wide), pick.random(), 0
    while product > limit:
        product *= pick.random()
        count += 1
    return count


def _known(pick: random.Random, sales: list[int], *, out: bool) -> History:
    """Sell day by day out of a stock that is sometimes empty for a month."""
    empty = range(70, 75) if out else range(0)
    level = 1_000_000
    changes: list[tuple[int, int, int]] = []
    for week, units in enumerate(sales):
        if out and week == empty.start:
            changes.append((week * WEEK, -level, 0))
            level = 0
        if out and week == empty.stop:
            changes.append((week * WEEK, 1000, 0))
            level = 1000
        if not units or week in empty:
            continue
        level -= units
        changes.append((week * WEEK + pick.randrange(WEEK), -units, units))
    return history(stock_days(changes), level, 0)


def stock_days(changes: Sequence[tuple[int, int, int]]) -> StockDays:
    """Days, changes, and those that were no sale, of days told with change and units sold."""
    ordered = sorted(changes, key=lambda each: each[0])
    return StockDays(
        [day for day, _change, _units in ordered],
        [change for _day, change, _units in ordered],
        [(day, change + units) for day, change, units in ordered if change + units],
    )
