"""Which units may be soldées: on sale and paid for a month before the season, by receipt."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from merchant_desk.rules.soldes_eligibility import Why, eligibility

LIMIT = date(2026, 12, 6)  # a month before 6 January 2027
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Came:
    received_on: date = LIMIT
    quantity: int = 10
    source: str = "supplier"
    on_sale_since: date | None = None
    paid_on: date | None = LIMIT
    paid_known: bool = True
    quarantined: bool = False


@pytest.mark.parametrize(
    ("came", "why"),
    [
        (Came(), Why.ELIGIBLE),
        (Came(received_on=LIMIT + DAY, paid_on=LIMIT), Why.TOO_LATE),
        (Came(received_on=LIMIT - DAY, on_sale_since=LIMIT + DAY), Why.TOO_LATE),
        (Came(received_on=LIMIT - DAY, on_sale_since=LIMIT), Why.ELIGIBLE),
        (Came(paid_on=LIMIT + DAY), Why.NOT_PAID),
        (Came(paid_on=None), Why.NOT_PAID),
        (Came(paid_on=None, paid_known=False), Why.UNKNOWN),
        (Came(received_on=LIMIT + DAY, paid_on=None, paid_known=False), Why.TOO_LATE),
        (Came(received_on=LIMIT + DAY, source="transfer", on_sale_since=LIMIT), Why.ELIGIBLE),
        (Came(received_on=LIMIT + DAY, source="transfer"), Why.TOO_LATE),
        (Came(received_on=LIMIT - DAY, on_sale_since=LIMIT - 9 * DAY), Why.ELIGIBLE),
    ],
)
def test_a_receipt_is_judged_by_the_day_it_was_on_sale_and_the_day_it_was_paid(
    came: Came, why: Why
) -> None:
    found = eligibility([came], 10, LIMIT)

    assert [each.why for each in found.shares] == [why]
    assert found.eligible == (10 if why is Why.ELIGIBLE else 0)


def test_what_is_left_is_taken_to_be_of_the_latest_receipts() -> None:
    old, new = Came(received_on=LIMIT - 9 * DAY), Came(received_on=LIMIT + DAY, quantity=4)

    found = eligibility([old, new], 6, LIMIT)

    assert [each.left for each in found.shares] == [2, 4]
    assert (found.eligible, found.undated) == (2, 0)


def test_units_that_no_receipt_tells_of_are_said_to_be_unknown() -> None:
    found = eligibility([Came(quantity=3)], 8, LIMIT)

    assert (found.eligible, found.undated) == (3, 5)


def test_units_put_aside_are_not_in_stock_and_never_eligible() -> None:
    found = eligibility([Came(), Came(quantity=5, quarantined=True)], 10, LIMIT)

    assert [(each.left, each.why) for each in found.shares] == [
        (10, Why.ELIGIBLE),
        (5, Why.ASIDE),
    ]
    assert (found.eligible, found.undated) == (10, 0)


@pytest.mark.parametrize("in_stock", [0, -3])
def test_without_stock_nothing_may_be_solde(in_stock: int) -> None:
    found = eligibility([Came()], in_stock, LIMIT)

    assert (found.eligible, found.undated) == (0, 0)
