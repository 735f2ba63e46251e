"""The soldes of ``resources/legal/soldes.toml``: how long, from which day, and what moved them."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from merchant_desk.rules.legal_data import FOLDER

Season = Literal["winter", "summer"]
NATIONAL = "national"
"""Every zone that has no date of its own, and sales at a distance."""
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Length:
    """How many weeks soldes last that begin between two days."""

    weeks: int
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Opening:
    """How the first day is found: by a weekday of a month, or as a day of the year."""

    season: Season
    month: int
    weekday: int | None
    nth: int
    latest_day: int
    after_day: int
    day: int
    not_on: int | None
    since: date
    until: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Exceptional:
    """An order that set one season of one year."""

    year: int
    season: Season
    zones: frozenset[str]
    first_day: date
    last_day: date
    source: str


@cache
def lengths() -> tuple[Length, ...]:
    """Return every length, past ones included."""
    return tuple(Length(row["weeks"], row["from"], row.get("until")) for row in _told()["length"])


@cache
def openings() -> dict[tuple[str, Season], tuple[Opening, ...]]:
    """Return how the first day is found, by zone and season, past ways included."""
    found: dict[tuple[str, Season], tuple[Opening, ...]] = {}
    for row in _told()["opening"]:
        opening = Opening(
            season=row["season"],
            month=row["month"],
            weekday=_weekday(row.get("weekday")),
            nth=row.get("nth", 1),
            latest_day=row.get("latest_day", 31),
            after_day=row.get("after_day", 0),
            day=row.get("day", 1),
            not_on=_weekday(row.get("not_on")),
            since=row["from"],
            until=row.get("until"),
            source=row["source"],
        )
        for zone in row["zones"]:
            key = (zone, opening.season)
            found[key] = (*found.get(key, ()), opening)
    return found


@cache
def exceptional_seasons() -> tuple[Exceptional, ...]:
    """Return every order that moved or extended a season."""
    return tuple(
        Exceptional(
            row["year"], row["season"], frozenset(row["zones"]),
            row["first_day"], row["last_day"], row["source"],
        )
        for row in _told()["exception"]
    )  # fmt: skip


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "soldes.toml").read_text(encoding="utf-8"))


def _weekday(name: str | None) -> int | None:
    return None if name is None else _WEEKDAYS.index(name)
