"""What is said of an offer above its cap, and the way back."""

from typing import Any

import pytest

from tests.law.asking import promotion
from tests.law.rule_levels import fired, food

FOOD = "FR-EGALIM-VALEUR-ALIM"
GOODS = "FR-EGALIM-VALEUR-PGC"
STARTS = {"starts": "2026-11-21", "asked_on": "2026-11-20"}


def _offer(item: dict[str, Any], **operation: Any) -> dict[str, Any]:
    return promotion(items=[item], **(STARTS | operation))


@pytest.mark.parametrize(
    ("item", "kind", "value"),
    [
        (food("5.00"), "set_percent", "34"),
        (food("5.00", coupon_percent="4.5"), "set_percent", "29"),
        (food("5.00", coupon_percent="33"), "set_percent", "1"),
        (food("5.00", coupon_percent="33.01"), "other", "Avantage total de 34\u00a0% au plus"),
        (food("10.00", bundle={"type": "n_for_m", "pay": 1, "get": 2}), "other",
         "2 achetés + 1 offert"),
        (food("10.00", coupon_percent="9", bundle={"type": "n_for_m", "pay": 1, "get": 2}),
         "other", "3 achetés + 1 offert"),
        (food("10.00", coupon_percent="33", bundle={"type": "n_for_m", "pay": 1, "get": 2}),
         "other", "99 achetés + 1 offert"),
        (food("10.00", coupon_percent="33.5", bundle={"type": "n_for_m", "pay": 1, "get": 2}),
         "other", "Avantage total de 34\u00a0% au plus"),
        (food("10.00", coupon_percent="14",
              bundle={"type": "nth_reduced", "nth": 3, "percent": "100"}), "other",
         "Le 3e à -60\u00a0% au plus"),
        (food("10.00", bundle={"type": "lot", "quantity": 2, "lot_price": "5.00"}), "other",
         "Avantage total de 34\u00a0% au plus"),
        (food("10.00", bundle={"type": "nth_reduced", "nth": 2, "percent": "90"}), "other",
         "Le 2e à -68\u00a0% au plus"),
        (food("10.00", bundle={"type": "threshold", "min_quantity": 3, "percent": "50"}), "other",
         "-34\u00a0% au plus dès 3 articles"),
        (food("10.00", bundle={"type": "extra_quantity", "percent": "50"}), "other",
         "+34\u00a0% de produit offert au plus"),
        (food("10.00", coupon_percent="50"), "other", "Avantage total de 34\u00a0% au plus"),
    ],
)  # fmt: skip
def test_the_way_back_is_the_greatest_offer_within_the_cap(
    item: dict[str, Any], kind: str, value: str
) -> None:
    (found,) = fired(_offer(item), FOOD)

    assert found["remedy"] == {"kind": kind, "value": value}


def test_each_item_above_the_cap_is_named() -> None:
    items = [food("6.00"), food("6.60", sku="B"), food("5.00", sku="C")]

    found = fired(promotion(items=items, starts="2026-11-21"), FOOD)

    assert [each["skus"] for each in found] == [["A"], ["C"]]
    assert found[0]["message_fr"] == (
        "Promotion alimentaire de 40\u00a0%\u00a0: le maximum est 34\u00a0% "
        "(par ex. 2 achetés + 1 offert)."
    )


@pytest.mark.parametrize(
    ("question", "words", "confidence"),
    [
        (_offer(food("6.00")), "le maximum est 34\u00a0%", "S"),
        (_offer(food("6.00"), starts="2028-04-16"), "fixé jusqu’au 15/04/2028", "U"),
        (_offer(food("6.00"), kind="liquidation"), "des soldes ou une liquidation", "U"),
        (_offer(food("10.00", bundle={"type": "extra_quantity", "percent": "50"})),
         "50\u00a0% de produit en plus", "U"),
        (_offer(food("10.00", bundle={"type": "extra_quantity", "percent": "90"}),
                starts="2028-04-16"), "fixé jusqu’au 15/04/2028", "U"),
    ],
)  # fmt: skip
def test_each_doubt_is_told_in_its_own_words(
    question: dict[str, Any], words: str, confidence: str
) -> None:
    (found,) = fired(question, FOOD)

    assert words in found["message_fr"]
    assert found["confidence"] == confidence


def test_the_last_day_of_the_last_cap_on_everyday_goods_is_told() -> None:
    question = _offer(food("1.00", category="pgc_nonfood"), starts="2028-04-16")

    (found,) = fired(question, GOODS)

    assert "ancien plafond de 40\u00a0%, fixé jusqu’au 15/04/2028" in found["message_fr"]
