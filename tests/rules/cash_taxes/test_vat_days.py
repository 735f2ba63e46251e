"""When VAT is paid and what of it: each regime against a table."""

from dataclasses import replace
from datetime import date

import pytest

from merchant_desk.rules.cash_taxes.due import TaxKind, TaxProfile, VatRhythm
from merchant_desk.rules.cash_taxes.vat import (
    instalment_dues,
    instalments_of,
    oss_periods,
    vat_dues,
    vat_periods,
)
from merchant_desk.values.accounting_period import Period, month_of
from merchant_desk.values.money import ZERO, Money

YEAR_2026 = Period(date(2026, 1, 1), date(2026, 12, 31))
MONTHLY = TaxProfile(vat=VatRhythm.MONTHLY, vat_day=19)
QUARTERLY = TaxProfile(vat=VatRhythm.QUARTERLY, vat_day=20)
YEARLY = TaxProfile(vat=VatRhythm.YEARLY, vat_day=19, vat_last_year=Money(10_000_00))


def _told(profile: TaxProfile, first: str, last: str) -> list[tuple[str, str]]:
    found = vat_periods(profile, date.fromisoformat(first), date.fromisoformat(last))
    return [(each.period.last.isoformat(), each.day.isoformat()) for each in found]


@pytest.mark.parametrize(
    ("day", "month", "paid_on"),
    [  # CGI ann. IV, 39: her own day of the next month, moved to a working day
        (19, "2026-10-31", "2026-11-19"),
        (19, "2026-11-30", "2026-12-21"),  # the 19th is a Saturday
        (24, "2026-11-30", "2026-12-24"),
        (24, "2026-12-31", "2027-01-25"),  # a Sunday
        (15, "2026-07-31", "2026-08-17"),  # Assumption, a Saturday
        (0, "2026-10-31", "2026-11-16"),  # not told: the first day of all, here a Sunday
        (31, "2026-10-31", "2026-11-16"),  # one that cannot be
    ],
)
def test_a_month_is_paid_on_her_own_day_of_the_next_one(day: int, month: str, paid_on: str) -> None:
    told = _told(replace(MONTHLY, vat_day=day), "2026-01-01", "2027-12-31")

    assert dict(told)[month] == paid_on


def test_every_month_is_paid_once_and_nothing_in_franchise_or_before_she_told() -> None:
    assert len(_told(MONTHLY, "2026-01-01", "2026-12-31")) == 12
    assert _told(QUARTERLY, "2026-01-01", "2026-12-31") == [
        ("2025-12-31", "2026-01-20"),
        ("2026-03-31", "2026-04-20"),
        ("2026-06-30", "2026-07-20"),
        ("2026-09-30", "2026-10-20"),
    ]
    for vat in (VatRhythm.UNKNOWN, VatRhythm.FRANCHISE):
        assert _told(TaxProfile(vat=vat), "2026-01-01", "2026-12-31") == []


@pytest.mark.parametrize(
    ("first_month", "expected"),
    [  # CGI ann. II, 242 sexies and 242 septies A; loi 2025-127, art. 38
        (1, [("2026-12-31", "2027-05-04"), ("2027-03-31", "2027-04-19")]),
        (10, [("2026-09-30", "2026-12-31"), ("2027-09-30", "2027-12-31")]),
        (12, [("2026-11-30", "2027-03-01"), ("2027-11-30", "2028-02-29"),
              ("2027-12-31", "2028-01-19")]),
    ],
)  # fmt: skip
def test_a_year_is_settled_after_its_end_and_quarters_follow_the_last_simplified_one(
    first_month: int, expected: list[tuple[str, str]]
) -> None:
    told = _told(replace(YEARLY, first_month=first_month), "2026-06-01", "2028-03-31")

    assert set(expected) <= set(told)
    ends = sorted(end for end, _day in told)
    assert len(ends) == len(set(ends))


@pytest.mark.parametrize(("year", "paid_on"), [(2014, "2015-05-05"), (2020, "2021-05-04")])
def test_the_second_working_day_after_the_first_of_may_is_that_of_past_years(
    year: int, paid_on: str
) -> None:
    """As told for 2015 by the associations of accountants, for 2021 by the Revue fiduciaire."""
    told = dict(_told(YEARLY, f"{year + 1}-01-01", f"{year + 1}-12-31"))

    assert told[f"{year}-12-31"] == paid_on


def test_two_instalments_pay_fifty_five_and_forty_percent_until_the_regime_ends() -> None:
    told = instalment_dues(YEARLY, date(2026, 1, 1), date(2027, 12, 31))

    assert [(each.day.isoformat(), each.amount) for each in told] == [
        ("2026-07-20", Money(5_500_00)),  # the 19th is a Sunday
        ("2026-12-21", Money(4_000_00)),
    ]
    assert instalments_of(YEARLY, YEAR_2026) == Money(9_500_00)


@pytest.mark.parametrize(("last_year", "instalments"), [(999_99, 0), (1_000_00, 2)])
def test_under_a_thousand_euros_there_is_no_instalment(last_year: int, instalments: int) -> None:
    told = replace(YEARLY, vat_last_year=Money(last_year))

    assert len(instalment_dues(told, date(2026, 1, 1), date(2026, 12, 31))) == instalments


def test_a_credit_is_carried_until_it_is_used() -> None:
    periods = vat_periods(MONTHLY, date(2026, 2, 1), date(2026, 4, 30))
    sums = dict(
        zip((each.period for each in periods), (Money(-100_00), Money(60_00), Money(90_00)),
            strict=True)
    )  # fmt: skip

    told = vat_dues(periods, sums, date(2026, 3, 10))

    assert [(each.period.last, each.amount) for each in told] == [(date(2026, 3, 31), Money(5000))]
    assert "Crédit" in told[0].why
    assert not told[0].certain


@pytest.mark.parametrize(("credit", "pays"), [(0, 60_00), (25_00, 35_00), (60_00, None)])
def test_a_credit_she_had_comes_off_the_first_return(credit: int, pays: int | None) -> None:
    (period,) = vat_periods(MONTHLY, date(2026, 11, 1), date(2026, 11, 30))

    told = vat_dues([period], {month_of(date(2026, 10, 1)): Money(60_00)}, date(2026, 11, 5),
                    Money(credit))  # fmt: skip

    assert [each.amount.cents for each in told] == ([] if pays is None else [pays])
    assert all(each.certain for each in told)


def test_the_balance_of_a_year_takes_its_instalments_off() -> None:
    periods = vat_periods(YEARLY, date(2027, 5, 1), date(2027, 5, 31))

    told = vat_dues(
        periods, {YEAR_2026: Money(11_000_00)}, date(2027, 1, 5), ZERO,
        {YEAR_2026: instalments_of(YEARLY, YEAR_2026)},
    )  # fmt: skip

    assert [(each.kind, each.amount) for each in told] == [(TaxKind.VAT_YEARLY, Money(1_500_00))]


@pytest.mark.parametrize(
    ("quarter", "paid_on"),
    [  # no weekend puts the one-stop shop off: the bank must have it before
        ("2026-09-30", "2026-10-30"),
        ("2026-12-31", "2027-01-29"),
        ("2027-03-31", "2027-04-30"),
    ],
)
def test_the_one_stop_shop_is_paid_before_the_end_of_the_month(quarter: str, paid_on: str) -> None:
    told = oss_periods(TaxProfile(one_stop_shop=True), date(2026, 10, 1), date(2027, 6, 30))

    found = {each.period.last.isoformat(): each.day.isoformat() for each in told}
    assert found[quarter] == paid_on
    assert oss_periods(TaxProfile(), date(2026, 10, 1), date(2027, 6, 30)) == ()
