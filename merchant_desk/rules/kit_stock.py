"""How many kits the stock of their parts makes, and how many left whole."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from merchant_desk.values.ids import ProductId


@dataclass(frozen=True, slots=True)
class Part:
    """An article of a kit, and how many of it one kit takes."""

    product_id: ProductId
    quantity: int


def whole_kits(units: Mapping[ProductId, int], parts: Iterable[Part]) -> int:
    """Return how many kits these units make; the scarcest part decides.

    Below zero when more of a part is promised than there is; nothing is made of no part.
    """
    return min((units.get(each.product_id, 0) // each.quantity for each in parts), default=0)


def kits_left_whole(kits: int, parts: Sequence[tuple[int, int]]) -> int:
    """Return how many of the kits of a line have left, given (wanted, left) of each part.

    ``wanted`` units of a part belong to all ``kits`` of the line; a kit has left once every part
    of it has.
    """
    return min((left * kits // wanted for wanted, left in parts), default=0)
