"""Gifts with a purchase."""

from typing import Any

import pytest

from tests.law.asking import promotion
from tests.law.rule_levels import fired, food, level

RULE = "FR-PRIMES"
AT_THE_CAP = food("6.60", price_history=[{"from": "2018-01-01", "price": "6.60"}])


def _gift(item: dict[str, Any] | None = None, starts: str = "2027-01-06", **told: Any) -> Any:
    premium = {"category": "general_goods"} | told
    items = [item or food("10.00", category="clothing")]
    return promotion(kind="premium", starts=starts, premium=premium, items=items)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (_gift(claimed_value="5.00", real_value="5.00"), "pass"),
        (_gift(claimed_value="5.01", real_value="5.00"), "block"),
        (_gift(claimed_value="4.00", real_value="5.00"), "pass"),
        (_gift(claimed_value="50.00"), "pass"),
        (_gift(category="tobacco"), "warn"),
        (_gift(category="medicine"), "warn"),
        (_gift(category="infant_formula_first_age"), "warn"),
        (_gift(category="infant_formula_follow_on"), "pass"),
        (_gift(category="book_new"), "warn"),
        (_gift(category="book_used"), "pass"),
        (_gift(category="alcohol"), "warn"),
        (_gift(starts="2010-12-31", claimed_value="5.01", real_value="5.00"), "pass"),
        (_gift(starts="2011-01-01", claimed_value="5.01", real_value="5.00"), "block"),
        # no consumer goods, no cap
        (_gift(same_kind=True, real_value="90.00"), "pass"),
        (_gift(real_value="90.00"), "pass"),
    ],
)
def test_a_gift_is_worth_what_is_said_and_may_be_given(
    question: dict[str, Any], expected: str
) -> None:
    assert level(question, RULE) == expected


@pytest.mark.parametrize(
    ("item", "told", "expected"),
    [
        # 10.00 / 0.66 - 10.00 = 5.1515
        (food("10.00"), {"real_value": "5.15"}, "pass"),
        (food("10.00"), {"real_value": "5.16"}, "warn"),
        (food(), {"real_value": "5.16"}, "warn"),
        (food("10.00"), {"claimed_value": "5.16"}, "warn"),
        (food("10.00"), {}, "pass"),
        (food("10.00"), {"real_value": "5.15", "same_kind": True}, "pass"),
        (food("10.00"), {"real_value": "5.16", "same_kind": True}, "block"),
        (food("10.00", coupon_percent="50"), {"same_kind": True}, "pass"),
        (food("10.00", coupon_percent="50"), {"real_value": "0.01", "same_kind": True}, "block"),
        # exactly 34 % of product and gift
        (AT_THE_CAP, {"real_value": "3.40"}, "pass"),
        (AT_THE_CAP, {"real_value": "3.40", "same_kind": True}, "pass"),
        (food("10.00", category="pgc_nonfood"), {"real_value": "6.66"}, "pass"),
        (food("10.00", category="pgc_nonfood"), {"real_value": "6.67"}, "warn"),
        (food("10.00", flags=["rapid_deterioration"]), {"real_value": "9.00"}, "pass"),
    ],
)
def test_a_gift_on_consumer_goods_is_held_against_their_cap(
    item: dict[str, Any], told: dict[str, Any], expected: str
) -> None:
    assert level(_gift(item, **told), RULE) == expected


def test_a_gift_of_the_same_kind_on_food_no_longer_capped_is_only_doubtful() -> None:
    question = _gift(food("10.00"), starts="2028-04-16", real_value="9.00", same_kind=True)

    assert level(question, RULE) == "warn"


def test_the_advantage_with_the_gift_is_told() -> None:
    (found,) = fired(_gift(food("10.00"), real_value="10.00", same_kind=True), RULE)

    assert found["skus"] == ["A"]
    assert found["figures"] == {"advantage_percent": "50", "cap_percent": "34"}
