"""A question on a prior price is told which one, over which days, and whether it is due."""

from typing import Any

import pytest

from merchant_desk.rules.legal.engine import answer_json
from tests.law.price_asking import Json, fired, price


def value(**told: Any) -> Json:
    """Return the value of a question on a prior price."""
    asked = {
        "id": "q",
        "kind": "prior_price",
        "applies_from": "2026-11-27",
        "item": {"sku": "A", "price_history": [price("100.00"), price("90.00", channel="web")]},
        **told,
    }
    answer = answer_json(asked)
    found: Json = answer["value"]  # type: ignore[assignment]  # the format's own object
    return found


FEW = {"who": "segment", "share_percent": "24.99"}
MANY = {"who": "segment", "share_percent": "25"}


@pytest.mark.parametrize(
    ("told", "applies", "enters"),
    [
        ({}, True, True),
        ({"applies_from": "2022-05-27"}, False, True),
        ({"applies_from": "2022-05-28"}, True, True),
        ({"offer": {"kind": "price_change"}}, False, True),
        ({"offer": {"kind": "launch_price"}}, False, True),
        ({"offer": {"kind": "bundle"}}, False, True),
        ({"offer": {"kind": "premium"}}, False, True),
        ({"offer": {"kind": "loyalty"}}, False, True),
        ({"offer": {"kind": "soldes"}}, True, True),
        ({"offer": {"kind": "promotion", "audience": {"who": "single_customer"}}}, False, False),
        ({"offer": {"kind": "promotion", "audience": FEW}}, True, False),
        ({"offer": {"kind": "promo_code", "audience": FEW}}, False, False),
        ({"offer": {"kind": "promo_code", "audience": MANY}}, True, True),
        ({"item": {"sku": "A", "flags": ["rapid_deterioration"]}}, False, True),
        ({"item": {"sku": "A", "flags": ["perishable"]}}, True, True),
    ],
)  # fmt: skip
def test_a_question_tells_whether_a_prior_price_is_due(
    told: Json, applies: bool, enters: bool
) -> None:
    found = value(**told)

    assert (found["applies"], found["enters_history"]) == (applies, enters)


def test_a_question_tells_the_lowest_price_of_its_channel() -> None:
    assert value() == {
        "applies": True, "enters_history": True, "prior_price": "100.00",
        "window_start": "2026-10-28", "window_end": "2026-11-26",
    }  # fmt: skip
    assert value(channel="web")["prior_price"] == "90.00"
    assert value(item={"sku": "A"})["prior_price"] is None


def test_a_history_that_is_not_whole_is_told_in_a_question_too() -> None:
    asked = {"id": "q", "kind": "prior_price", "applies_from": "2026-11-27", "item": {"sku": "A"}}

    assert fired(asked) == {"ANTERIEUR-30J warn"}
    assert fired(asked | {"item": {"sku": "A", "price_history": []}}) == set()
