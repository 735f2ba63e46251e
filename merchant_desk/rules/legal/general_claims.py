"""« -20 % sur tout »: whether a claim on the shop, or on a department, takes in some goods."""

from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.parts import GeneralClaim
from merchant_desk.rules.legal.words_of_law import Category, ShopKind

_SOLD_BY: dict[ShopKind, Category] = {"bookshop": "book_new", "pharmacy": "medicine"}
"""What some shops sell by their very nature, when they do not list what they sell."""


def claim_on(case: Case, category: Category) -> GeneralClaim | None:
    """Return the general claim when goods of a category fall under it."""
    claim = case.operation.general_claim if case.operation else None
    if claim is None or category in claim.excludes:
        return None
    if claim.scope == "department" and claim.categories:
        taken_in = category in claim.categories
    else:
        listed = any(each.item.category == category for each in case.judged_items)
        whole_shop = claim.scope != "department" and sells(case, category)
        taken_in = category in claim.categories or listed or whole_shop
    return claim if taken_in else None


def sells(case: Case, category: Category) -> bool:
    """Tell whether the shop sells goods of a category, by its list or by its nature."""
    if case.shop.sells:
        return category in case.shop.sells
    return _SOLD_BY.get(case.shop.kind) == category
