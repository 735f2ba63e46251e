"""When the money of a sale reaches the account, by what it was paid with."""

from datetime import date

import pytest

from merchant_desk.rules.cash_sales.outlook import ONE
from merchant_desk.rules.cash_sales.takings import Way, counter_ways

TAKEN = {"card": 600, "cash": 300, "cheque": 80, "voucher": 20}


@pytest.mark.parametrize(
    ("means", "sold", "usual", "late"),
    [
        ("card", "2026-11-23", "2026-11-24", "2026-11-25"),  # a Monday
        ("card", "2026-11-27", "2026-11-30", "2026-12-01"),  # a Friday
        ("card", "2026-11-28", "2026-12-01", "2026-12-01"),  # a Saturday: handed over on Monday
        ("card", "2026-12-24", "2026-12-28", "2026-12-29"),
        ("cash", "2026-11-23", "2026-12-01", "2026-12-08"),  # brought the Monday after
        ("cash", "2026-11-29", "2026-12-01", "2026-12-08"),
        ("cheque", "2026-11-25", "2026-12-01", "2026-12-08"),
    ],
)
def test_each_means_has_its_day(means: str, sold: str, usual: str, late: str) -> None:
    ways = {each.key: each for each in counter_ways(TAKEN, {"cash": 300, "cheque": 80})}

    told = ways[means].days(date.fromisoformat(sold))

    assert [each.isoformat() for each in told] == [usual, late]


@pytest.mark.parametrize(
    ("brought", "expected"),
    [
        ({}, {"card": 600_000, "cheque": 80_000}),  # no cash ever brought; vouchers never come
        ({"cash": 150}, {"card": 600_000, "cheque": 80_000, "cash": 150_000}),
        ({"cash": 900}, {"card": 600_000, "cheque": 80_000, "cash": 300_000}),
        ({"cheque": 40}, {"card": 600_000, "cheque": 40_000}),
    ],
)
def test_cash_counts_as_far_as_it_was_brought(
    brought: dict[str, int], expected: dict[str, int]
) -> None:
    assert {each.key: each.part for each in counter_ways(TAKEN, brought)} == expected


def test_nothing_taken_has_no_way() -> None:
    assert counter_ways({}, {"cash": 100}) == ()
    assert counter_ways({"card": -100}, {}) == ()


def test_a_provider_keeps_its_fee() -> None:
    way = Way(key="stripe", part=ONE // 2, usual=3, late=7, fee_bp=150)

    assert way.net(10_000) == 4_925
    assert way.days(date(2026, 11, 24)) == (date(2026, 11, 27), date(2026, 12, 1))
