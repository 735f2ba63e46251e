"""The code on our packing slips: what the scanner reads to open an order."""

import re

ORDER_PREFIX = "MDO"
_SHAPE = re.compile(rf"{ORDER_PREFIX}[A-Z0-9-]*[A-Z0-9][A-Z0-9-]*")
_OTHER_SIGNS = re.compile(r"[^A-Z0-9]+")


def order_code(number: str) -> str:
    """Return the code of an order number: capitals, digits and hyphens, safe on any keyboard.

    Two numbers that differ only by other signs share a code: whoever keeps the code sees to it
    that it is unique.
    """
    plain = _OTHER_SIGNS.sub("-", number.upper()).strip("-")
    if not plain:
        raise ValueError("an order number needs a letter or a digit")
    return ORDER_PREFIX + plain


def is_order_code(text: str) -> bool:
    """Tell whether a scanned text has the shape of the code on a packing slip."""
    return _SHAPE.fullmatch(text.strip().upper()) is not None
