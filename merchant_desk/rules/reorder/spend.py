"""What to buy with the money there is: the most euros saved from risk for each euro spent.

Each article is a row of steps (its minimum, then pack by pack), each saving less than the one
before. Steps are taken by what they save per euro; then one exchange is tried: the best step that
did not fit alone, against what it would have to push out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from merchant_desk.values.money import ZERO, Money, total


@dataclass(frozen=True, slots=True)
class Step:
    """More units of one article: what they cost, and the margin they save from being lost."""

    units: int
    cost: Money
    saved: Money


@dataclass(frozen=True, slots=True)
class Chosen:
    """How many units of each article, by its place; articles left out are not in it."""

    units: Mapping[int, int]
    cost: Money
    saved: Money


def choose_steps(articles: Sequence[Sequence[Step]], budget: Money) -> Chosen:
    """Return what to buy; steps of one article are taken in their order."""
    offered = [
        (_rate(steps[: number + 1]), place, number)
        for place, steps in enumerate(articles)
        for number in range(len(steps))
    ]
    offered.sort(key=lambda each: (-each[0], each[1], each[2]))
    plans = [_taken(articles, offered, budget)]
    for place, steps in enumerate(articles):
        if len(articles) > _FEW:
            break
        for count in range(1, len(steps) + 1):
            cost = total(each.cost for each in steps[:count])
            if cost > budget:
                break
            plans.append(_taken(articles, offered, budget, {place: count}))
    return max(plans, key=lambda each: (each.saved, -each.cost.cents))


_FEW = 60
"""Up to so many articles the exchange is tried with each of them."""


def _rate(steps: Sequence[Step]) -> float:
    """Return the euros saved per euro of the last of some steps; what is free comes first."""
    last = steps[-1]
    return last.saved.cents / last.cost.cents if last.cost else float("inf")


def _taken(
    articles: Sequence[Sequence[Step]],
    offered: Sequence[tuple[float, int, int]],
    budget: Money,
    begun: Mapping[int, int] | None = None,
) -> Chosen:
    reached = dict(begun or {})
    fixed = frozenset(reached)
    spent = total(each.cost for place, count in reached.items() for each in articles[place][:count])
    for _rate_of, place, number in offered:
        step = articles[place][number]
        if place in fixed and number < reached[place]:
            continue
        if reached.get(place, 0) == number and spent + step.cost <= budget:
            reached[place] = number + 1
            spent += step.cost
    bought = {
        place: sum(each.units for each in articles[place][:count])
        for place, count in reached.items()
        if count
    }
    saved = total(
        each.saved for place, count in reached.items() for each in articles[place][:count]
    )
    return Chosen(bought, spent, saved or ZERO)
