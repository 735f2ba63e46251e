"""For how long the stock has lain there, in euros: its layers by age."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from merchant_desk.queries.valuation.layers import Layers
from merchant_desk.values.clock import paris_date
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
    for each in layers.values():
        for layer in each.left:
            place = bucket_of((today - paris_date(layer.since)).days)
            sums[place][0] += layer.units
            sums[place][1] += layer.value
    edges = (0, *BUCKETS)
    ends = (*BUCKETS, None)
    return tuple(
        AgeBucket(over, end, units, value)
        for over, end, (units, value) in zip(edges, ends, sums, strict=True)
    )


def bucket_of(days: int) -> int:
    """Return the place of an age among the buckets."""
    return sum(days > edge for edge in BUCKETS)
