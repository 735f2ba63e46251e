"""Lines of the bank in the books: each once, whatever was known of it before."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merchant_desk.rules.posting.bank_line import (
    ROLE_OF,
    BankFact,
    BankPart,
    post_bank_line,
    role_of,
)
from merchant_desk.rules.posting.entry import Entry, Party
from merchant_desk.rules.posting.facts import PayoutFact
from merchant_desk.rules.posting.period import PeriodFacts
from merchant_desk.rules.posting.plan import account_plan
from merchant_desk.rules.vat_summary import VatSection, vat_summary
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.money import ZERO, Money

DAY = date(2026, 10, 14)
PLAN = account_plan(DAY)
STRIPE = PayoutFact(
    id=b"p", day=DAY, party=Party("", "Stripe"), piece="po_1",
    gross=Money(120_000), fees=Money(2_000), fees_vat=Money(400),
)  # fmt: skip


def _line(cents: int, *parts: BankPart) -> BankFact:
    return BankFact(
        id=b"line", day=DAY, amount=Money(cents), label="VIR DUPONT", piece="BQ-1", parts=parts
    )


def _booked(entry: Entry | None) -> dict[str, int]:
    if entry is None:
        return {}
    return {line.account.code: (line.debit - line.credit).cents for line in entry.lines}


def test_what_pays_a_document_is_written_by_its_payment_and_not_again() -> None:
    paid = BankPart(amount=Money(10_000), recorded=True)

    assert post_bank_line(PLAN, _line(10_000, paid)) is None


def test_what_the_bank_kept_of_a_payment_is_a_fee() -> None:
    paid = BankPart(amount=Money(9_800), fee=Money(-200), recorded=True)

    assert _booked(post_bank_line(PLAN, _line(9_800, paid))) == {"512000": -200, "627800": 200}


def test_cheques_leave_the_account_where_they_waited() -> None:
    slip = BankPart(amount=Money(9_800), fee=Money(-200), role="cheques")

    assert _booked(post_bank_line(PLAN, _line(9_800, slip))) == {
        "512000": 9_800, "627800": 200, "511200": -10_000,
    }  # fmt: skip


def test_a_payout_is_taken_apart() -> None:
    payout = BankPart(amount=Money(117_600), payout=STRIPE)

    assert _booked(post_bank_line(PLAN, _line(117_600, payout))) == {
        "512000": 117_600, "627800": 2_000, "445660": 400, PLAN.of("psp").code: -120_000,
    }  # fmt: skip


def test_cards_leave_the_account_that_their_sales_came_into() -> None:
    held = replace(STRIPE, held=(("Carte bancaire", Money(90_000)), ("stripe", Money(10_000))))
    payout = BankPart(amount=Money(117_000), fee=Money(-600), payout=held)

    assert _booked(post_bank_line(PLAN, _line(117_000, payout))) == {
        "512000": 117_000, "627800": 2_600, "445660": 400,
        "511500": -90_000, "511700": -30_000,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("category", "label", "role"),
    [
        (CashCategory.SALES, "REMISE CB 21/11 CONTRAT 123", "cards"),
        (CashCategory.PAYOUT, "REM CARTES BANCAIRES", "cards"),
        (CashCategory.DEPOSIT, "REM CHQ 12", "cheques"),
        (CashCategory.DEPOSIT, "VERSEMENT ESPECES", "transit"),
        (CashCategory.SALES, "VIR DUPONT", "unknown"),
        (CashCategory.SALES, "VIR CARTE DUPONT", "unknown"),
        (CashCategory.BANK_FEES, "FRAIS REMISE CB", "bank_fees"),
    ],
)
def test_what_a_bank_calls_brought_leaves_the_account_where_it_waited(
    category: CashCategory, label: str, role: str
) -> None:
    assert role_of(category, label) == role


def test_what_nobody_recognised_waits_in_its_account() -> None:
    rent = BankPart(amount=Money(-80_000), role=ROLE_OF[CashCategory.RENT])

    assert _booked(post_bank_line(PLAN, _line(-81_000, rent))) == {
        "512000": -81_000, "613200": 80_000, "471000": 1_000,
    }  # fmt: skip


def test_every_category_has_an_account() -> None:
    assert ROLE_OF.keys() == set(CashCategory)
    assert all(PLAN.of(role).code for role in ROLE_OF.values())


def test_the_vat_of_fees_is_deducted_at_its_rate_in_its_period() -> None:
    facts = PeriodFacts(bank=(_line(117_600, BankPart(amount=Money(117_600), payout=STRIPE)),))

    told = vat_summary(facts, DAY, DAY).rows
    before = vat_summary(facts, date(2026, 9, 1), date(2026, 9, 30)).rows

    assert [(each.section, each.rate_bp, each.base, each.vat) for each in told] == [
        (VatSection.DEDUCTIBLE, 2_000, Money(2_000), Money(400))
    ]
    assert before == ()


_ROLES = st.sampled_from(sorted(set(ROLE_OF.values())))
_PARTS = st.lists(
    st.builds(
        lambda cents, fee, role: BankPart(amount=Money(cents), fee=Money(-fee), role=role),
        st.integers(-(10**7), 10**7), st.integers(0, 500), _ROLES,
    ),
    max_size=4,
)  # fmt: skip


@given(cents=st.integers(-(10**8), 10**8), parts=_PARTS)
def test_the_bank_account_moves_by_the_line_to_the_cent(cents: int, parts: list[BankPart]) -> None:
    entry = post_bank_line(PLAN, _line(cents, *parts))

    lines = () if entry is None else entry.lines
    assert sum((each.debit - each.credit).cents for each in lines) == 0
    moved = sum(
        ((each.debit - each.credit) for each in lines if each.account == PLAN.of("bank")), ZERO
    )
    assert moved == Money(cents)
