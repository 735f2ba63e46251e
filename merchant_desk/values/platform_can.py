"""What a platform can do when the desk asks, as the window needs to know it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlatformCan:
    """Plain answers; ``refund_parts`` is whether less than a whole order can be given back."""

    refund: bool = False
    refund_parts: bool = False
    restock: bool = False
    move_money: bool = False
    new_products: bool = False
