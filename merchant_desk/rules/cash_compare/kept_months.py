"""Which kept forecasts are offered for a comparison, and which months have none."""

from collections.abc import Sequence
from datetime import date, timedelta

from merchant_desk.values.cash_compare import KeptRow

_MONTH = timedelta(weeks=4)


def offered(kept: Sequence[KeptRow], most: int = 26) -> tuple[KeptRow, ...]:
    """Return one forecast a week, the first of each, the newest week first."""
    first: dict[tuple[int, int], KeptRow] = {}
    for row in sorted(kept, key=lambda each: each.made_on):
        week = row.made_on.isocalendar()
        first.setdefault((week.year, week.week), row)
    return tuple(sorted(first.values(), key=lambda each: each.made_on, reverse=True))[:most]


def usual(offers: Sequence[KeptRow], today: date) -> KeptRow | None:
    """Return the one to look at first: the newest of those that are a month old, else the oldest.

    ``offers`` has the newest first.
    """
    old = [each for each in offers if each.made_on <= today - _MONTH]
    return next(iter(old), offers[-1] if offers else None)


def missing_months(kept: Sequence[KeptRow], today: date) -> tuple[date, ...]:
    """Return the first day of each month without a kept forecast since the oldest one."""
    if not kept:
        return ()
    have = {each.made_on.replace(day=1) for each in kept}
    month, missing = min(have), []
    while month <= today:
        if month not in have:
            missing.append(month)
        month = (month + timedelta(days=31)).replace(day=1)
    return tuple(missing)
