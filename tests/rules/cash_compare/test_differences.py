"""Every cent between what was foreseen and what happened has one cause."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis.strategies import builds, dates, integers, lists, none, sampled_from

from merchant_desk.rules.cash_compare.differences import differences, shares
from merchant_desk.values.cash_compare import Cause, Foreseen, Happened
from merchant_desk.values.cash_flow import FlowSource
from merchant_desk.values.cash_words import CashCategory, MatchTarget
from merchant_desk.values.money import Money, total

UNTIL = date(2026, 12, 20)
IN, AFTER = date(2026, 12, 10), date(2026, 12, 28)
INVOICE = Foreseen(
    key="invoice:1", source=FlowSource.INVOICE, category=CashCategory.SALES, label="Facture 1",
    party="Dupont", day=IN, amount=Money(1_000), document_id=b"1",
)  # fmt: skip
RENT = Foreseen(
    key="recurring:2", source=FlowSource.RECURRING, category=CashCategory.RENT, label="Loyer",
    party="SCI", day=IN, amount=Money(-800), document_id=b"2",
)  # fmt: skip
PAID = Happened(
    day=IN, amount=Money(1_000), label="VIR", category=CashCategory.SALES,
    target=MatchTarget.CUSTOMER_INVOICE, target_id=b"1",
)  # fmt: skip
TAKEN = Happened(
    day=IN, amount=Money(-800), label="PRLV", category=CashCategory.RENT,
    target=MatchTarget.RECURRING, target_id=b"2",
)  # fmt: skip


def _pooled(source: FlowSource, category: CashCategory, cents: int) -> Foreseen:
    return replace(INVOICE, source=source, category=category, amount=Money(cents), document_id=None)


def _spent(category: CashCategory, cents: int) -> Happened:
    return Happened(
        day=IN, amount=Money(cents), label="CB", category=category, target=MatchTarget.CATEGORY
    )


@pytest.mark.parametrize(
    ("foreseen", "happened", "cause", "cents"),
    [
        ([INVOICE], [], Cause.LATE_CUSTOMERS, -1_000),
        ([INVOICE], [replace(PAID, day=AFTER)], Cause.LATE_CUSTOMERS, -1_000),
        ([INVOICE], [replace(PAID, amount=Money(990))], Cause.AMOUNT, -10),
        ([replace(INVOICE, day=AFTER)], [PAID], Cause.TIMING, 1_000),
        ([RENT], [], Cause.NOT_HAPPENED, 800),
        ([RENT], [replace(TAKEN, day=AFTER)], Cause.TIMING, 800),
        ([], [_spent(CashCategory.ENERGY, -300)], Cause.UNFORESEEN_EXPENSE, -300),
        ([], [_spent(CashCategory.OWNER, 300)], Cause.UNFORESEEN_INCOME, 300),
        ([], [Happened(day=IN, amount=Money(70), label="?")], Cause.UNMATCHED, 70),
        (
            [_pooled(FlowSource.SALES, CashCategory.SALES, 500)],
            [_spent(CashCategory.PAYOUT, 420)],
            Cause.SALES,
            -80,
        ),
        (
            [_pooled(FlowSource.TAX, CashCategory.VAT, -500)],
            [_spent(CashCategory.VAT, -520)],
            Cause.AMOUNT,
            -20,
        ),
        ([_pooled(FlowSource.TAX, CashCategory.VAT, -500)], [], Cause.NOT_HAPPENED, 500),
    ],
)
def test_each_difference_has_its_cause(
    foreseen: list[Foreseen], happened: list[Happened], cause: Cause, cents: int
) -> None:
    assert [(each.cause, each.amount) for each in differences(foreseen, happened, UNTIL)] == [
        (cause, Money(cents))
    ]


def test_what_happened_as_it_was_foreseen_is_no_difference() -> None:
    assert differences([INVOICE, RENT], [PAID, TAKEN], UNTIL) == ()


def test_an_order_that_came_as_a_payout_is_no_difference() -> None:
    order = replace(
        INVOICE, source=FlowSource.ORDER, category=CashCategory.PAYOUT, document_id=b"9"
    )

    assert differences([order], [_spent(CashCategory.PAYOUT, 1_000)], UNTIL) == ()


IDS = sampled_from([b"1", b"2", b"3"])
DAYS = dates(IN, IN + timedelta(days=30))


@settings(max_examples=60, deadline=None)
@given(
    foreseen=lists(
        builds(
            Foreseen, key=none().map(str), source=sampled_from(FlowSource),
            category=sampled_from(CashCategory), label=none().map(str), party=none().map(str),
            day=DAYS, amount=integers(-9999, 9999).map(Money), document_id=none() | IDS,
        ),
        max_size=12,
    ),
    happened=lists(
        builds(
            Happened, day=DAYS, amount=integers(-9999, 9999).map(Money), label=none().map(str),
            category=sampled_from(CashCategory), target=none() | sampled_from(MatchTarget),
            target_id=none() | IDS,
        ),
        max_size=12,
    ),
)  # fmt: skip
def test_the_causes_add_up_to_the_error(foreseen: list[Foreseen], happened: list[Happened]) -> None:
    error = total(each.amount for each in happened if each.day <= UNTIL) - total(
        each.amount for each in foreseen if each.day <= UNTIL
    )

    assert total(each.amount for each in shares(differences(foreseen, happened, UNTIL))) == error
