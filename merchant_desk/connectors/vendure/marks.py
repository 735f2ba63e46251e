"""The mark by which we know something of ours again: words that Vendure keeps with it."""

import hashlib
import re

_MARK = re.compile(r"\s*\[merchant-desk [^\]]*\]")


def mark(key: str) -> str:
    """Return the mark of one intent."""
    return f"[merchant-desk {key}]"


def marked(words: str, key: str) -> str:
    """Return words with the mark of one intent behind them."""
    return f"{words} {mark(key)}".strip()


def without_mark(words: str) -> str:
    """Return what a person wrote."""
    return _MARK.sub("", words).strip()


def short_mark(key: str) -> str:
    """Return a short mark of one intent, for the places that customers read."""
    return hashlib.sha256(key.encode()).hexdigest()[:8]
