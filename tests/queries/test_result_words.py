"""What an operation brought, as she reads it: signs, ranges, and what is not known."""

from dataclasses import replace
from datetime import date

import pytest

from merchant_desk.queries.promotion_result import LastTime
from merchant_desk.queries.result_words import hint_words, result_lines
from merchant_desk.rules.promotion_result import PromotionResult
from merchant_desk.rules.promotion_uplift import MoneyRange, Range, Uplift
from merchant_desk.values.ids import PromotionId
from merchant_desk.values.money import ZERO, Money

UPLIFT = Uplift(
    units=138,
    revenue=Money(162_840),
    expected_units=Range(91, 100, 110),
    uplift_bp=Range(2_500, 3_800, 5_200),
    extra_revenue=MoneyRange(Money(20_040), Money(40_049), Money(60_050)),
    extra_margin=MoneyRange(Money(-1_200), Money(21_000), Money(42_000)),
    unknown_articles=0,
)
RESULT = PromotionResult(
    first=date(2026, 11, 27),
    last=date(2026, 12, 1),
    units=138,
    revenue=Money(162_840),
    uplift=UPLIFT,
    dip_bp=Range(-2_500, -1_200, 40),
    settled=True,
)


def test_every_figure_has_its_sign_and_its_range() -> None:
    assert result_lines(RESULT) == (
        "138 unités vendues du 27/11/2026 au 01/12/2026, pour 1\u202f628,40\u00a0€ TTC.",
        "Unités\u00a0: +38\u00a0% (de +25 à +52\u00a0%) par rapport à d’habitude.",
        "Chiffre d’affaires\u00a0: +400\u00a0€ (de +200\u00a0€ à +601\u00a0€).",
        "Marge HT\u00a0: +210\u00a0€ (de −12\u00a0€ à +420\u00a0€).",
        "Les deux semaines d’après\u00a0: −12\u00a0% (de −25 à 0\u00a0%) d’unités.",
    )


def test_the_hint_is_one_sentence() -> None:
    last = LastTime(PromotionId(b"0" * 16), "Black Friday", RESULT)

    assert hint_words(last) == (
        "La dernière fois («\u00a0Black Friday\u00a0»)\u00a0: +38\u00a0% "
        "(de +25 à +52\u00a0%), marge +210\u00a0€."
    )


@pytest.mark.parametrize(
    ("result", "told"),
    [
        (replace(RESULT, uplift=replace(UPLIFT, extra_margin=None)), "Marge inconnue"),
        (replace(RESULT, uplift=replace(UPLIFT, unknown_articles=1)), "1 article nouveau"),
        (replace(RESULT, uplift=replace(UPLIFT, unknown_articles=3)), "3 articles nouveaux"),
        (replace(RESULT, dip_bp=None, settled=False), "ne sont pas finies"),
        (replace(RESULT, dip_bp=None), "ne peuvent pas être comparées"),
        (replace(RESULT, uplift=None, units=0, revenue=ZERO), "Trop peu de ventes"),
        (replace(RESULT, uplift=None, sales_known=False), "ne sont pas dans Merchant Desk"),
    ],
)
def test_what_is_not_known_is_said(result: PromotionResult, told: str) -> None:
    assert any(told in line for line in result_lines(result))


def test_without_a_cost_the_hint_says_so_and_without_an_uplift_there_is_none() -> None:
    unknown = replace(RESULT, uplift=replace(UPLIFT, extra_margin=None))

    told = hint_words(LastTime(PromotionId(b"0" * 16), "A", unknown))
    nothing = hint_words(LastTime(PromotionId(b"0" * 16), "A", replace(RESULT, uplift=None)))

    assert told.endswith("marge inconnue.")
    assert nothing == ""
