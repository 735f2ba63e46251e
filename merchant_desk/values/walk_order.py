"""The order in which she walks past the bins: A2 comes before A10."""

import re

from merchant_desk.values.folding import folded

_DIGITS = re.compile(r"\d+")
_WIDTH = 8


def walk_order(code: str) -> str:
    """Return a text that sorts bin codes as people read them: numbers padded, case ignored."""
    return _DIGITS.sub(lambda number: number.group().lstrip("0").zfill(_WIDTH), folded(code))
