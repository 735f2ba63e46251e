"""What a late payment costs on a day: legal interest, penalties, recovery; dated data."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

from merchant_desk.rules.legal_data import FOLDER
from merchant_desk.values.money import ZERO, Money, round_half_up

_BASIS, _YEAR = 10_000, 365


@dataclass(frozen=True, slots=True)
class LegalInterest:
    """The rates of a half-year, in basis points."""

    business_bp: int
    consumer_bp: int
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class _Dated:
    value: int
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class LateRules:
    """Everything the file tells."""

    interests: tuple[LegalInterest, ...]
    times_legal: tuple[_Dated, ...]
    recovery: tuple[_Dated, ...]
    levels: tuple[tuple[int, int], ...]
    """From how many days late each level of reminder is due, the first level first."""


@cache
def late_rules() -> LateRules:
    """Read the file once."""
    told = tomllib.loads((FOLDER / "late_payment.toml").read_text(encoding="utf-8"))
    return LateRules(
        interests=tuple(
            LegalInterest(row["business_bp"], row["consumer_bp"], row["from"], row["until"])
            for row in told["legal_interest"]
        ),
        times_legal=_dated(told["penalty"], "times_legal"),
        recovery=_dated(told["recovery"], "cents"),
        levels=tuple((row["level"], row["days_late"]) for row in told["level"]),
    )


def legal_interest(day: date) -> LegalInterest | None:
    """Return the rates of a day; None when they are not known."""
    holding = (each for each in late_rules().interests if each.since <= day <= each.until)
    return next(holding, None)


def penalty_rate(day: date) -> int | None:
    """Return the least rate between businesses, in basis points; None when it is not known."""
    interest = legal_interest(day)
    times = _on(late_rules().times_legal, day)
    return None if interest is None or not times else interest.business_bp * times


def recovery_sum(day: date) -> Money:
    """Return what a business owes for the cost of recovery, without any reminder."""
    return Money(_on(late_rules().recovery, day))


def penalties(left: Money, due_on: date, day: date) -> Money | None:
    """Return what has run since the day after it was due; None while a rate of it is not known."""
    cents = Fraction(0)
    for late in _halves(due_on + timedelta(days=1), day):
        rate = penalty_rate(late[0])
        if rate is None:
            return None
        cents += Fraction(left.cents * rate * late[1], _BASIS * _YEAR)
    return Money(round_half_up(cents)) if left.cents > 0 else ZERO


def penalties_at(left: Money, rate_bp: int, days: int) -> Money:
    """Return what has run at a rate of one's own."""
    if left.cents <= 0 or days <= 0:
        return ZERO
    return Money(round_half_up(Fraction(left.cents * rate_bp * days, _BASIS * _YEAR)))


def _halves(first: date, last: date) -> list[tuple[date, int]]:
    """Return the half-years from a day to another, with how many days of each."""
    found = []
    while first <= last:
        july = date(first.year, 7, 1)
        end = july if first < july else date(first.year + 1, 1, 1)
        until = min(end - timedelta(days=1), last)
        found.append((first, (until - first).days + 1))
        first = until + timedelta(days=1)
    return found


def _dated(rows: list[dict[str, object]], name: str) -> tuple[_Dated, ...]:
    return tuple(_Dated(row[name], row["from"], row.get("until")) for row in rows)  # type: ignore[arg-type]  # a test reads every line of the file


def _on(rows: tuple[_Dated, ...], day: date) -> int:
    holding = (
        each.value for each in rows if each.since <= day and (not each.until or day <= each.until)
    )
    return next(holding, 0)
