"""The figures of a closing as its row keeps them: JSON, read back as they were."""

import json
from collections.abc import Iterable, Sequence

from merchant_desk.values.money import Money

Pieces = tuple[tuple[int, int], ...]
"""Notes and coins counted: value in cents, how many."""


def amounts_json(rows: Iterable[Sequence[str | int | Money]]) -> str:
    """Write rows of words and amounts, amounts in cents."""
    return json.dumps(
        [[each.cents if isinstance(each, Money) else each for each in row] for row in rows]
    )


def drawer_json(expected: Money, counted: Money, pieces: Pieces) -> str:
    """Write what the drawer should have held and what was counted."""
    told = {
        "expected": expected.cents,
        "counted": counted.cents,
        "difference": counted.cents - expected.cents,
        "pieces": [list(each) for each in pieces],
    }
    return json.dumps(told)


def read_drawer(text: str) -> tuple[Money, Pieces]:
    """Read what was expected and the pieces counted."""
    told = json.loads(text)
    return Money(int(told["expected"])), tuple(
        (int(cents), int(count)) for cents, count in told["pieces"]
    )


def read_heads(text: str) -> Sequence[tuple[str, int, str]]:
    """Read what a closing noted of the chains; what is no such list says nothing."""
    try:
        return [(str(name), int(place), str(digest)) for name, place, digest in json.loads(text)]
    except (ValueError, TypeError):
        return []
