"""How many units to hold back from a storefront so that it oversells rarely enough.

A shop hears of what is sold elsewhere (another shop, the counter) after the sync delay. Near the
end of the stock it may sell in that time what is already gone. In one such end of stock it sells,
beyond what there is, ``min(S, max(0, E - b))`` units: S what it sells itself within the delay, E
what is sold elsewhere within it (both Poisson), b the buffer. A month has as many ends of stock as
the month's sales empty what lies on the shelf, four at most: shops order weekly at the fastest.
"""

import math
from dataclasses import dataclass

_DAY_S = 86_400
_MONTH_DAYS = 30
_MOST_ENDS = 4.0
_TAIL = 1e-9
_MOST_BUFFER = 50


@dataclass(frozen=True, slots=True)
class Demand:
    """What sells of one article: units in ``days`` through this shop and everywhere else."""

    here: int
    elsewhere: int
    days: int
    on_hand: int


@dataclass(frozen=True, slots=True)
class Buffer:
    """Units held back, and the oversells a month expected without and with them."""

    units: int
    expected_without: float
    expected_with: float


def choose_buffer(demand: Demand, delay_s: int, accepted: float) -> Buffer:
    """Return the smallest buffer with which at most ``accepted`` oversells a month are expected.

    Never more than half of what lies on the shelf: a buffer must not empty the shop by itself.
    """
    without = expected_oversells(demand, delay_s, 0)
    most = min(_MOST_BUFFER, max(0, demand.on_hand) // 2)
    units, expected = 0, without
    while expected > accepted and units < most:
        units += 1
        expected = expected_oversells(demand, delay_s, units)
    return Buffer(units, without, expected)


def expected_oversells(demand: Demand, delay_s: int, buffer: int) -> float:
    """Return the units a month that this shop is expected to sell and nobody has."""
    if demand.here <= 0 or demand.elsewhere <= 0 or demand.days <= 0 or delay_s <= 0:
        return 0.0
    window = delay_s / _DAY_S / demand.days
    sold_here, sold_elsewhere = demand.here * window, demand.elsewhere * window
    monthly = (demand.here + demand.elsewhere) * _MONTH_DAYS / demand.days
    ends = min(_MOST_ENDS, monthly / max(1, demand.on_hand))
    return ends * _lost(sold_here, sold_elsewhere, buffer)


def _lost(here: float, elsewhere: float, buffer: int) -> float:
    """Return E[min(S, max(0, E - buffer))] as the sum over n of P(S >= n) · P(E >= buffer + n)."""
    total, units = 0.0, 1
    while True:
        term = _at_least(here, units) * _at_least(elsewhere, buffer + units)
        total += term
        if term < _TAIL:
            return total
        units += 1


def _at_least(mean: float, units: int) -> float:
    """Return the probability that a Poisson count of this mean reaches ``units``."""
    below, term = 0.0, math.exp(-mean)
    for each in range(units):
        below += term
        term *= mean / (each + 1)
    return max(0.0, 1.0 - below)
