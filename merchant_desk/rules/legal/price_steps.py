"""The successive markdowns of an offer, and which of them follow each other day by day."""

from dataclasses import dataclass
from datetime import date, tzinfo
from fractions import Fraction

from merchant_desk.rules.legal.items import Item
from merchant_desk.rules.legal.prior_prices import shifted


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some days of an offer with one price and one label."""

    first: date
    last: date
    run: int
    """Stretches without a day between them make one run; the first is 0."""
    new_price: Fraction | None
    prior: Fraction | None
    percent: Fraction | None


def stretches(
    item: Item, clock: tzinfo, first_day: date, last_day: date | None
) -> tuple[Stretch, ...]:
    """Return the markdowns of an offer on an item, the earliest first; one without steps.

    What a step does not show of itself, the label of the item shows.
    """
    told = (item.new_price, item.shown_prior_price, item.shown_percent)
    end = last_day or date.max
    if not item.steps:
        return (Stretch(first_day, end, 0, *told),)
    steps = sorted(item.steps, key=lambda step: step.starts.opening(clock))
    firsts = [step.starts.opening(clock).date() for step in steps]
    ends = [*(shifted(day, -1) for day in firsts[1:]), end]
    found: list[Stretch] = []
    run, reached = 0, firsts[0]
    for first, default, step in zip(firsts, ends, steps, strict=True):
        if first > shifted(reached, 1):
            run += 1
        last = step.ends.closing(clock).date() if step.ends else default
        reached = max(reached, last)
        prior = item.shown_prior_price if step.shown_prior_price is None else step.shown_prior_price
        percent = item.shown_percent if step.shown_percent is None else step.shown_percent
        found.append(Stretch(first, last, run, step.new_price, prior, percent))
    return tuple(found)
