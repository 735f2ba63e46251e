"""A cost learnt after the units came: what the stock keeps of it, and what sales bear."""


def split_cost(amount: int, units: int, on_hand: int) -> tuple[int, int]:
    """Return the part of units still on hand, and the part of those that left.

    ``amount`` is what ``units`` units cost more (or less) together, in ten-thousandths of a euro.
    Units of a receipt leave last under the weighted average: as many as lie there are deemed its
    own, so that the value of a stock is never changed for units that it does not hold.
    """
    if units <= 0:
        raise ValueError(units)
    held = min(max(on_hand, 0), units)
    sign = -1 if amount < 0 else 1
    kept = sign * ((2 * abs(amount) * held + units) // (2 * units))
    return kept, amount - kept
