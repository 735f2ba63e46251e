"""What settled which document, and when: payments, refunds, deposits, credit notes.

Within one story (an order, or an invoice and its credit notes) the oldest is settled first. A
credit note settles what is left of its invoice; money that has no document yet waits for one.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from merchant_desk.rules.posting.facts import MoneyFact, SaleFact, Settled
from merchant_desk.values.money import ZERO, Money


@dataclass
class _Open:
    """A document and how far it is settled."""

    document: SaleFact
    settled: Money = ZERO
    rank: int = 0

    @property
    def left(self) -> Money:
        return self.document.total - self.settled


def settlements(documents: Iterable[SaleFact], money: Iterable[MoneyFact]) -> tuple[Settled, ...]:
    """Return every part of every document that was settled, story by story, in order of time."""
    told: list[SaleFact | MoneyFact] = [each for each in documents if each.posts]
    told.extend(money)
    told.sort(key=lambda each: each.group)
    return tuple(
        part
        for _group, story in groupby(told, key=lambda each: each.group)
        for part in _story(sorted(story, key=_when))
    )


def _when(each: SaleFact | MoneyFact) -> tuple[date, bool, str]:
    if isinstance(each, SaleFact):
        return each.day, False, each.number
    return each.day, True, each.id.hex()


def _story(told: Sequence[SaleFact | MoneyFact]) -> Iterator[Settled]:
    owed: deque[_Open] = deque()
    due_back: deque[_Open] = deque()
    purse = ZERO
    for each in told:
        if isinstance(each, SaleFact):
            opened = _Open(each)
            if each.deposited:
                yield _settle(opened, each.day, each.deposited)
            if opened.left:
                (owed if opened.left > ZERO else due_back).append(opened)
        else:
            purse += each.amount
        for queue in (owed, due_back):
            while queue and _same_way(purse, queue[0].left):
                part = _smaller(purse, queue[0].left)
                purse -= part
                yield from _take(queue, each.day, part)
        while owed and due_back:
            part = _smaller(owed[0].left, -due_back[0].left)
            yield from _take(owed, each.day, part)
            yield from _take(due_back, each.day, -part)


def _same_way(purse: Money, left: Money) -> bool:
    return purse.cents * left.cents > 0


def _smaller(first: Money, second: Money) -> Money:
    return min(first, second, key=lambda each: abs(each.cents))


def _take(queue: "deque[_Open]", day: date, part: Money) -> Iterator[Settled]:
    opened = queue[0]
    yield _settle(opened, day, part)
    if not opened.left:
        queue.popleft()


def _settle(opened: _Open, day: date, part: Money) -> Settled:
    before = opened.settled
    opened.settled += part
    opened.rank += 1
    return Settled(opened.document, day, before, opened.settled, opened.rank)
