"""How a late payment is asked for: the level, the words, what the delay costs."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from merchant_desk.rules.late_payment import (
    late_rules,
    legal_interest,
    penalties,
    penalties_at,
    penalty_rate,
    recovery_sum,
)
from merchant_desk.rules.reminders import due_level, reminder_text, run_so_far
from merchant_desk.values.invoice_page import Buyer
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.reminder_letter import ReminderFacts, ReminderLevel, read_whole_text
from merchant_desk.values.remote import Address
from tests.issued import COMPANY, SELLER

DUE = date(2026, 3, 1)
FACTS = ReminderFacts(
    number="FA2026-000012",
    issued_on=date(2026, 1, 30),
    due_on=DUE,
    today=DUE + timedelta(days=45),
    total=Money(120_000),
    left=Money(100_000),
    seller=SELLER,
    buyer=COMPANY,
    sent=(1, 2),
)
EVE = Buyer(address=Address(name="Ève Lefèvre", city="Orléans"))


@pytest.mark.parametrize(
    ("days", "sent", "level"),
    [
        (1, (), ReminderLevel.COURTEOUS),
        (14, (1,), ReminderLevel.COURTEOUS),
        (15, (), ReminderLevel.COURTEOUS),
        (15, (1,), ReminderLevel.FIRM),
        (29, (1, 2), ReminderLevel.FIRM),
        (30, (1, 2), ReminderLevel.FORMAL),
        (400, (), ReminderLevel.COURTEOUS),
        (400, (1, 2, 3), ReminderLevel.FORMAL),
        (0, (), ReminderLevel.COURTEOUS),
    ],
)
def test_the_next_reminder_follows_the_days_and_skips_no_step(
    days: int, sent: tuple[int, ...], level: ReminderLevel
) -> None:
    facts = replace(FACTS, today=DUE + timedelta(days=days), sent=sent)

    assert due_level(facts) is level


def test_penalties_are_three_times_the_legal_interest_of_each_half_year() -> None:
    assert penalty_rate(date(2026, 6, 30)) == 786
    assert penalties(Money(100_000), DUE, DUE + timedelta(days=45)) == Money(969)
    assert penalties(Money(100_000), date(2025, 12, 30), date(2026, 1, 2)) == Money(66)


def test_no_figure_is_made_up_where_no_rate_is_known() -> None:
    assert legal_interest(date(2024, 12, 31)) is None
    assert legal_interest(date(2026, 7, 1)) is None
    assert penalties(Money(100_000), DUE, date(2026, 7, 1)) is None
    assert penalties_at(Money(100_000), 1_000, 365) == Money(10_000)
    assert penalties_at(Money(-5), 1_000, 365) == ZERO


def test_the_rates_of_half_years_follow_each_other_without_a_gap() -> None:
    rates = late_rules().interests

    for before, after in pairwise(rates):
        assert after.since == before.until + timedelta(days=1)
        assert before.consumer_bp > before.business_bp


def test_a_formal_notice_to_a_business_tells_penalties_and_forty_euros() -> None:
    text = reminder_text(FACTS, ReminderLevel.FORMAL)

    assert text.subject == "Mise en demeure de payer la facture FA2026-000012"
    assert "7,86\u00a0%" in text.body
    assert "9,69\u00a0€ de pénalités et 40,00\u00a0€" in text.body
    assert "1\u202f049,69\u00a0€ en tout" in text.body
    assert "IBAN FR76 3000 6000 0112 3456 7890 189" in text.body


def test_a_formal_notice_without_a_known_rate_tells_the_rule_alone() -> None:
    facts = replace(FACTS, due_on=date(2026, 8, 1), today=date(2026, 11, 21))

    text = reminder_text(facts, ReminderLevel.FORMAL)

    assert run_so_far(facts) is None
    assert "trois fois le taux d’intérêt légal" in text.body
    assert "40,00\u00a0€" in text.body
    assert "en tout" not in text.body


def test_a_rate_of_ones_own_gives_the_figures() -> None:
    text = reminder_text(FACTS, ReminderLevel.FORMAL, rate_bp=1_215)

    assert "12,15\u00a0%" in text.body
    assert "14,98\u00a0€ de pénalités" in text.body


@pytest.mark.parametrize("level", list(ReminderLevel))
def test_a_consumer_never_reads_of_penalties_or_recovery(level: ReminderLevel) -> None:
    text = reminder_text(replace(FACTS, buyer=EVE), level)

    assert "pénalités" not in text.body
    assert "40,00" not in text.body
    assert ("1231-6" in text.body) is (level is ReminderLevel.FORMAL)


def test_the_first_reminder_speaks_of_no_cost() -> None:
    assert "pénalités" not in reminder_text(FACTS, ReminderLevel.COURTEOUS).body


def test_recovery_costs_forty_euros_since_it_does() -> None:
    assert recovery_sum(date(2012, 12, 31)) == ZERO
    assert recovery_sum(date(2026, 11, 21)) == Money(4_000)


def test_what_is_kept_as_one_text_reads_back_as_it_was() -> None:
    text = reminder_text(FACTS, ReminderLevel.FIRM)

    assert read_whole_text(text.whole) == text
