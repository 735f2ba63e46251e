"""The VAT of what is foreseen, and dues that the bank has seen."""

from dataclasses import replace
from datetime import date

import pytest

from merchant_desk.rules.cash_sales.keys import sales_key
from merchant_desk.rules.cash_taxes.due import TaxDue, TaxKind
from merchant_desk.rules.cash_taxes.expected_vat import VatShares, foreseen_oss, foreseen_vat
from merchant_desk.rules.cash_taxes.settled import TaxPaid, unsettled
from merchant_desk.values.accounting_period import month_of
from merchant_desk.values.cash_flow import Flow, FlowSource
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.money import ZERO, Money

NOVEMBER = month_of(date(2026, 11, 1))
SHARES = VatShares(
    home=Money(150),
    elsewhere=Money(10),
    sold=Money(1_000),
    bought_bp=2_000,
    untaxed=frozenset({"Sapone"}),
)
FLOW = Flow(
    key=sales_key("online.stripe", date(2026, 11, 30)),
    source=FlowSource.SALES,
    category=CashCategory.SALES,
    label="",
    why="",
    day=date(2026, 12, 3),
    amount=Money(100_00),
    certain=False,
    cautious_day=date(2026, 12, 3),
    cautious_amount=ZERO,
)


@pytest.mark.parametrize(
    ("change", "vat", "abroad"),
    [
        ({}, 15_00, 1_00),  # sold in November, paid in December
        ({"key": sales_key("counter.card", date(2026, 12, 1))}, 0, 0),
        ({"source": FlowSource.ORDER, "day": date(2026, 11, 30)}, 15_00, 1_00),
        # what a provider holds was sold, and invoiced, before
        ({"source": FlowSource.ORDER, "category": CashCategory.PAYOUT,
          "day": date(2026, 11, 30)}, 0, 0),
        ({"source": FlowSource.INVOICE, "day": date(2026, 11, 30)}, 0, 0),
        ({"source": FlowSource.GOODS, "day": date(2026, 11, 30), "amount": Money(-120_00)},
         -20_00, 0),
        ({"source": FlowSource.PURCHASE, "day": date(2026, 11, 30), "amount": Money(-120_00),
          "party": "Sapone"}, 0, 0),
        ({"source": FlowSource.SUPPLIER_INVOICE, "day": date(2026, 11, 30)}, 0, 0),
    ],
)  # fmt: skip
def test_only_what_no_document_tells_adds_vat(
    change: dict[str, object], vat: int, abroad: int
) -> None:
    flow = replace(FLOW, **change)  # type: ignore[arg-type]  # the changes of one case

    assert foreseen_vat([flow], NOVEMBER, SHARES) == Money(vat)
    assert foreseen_oss([flow], NOVEMBER, SHARES) == Money(abroad)


def _due(kind: TaxKind, day: date, cents: int, legal: date | None = None) -> TaxDue:
    return TaxDue(
        kind=kind, period=NOVEMBER, day=day, amount=Money(cents), why="", certain=True,
        legal_day=legal or day,
    )  # fmt: skip


WAGES = _due(TaxKind.EMPLOYER, date(2026, 12, 15), 980_00)
OWNER = _due(TaxKind.OWNER, date(2026, 12, 7), 412_00, date(2026, 12, 5))


def _paid(cents: int, day: date, due_day: date | None = None) -> TaxPaid:
    return TaxPaid(
        category=CashCategory.SOCIAL, booked_on=day, amount=Money(-cents), due_day=due_day
    )


@pytest.mark.parametrize(
    ("paid", "left"),
    [
        ([], [WAGES, OWNER]),
        ([_paid(412_00, date(2026, 12, 8))], [WAGES]),  # the nearest amount
        ([_paid(975_00, date(2026, 12, 14))], [OWNER]),
        ([_paid(412_00, date(2026, 11, 20))], [WAGES, OWNER]),  # too early
        ([_paid(1, date(2026, 11, 1), date(2026, 12, 5))], [WAGES]),  # said to be for that day
        ([_paid(1, date(2026, 11, 1), date(2026, 12, 7))], [WAGES]),
        ([_paid(980_00, date(2026, 12, 15)), _paid(412_00, date(2026, 12, 7))], []),
        ([_paid(980_00, date(2026, 12, 15)), _paid(980_00, date(2026, 12, 15))], [OWNER]),
        ([replace(_paid(980_00, date(2026, 12, 15)), category=CashCategory.VAT)], [WAGES, OWNER]),
    ],
)
def test_each_payment_settles_one_due(paid: list[TaxPaid], left: list[TaxDue]) -> None:
    assert list(unsettled([WAGES, OWNER], paid)) == left
