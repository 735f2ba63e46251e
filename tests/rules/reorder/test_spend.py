"""What a budget buys: never more than there is, and hardly less than the best there could be."""

import itertools
import random
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from merchant_desk.rules.reorder.spend import Step, choose_steps
from merchant_desk.values.money import ZERO, Money, total

_STEPS = st.lists(
    st.builds(
        Step,
        st.integers(1, 12),
        st.integers(0, 3_000).map(Money),
        st.integers(0, 5_000).map(Money),
    ),
    max_size=4,
)


def _best(articles: Sequence[Sequence[Step]], budget: Money) -> Money:
    """Look at every way to spend the money."""
    found = ZERO
    for counts in itertools.product(*(range(len(steps) + 1) for steps in articles)):
        taken = [
            step for steps, count in zip(articles, counts, strict=True) for step in steps[:count]
        ]
        if total(each.cost for each in taken) <= budget:
            found = max(found, total(each.saved for each in taken))
    return found


@given(articles=st.lists(_STEPS, max_size=5), budget=st.integers(0, 10_000).map(Money))
def test_what_is_bought_costs_what_it_says_and_never_more_than_the_budget(
    articles: list[list[Step]], budget: Money
) -> None:
    chosen = choose_steps(articles, budget)

    assert chosen.cost <= budget
    for place, units in chosen.units.items():
        reached = list(itertools.accumulate(each.units for each in articles[place]))
        assert units in reached
    assert chosen.saved <= _best(articles, budget)


def _row(pick: random.Random) -> list[Step]:
    """Steps as an article gives them: each pack saves less than the one before."""
    cost, saved = pick.randint(200, 3_000), pick.randint(300, 6_000)
    return [
        Step(6, Money(cost), Money(round(saved * 0.6**number)))
        for number in range(pick.randint(1, 4))
    ]


def test_greedy_is_within_four_percent_of_trying_everything() -> None:
    # given three hundred small shops
    pick = random.Random(3)
    reached = best = 0
    worst = 1.0

    # when
    for _case in range(300):
        articles = [_row(pick) for _article in range(6)]
        budget = Money(pick.randint(1_000, 12_000))
        ours = choose_steps(articles, budget).saved
        most = _best(articles, budget)
        reached, best = reached + ours.cents, best + most.cents
        if most:
            worst = min(worst, ours.cents / most.cents)

    # then
    assert reached / best > 0.98
    assert worst > 0.8


def test_what_is_free_is_taken_even_without_money() -> None:
    assert choose_steps([[Step(3, ZERO, Money(500))]], ZERO).units == {0: 3}


def test_no_article_is_nothing_to_buy() -> None:
    assert choose_steps([], Money(1_000)).units == {}
