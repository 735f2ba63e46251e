"""How far turnover is from the thresholds of the franchise en base (CGI art. 293 B)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from merchant_desk.rules.legal_data import FOLDER
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.vat import SaleCategory

_NEAR_PERCENT = 80
_CENTS = 100


class GaugeLevel(StrEnum):
    """What the merchant must know."""

    CALM = "calm"
    NEAR = "near"  # from 80 %
    PASSED = "passed"  # the limit: no franchise next year
    OVER = "over"  # the ceiling: VAT is due from the day it was passed


@dataclass(frozen=True, slots=True)
class Threshold:
    """The limit and the ceiling of one nature of sales."""

    nature: SaleCategory
    limit: Money
    ceiling: Money
    source: str


@dataclass(frozen=True, slots=True)
class Gauge:
    """Turnover of a calendar year against its threshold."""

    threshold: Threshold
    turnover: Money
    before: Money
    """Of the year before."""
    percent: int
    level: GaugeLevel


def franchise_gauges(
    day: date, turnover: Mapping[SaleCategory, Money], before: Mapping[SaleCategory, Money]
) -> tuple[Gauge, ...]:
    """Return the gauge of goods and of services, without VAT, for the year of a day.

    Who sells both is held to the higher limit for all and to the lower one for services.
    """
    found = []
    for threshold in thresholds_on(day):
        goods = threshold.nature is SaleCategory.GOODS
        counted = _all(turnover) if goods else turnover.get(SaleCategory.SERVICES, ZERO)
        last = _all(before) if goods else before.get(SaleCategory.SERVICES, ZERO)
        percent = max(counted.cents, 0) * 100 // threshold.limit.cents
        level = _level(counted, last, threshold, percent)
        found.append(Gauge(threshold, counted, last, percent, level))
    return tuple(found)


def thresholds_on(day: date) -> tuple[Threshold, ...]:
    """Return the thresholds that hold on a day, goods first."""
    return tuple(
        Threshold(
            SaleCategory(row["nature"]),
            Money(row["limit"] * _CENTS),
            Money(row["ceiling"] * _CENTS),
            row["source"],
        )
        for row in _file()["franchise"]
        if row["from"] <= day and ("until" not in row or day <= row["until"])
    )


def _all(turnover: Mapping[SaleCategory, Money]) -> Money:
    return Money(sum(each.cents for each in turnover.values()))


def _level(counted: Money, last: Money, threshold: Threshold, percent: int) -> GaugeLevel:
    if counted > threshold.ceiling:
        return GaugeLevel.OVER
    if counted > threshold.limit or last > threshold.limit:
        return GaugeLevel.PASSED
    return GaugeLevel.NEAR if percent >= _NEAR_PERCENT else GaugeLevel.CALM


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "thresholds.toml").read_text(encoding="utf-8"))
