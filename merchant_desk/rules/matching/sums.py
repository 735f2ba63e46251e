"""Several documents that add up to one line: searched among few, never among all."""

from collections.abc import Sequence

MOST = 10
_MOST_FOUND = 2
Places = tuple[int, ...]


def adding_up(cents: Sequence[int], wanted: int) -> list[Places]:
    """Return the sets of two or more whose sum is wanted, two at most: one alone is a proof.

    Only the first ten are looked at: they make a thousand sets. A set of the first ones comes
    before one that skips some.
    """
    few = cents[:MOST]
    sums: dict[int, list[Places]] = {0: [()]}
    for place, each in enumerate(few):
        before = [(reached, tuple(ways)) for reached, ways in sums.items()]
        for reached, ways in before:
            grown = [(*way, place) for way in ways]
            there = sums.setdefault(reached + each, [])
            there += grown[: _MOST_FOUND - len(there)]
    found = [way for way in sums.get(wanted, ()) if len(way) > 1]
    return sorted(found, key=lambda way: (way[-1] - len(way), way))
