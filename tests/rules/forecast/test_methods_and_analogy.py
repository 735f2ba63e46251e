"""Each method on sales it is made for, and new articles."""

import pytest

from merchant_desk.rules.forecast.analogy import Likeness, Traits, blended, groups, said
from merchant_desk.rules.forecast.choose import USUAL, Kind, Tried, choose, kind_of
from merchant_desk.rules.forecast.history import SPAN, History
from merchant_desk.rules.forecast.methods import METHODS
from merchant_desk.values.money import Money


def _every(step: int, units: float, until: int = SPAN) -> History:
    return History(0, dict.fromkeys(range(step - 1, until, step), units))


@pytest.mark.parametrize("method", list(METHODS))
def test_even_sales_are_forecast_as_they_are(method: str) -> None:
    found = _every(1, 6.0)

    rate = METHODS[method](found, found.sold)

    assert rate.over(4) == pytest.approx(24, rel=0.1)


@pytest.mark.parametrize("method", list(METHODS))
def test_an_article_that_never_sold_sells_nothing(method: str) -> None:
    assert METHODS[method](History(0, {}), {}).over(4) == 0


def test_growth_goes_on_but_fades() -> None:
    growing = History(0, {week: 10 + week / 10 for week in range(SPAN)})

    rate = METHODS["trend"](growing, growing.sold)

    assert rate.trend > 0.05
    assert rate.over(4) > METHODS["smooth"](growing, growing.sold).over(4)
    assert rate.over(52) < 52 * rate.level * 1.5 + 1e-6


def test_what_stopped_selling_fades_with_tsb_and_not_with_croston() -> None:
    stopped = _every(4, 2.0, until=60)

    fading, kept = (METHODS[name](stopped, stopped.sold) for name in ("tsb", "croston"))
    assert fading.level < 0.3 * kept.level


def test_kinds_are_told_apart_by_how_often_and_how_evenly_articles_sell() -> None:
    lumps = History(0, {week: 20.0 if week % 20 == 4 else 1.0 for week in range(4, SPAN, 5)})

    assert kind_of(_every(1, 5.0)) is Kind.STEADY
    assert kind_of(_every(5, 2.0)) is Kind.RARE
    assert kind_of(lumps) is Kind.LUMPY


def test_a_method_is_not_chosen_on_a_handful_of_weeks() -> None:
    assert choose([Tried(_every(1, 5.0), {})]) == USUAL


def test_a_new_article_sells_like_its_category_until_it_speaks_for_itself() -> None:
    # given four soaps at the same price
    soaps = [Traits("", "savons", b"", Money(590)) for _each in range(4)]
    alike = groups((each, 2.0 + place) for place, each in enumerate(soaps))

    # when
    analogy = alike.like(Traits("", "savons", b"s", Money(650)))

    # then
    assert analogy is not None
    assert (analogy.likeness, analogy.articles) == (Likeness.CATEGORY_AND_PRICE, 4)
    assert blended(10.0, 0, analogy) == analogy.weekly == 3.5
    assert blended(10.0, 12, analogy) == pytest.approx(8.375)
    assert alike.like(Traits("", "bougies", b"", Money(590))) is None


def test_what_a_person_says_weighs_more_than_likeness() -> None:
    assert said(20).weekly == 5
    assert said(20).weight > 4
