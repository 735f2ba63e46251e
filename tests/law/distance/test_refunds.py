"""Goods that come back, refunds, and what a late one costs."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.law.asking import value
from tests.law.rule_levels import fired, level


def _back(**told: Any) -> dict[str, Any]:
    return {"id": "q", "kind": "goods_return", "withdrawal_sent_on": "2027-05-03", **told}


@pytest.mark.parametrize(
    ("told", "bearer", "expected"),
    [
        ({}, "consumer", "pass"),
        ({"return_cost_notice_given": True}, "consumer", "pass"),
        ({"return_cost_notice_given": False}, "seller", "pass"),
        ({"depreciation_percent": "0"}, "consumer", "pass"),
        ({"depreciation_percent": "0.1"}, "consumer", "warn"),
    ],
)
def test_goods_come_back_within_fourteen_days(
    told: dict[str, Any], bearer: str, expected: str
) -> None:
    assert value(_back(**told)) == {"send_back_by": "2027-05-17", "cost_bearer": bearer}
    assert level(_back(**told), "FR-RETRACT-RENVOI") == expected


@pytest.mark.parametrize(
    ("told", "due_on"),
    [
        ({}, None),
        ({"goods_received_on": "2026-11-16"}, "2026-11-24"),
        ({"goods_received_on": "2026-11-24"}, "2026-11-24"),
        ({"goods_received_on": "2026-11-25"}, "2026-11-25"),
        ({"goods_received_on": "2026-12-01"}, "2026-12-01"),
        ({"proof_of_dispatch_on": "2026-12-01"}, "2026-12-01"),
        ({"goods_received_on": "2026-12-05", "proof_of_dispatch_on": "2026-12-01"}, "2026-12-01"),
        ({"goods_received_on": "2026-12-01", "proof_of_dispatch_on": "2026-12-05"}, "2026-12-01"),
        ({"goods_received_on": "2026-12-05", "proof_of_dispatch_on": "2026-11-12"}, "2026-11-24"),
        ({"seller_collects": True}, "2026-11-24"),
        ({"seller_collects": True, "goods_received_on": "2026-12-05"}, "2026-11-24"),
    ],
)
def test_a_refund_waits_for_the_goods_or_their_dispatch(
    told: dict[str, Any], due_on: str | None
) -> None:
    question = {"id": "q", "kind": "refund_deadline", "informed_on": "2026-11-10", **told}

    assert value(question) == {"due_on": due_on, "not_before": "2026-11-24"}
    assert level(question, "FR-REMBOURS-DELAI") == "pass"


def _amount(**told: Any) -> dict[str, Any]:
    return {"id": "q", "kind": "refund_amount", "goods_total": "20.00", **told}


@pytest.mark.parametrize(
    ("told", "amount", "expected"),
    [
        ({}, "20.00", "pass"),
        ({"delivery_paid": "4.90"}, "24.90", "pass"),
        ({"delivery_paid": "4.90", "standard_delivery": "4.90"}, "24.90", "pass"),
        ({"delivery_paid": "9.90", "standard_delivery": "4.90"}, "24.90", "pass"),
        ({"delivery_paid": "2.90", "standard_delivery": "4.90"}, "22.90", "pass"),
        ({"delivery_paid": "4.90", "standard_delivery": "0.00"}, "20.00", "pass"),
        ({"partial": True}, None, "warn"),
        ({"fees_withheld": "0.00"}, "20.00", "pass"),
        ({"fees_withheld": "0.01"}, "20.00", "block"),
        ({"other_means": True}, "20.00", "block"),
        ({"other_means": True, "customer_agreed": True}, "20.00", "pass"),
        ({"partial": True, "other_means": True}, None, "block"),
        ({"goods_total": "20.005"}, "20.01", "pass"),
    ],
)
def test_all_that_was_paid_is_refunded_by_the_same_means(
    told: dict[str, Any], amount: str | None, expected: str
) -> None:
    assert value(_amount(**told)) == {"amount": amount}
    assert level(_amount(**told), "FR-REMBOURS-DELAI") == expected


def _late(days: int, amount: str = "80.00", due: str = "2026-11-24") -> dict[str, Any]:
    paid = date.fromisoformat(due) + timedelta(days=days)
    return {
        "id": "q", "kind": "late_refund_increment", "amount": amount, "due_on": due,
        "paid_on": paid.isoformat(),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("days", "band", "percent", "total", "expected"),
    [
        (0, "none", "0", "80.00", "pass"),
        (1, "legal_rate", None, None, "inform"),
        (10, "legal_rate", None, None, "inform"),
        (11, "percent_5", "5", "84.00", "inform"),
        (20, "percent_5", "5", "84.00", "inform"),
        (21, "percent_10", "10", "88.00", "inform"),
        (30, "percent_10", "10", "88.00", "inform"),
        (31, "percent_20", "20", "96.00", "inform"),
        (60, "percent_20", "20", "96.00", "inform"),
        (61, "percent_50", "50", "120.00", "inform"),
        (90, "percent_50", "50", "120.00", "inform"),
        (91, "over_90", None, None, "warn"),
    ],
)
def test_a_late_refund_costs_more_by_bands(
    days: int, band: str, percent: str | None, total: str | None, expected: str
) -> None:
    assert value(_late(days)) == {
        "days_late": days, "band": band, "percent": percent, "total": total,
    }  # fmt: skip
    assert level(_late(days), "FR-REMBOURS-MAJORATION") == expected


def test_a_refund_paid_early_is_not_late() -> None:
    assert value(_late(-5))["days_late"] == 0
    assert value(_late(-5))["band"] == "none"


def test_what_is_due_is_rounded_half_up() -> None:
    assert value(_late(11, "0.10"))["total"] == "0.11"
    assert value(_late(11, "0.09"))["total"] == "0.09"


def test_the_scale_holds_since_july_2016() -> None:
    assert level(_late(50, due="2016-06-30"), "FR-REMBOURS-MAJORATION") == "pass"
    assert level(_late(50, due="2016-07-01"), "FR-REMBOURS-MAJORATION") == "inform"


@pytest.mark.parametrize(
    ("due", "known"),
    [("2025-12-30", False), ("2025-12-31", True), ("2026-06-29", True), ("2026-06-30", False)],
)
def test_the_legal_rate_is_told_where_it_is_known(due: str, *, known: bool) -> None:
    (found,) = fired(_late(5, due=due), "FR-REMBOURS-MAJORATION")

    assert ("6,67\u00a0%" in found["message_fr"]) is known


@pytest.mark.parametrize(
    ("days", "words", "confidence"),
    [
        (
            1,
            "en retard de 1 jour\u00a0: 80,00\u00a0€ dus, augmentés des intérêts au taux légal.",
            "S",
        ),
        (2, "en retard de 2 jours\u00a0: 80,00\u00a0€ dus, augmentés", "S"),
        (11, "en retard de 11 jours\u00a0: 84,00\u00a0€ dus (majoration 5\u00a0%).", "S"),
        (91, "augmentés de 50\u00a0%, puis de 5 points par mois", "U"),
    ],
)
def test_what_a_late_refund_costs_is_said(days: int, words: str, confidence: str) -> None:
    (found,) = fired(_late(days), "FR-REMBOURS-MAJORATION")

    assert words in found["message_fr"]
    assert found["confidence"] == confidence
