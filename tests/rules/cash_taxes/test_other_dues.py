"""Social charges, corporate tax and CFE: days and amounts against tables."""

from dataclasses import replace
from datetime import date

import pytest

from merchant_desk.rules.cash_taxes.corporate import (
    balance_day,
    corporate_dues,
    corporate_tax,
    instalment_days,
)
from merchant_desk.rules.cash_taxes.due import CompanyTax, OwnerRhythm, TaxDue, TaxKind, TaxProfile
from merchant_desk.rules.cash_taxes.figures import figure, figures
from merchant_desk.rules.cash_taxes.local import cfe_dues
from merchant_desk.rules.cash_taxes.social import (
    employer_dues,
    micro_dues,
    micro_periods,
    owner_dues,
)
from merchant_desk.rules.cash_taxes.words import due_label
from merchant_desk.values.accounting_period import financial_year
from merchant_desk.values.money import Money

FIRST, LAST = date(2026, 12, 1), date(2027, 2, 28)


def _days(dues: tuple[TaxDue, ...]) -> list[tuple[str, int]]:
    return [(each.day.isoformat(), each.amount.cents // 100) for each in dues]


@pytest.mark.parametrize(
    ("headcount", "quarterly", "expected"),
    [  # CSS R243-6 and R243-6-1
        (3, False, [("2026-12-15", 900), ("2027-01-15", 900), ("2027-02-15", 900)]),
        (49, False, [("2026-12-15", 900), ("2027-01-15", 900), ("2027-02-15", 900)]),
        (50, False, [("2026-12-07", 900), ("2027-01-05", 900), ("2027-02-05", 900)]),
        (5, True, [("2027-01-15", 2700)]),
        (11, True, [("2026-12-15", 900), ("2027-01-15", 900), ("2027-02-15", 900)]),
    ],
)
def test_charges_of_wages_follow_the_headcount(
    headcount: int, quarterly: bool, expected: list[tuple[str, int]]
) -> None:
    told = TaxProfile(
        employer_monthly=Money(900_00), headcount=headcount, employer_quarterly=quarterly
    )

    assert _days(employer_dues(told, FIRST, LAST)) == expected


@pytest.mark.parametrize(
    ("rhythm", "expected"),
    [  # urssaf.fr, « Les dates d’échéance » of the self-employed
        (OwnerRhythm.FIFTH, ["2026-12-07", "2027-01-05", "2027-02-05"]),
        (OwnerRhythm.TWENTIETH, ["2026-12-21", "2027-01-20", "2027-02-22"]),
        (OwnerRhythm.QUARTERLY, ["2027-02-05"]),
        (OwnerRhythm.NONE, []),
        (OwnerRhythm.UNKNOWN, []),
    ],
)
def test_the_owner_pays_on_the_5th_the_20th_or_by_quarters(
    rhythm: OwnerRhythm, expected: list[str]
) -> None:
    told = TaxProfile(owner=rhythm, owner_amount=Money(400_00))

    assert [day for day, _amount in _days(owner_dues(told, FIRST, LAST))] == expected


@pytest.mark.parametrize(
    ("rhythm", "first", "expected"),
    [  # autoentrepreneur.urssaf.fr: the end of the next month
        (OwnerRhythm.MICRO_MONTHLY, "2026-11-01", [("2026-09-30", "2026-11-02"),
            ("2026-10-31", "2026-11-30"),
            ("2026-11-30", "2026-12-31"), ("2026-12-31", "2027-02-01")]),
        (OwnerRhythm.MICRO_QUARTERLY, "2026-11-01", [("2026-09-30", "2026-11-02"),
            ("2026-12-31", "2027-02-01")]),
    ],
)  # fmt: skip
def test_a_micro_entrepreneur_pays_a_part_of_what_came_in(
    rhythm: OwnerRhythm, first: str, expected: list[tuple[str, str]]
) -> None:
    told, today = TaxProfile(owner=rhythm), date(2026, 11, 15)
    start, end = date.fromisoformat(first), date(2027, 2, 15)
    cashed = {period: Money(10_000_00) for period, _day in micro_periods(told, start, end)}

    dues = micro_dues(told, start, end, cashed, today)

    found = [(each.period.last.isoformat(), each.day.isoformat()) for each in dues]
    assert found == expected
    assert {each.amount for each in dues} == {Money(1_240_00)}  # 12.3 % and 0.1 %
    assert [each.certain for each in dues] == [each.period.last < today for each in dues]


@pytest.mark.parametrize(
    ("profit", "closed", "tax"),
    [  # CGI 219, I
        (0, "2026-12-31", 0),
        (-5_000, "2026-12-31", 0),
        (40_000, "2026-12-31", 6_000),
        (42_500, "2026-12-31", 6_375),
        (100_000, "2026-12-31", 20_750),
        (42_500, "2022-06-30", 6_813),  # 38,120 at 15 % and the rest at 25 %
    ],
)
def test_corporate_tax_has_two_rates(profit: int, closed: str, tax: int) -> None:
    found = corporate_tax(Money(profit * 100), date.fromisoformat(closed))

    assert found is not None
    assert round(found.cents / 100) == tax


@pytest.mark.parametrize(
    ("first_month", "instalments", "balance"),
    [  # CGI ann. III, 360 and 358: by the end of the year before
        (1, ["2026-03-15", "2026-06-15", "2026-09-15", "2026-12-15"], "2027-05-15"),
        (4, ["2026-06-15", "2026-09-15", "2026-12-15", "2027-03-15"], "2027-07-15"),
        (7, ["2026-09-15", "2026-12-15", "2027-03-15", "2027-06-15"], "2027-10-15"),
        (10, ["2026-12-15", "2027-03-15", "2027-06-15", "2027-09-15"], "2028-01-15"),
        (12, ["2027-03-15", "2027-06-15", "2027-09-15", "2027-12-15"], "2028-03-15"),
    ],
)
def test_instalments_and_balance_follow_the_end_of_the_year(
    first_month: int, instalments: list[str], balance: str
) -> None:
    year = financial_year(date(2026, 12, 20), first_month)
    if first_month == 12:
        assert year.first == date(2026, 12, 1)

    assert [each.isoformat() for each in instalment_days(year)] == instalments
    assert balance_day(year.last).isoformat() == balance


def test_the_second_instalment_puts_right_what_the_first_could_not_know() -> None:
    told = TaxProfile(
        company=CompanyTax.CORPORATE,
        corporate_tax={date(2025, 12, 31): Money(8_000_00), date(2026, 12, 31): Money(12_000_00)},
    )

    assert _days(corporate_dues(told, date(2026, 12, 1), date(2027, 12, 31))) == [
        ("2026-12-15", 2_000),
        ("2027-03-15", 2_000),
        ("2027-05-18", 4_000),  # the 15th is a Saturday, the 17th Whit Monday
        ("2027-06-15", 4_000),
        ("2027-09-15", 3_000),
        ("2027-12-15", 3_000),
    ]


@pytest.mark.parametrize(("tax", "count"), [(3_000_00, 0), (3_000_01, 1)])
def test_a_small_tax_has_no_instalment(tax: int, count: int) -> None:
    told = TaxProfile(company=CompanyTax.CORPORATE, corporate_tax={date(2025, 12, 31): Money(tax)})

    assert len(corporate_dues(told, date(2026, 12, 1), date(2027, 2, 28))) == count
    assert corporate_dues(replace(told, company=CompanyTax.INCOME), FIRST, LAST) == ()


@pytest.mark.parametrize(
    ("cfe", "expected"),
    [  # CGI 1679 quinquies
        (2_999_99, [("2026-12-15", 2_999)]),
        (3_000_00, [("2026-06-15", 1_500), ("2026-12-15", 1_500)]),
        (0, []),
    ],
)
def test_a_large_cfe_is_paid_in_two(cfe: int, expected: list[tuple[str, int]]) -> None:
    dues = cfe_dues(TaxProfile(cfe=Money(cfe)), date(2026, 1, 1), date(2026, 12, 31))

    assert _days(dues) == expected
    assert TaxProfile().cfe is None


def test_every_figure_has_its_text_and_never_two_values_on_a_day() -> None:
    for each in figures():
        assert each.source
        holding = [
            other
            for other in figures()
            if other.name == each.name
            and other.since <= each.since
            and (other.until is None or each.since <= other.until)
        ]
        assert holding == [each]
    assert figure("vat_simplified", date(2026, 12, 31)) == 1
    assert figure("vat_simplified", date(2027, 1, 1)) is None


def test_each_due_has_a_name_of_its_own() -> None:
    told = TaxProfile(cfe=Money(5_000_00), owner=OwnerRhythm.FIFTH, owner_amount=Money(1))
    dues = (*cfe_dues(told, FIRST, LAST), *owner_dues(told, FIRST, LAST))

    assert len({each.key for each in dues}) == len(dues)
    assert {each.kind for each in dues} == {TaxKind.CFE, TaxKind.OWNER}


def test_labels_read_as_french_and_tell_a_quarter_from_a_month() -> None:
    told = TaxProfile(employer_monthly=Money(900_00), headcount=2)
    quarterly = replace(told, employer_quarterly=True)
    (april,) = employer_dues(told, date(2027, 5, 1), date(2027, 5, 31))
    (quarter,) = employer_dues(quarterly, date(2027, 4, 1), date(2027, 4, 30))

    assert due_label(april) == "Cotisations des salaires d’avril 2027"
    assert april.why == "Cotisations des salaires d’avril 2027 (CSS R243-6)."
    assert due_label(quarter) == "Cotisations des salaires, trimestre clos le 31/03/2027"
