"""What is sure is right, and most first proposals are, over years whose truth is known."""

import pytest

from tests.at_length import few_or_many
from tests.synthetic.measure import measured

_SURE_ARE_RIGHT = 0.99
_FIRST_IS_RIGHT = 0.9
_LEAST_LINES = 1_500


@pytest.mark.parametrize("seeds", few_or_many(2, 20))
def test_what_is_sure_is_right_and_nine_first_proposals_in_ten(seeds: int) -> None:
    for seed in range(1, seeds + 1):
        rates = measured(seed)

        assert rates.lines >= _LEAST_LINES
        assert rates.sure_are_right >= _SURE_ARE_RIGHT, rates.wrong_sure[:5]
        assert rates.first_is_right >= _FIRST_IS_RIGHT
        assert rates.sure > rates.lines / 2
