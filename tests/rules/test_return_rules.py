"""What may come back, until when, at whose cost, and what returns teach."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merchant_desk.rules.returns.carriage import carriage_given_back, seller_pays_way_back
from merchant_desk.rules.returns.clocks import (
    ReturnFacts,
    clocks_of,
    guaranteed_until,
    late_refund,
    refund_due_on,
    send_back_by,
    withdraw_by,
)
from merchant_desk.rules.returns.lessons import (
    Cut,
    ReturnFact,
    SoldFact,
    changes,
    cut_rows,
    margins,
    time_cost,
)
from merchant_desk.rules.returns.units import LineBack, second_choice_value, share_of, told_again
from merchant_desk.values.goods_words import ReturnKind
from merchant_desk.values.money import ZERO, Money

TOLD = date(2026, 11, 10)


def facts(**changed: Any) -> ReturnFacts:
    return ReturnFacts(kind=ReturnKind.WITHDRAWAL, declared_on=TOLD, **changed)


def test_a_refund_waits_for_the_goods_or_their_proof() -> None:
    assert refund_due_on(facts()) is None
    assert refund_due_on(facts(received_on=date(2026, 11, 16))) == date(2026, 11, 24)
    assert refund_due_on(facts(received_on=date(2026, 12, 1))) == date(2026, 12, 1)
    assert refund_due_on(facts(proof_on=date(2026, 11, 12))) == date(2026, 11, 24)


def test_goods_are_sent_back_within_fourteen_days() -> None:
    assert send_back_by(TOLD) == date(2026, 11, 24)


def test_the_day_to_withdraw_moves_to_a_working_day() -> None:
    assert withdraw_by(facts(delivered_on=date(2026, 11, 21))) == date(2026, 12, 7)
    assert withdraw_by(facts()) is None


def test_what_the_shop_promised_counts_where_it_is_longer_than_the_law() -> None:
    had = date(2026, 11, 21)

    promised = facts(delivered_on=had, promised_days=30)
    assert withdraw_by(promised) == date(2026, 12, 21)
    assert withdraw_by(facts(delivered_on=had, promised_days=5)) == date(2026, 12, 7)
    assert withdraw_by(facts(left_on=had, promised_days=30)) == date(2026, 12, 21)
    assert withdraw_by(facts(promised_days=30)) is None
    longest = facts(delivered_on=had, promised_days=30, extended_to=date(2027, 1, 31))
    assert withdraw_by(longest) == date(2027, 1, 31)
    untold = facts(delivered_on=had, promised_days=30, informed=False)
    assert withdraw_by(untold) == date(2027, 12, 7)

    clock = clocks_of(promised, date(2026, 12, 10))[0]
    assert (clock.article, clock.passed) == ("", False)
    assert clock.why == "promis par la boutique\u00a0: 30\u00a0jours après la réception"


def test_who_was_never_told_has_twelve_months_more() -> None:
    untold = ReturnFacts(
        kind=ReturnKind.WITHDRAWAL,
        declared_on=TOLD,
        delivered_on=date(2026, 11, 2),
        informed=False,
    )

    assert withdraw_by(untold) == date(2027, 11, 16)


def test_new_goods_are_guaranteed_two_years() -> None:
    assert guaranteed_until(date(2026, 11, 21)) == date(2028, 11, 21)


def test_a_late_refund_costs_half_more_after_sixty_days() -> None:
    late = late_refund(Money(8000), date(2026, 11, 24), date(2027, 2, 20))

    assert (late.days, late.owed) == (88, Money(12000))


def test_every_clock_names_its_article() -> None:
    shown = clocks_of(facts(delivered_on=date(2026, 11, 5)), date(2026, 11, 30))

    assert [each.article for each in shown] == [
        "C. conso. L221-18",
        "C. conso. L221-23",
        "C. conso. L221-24",
    ]
    assert [each.passed for each in shown] == [False, True, False]


@pytest.mark.parametrize(
    ("kind", "whole", "expected"),
    [
        (ReturnKind.WITHDRAWAL, True, Money(490)),
        (ReturnKind.WITHDRAWAL, False, ZERO),
        (ReturnKind.REFUSED, True, Money(990)),
        (ReturnKind.GOODWILL, True, ZERO),
        (ReturnKind.EXCHANGE, True, ZERO),
    ],
)
def test_only_a_whole_withdrawal_gives_the_standard_carriage_back(
    kind: ReturnKind, whole: bool, expected: Money
) -> None:
    assert carriage_given_back(kind, Money(990), Money(490), whole=whole) == expected


@pytest.mark.parametrize(
    ("kind", "reason", "notice", "seller"),
    [
        (ReturnKind.WITHDRAWAL, "changed_mind", True, False),
        (ReturnKind.WITHDRAWAL, "changed_mind", False, True),
        (ReturnKind.WITHDRAWAL, "damaged", True, True),
        (ReturnKind.CONFORMITY, "", True, True),
    ],
)
def test_the_way_back_is_paid_by_who_answers_for_it(
    kind: ReturnKind, reason: str, notice: bool, seller: bool
) -> None:
    assert seller_pays_way_back(kind, reason, notice_given=notice) is seller


@given(
    whole=st.integers(-(10**12), 10**12),
    parts=st.lists(st.integers(1, 50), min_size=1, max_size=8),
)
def test_shares_of_a_cost_are_all_of_it(whole: int, parts: list[int]) -> None:
    before, shared = 0, 0
    for units in parts:
        shared += share_of(whole, before, units, sum(parts))
        before += units

    assert shared == whole


def test_a_total_told_again_counts_once() -> None:
    line = LineBack(ordered=3, shipped=2)

    assert told_again(1, line) == 0  # the one that had not left
    assert told_again(3, line) == 2
    assert told_again(3, LineBack(ordered=3, shipped=2, told=2)) == 0


@pytest.mark.parametrize(
    ("line", "units", "credited", "told"),
    [
        (LineBack(ordered=2, shipped=2), 1, 1, 1),
        (LineBack(ordered=2, shipped=2, credited=1), 1, 0, 1),
        (LineBack(ordered=2, shipped=2, credited=1, back=1), 1, 1, 1),
        (LineBack(ordered=2, shipped=2, told=2), 1, 1, 0),
    ],
)
def test_what_was_given_back_before_is_not_given_again(
    line: LineBack, units: int, credited: int, told: int
) -> None:
    assert (line.to_credit(units), line.to_tell(units)) == (credited, told)


def test_second_choice_keeps_the_ratio_of_the_prices() -> None:
    assert second_choice_value(20_000, 400, 500) == 16_000
    assert second_choice_value(20_000, 600, 500) == 20_000
    assert second_choice_value(20_000, 0, 0) == 20_000


def came(sku: str, reason: str, units: int, **changed: str) -> ReturnFact:
    told = {"size": "", "supplier": "Grasse", "carrier": "Colissimo", **changed}
    return ReturnFact(
        reason=reason, sku=sku, name=sku, units=units, refund=50_000 * units,
        regained=20_000 * units, write_down=0, carriage=50_000 * units, minutes=5 * units, **told,
    )  # fmt: skip


def sold(sku: str, units: int, carrier: str = "Colissimo", supplier: str = "Grasse") -> SoldFact:
    return SoldFact(sku, "", supplier, carrier, units, 50_000 * units, 20_000 * units)


def test_the_planted_cause_comes_first() -> None:
    usual = [came(f"ART-{n}", "changed_mind", 1) for n in range(6)]
    planted = [came("ROBE", "too_small", 2) for _ in range(9)]
    broken = [came(f"ART-{n}", "damaged", 1, carrier="Casse Express") for n in range(5)]
    out = [sold(f"ART-{n}", 60) for n in range(6)]
    out += [sold("ROBE", 40), *(sold(f"ART-{n}", 5, "Casse Express") for n in range(5))]

    first, second, *rest = changes([*usual, *planted, *broken], out, 1800)

    assert (first.cut, first.key, first.reason) == (Cut.PRODUCT, "ROBE", "too_small")
    assert (second.cut, second.key) == (Cut.CARRIER, "Casse Express")
    assert first.sentence.startswith("Corrigez le guide des tailles")
    assert len(rest) <= 1
    assert first.units == 18


def test_no_return_is_saved_twice() -> None:
    every = [came("ROBE", "defect", 3, supplier="Couture"), came("JUPE", "defect", 3)]
    out = [sold("ROBE", 30, supplier="Couture"), sold("JUPE", 300)]

    told = changes(every, out, 1800)

    cost = sum(each.net_cost(1800) for each in every)
    assert sum(each.saving for each in told) <= cost


def test_nothing_returned_teaches_nothing() -> None:
    assert changes([], [sold("ROBE", 10)], 1800) == ()
    assert cut_rows(Cut.REASON, [], [], 1800) == ()


def test_a_row_adds_up_money_carriage_and_time() -> None:
    (row,) = cut_rows(Cut.PRODUCT, [came("ROBE", "defect", 2)], [sold("ROBE", 10)], 1800)

    assert row.rate_bp == 2000
    assert row.net_cost == 2 * (50_000 - 20_000 + 50_000) + time_cost(10, 1800)


def test_the_margin_of_an_article_pays_its_returns() -> None:
    (row,) = margins([came("ROBE", "defect", 2)], [sold("ROBE", 10)], 1800)

    assert row.margin == 300_000
    assert row.after_returns == 300_000 - (160_000 + 30_000)
