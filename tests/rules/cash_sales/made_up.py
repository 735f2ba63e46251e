"""Shops whose sales were made up: their season, growth, closing days and chance are known."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from merchant_desk.rules.cash_sales.history import DAYS, SPAN, WEEK, DayHistory
from merchant_desk.rules.legal.holidays import MAINLAND, is_holiday

TODAY = date(2026, 11, 23)
HELD = 52
"""Weeks after the first forecast, in which every fourth week is one."""
AHEAD = 13
SEASONS = {
    "noel": (0.6, 0.6, 0.7, 0.8, 0.9, 0.9, 0.8, 0.7, 0.9, 1.1, 1.6, 2.4),
    "plage": (0.3, 0.4, 0.7, 1.0, 1.4, 2.0, 2.3, 1.8, 0.9, 0.5, 0.4, 0.3),
    "jardin": (0.4, 0.6, 1.4, 1.9, 1.8, 1.3, 0.9, 0.7, 0.9, 0.8, 0.6, 0.5),
    "plat": (1.0,) * 12,
}
WEEKDAYS = (0.0, 0.8, 1.0, 1.0, 1.4, 2.0, 0.8)


def made_up_days(name: str, growth: float = 0.15, seed: int = 5, chance: float = 0.25) -> list[int]:
    """Three years of days: two that are known at first, and the one after."""
    pick = random.Random(f"{name}{seed}")
    first = TODAY - timedelta(days=(SPAN + HELD) * WEEK)
    found = []
    for place in range((SPAN + HELD + AHEAD) * WEEK):
        day = first + timedelta(days=place)
        season = SEASONS[name][day.month - 1]
        level = 40_000 * (1 + growth) ** (place / 365)
        closed = is_holiday(MAINLAND, day)
        mean = 0 if closed else level * season * WEEKDAYS[day.weekday()]
        found.append(round(mean * pick.lognormvariate(0, chance)))
    return found


def known_at(days: Sequence[int], week: int) -> DayHistory:
    """What was known so many weeks after the first forecast."""
    start = week * WEEK
    today = TODAY + timedelta(days=(week - HELD) * WEEK)
    return DayHistory(today, tuple(days[start : start + DAYS]))


def sold_after(days: Sequence[int], week: int) -> list[int]:
    """What the weeks after that really sold."""
    start = week * WEEK + DAYS
    return [
        sum(days[start + each * WEEK : start + (each + 1) * WEEK])
        for each in range(AHEAD)
        if start + (each + 1) * WEEK <= len(days)
    ]
