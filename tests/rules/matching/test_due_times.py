"""What comes back, of another amount than awaited, or in several lines of one day."""

from datetime import timedelta

import pytest

from merchant_desk.rules.matching.proposals import proposals
from merchant_desk.values.cash_match import Candidate
from merchant_desk.values.cash_words import CashCategory, MatchTarget
from merchant_desk.values.money import Money
from tests.rules.matching.made import DAY, LIKELY, POSSIBLE, SURE, line_of


def _due(cents: int, name: str = "Loyer Tilleuls") -> Candidate:
    amount = Money(cents)
    return Candidate(
        target=MatchTarget.RECURRING,
        target_id=bytes(16),
        category=CashCategory.RENT,
        amount=amount,
        label=f"{name} du 20",
        names=(name,),
        due_on=DAY,
        low=amount,
        high=amount,
    )


@pytest.mark.parametrize(
    ("cents", "said"),
    [
        (-91_500, "attendu à 890,00\u00a0€\u00a0: le montant a changé."),
        (-44_500, "cette ligne en est une part."),
    ],
)
def test_what_she_confirmed_is_known_by_its_name_at_another_amount(cents: int, said: str) -> None:
    found = proposals([line_of(cents, "VIR LOYER TILLEULS")], [_due(-89_000)])

    assert (found[0].sureness, found[0].parts[0].due_day) == (LIKELY, DAY)
    assert said in found[0].reason


@pytest.mark.parametrize("cents", [-4_000, -300_000, 89_000])
def test_a_far_amount_is_something_else(cents: int) -> None:
    found = proposals([line_of(cents, "VIR LOYER TILLEULS")], [_due(-89_000)])

    assert all(each.parts[0].target is MatchTarget.CATEGORY for each in found)


def test_a_time_out_of_reach_is_not_this_one() -> None:
    late = line_of(-91_500, "VIR LOYER TILLEULS", DAY + timedelta(20))

    found = proposals([late], [_due(-89_000)])

    assert [each.parts[0].target for each in found] == [MatchTarget.CATEGORY]


def test_two_lines_of_one_day_share_it_and_a_third_does_not() -> None:
    lines = [line_of(-150_000, f"VIR PAYE EQUIPE {place}") for place in range(3)]

    found = proposals(lines, [_due(-300_000, "Paye equipe")])

    assert [each.sureness for each in found] == [LIKELY, LIKELY, POSSIBLE]


def test_the_whole_amount_leaves_nothing_for_another_line() -> None:
    lines = [line_of(-89_000, "VIR LOYER TILLEULS") for _each in range(2)]

    found = proposals(lines, [_due(-89_000)])

    assert [each.sureness for each in found] == [SURE, POSSIBLE]
