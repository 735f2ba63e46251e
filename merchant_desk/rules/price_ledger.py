"""The price ledger in two times: what was practised when, as it was known at an instant.

Every line asserts a price over a span of time and says when it was learnt. Of the lines known at
an instant, the one learnt last among those that cover a moment is right about it: a late
correction is one more line, and what was believed before it can still be told.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from merchant_desk.values.money import Money


@dataclass(frozen=True, slots=True)
class PriceLine:
    """One line of the ledger for one article and channel."""

    price: Money
    from_at: datetime
    learned_at: datetime
    until_at: datetime | None = None
    source: str = ""
    audience: str = "all"
    promotion: str = ""

    def covers(self, at: datetime) -> bool:
        """Tell whether it speaks of a moment."""
        return self.from_at <= at and (self.until_at is None or at < self.until_at)


@dataclass(frozen=True, slots=True)
class PriceSpan:
    """A price practised without a break, the end excluded; no end is in force still."""

    price: Money
    from_at: datetime
    until_at: datetime | None
    line: PriceLine


def price_at(
    lines: Iterable[PriceLine], at: datetime, known_at: datetime | None = None
) -> PriceLine | None:
    """Return the line that is right about a moment, as it was known at an instant.

    Of two lines learnt at the same instant the later in the list is right.
    """
    best: PriceLine | None = None
    for line in lines:
        if known_at is not None and line.learned_at > known_at:
            continue
        if line.covers(at) and (best is None or line.learned_at >= best.learned_at):
            best = line
    return best


def price_spans(
    lines: Sequence[PriceLine], known_at: datetime | None = None
) -> tuple[PriceSpan, ...]:
    """Return the prices one after the other, gaps left out, equal neighbours joined."""
    known = [each for each in lines if known_at is None or each.learned_at <= known_at]
    edges = sorted(
        {each.from_at for each in known} | {each.until_at for each in known if each.until_at}
    )
    spans: list[PriceSpan] = []
    for index, start in enumerate(edges):
        right = price_at(known, start)
        if right is None:
            continue
        end = edges[index + 1] if index + 1 < len(edges) else None
        last = spans[-1] if spans else None
        if last is not None and last.until_at == start and last.line is right:
            spans[-1] = PriceSpan(last.price, last.from_at, end, right)
        else:
            spans.append(PriceSpan(right.price, start, end, right))
    return tuple(spans)
