"""The mark by which we know a document of ours again: a comment that Magento keeps with it."""

import re

_MARK = re.compile(r"\s*\[merchant-desk ([^\]]*)\]")


def mark(key: str) -> str:
    """Return the mark of one intent."""
    return f"[merchant-desk {key}]"


def marked(words: str, key: str) -> str:
    """Return words with the mark of one intent behind them."""
    return f"{words} {mark(key)}".strip()


def without_mark(words: str) -> str:
    """Return what a person wrote."""
    return _MARK.sub("", words).strip()
