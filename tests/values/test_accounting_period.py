"""Months, quarters and financial years: whole days, side by side, named as books name them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis.strategies import dates, integers, sampled_from

from merchant_desk.errors import RefusedError
from merchant_desk.values.accounting_period import Period, Span, moved, period_at, span_words

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))


@pytest.mark.parametrize(
    ("span", "first_month", "words", "period"),
    [
        (Span.MONTH, 1, "Novembre 2026", NOVEMBER),
        (Span.QUARTER, 1, "4e trimestre 2026", Period(date(2026, 10, 1), date(2026, 12, 31))),
        (Span.YEAR, 1, "Exercice 2026", Period(date(2026, 1, 1), date(2026, 12, 31))),
        (Span.YEAR, 12, "Exercice 2025-2026", Period(date(2025, 12, 1), date(2026, 11, 30))),
        (Span.YEAR, 99, "Exercice 2026", Period(date(2026, 1, 1), date(2026, 12, 31))),
    ],
)
def test_a_day_is_in_its_period(span: Span, first_month: int, words: str, period: Period) -> None:
    found = period_at(span, date(2026, 11, 21), first_month)

    assert found == period
    assert span_words(span, found) == words


@given(
    day=dates(date(2000, 1, 1), date(2100, 1, 1)),
    span=sampled_from(Span),
    first_month=integers(1, 12),
    steps=integers(-30, 30),
)
def test_periods_follow_each_other_without_a_day_between(
    day: date, span: Span, first_month: int, steps: int
) -> None:
    period = period_at(span, day, first_month)

    assert period.first <= day <= period.last
    assert moved(period, span, 1).first == period.last + timedelta(days=1)
    assert moved(moved(period, span, steps), span, -steps) == period


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(RefusedError, match="finit avant de commencer"):
        Period(date(2026, 11, 2), date(2026, 11, 1))
