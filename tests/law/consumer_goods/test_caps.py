"""Caps on promotions of food and of everyday goods, from the first day to the last."""

from typing import Any

import pytest

from tests.law.asking import promotion
from tests.law.rule_levels import fired, food, level

FOOD = "FR-EGALIM-VALEUR-ALIM"
GOODS = "FR-EGALIM-VALEUR-PGC"
STARTS = {"starts": "2026-11-21", "asked_on": "2026-11-20"}


def _offer(item: dict[str, Any], **operation: Any) -> dict[str, Any]:
    return promotion(items=[item], **(STARTS | operation))


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (food("6.60"), "pass"),
        (food("6.59"), "block"),
        (food("12.00"), "pass"),
        (food(), "pass"),
        (food("6.59", category="pet_food"), "block"),
        (food("6.59", category="soft_drink"), "block"),
        (food("6.59", category="fresh_fruit_veg"), "block"),
        (food("1.00", category="clothing"), "pass"),
        (food("6.59", price_history=[]), "pass"),
        (food("6.60", loyalty_credit_percent="0.01"), "block"),
        (food("8.00", loyalty_credit_percent="14"), "pass"),
        (food("8.00", loyalty_credit_percent="14", coupon_percent="0.5"), "block"),
        (food("10.00", coupon_percent="34"), "pass"),
        (food("10.00", coupon_percent="34.01"), "block"),
        (food("10.00", bundle={"type": "n_for_m", "pay": 2, "get": 3}), "pass"),
        (food("10.00", bundle={"type": "n_for_m", "pay": 1, "get": 2}), "block"),
        (food("9.90", bundle={"type": "n_for_m", "pay": 2, "get": 3}), "block"),
        (food("10.00", bundle={"type": "n_for_m", "pay": 3, "get": 2}), "pass"),
        (food("10.00", bundle={"type": "nth_reduced", "nth": 2, "percent": "68"}), "pass"),
        (food("10.00", bundle={"type": "nth_reduced", "nth": 2, "percent": "68.01"}), "block"),
        (food("10.00", bundle={"type": "nth_reduced", "nth": 3, "percent": "100"}), "pass"),
        (food("10.00", bundle={"type": "threshold", "min_quantity": 3, "percent": "34"}), "pass"),
        (food("10.00", bundle={"type": "threshold", "min_quantity": 3, "percent": "35"}), "block"),
        (food("10.00", bundle={"type": "extra_quantity", "percent": "34"}), "pass"),
        (food("10.00", bundle={"type": "extra_quantity", "percent": "34.01"}), "warn"),
        (food("10.00", bundle={"type": "extra_quantity", "percent": "51.51"}), "warn"),
        (food("10.00", bundle={"type": "extra_quantity", "percent": "51.52"}), "block"),
        (food("10.00", bundle={"type": "lot", "quantity": 3, "lot_price": "19.80"}), "pass"),
        (food("10.00", bundle={"type": "lot", "quantity": 3, "lot_price": "19.79"}), "block"),
        (food("10.00", bundle={"type": "lot", "quantity": 3, "lot_price": "40.00"}), "pass"),
        (
            food(bundle={"type": "lot", "quantity": 2, "lot_price": "3.29",
                         "unit_price_alone": "2.50"}),
            "block",
        ),
        (food(steps=[{"starts": "2026-11-21", "new_price": "9.00"},
                     {"starts": "2026-11-25", "new_price": "6.59"}]), "block"),
        (food(steps=[{"starts": "2026-11-21", "new_price": "9.00"},
                     {"starts": "2026-11-25", "new_price": "6.60"}]), "pass"),
    ],
)  # fmt: skip
def test_food_gives_thirty_four_percent_at_most(item: dict[str, Any], expected: str) -> None:
    assert level(_offer(item), FOOD) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2018-12-31", "pass"),
        ("2019-01-01", "block"),
        ("2028-04-15", "block"),
        ("2028-04-16", "warn"),
        ("2035-01-01", "warn"),
    ],
)
def test_food_is_capped_from_2019_to_april_2028(day: str, expected: str) -> None:
    assert level(_offer(food("6.00"), starts=day), FOOD) == expected


@pytest.mark.parametrize(
    ("day", "new_price", "expected", "cap"),
    [
        ("2024-02-29", "1.00", "pass", None),
        ("2024-03-01", "6.60", "pass", None),
        ("2024-03-01", "6.59", "block", "34"),
        ("2025-04-15", "6.59", "block", "34"),
        ("2025-04-16", "6.00", "pass", None),
        ("2025-04-16", "5.99", "block", "40"),
        ("2028-04-15", "5.99", "block", "40"),
        ("2028-04-16", "5.99", "warn", "40"),
        ("2028-04-16", "6.00", "pass", None),
    ],
)
def test_everyday_goods_have_the_cap_of_their_day(
    day: str, new_price: str, expected: str, cap: str | None
) -> None:
    question = _offer(food(new_price, category="pgc_nonfood"), starts=day)

    found = fired(question, GOODS)

    assert level(question, GOODS) == expected
    assert [each["figures"]["cap_percent"] for each in found] == ([cap] if cap else [])
    assert level(question, FOOD) == "pass"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("soldes", "warn"), ("liquidation", "warn"), ("destocking", "block"), ("loyalty", "block")],
)
def test_soldes_and_liquidations_above_the_cap_are_not_settled(kind: str, expected: str) -> None:
    assert level(_offer(food("6.00"), kind=kind, starts="2027-01-06"), FOOD) == expected


def test_an_item_beside_the_soldes_has_no_advantage_to_judge() -> None:
    assert level(_offer(food("5.00", soldes=False), kind="soldes"), FOOD) == "pass"


@pytest.mark.parametrize(
    ("zone", "channels", "expected"),
    [
        ("75", ["shop"], "block"),
        ("971", ["shop"], "pass"),
        ("978", ["shop"], "pass"),
        ("974", ["web"], "block"),
        ("974", ["shop", "mail"], "block"),
        ("974", ["click_and_collect"], "pass"),
        ("2A", ["shop"], "block"),
    ],
)
def test_overseas_shops_are_free_but_at_a_distance(
    zone: str, channels: list[str], expected: str
) -> None:
    assert level(_offer(food("5.00"), zone=zone, channels=channels), FOOD) == expected


@pytest.mark.parametrize(
    ("flags", "place", "expected"),
    [
        (["rapid_deterioration"], "label", "pass"),
        (["rapid_deterioration"], "in_shop", "pass"),
        (["rapid_deterioration"], "street", "block"),
        (["rapid_deterioration"], "sms", "block"),
        (["perishable"], "label", "block"),
    ],
)
def test_goods_about_to_spoil_are_free_inside_the_shop(
    flags: list[str], place: str, expected: str
) -> None:
    question = _offer(food("5.00", flags=flags), texts=[{"text": "-50 %", "place": place}])

    assert level(question, FOOD) == expected


@pytest.mark.parametrize(
    ("shown", "text", "expected"),
    [
        ({}, "Nouveau prix", "pass"),
        ({"shown_prior_price": "10.00"}, "Nouveau prix", "block"),
        ({"shown_percent": "50"}, "Nouveau prix", "block"),
        ({"shown_amount_off": "5.00"}, "Nouveau prix", "block"),
        ({}, "Prix en baisse", "block"),
        ({"coupon_percent": "1"}, "Nouveau prix", "block"),
    ],
)
def test_a_plain_change_of_price_is_no_promotion(
    shown: dict[str, Any], text: str, expected: str
) -> None:
    question = _offer(
        food("5.00", **shown), kind="price_change", texts=[{"text": text, "place": "in_shop"}]
    )

    assert level(question, FOOD) == expected


def test_businesses_are_no_consumers() -> None:
    assert level(_offer(food("5.00"), customers="businesses"), FOOD) == "pass"


def test_a_voucher_on_the_basket_is_given_for_no_product() -> None:
    assert level(_offer(food("6.60"), basket_voucher="50.00"), FOOD) == "pass"


@pytest.mark.parametrize(
    ("premium", "expected"),
    [
        ({"category": "food", "same_kind": True, "real_value": "5.15"}, "pass"),
        ({"category": "food", "same_kind": True, "real_value": "5.16"}, "block"),
        ({"category": "food", "same_kind": True, "claimed_value": "5.16"}, "block"),
        ({"category": "food", "same_kind": True}, "pass"),
        ({"category": "food", "same_kind": False, "real_value": "9.00"}, "pass"),
    ],
)
def test_a_gift_of_the_same_kind_counts(premium: dict[str, Any], expected: str) -> None:
    assert level(_offer(food("10.00"), kind="premium", premium=premium), FOOD) == expected


@pytest.mark.parametrize(
    ("history", "channels", "expected"),
    [
        ([{"from": "2026-01-01", "price": "10.00"}], ["shop"], "40"),
        # the day before only
        ([{"from": "2026-01-01", "to": "2026-11-20", "price": "10.00"}], ["shop"], "40"),
        ([{"from": "2026-01-01", "to": "2026-11-19", "price": "10.00"}], ["shop"], None),
        ([{"from": "2026-11-21", "price": "10.00"}], ["shop"], None),
        # of two prices that hold on one day, the lower one, whichever began last
        ([{"from": "2026-01-01", "price": "12.00"}, {"from": "2026-11-20", "price": "10.00"}],
         ["shop"], "40"),
        ([{"from": "2026-01-01", "price": "10.00"}, {"from": "2026-11-20", "price": "12.00"}],
         ["shop"], "40"),
        # of the first channel
        ([{"from": "2026-01-01", "price": "10.00", "channel": "web"},
          {"from": "2026-01-01", "price": "6.00", "channel": "shop"}], ["web", "shop"], "40"),
        ([{"from": "2026-01-01", "price": "10.00", "channel": "web"},
          {"from": "2026-01-01", "price": "6.00", "channel": "shop"}], ["shop", "web"], None),
        # that of every channel holds beside its own
        ([{"from": "2026-01-01", "price": "10.00"},
          {"from": "2026-01-01", "price": "12.00", "channel": "shop"}], ["shop"], "40"),
        ([{"from": "2026-01-01", "price": "6.00"},
          {"from": "2026-01-01", "price": "10.00", "channel": "shop"}], ["shop"], None),
        # open to all
        ([{"from": "2026-01-01", "price": "10.00"},
          {"from": "2026-11-01", "price": "6.00", "audience": "segment"}], ["shop"], "40"),
    ],
)  # fmt: skip
def test_the_cut_is_from_the_price_of_the_day_before(
    history: list[dict[str, Any]], channels: list[str], expected: str | None
) -> None:
    found = fired(_offer(food("6.00", price_history=history), channels=channels), FOOD)

    assert [each["figures"]["advantage_percent"] for each in found] == (
        [expected] if expected else []
    )
