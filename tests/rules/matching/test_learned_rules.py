"""What her choices teach is sure once it was accepted twice and never refused."""

from typing import Any

import pytest

from merchant_desk.rules.matching.learned import LearnedRule
from merchant_desk.rules.matching.pattern import pattern_of
from merchant_desk.rules.matching.proposals import proposals
from merchant_desk.values.cash_words import CashCategory, MatchTarget, Sureness
from merchant_desk.values.ids import MatchRuleId
from merchant_desk.values.money import Money
from tests.rules.matching.made import ACCOUNT, LIKELY, OTHER, SURE, invoice_of, line_of


def _rule(**more: Any) -> LearnedRule:
    told: dict[str, Any] = {
        "rule_id": MatchRuleId(bytes(16)), "account_id": ACCOUNT, "pattern": "verisure",
        "incoming": False, "target": MatchTarget.CATEGORY, "target_id": None,
        "category": CashCategory.SUBSCRIPTION, "accepted": 2, "refused": 0,
        "low": Money(-4_200), "high": Money(-4_000), **more,
    }  # fmt: skip
    return LearnedRule(**told)


@pytest.mark.parametrize(
    ("rule", "cents", "sureness"),
    [
        (_rule(), -4_100, SURE),
        (_rule(accepted=1), -4_100, LIKELY),
        (_rule(refused=1), -4_100, LIKELY),
        (_rule(), -90_000, LIKELY),
        (_rule(account_id=OTHER), -4_100, None),
        (_rule(accepted=0, refused=1), -4_100, None),
        (_rule(), 4_100, None),
    ],
)
def test_a_rule_is_sure_once_it_was_accepted_twice_and_never_refused(
    rule: LearnedRule, cents: int, sureness: Sureness | None
) -> None:
    found = proposals([line_of(cents, "PRLV SEPA VERISURE 11/26")], [], [rule])

    assert [each.sureness for each in found] == ([sureness] if sureness else [])


def test_a_rule_of_words_that_say_nothing_is_never_sure() -> None:
    rule = _rule(pattern="cheque", category=CashCategory.OTHER, accepted=9)

    (found,) = proposals([line_of(-4_100, "CHEQUE 4412")], [], [rule])

    assert found.sureness is LIKELY


def test_a_taught_payer_stands_for_a_customer() -> None:
    rule = _rule(pattern="holding garrigue", incoming=True, category=CashCategory.SALES,
                 target=MatchTarget.CUSTOMER_INVOICE, party="SARL Hôtel du Pont")  # fmt: skip

    found = proposals([line_of(10_000, "VIR HOLDING GARRIGUE")], [invoice_of(10_000)], [rule])

    assert found[0].sureness is SURE


@pytest.mark.parametrize(
    ("label", "document", "sureness"),
    [
        ("VIR HOTEL PONT", "new", LIKELY),
        ("VIR HOTEL PONT FA2026-000012", "new", SURE),
        ("VIR HOTEL PONT FA2026-000012", "refused", LIKELY),
    ],
)
def test_what_she_refused_once_is_not_sure_for_its_like_any_more(
    label: str, document: str, sureness: Sureness
) -> None:
    invoice = invoice_of(10_000)
    rule = _rule(
        pattern=pattern_of(label), incoming=True, category=CashCategory.SALES, accepted=3,
        refused=1, target=MatchTarget.CUSTOMER_INVOICE, party="SARL Hôtel du Pont",
        target_id=invoice.target_id if document == "refused" else b"x" * 16,
    )  # fmt: skip

    found = proposals([line_of(10_000, label)], [invoice], [rule])

    assert found[0].sureness is sureness
