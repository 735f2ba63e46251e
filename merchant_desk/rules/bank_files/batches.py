"""Batches of a bank: one file tells a payment whole, another the parts it is made of."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from merchant_desk.rules.bank_files.line_facts import Known, Told

_RANK = re.compile(r"[^0-9()]+([0-9]{1,6})[^0-9()]+([0-9]{1,6})\)")
"""« remise, 2 sur 3) », in any language."""


def told_batches(waiting: Sequence[Told], told: Sequence[Told]) -> list[list[Told]]:
    """Return the batches of a file none of whose parts is known yet."""
    whole = Counter(each.entry for each in told if each.entry)
    found: dict[int, list[Told]] = defaultdict(list)
    for each in waiting:
        if whole[each.entry] > 1:
            found[each.entry].append(each)
    return [parts for entry, parts in found.items() if len(parts) == whole[entry]]


def known_batches(known: Sequence[Known]) -> list[list[Known]]:
    """Return the batches among lines in the order they came, those whose parts are all there."""
    found: list[list[Known]] = []
    begun: list[Known] = []
    ranks: list[int] = []
    of: tuple[object, ...] = ()
    for each in known:
        rank, count = _rank(each.written or each.label)
        same = (each.import_id, each.day, count)
        if not count or same != of or len(begun) == count or abs(rank - ranks[-1]) != 1:
            begun, ranks, of = [], [], same
        if count > 1:
            begun.append(each)
            ranks.append(rank)
            if len(begun) == count and {ranks[0], ranks[-1]} == {1, count}:
                found.append(begun)
    return found


def _rank(label: str) -> tuple[int, int]:
    """Return which part of how many a label says it is; zeros for a payment of its own."""
    if not label.endswith(")"):
        return 0, 0
    before, _sign, last = label.rpartition("(")
    if not any(map(str.isdigit, last)):
        last = before.rstrip().rpartition("(")[2]
    said = _RANK.fullmatch(last)
    return (int(said[1]), int(said[2])) if said is not None else (0, 0)
