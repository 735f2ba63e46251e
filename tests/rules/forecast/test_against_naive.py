"""Our forecast against the two that cost nothing, on weeks it has not seen."""

from collections.abc import Callable

import pytest

from tests.rules.forecast.judged import CHANCES, Judged, judged, naive, ours, seasonal_naive
from tests.rules.forecast.planted import Planted, planted_shop


@pytest.fixture(scope="module", params=[7, 8])
def told(request: pytest.FixtureRequest) -> dict[str, Judged]:
    """Errors of each forecast on one planted shop."""
    shop = planted_shop(160, seed=request.param)
    return {
        "ours": judged(shop, ours(shop)),
        "naive": judged(shop, naive(shop)),
        "seasonal": judged(shop, seasonal_naive(shop)),
    }


def test_our_errors_are_a_fifth_smaller_than_those_of_both_naive_forecasts(
    told: dict[str, Judged],
) -> None:
    best = min(told["naive"].mase, told["seasonal"].mase)

    assert told["ours"].mase < 0.8 * best


def test_our_ranges_lose_a_fifth_less_than_those_of_both_naive_forecasts(
    told: dict[str, Judged],
) -> None:
    best = min(told["naive"].pinball, told["seasonal"].pinball)

    assert told["ours"].pinball < 0.8 * best


@pytest.mark.parametrize(
    ("which", "better"),
    [
        (lambda each: each.promoted_ahead, 0.85),
        (lambda each: each.rare, 0.9),
        (lambda each: each.category != "plat" and not each.rare, 0.85),
    ],
    ids=["promoted", "rare", "seasonal"],
)
def test_each_kind_of_article_is_forecast_better_than_by_both_naive_forecasts(
    which: Callable[[Planted], bool], better: float
) -> None:
    # given three planted shops, of which one kind of article is looked at
    found: dict[str, list[float]] = {"ours": [], "naive": [], "seasonal": []}
    for seed in (7, 8, 9):
        shop = planted_shop(160, seed=seed)
        kept = [place for place, each in enumerate(shop) if which(each)]
        told = {"ours": ours(shop), "naive": naive(shop), "seasonal": seasonal_naive(shop)}
        for name, blocks in told.items():
            some = judged([shop[place] for place in kept], [blocks[place] for place in kept])
            found[name].append(some.mase)

    # then
    mean = {name: sum(errors) / len(errors) for name, errors in found.items()}
    assert mean["ours"] < better * min(mean["naive"], mean["seasonal"])


def test_four_in_five_of_what_sells_lies_inside_the_range() -> None:
    # given
    shop = planted_shop(160, seed=11)

    # when
    inside = [
        quantiles[0] <= sum(each.future[number * 4 : number * 4 + 4]) <= quantiles[-1]
        for each, blocks in zip(shop, ours(shop), strict=True)
        for number, (_mean, quantiles) in enumerate(blocks)
    ]

    # then
    assert CHANCES == (0.1, 0.5, 0.9)
    assert 0.75 < sum(inside) / len(inside) < 0.97
