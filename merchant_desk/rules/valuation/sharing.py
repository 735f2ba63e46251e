"""Share an amount by weight so that the parts always sum up to it."""

from collections.abc import Sequence

from merchant_desk.values.stock_cost import share_of


def shared(amount: int, weights: Sequence[int]) -> list[int]:
    """Return the parts of an amount; where the weights sum up to nothing the first takes it all."""
    whole, done, given = sum(weights), 0, 0
    if not whole:
        return [amount if not place else 0 for place, _weight in enumerate(weights)]
    parts = []
    for weight in weights:
        done += weight
        parts.append(share_of(amount, done, whole) - given)
        given += parts[-1]
    return parts
