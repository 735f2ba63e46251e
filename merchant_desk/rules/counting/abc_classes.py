"""Which articles bring in the most: A the first 80 % of the sales, B the next 15 %, C the rest."""

from collections.abc import Mapping

from merchant_desk.values.count_scope import AbcClass
from merchant_desk.values.ids import ProductId

_A_PERCENT, _B_PERCENT, _ALL = 80, 95, 100


def abc_classes(sales: Mapping[ProductId, int]) -> dict[ProductId, AbcClass]:
    """Return the class of every article by what its sales of a year came to, in cents.

    An article belongs to the class in which its first cent falls: the one that sells the most is
    always A. What sold nothing is C.
    """
    whole = sum(max(0, each) for each in sales.values())
    classes: dict[ProductId, AbcClass] = {}
    before = 0
    for product in sorted(sales, key=lambda each: (-sales[each], each)):
        worth = max(0, sales[product])
        classes[product] = _class(before, whole) if worth else AbcClass.C
        before += worth
    return classes


def _class(before: int, whole: int) -> AbcClass:
    if before * _ALL < whole * _A_PERCENT:
        return AbcClass.A
    return AbcClass.B if before * _ALL < whole * _B_PERCENT else AbcClass.C
