"""The periods of reports and when they are due, by regime: dated data, never code."""

import calendar
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from merchant_desk.rules.legal_data import FOLDER, e_invoicing_date
from merchant_desk.values.e_reporting import Regime, ReportKind, ReportPeriod

_DECADES = ((1, 10), (11, 20), (21, 31))
_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How one regime cuts its time, and the days that holds."""

    regime: Regime
    kind: ReportKind
    parts: str
    due_days: tuple[int, ...]
    since: date
    until: date | None
    source: str


def is_rehearsal(period: ReportPeriod) -> bool:
    """Tell whether a period ends before the duty begins: nothing is to be sent of it."""
    return period.last < e_invoicing_date("issue")


@cache
def rhythms() -> tuple[Rhythm, ...]:
    """Return every rhythm, past ones included."""
    told = tomllib.loads((FOLDER / "e_reporting.toml").read_text(encoding="utf-8"))
    return tuple(
        Rhythm(
            Regime(row["regime"]),
            ReportKind(row["kind"]),
            row["parts"],
            tuple(row["due_days"]),
            row["from"],
            row.get("until"),
            row["source"],
        )
        for row in told["rhythm"]
    )


@cache
def owed_since() -> date:
    """Return the day from which reports are owed; before, they are rehearsed."""
    told = tomllib.loads((FOLDER / "e_reporting.toml").read_text(encoding="utf-8"))
    since: date = told["obligation"]["from"]
    return since


def rhythm_on(regime: Regime, kind: ReportKind, day: date) -> Rhythm:
    """Return the rhythm of a day; before the law had one, its first: this is a rehearsal."""
    own = [each for each in rhythms() if each.regime is regime and each.kind is kind]
    holding = (
        each for each in own if each.since <= day and (each.until is None or day <= each.until)
    )
    return next(holding, own[0])


def period_of(regime: Regime, kind: ReportKind, day: date) -> ReportPeriod:
    """Return the period that holds a day."""
    rhythm = rhythm_on(regime, kind, day)
    if rhythm.parts == "decade":
        place = min((day.day - 1) // 10, 2)
        first, last = _DECADES[place]
        ends = _in_month(day, last)
        due_in = ends if ends.day != _last_day(ends) else ends + timedelta(days=1)
        due = _in_month(due_in, rhythm.due_days[place])
        return ReportPeriod(kind, day.replace(day=first), ends, due)
    start = day.replace(day=1)
    ends = _in_month(start, 31)
    if rhythm.parts == "two_months":
        start = start.replace(month=(day.month - 1) // 2 * 2 + 1)
        ends = _in_month(_next_month(start), 31)
    due = _in_month(ends + timedelta(days=1), rhythm.due_days[0])
    return ReportPeriod(kind, start, ends, due)


def periods_between(
    regime: Regime, kind: ReportKind, first: date, last: date
) -> tuple[ReportPeriod, ...]:
    """Return the periods that touch these days, in their order."""
    found, day = [], first
    while day <= last:
        period = period_of(regime, kind, day)
        found.append(period)
        day = period.last + timedelta(days=1)
    return tuple(found)


def _last_day(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def _in_month(day: date, number: int) -> date:
    """Return a day of this month, its last one when it is shorter."""
    return day.replace(day=min(number, _last_day(day)))


def _next_month(start: date) -> date:
    if start.month == _DECEMBER:
        return date(start.year + 1, 1, 1)
    return start.replace(month=start.month + 1)
