"""The goods that expected sales make her buy: what stock and orders under way do not cover."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from merchant_desk.rules.cash_sales.outlook import ONE
from merchant_desk.values.money import round_half_up

_WHOLE_BP = 10_000
_TENTHOUSANDTHS_A_CENT = 100
_WEEK = 7
_SCALE = ONE * ONE * _WHOLE_BP * _TENTHOUSANDTHS_A_CENT
"""Sums are exact: millionths of a unit, times millionths, times a price before its division."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePace:
    """One article: how it sells, where it stands, what it costs."""

    supplier: bytes
    """Empty: nobody is known to sell it to us."""
    sold: int
    """Units sold in ``days``."""
    days: int
    position: int
    """Units there are or will be without another order."""
    cost_tenthousandths: int
    rate_bp: int


def goods_to_buy(
    articles: Iterable[ArticlePace], factors: Sequence[int]
) -> Mapping[tuple[bytes, int], int]:
    """Return the cents, VAT included, of what each supplier must bring in each week to come.

    ``factors`` say, in millionths, how much each week sells of what the last weeks did. An article
    eats up its stock first; what it sells after that has to come in the week it is sold.
    """
    until = list(accumulate(max(each, 0) for each in factors))
    begun: dict[bytes, list[int]] = {}
    """By supplier and week: what articles without stock left from that week on cost a usual one."""
    at_once: dict[tuple[bytes, int], int] = {}
    for each in articles:
        if each.sold <= 0 or each.days <= 0 or each.cost_tenthousandths <= 0:
            continue
        usual = each.sold * _WEEK * ONE // each.days
        held = max(each.position, 0) * ONE * ONE
        week = bisect_right(until, held // max(usual, 1))
        if week >= len(until):
            continue
        price = each.cost_tenthousandths * (_WHOLE_BP + each.rate_bp)
        key = (each.supplier, week)
        at_once[key] = at_once.get(key, 0) + (usual * until[week] - held) * price
        begun.setdefault(each.supplier, [0] * (len(until) + 1))[week + 1] += usual * price
    return _cents(at_once, begun, factors)


def _cents(
    at_once: Mapping[tuple[bytes, int], int],
    begun: Mapping[bytes, Sequence[int]],
    factors: Sequence[int],
) -> Mapping[tuple[bytes, int], int]:
    found = {}
    for supplier, costs in sorted(begun.items()):
        running = accumulate(costs)
        for week, (cost, factor) in enumerate(zip(running, factors, strict=False)):
            whole = cost * max(factor, 0) + at_once.get((supplier, week), 0)
            if whole > 0:
                found[supplier, week] = round_half_up(Fraction(whole, _SCALE))
    return found
