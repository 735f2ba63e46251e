"""The next amount of what comes back: what holds is told from what varies."""

import pytest

from merchant_desk.rules.recurring.amounts import Amounts, amounts_of, apart
from merchant_desk.values.money import Money


@pytest.mark.parametrize(
    ("seen", "amount", "low", "high"),
    [
        pytest.param([890] * 11, 890, 890, 890, id="the same each time"),
        pytest.param([890] * 6 + [915] * 2, 915, 915, 915, id="raised, twice seen"),
        pytest.param([890] * 6 + [915], 915, 915, 915, id="raised, once seen"),
        pytest.param([890] * 6 + [1500], 890, 890, 1500, id="once far more is no raise"),
        pytest.param([80, 140, 95, 110, 125, 99], 110, 80, 140, id="varies"),
        pytest.param([842, 930, 870, 901, 847, 852], 870, 842, 930, id="alike twice by chance"),
        pytest.param([300, 300], 300, 300, 300, id="twice"),
        pytest.param([1000, 1010, 995, 1004], 1004, 995, 1010, id="a few cents apart"),
    ],
)
def test_the_next_amount(seen: list[int], amount: int, low: int, high: int) -> None:
    told = amounts_of([Money(-each) for each in seen])

    assert told == Amounts(Money(-amount), Money(-high), Money(-low))


def test_amounts_fall_into_groups_with_a_jump_between() -> None:
    seen = [Money(-each) for each in (1_999, 4_599, 1_999, 4_599, 2_049)]

    assert apart(seen) == [[0, 2, 4], [1, 3]]
