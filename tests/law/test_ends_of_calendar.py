"""The first and the last day of the calendar are answered like any other."""

from typing import Any

import pytest

from tests.law.asking import promotion
from tests.law.rule_levels import answered

LAST, FIRST = "9999-12-31", "0001-01-01"
ENDS = [FIRST, LAST]


@pytest.mark.parametrize("day", ENDS)
@pytest.mark.parametrize(
    "question",
    [
        {"kind": "withdrawal_deadline", "contract": "distance", "received_on": ["*"],
         "information_given_on": None},
        {"kind": "goods_return", "withdrawal_sent_on": "*"},
        {"kind": "refund_deadline", "informed_on": "*", "goods_received_on": "2026-01-01"},
        {"kind": "late_refund_increment", "amount": "1.00", "due_on": "*", "paid_on": LAST},
        {"kind": "conformity_guarantee", "condition": "new", "delivered_on": "*", "repairs": 99},
        {"kind": "delivery_deadline", "ordered_on": "*", "delivered_on": None},
        {"kind": "book_price", "on": "*", "publisher_price": "20.00", "price": "1.00",
         "published_on": "*", "last_supply_on": "*"},
    ],
)  # fmt: skip
def test_a_day_at_the_end_of_the_calendar_is_answered(question: dict[str, Any], day: str) -> None:
    placed = {
        key: day if told == "*" else [day] if told == ["*"] else told
        for key, told in question.items()
    }

    answered({"id": "q", **placed})


@pytest.mark.parametrize("day", ENDS)
@pytest.mark.parametrize("kind", ["liquidation", "temporary_sale", "price_change"])
@pytest.mark.parametrize("sent_on", [None, *ENDS])
def test_an_operation_at_the_end_of_the_calendar_is_answered(
    day: str, kind: str, sent_on: str | None
) -> None:
    declaration = {"sent_on": sent_on, "unforeseen_event_on": sent_on} if sent_on else {}
    fruit = {"sku": "A", "category": "fresh_fruit_veg"}

    answered(
        promotion(
            kind=kind, starts=day, ends=day, asked_on=LAST, declaration=declaration,
            items=[fruit], texts=[{"text": "Liquidation", "place": "street"}],
        )
    )  # fmt: skip
