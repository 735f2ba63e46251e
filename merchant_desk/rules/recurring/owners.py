"""Which lines of the bank are of what comes back, by the words of their labels."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from merchant_desk.rules.recurring.cadence import tolerance
from merchant_desk.rules.recurring.seen import SeenLine
from merchant_desk.values.ids import RecurringId
from merchant_desk.values.money import ZERO
from merchant_desk.values.recurring import RecurringTerms

Kept = tuple[RecurringId, RecurringTerms]


def lines_of(
    lines: Iterable[SeenLine], several: Sequence[Kept]
) -> Mapping[RecurringId, list[SeenLine]]:
    """Return the lines of each, in their order; what reads alike goes by its amount."""
    reading: defaultdict[tuple[str, bool], list[Kept]] = defaultdict(list)
    for each in several:
        if each[1].pattern:
            reading[each[1].pattern, each[1].amount > ZERO].append(each)
    found: defaultdict[RecurringId, list[SeenLine]] = defaultdict(list)
    for line in lines:
        alike = [
            each
            for each in reading.get((line.pattern, line.amount > ZERO), ())
            if each[1].account_id in (None, line.account_id)
        ]
        if alike:
            owner = min(alike, key=lambda each: abs(each[1].amount.cents - line.amount.cents))
            found[owner[0]].append(line)
    return found


def time_seen(seen: date, times: Sequence[date], terms: RecurringTerms) -> date | None:
    """Return the time that something seen on a day was, or None when it is none of them."""
    nearest = min(times, key=lambda each: abs((each - seen).days), default=None)
    if nearest is None or abs(nearest - seen) > tolerance(terms.cadence):
        return None
    return nearest
