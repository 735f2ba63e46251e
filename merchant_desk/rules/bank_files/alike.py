"""How far two labels speak of the same movement."""

from functools import lru_cache

from merchant_desk.rules.matching.pattern import pattern_of, words_of

_LEAST_DIGITS = 4
_HALF = 2


@lru_cache(maxsize=65_536)
def telling_words(label: str) -> frozenset[str]:
    """Return the words that tell a movement from others: names, and numbers of some length."""
    numbers = [
        word
        for word in words_of(label)
        if len(word) >= _LEAST_DIGITS and any(char.isdigit() for char in word)
    ]
    return frozenset(numbers) | frozenset(pattern_of(label).split())


def likeness(one: str, other: str) -> int:
    """Return how many telling words two labels share."""
    return len(telling_words(one) & telling_words(other))


def reads_alike(one: str, other: str) -> bool:
    """Tell whether two labels share at least half of the telling words of the shorter one."""
    shortest = min(len(telling_words(one)), len(telling_words(other)))
    return shortest > 0 and likeness(one, other) * _HALF >= shortest
