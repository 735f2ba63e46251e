"""What of the stock a storefront is shown: the buffer and the rule of the last units."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LastUnits:
    """How many last units stay for the counter: at or below, the shop shows none."""

    kept: int = 0


def shown_stock(sellable: int, buffer: int, rule: LastUnits) -> int:
    """Return the units a shop shows of ``sellable`` ones; never less than zero.

    The buffer comes off first: it covers what may be sold elsewhere before this shop hears of it.
    Then, at or below the units kept for the counter, the shop shows that nothing is left.
    """
    left = sellable - max(0, buffer)
    return left if left > max(0, rule.kept) else 0
