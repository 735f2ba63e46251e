"""For how long the stock has lain there, in euros: its layers by age."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from merchant_desk.database.column_types import to_micros
from merchant_desk.queries.valuation.at_date import end_of
from merchant_desk.queries.valuation.layers import Layers
from merchant_desk.values.money import Money
from merchant_desk.values.stock_cost import money_of

BUCKETS = (30, 60, 90, 180, 365)
"""Days: up to the first, between one and the next, more than the last."""


@dataclass(frozen=True, slots=True)
class AgeBucket:
    """What came between two ages; ``to_days`` is None for the oldest."""

    over_days: int
    to_days: int | None
    units: int
    value: int

    @property
    def amount(self) -> Money:
        """Return the value in cents."""
        return money_of(self.value)


def stock_ageing(layers: Mapping[bytes, Layers], today: date) -> tuple[AgeBucket, ...]:
    """Return the stock by age, the youngest first; units owed to the stock have no age."""
    sums = [[0, 0] for _place in range(len(BUCKETS) + 1)]
    # Whoever came on a day of Paris before these is older than that edge.
    borders = sorted(to_micros(end_of(today - timedelta(days=edge + 1))) for edge in BUCKETS)
    for each in layers.values():
        for at, units, value in each.left:
            place = sums[len(borders) - bisect_right(borders, at)]
            place[0] += units
            place[1] += value
    edges = (0, *BUCKETS)
    ends = (*BUCKETS, None)
    return tuple(
        AgeBucket(over, end, units, value)
        for over, end, (units, value) in zip(edges, ends, sums, strict=True)
    )
