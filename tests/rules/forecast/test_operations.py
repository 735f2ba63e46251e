"""What operations on prices brought, and what those to come are counted for."""

from datetime import date, timedelta

import pytest

from merchant_desk.rules.forecast.history import SPAN, History
from merchant_desk.rules.forecast.promotions import (
    Campaign,
    Promoted,
    Uplift,
    factors_of,
    learn,
    planned,
)

_TODAY = date(2026, 11, 23)
_EIGHT = History(0, dict.fromkeys(range(SPAN), 8.0))


def _past(weeks: int, uplift_bp: int | None = None, kind: str = "promotion") -> Campaign:
    """A week's operation, so many weeks ago."""
    first = _TODAY - timedelta(weeks=weeks)
    return Campaign(kind, first, first + timedelta(days=6), uplift_bp)


def _sold(weeks: int, units: float) -> History:
    """Eight a week, and so many in one of them."""
    return History(0, dict(_EIGHT.sold) | {SPAN - weeks: units})


def test_operations_multiply_the_weeks_they_run_on_by_what_they_brought_before() -> None:
    past, coming = _past(10, 8_000), Campaign("promotion", _TODAY, _TODAY + timedelta(6))
    article = Promoted("", History(SPAN - 3, {SPAN - 1: 8.0}), (past, coming))

    uplifts = learn([article], _TODAY)

    assert uplifts.of("promotion") == Uplift(1.8, 1)
    assert factors_of(article, uplifts, _TODAY) == {
        SPAN - 10: pytest.approx(1.8),
        SPAN: pytest.approx(1.8),
    }


def test_an_operation_nobody_measured_is_compared_with_the_weeks_around_it() -> None:
    article = Promoted("", _sold(10, 24.0), (_past(10, kind="private_sale"),))

    assert learn([article], _TODAY).of("private_sale") == Uplift(3.0, 1)


def test_a_season_is_not_taken_for_what_an_operation_brought() -> None:
    # given an article that sells five times more all winter, with an operation in its midst
    winter = dict.fromkeys(range(60, 90), 40.0)
    article = Promoted("", History(0, dict(_EIGHT.sold) | winter), (_past(SPAN - 75),))

    assert learn([article], _TODAY).of("promotion").factor == pytest.approx(1.0)


def test_a_category_and_an_article_speak_for_themselves_by_what_they_sold() -> None:
    # given a kind measured to double sales, three candles on which it tripled them, and a soap
    past = _past(10, 10_000)
    candles = [Promoted("bougies", _sold(10, 24.0), (past,)) for _each in range(3)]
    soap = Promoted("savons", _EIGHT, ())

    # when
    uplifts = learn([*candles, soap], _TODAY)

    # then the candles sold 72 where 24 would have sold, and weigh 24 against the kind's 20
    category = (72 + 20 * 2) / (24 + 20)
    own = (24 + 20 * category) / (8 + 20)
    coming = Campaign("promotion", _TODAY, _TODAY + timedelta(6))
    candle = Promoted("bougies", candles[0].history, (past, coming))
    assert uplifts.of("promotion", "bougies").factor == pytest.approx(category)
    assert uplifts.of("promotion", "savons").factor == 2.0
    assert factors_of(candle, uplifts, _TODAY)[SPAN] == pytest.approx(own)


def test_a_kind_that_was_never_seen_counts_for_what_any_operation_brought_or_nothing() -> None:
    past = Promoted("", _EIGHT, (_past(10, 5_000),))

    assert learn([past], _TODAY).of("soldes") == Uplift(1.5, 1)
    assert learn([], _TODAY).of("soldes") == Uplift(1.0, 0)


def test_operations_of_the_days_to_come_are_told_the_strongest_first() -> None:
    # given
    near = Campaign("promotion", _TODAY + timedelta(5), _TODAY + timedelta(9))
    soldes = Campaign("soldes", _TODAY + timedelta(20), _TODAY + timedelta(40))
    far = Campaign("promotion", _TODAY + timedelta(80), _TODAY + timedelta(90))
    over = (_past(10, 5_000), _past(20, 12_000, "soldes"))
    article = Promoted("", _EIGHT, (*over, near, soldes, far))
    uplifts = learn([article], _TODAY)

    # when
    told = planned(article, uplifts, _TODAY, 38)

    # then
    assert [(each.kind, each.first) for each in told] == [
        ("soldes", soldes.first),
        ("promotion", near.first),
    ]


def test_an_operation_over_before_the_window_changes_nothing() -> None:
    old = Campaign("promotion", date(2020, 1, 1), date(2020, 1, 10), 8_000)

    assert factors_of(Promoted("", _EIGHT, (old,)), learn([], _TODAY), _TODAY) == {}
