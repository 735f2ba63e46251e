"""What the format does not allow is refused, with the place of the fault."""

from typing import Any

import pytest

from merchant_desk.rules.legal.engine import answer_json
from tests.law.asking import promotion

_COAT: dict[str, Any] = {"sku": "COAT", "new_price": "70.00"}


def _with_item(**told: Any) -> dict[str, Any]:
    return promotion(items=[{**_COAT, **told}])


def _withdrawal(**told: Any) -> dict[str, Any]:
    return {"id": "q", "kind": "withdrawal_deadline", "contract": "distance", **told}


def _delivery(**told: Any) -> dict[str, Any]:
    return {"id": "q", "kind": "delivery_deadline", "ordered_on": "2026-11-21", **told}


@pytest.mark.parametrize(
    ("question", "path"),
    [
        (_with_item(price_history=None), "/items/0/price_history"),
        (_with_item(new_price=None), "/items/0/new_price"),
        (
            _with_item(steps=[{"starts": "2027-01-06", "new_price": "70.00", "ends": None}]),
            "/items/0/steps/0/ends",
        ),
        (promotion(declaration=None), "/operation/declaration"),
        (promotion(declaration={"sent_on": None}), "/operation/declaration/sent_on"),
        (promotion(shop={"sales_area_m2": None}), "/shop/sales_area_m2"),
        (_withdrawal(received_on=None), "/received_on"),
        (_delivery(agreed_on=None), "/agreed_on"),
    ],
)
def test_null_is_refused_where_it_says_nothing(question: dict[str, Any], path: str) -> None:
    answer = answer_json(question)

    assert answer["error"] == {
        "code": "invalid_question",
        "message_fr": "Ce champ ne peut pas être vide\u00a0: laissez-le de côté.",
        "path": path,
    }


@pytest.mark.parametrize(
    "question",
    [
        promotion(ends=None),
        _with_item(offered_since=None),
        _with_item(supplier_paid_on=None),
        _withdrawal(received_on=["2026-11-21"], information_given_on=None),
        _delivery(delivered_on=None),
        {
            "id": "q", "kind": "prior_price", "applies_from": "2026-11-27",
            "item": {**_COAT, "offered_since": None},
        },
    ],
)  # fmt: skip
def test_null_is_read_where_it_says_that_there_is_none(question: dict[str, Any]) -> None:
    assert "error" not in answer_json(question)


def test_an_offer_that_is_told_says_its_kind() -> None:
    asked = {
        "id": "q", "kind": "prior_price", "applies_from": "2026-11-27", "item": _COAT,
    }  # fmt: skip

    untold = answer_json({**asked, "offer": {"audience": {"who": "all"}}})

    assert untold["error"] == {
        "code": "invalid_question", "message_fr": "Il manque le champ « kind ».", "path": "/offer",
    }  # fmt: skip
    assert answer_json(asked)["value"]["applies"] is True  # type: ignore[index] # plain JSON


def test_an_end_before_its_beginning_is_refused_and_one_of_the_same_day_is_not() -> None:
    def answered(ends: str) -> dict[str, object]:
        return answer_json(promotion(starts="2027-01-06T18:00", ends=ends))

    assert "error" not in answered("2027-01-06")
    refused = answered("2027-01-05")
    assert refused["error"] == {
        "code": "invalid_question",
        "message_fr": "La fin de l’opération est avant son début.",
        "path": "/operation/ends",
    }


def test_a_price_that_ends_before_it_begins_is_refused() -> None:
    def answered(to: str) -> dict[str, object]:
        entry = {"from": "2026-11-02", "to": to, "price": "100.00"}
        return answer_json(_with_item(price_history=[entry]))

    assert "error" not in answered("2026-11-02")
    assert "error" in answered("2026-11-01")
