"""The lowest evening of a line, and what brings the balance there."""

from collections.abc import Iterable, Sequence
from heapq import nsmallest

CAUSES = 5
"""How many are named: the largest."""


def lowest(opening: int, evenings: Sequence[int]) -> tuple[int, int]:
    """Return the places of the first day after the last high point and of the first lowest one."""
    at = min(range(len(evenings)), key=evenings.__getitem__)
    before = [opening, *evenings[: at + 1]]
    top = max(before)
    return max(place for place, cents in enumerate(before) if cents == top), at


def largest_out(moved: Iterable[tuple[int, str]]) -> tuple[str, ...]:
    """Return the keys of the largest amounts out, the largest first."""
    out = [each for each in moved if each[0] < 0]
    return tuple([key for _cents, key in nsmallest(CAUSES, out)])


def first_red(evenings: Sequence[int], floor: int) -> int | None:
    """Return the place of the first evening under the floor."""
    return next((at for at, cents in enumerate(evenings) if cents < floor), None)
