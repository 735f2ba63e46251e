"""The forecast of made-up years stays within what it was measured at."""

from tests.synthetic.foreseen import errors


def test_the_forecast_of_a_made_up_year_is_far_nearer_than_none() -> None:
    told = errors(range(1, 2))

    desk, flat, _as_before = told.thirteen_weeks
    assert desk < flat / 2
    assert desk < told.turnover / 10
    assert told.four_weeks[0] < told.four_weeks[1] * 3 / 4
    assert told.lowest_days <= 7
