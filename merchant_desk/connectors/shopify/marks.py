"""The mark by which we know a refund of ours again: a note that the shop keeps with it."""

import re

from merchant_desk.values.money import Money

_MARK = re.compile(r"\s*\[merchant-desk ([^\] ]*)(?: (\d{1,12}))?\]")


def marked(words: str, key: str, amount: Money) -> str:
    """Return words with the mark of one intent behind them; it tells the amount in cents."""
    return f"{words} [merchant-desk {key} {amount.cents}]".strip()


def is_marked(words: str, key: str) -> bool:
    """Tell whether a note bears the mark of this intent."""
    return any(found[1] == key for found in _MARK.finditer(words))


def marked_amount(words: str) -> Money | None:
    """Return the amount that a mark of ours tells."""
    found = _MARK.search(words)
    return Money(int(found[2])) if found and found[2] else None


def without_mark(words: str) -> str:
    """Return what a person wrote."""
    return _MARK.sub("", words).strip()
