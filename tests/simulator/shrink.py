"""Take out of a failing history whatever it fails without."""

from collections.abc import Callable, Sequence

from tests.simulator.history import Step

Fails = Callable[[Sequence[Step]], bool]


def shrunk(steps: Sequence[Step], fails: Fails, tries: int = 600) -> tuple[Step, ...]:
    """Return the shortest history that was found to fail still: halves go first, then each step."""
    left = list(steps)
    size = max(1, len(left) // 2)
    while size:
        start = 0
        while start < len(left) and tries > 0:
            without = left[:start] + left[start + size :]
            tries -= 1
            if fails(without):
                left = without
            else:
                start += size
        size //= 2
    return tuple(left)
