"""Share what a delivery cost on the way between its receipts, to the last ten-thousandth."""

from collections.abc import Sequence
from dataclasses import dataclass

from merchant_desk.values.goods_words import Spread


@dataclass(frozen=True, slots=True)
class Carried:
    """What one receipt weighs in the sharing: its units, what they cost and weigh together."""

    units: int
    value: int
    weight_g: int | None


def spread_charge(amount: int, spread: Spread, carried: Sequence[Carried]) -> list[int]:
    """Return the part of each receipt; the parts add up to the amount, whatever its sign.

    A receipt whose weight is not known counts for the mean of a unit of the others. Where there is
    nothing to share by (all free of charge, no weight known) units are counted.
    """
    if not carried:
        return []
    weights = _weights(spread, carried)
    if not any(weights):
        weights = [each.units for each in carried]
    sign = -1 if amount < 0 else 1
    return [sign * part for part in _shares(abs(amount), weights)]


def _weights(spread: Spread, carried: Sequence[Carried]) -> list[int]:
    if spread is Spread.UNITS:
        return [each.units for each in carried]
    if spread is Spread.VALUE:
        return [max(0, each.value) for each in carried]
    known = [each for each in carried if each.weight_g is not None]
    units = sum(each.units for each in known)
    if not units:
        return [0 for _each in carried]
    whole = sum(each.weight_g or 0 for each in known)
    return [
        each.weight_g * units if each.weight_g is not None else whole * each.units
        for each in carried
    ]


def _shares(amount: int, weights: Sequence[int]) -> list[int]:
    """Split by weights without losing anything: the largest remainders get what is left over."""
    whole = sum(weights)
    parts = [amount * weight // whole for weight in weights]
    by_remainder = sorted(
        range(len(weights)), key=lambda index: (-(amount * weights[index] % whole), index)
    )
    for index in by_remainder[: amount - sum(parts)]:
        parts[index] += 1
    return parts
