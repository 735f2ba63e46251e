"""The numbers of sales law, each with the days it holds: caps, notices, lengths and fees."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any

from merchant_desk.rules.legal_data import FOLDER


@dataclass(frozen=True, slots=True)
class LegalNumber:
    """A number that a text sets, and the days it holds."""

    value: Fraction
    since: date
    until: date | None
    source: str


@dataclass(frozen=True, slots=True)
class LateBand:
    """What a refund costs more that comes up to so many days late; no last day: any later one."""

    name: str
    last_day: int | None
    percent: Fraction | None


@cache
def _file() -> Mapping[str, Any]:
    return tomllib.loads((FOLDER / "sales_numbers.toml").read_text(encoding="utf-8"))


@cache
def legal_numbers() -> Mapping[str, tuple[LegalNumber, ...]]:
    """Return every number by its key, the earliest first."""
    found: dict[str, list[LegalNumber]] = {}
    for row in _file()["number"]:
        found.setdefault(row["key"], []).append(
            LegalNumber(Fraction(row["value"]), row["from"], row.get("until"), row["source"])
        )
    return {key: tuple(sorted(rows, key=lambda row: row.since)) for key, rows in found.items()}


@cache
def late_bands() -> tuple[LateBand, ...]:
    """Return what refunds cost more that come late, the shortest delay first."""
    return tuple(
        LateBand(
            row["name"],
            row.get("last_day"),
            Fraction(row["percent"]) if "percent" in row else None,
        )
        for row in _file()["late_refund_band"]
    )


@lru_cache(maxsize=512)
def number_in_force(key: str, day: date) -> Fraction | None:
    """Return the number that holds on a day, if one does."""
    for row in legal_numbers()[key]:
        if row.since <= day and (row.until is None or day <= row.until):
            return row.value
    return None


@lru_cache(maxsize=512)
def number_told(key: str, day: date) -> Fraction:
    """Return the number that holds on a day, or else the one that held last, or the first."""
    begun = [row for row in legal_numbers()[key] if row.since <= day]
    return (begun[-1] if begun else legal_numbers()[key][0]).value


@lru_cache(maxsize=512)
def count_told(key: str, day: date) -> int:
    """Return a count of days or of months, as ``number_told`` does."""
    return int(number_told(key, day))


def last_day_of(key: str) -> date | None:
    """Return the last day on which a number is known to hold; None without an end."""
    return legal_numbers()[key][-1].until
