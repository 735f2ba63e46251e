"""What comes back is found in the history of the bank, and what only looks like it is not."""

from datetime import date, timedelta
from random import Random

import pytest

from merchant_desk.rules.recurring.detect import Asked, what_recurs
from merchant_desk.rules.recurring.seen import KnownRecurring, SeenLine
from merchant_desk.rules.recurring.times import next_time
from merchant_desk.values.cash_words import Cadence, CashCategory
from merchant_desk.values.money import Money
from tests.rules.recurring.histories import ACCOUNT, TOLD_UNTIL, found, line, lines

_LETTERS = str.maketrans("0123456789", "abcdefghij")
_MONTHS = [f"2026-{month:02}" for month in range(1, 12)]
_RENT = lines(
    "VIR SEPA LOYER SCI DES TILLEULS", -89_000,
    "2026-01-05", "2026-02-05", "2026-03-05", "2026-04-07", "2026-05-05", "2026-06-05",
    "2026-07-06", "2026-08-05", "2026-09-07", "2026-10-05", "2026-11-05",
)  # fmt: skip


def test_a_rent_is_found_with_its_reason() -> None:
    (rent,) = found(_RENT)

    assert rent.category is CashCategory.RENT
    assert (rent.cadence, rent.day, rent.times) == (Cadence.MONTHLY, 5, 11)
    assert rent.amount == rent.low == rent.high == Money(-89_000)
    assert rent.reason == (
        "11\u00a0fois depuis janvier 2026, chaque mois, vers le 5, 890,00\u00a0€."
    ).replace("11\u00a0fois", "11 fois")
    assert next_time(rent.rhythm, TOLD_UNTIL) == date(2026, 12, 7)


@pytest.mark.parametrize(
    ("label", "category"),
    [
        ("PRLV SEPA URSSAF ILE DE FRANCE", CashCategory.SOCIAL),
        ("PRLV SEPA DGFIP IMPOT TVA", CashCategory.VAT),
        ("PRLV DGFIP CFE 2026", CashCategory.OTHER_TAXES),
        ("PRLV DGFIP IS ACOMPTE", CashCategory.CORPORATE_TAX),
        ("PRLV SEPA DGFIP IMPOT SOCIETES", CashCategory.CORPORATE_TAX),
        ("VIR SALAIRE CAMILLE", CashCategory.SALARY),
        ("PRELEVEMENT ECHEANCE PRET 004512", CashCategory.LOAN),
        ("PRLV SEPA LEASECOM CREDIT BAIL", CashCategory.LOAN),
        ("PRLV AXA FRANCE IARD", CashCategory.INSURANCE),
        ("PRLV SEPA EDF CLIENTS PROS", CashCategory.ENERGY),
        ("PRLV ENGIE", CashCategory.ENERGY),
        ("PRLV ORANGE SA", CashCategory.SUBSCRIPTION),
        ("FRAIS TENUE DE COMPTE", CashCategory.BANK_FEES),
        ("VIR EPARGNE LIVRET", CashCategory.TRANSFER),
        ("PRLV SEPA MACHINCHOSE", CashCategory.OTHER),
    ],
)
def test_its_category_is_read_in_the_label(label: str, category: CashCategory) -> None:
    seen = lines(label, -4_500, *(f"{month}-10" for month in _MONTHS))

    assert [each.category for each in found(seen)] == [category]


def test_salaries_of_one_day_are_one_time_whose_amount_varies() -> None:
    paid = [150_000, 152_000, 149_000, 161_000, 150_500, 170_000]
    seen = [
        each
        for month, cents in zip(_MONTHS[5:], paid, strict=True)
        for each in (
            line(f"{month}-28", -cents, "VIR SALAIRES"),
            line(f"{month}-28", -120_000, "VIR SALAIRES"),
            line(f"{month}-29", -90_000, "VIR SALAIRES"),
        )
    ]

    (salaries,) = found(seen, Asked(told_until=date(2026, 11, 30)))

    assert salaries.category is CashCategory.SALARY
    assert salaries.cadence is Cadence.MONTHLY
    assert (salaries.low, salaries.high) == (Money(-380_000), Money(-359_000))
    assert "3 virements à la fois" in salaries.reason


@pytest.mark.parametrize(
    ("cadence", "days"),
    [
        (Cadence.WEEKLY, "2026-10-19 2026-10-26 2026-11-02 2026-11-09 2026-11-16"),
        (Cadence.BIMONTHLY, "2026-03-10 2026-05-11 2026-07-10 2026-09-10 2026-11-10"),
        (Cadence.QUARTERLY, "2026-01-15 2026-04-15 2026-07-15 2026-10-15"),
        (Cadence.HALF_YEARLY, "2025-06-02 2025-12-01 2026-06-01"),
        (Cadence.YEARLY, "2024-10-10 2025-10-10 2026-10-12"),
        (Cadence.YEARLY, "2025-10-10 2026-10-12"),
        (Cadence.MONTHLY, "2026-09-30 2026-10-30 2026-11-30"),
    ],
)
def test_every_cadence_is_found(cadence: Cadence, days: str) -> None:
    seen = lines("PRLV SEPA MAIF ASSURANCE", -21_300, *days.split())

    assert [each.cadence for each in found(seen)] == [cadence]


def test_the_end_of_the_month_is_told_from_the_28th() -> None:
    days = ("2026-05-29", "2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30", "2026-10-30")
    (each,) = found(lines("VIR SALAIRE CAMILLE", -150_000, *days))

    assert each.day == 31
    assert "en fin de mois" in each.reason


def test_one_missing_time_is_borne_and_told() -> None:
    (rent,) = found([each for each in _RENT if each.day.month != 6])

    assert (rent.times, rent.cadence) == (10, Cadence.MONTHLY)
    assert rent.reason.endswith("une fois n’est pas venue.")


@pytest.mark.parametrize("raised", [-91_500, -99_000])
def test_a_raise_is_followed_from_its_first_time(raised: int) -> None:
    seen = [*_RENT[:-1], line("2026-11-05", raised, _RENT[0].label)]

    assert [each.amount for each in found(seen)] == [Money(raised)]


def test_what_varies_is_told_by_its_middle_and_its_bounds() -> None:
    cents = [8_000, 14_000, 9_500, 11_000, 12_500, 9_900]
    seen = [
        line(f"{month}-12", -each, "PRLV SEPA EDF CLIENTS PROS")
        for month, each in zip(_MONTHS[5:], cents, strict=True)
    ]

    (energy,) = found(seen)

    assert (energy.amount, energy.low, energy.high) == (
        Money(-11_000), Money(-14_000), Money(-8_000),
    )  # fmt: skip
    assert "entre 80,00\u00a0€ et 140,00\u00a0€" in energy.reason


def test_a_loan_whose_instalments_are_numbered_ends_with_the_last() -> None:
    seen = [
        line(f"{month}-15", -30_000, f"PRLV ECHEANCE PRET {rank}/36")
        for rank, month in enumerate(_MONTHS[5:], 29)
    ]

    (loan,) = found(seen)

    assert loan.category is CashCategory.LOAN
    assert loan.until == date(2027, 1, 15)


def test_two_subscriptions_of_one_party_are_two() -> None:
    seen = [
        each
        for month in _MONTHS
        for each in (
            line(f"{month}-08", -1_999, "PRLV ORANGE SA"),
            line(f"{month}-20", -4_599, "PRLV ORANGE SA"),
        )
    ]

    assert [(each.amount, each.day) for each in found(seen)] == [
        (Money(-4_599), 20),
        (Money(-1_999), 8),
    ]


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(
            lines("VIR RECU CAFE DU COIN", 30_000, *(f"{month}-05" for month in _MONTHS)),
            id="a customer who pays each month",
        ),
        pytest.param(
            lines("VIR STRIPE PAYMENTS", 30_000, *(f"{month}-05" for month in _MONTHS)),
            id="payouts",
        ),
        pytest.param(
            lines("RETRAIT DAB PARIS", -10_000, *(f"{month}-05" for month in _MONTHS)),
            id="cash that she takes",
        ),
        pytest.param(
            lines("CB BOULANGERIE", -1_200, "2026-09-02", "2026-09-17", "2026-10-21",
                  "2026-10-23", "2026-11-14"),
            id="purchases on any day",
        ),
        pytest.param(
            [line(f"{month}-05", -cents, "CB METRO")
             for month, cents in zip(_MONTHS[6:], (4_000, 21_000, 9_000, 48_000, 2_000),
                                     strict=True)],
            id="amounts of no one thing",
        ),
        pytest.param(lines("PRLV MACHIN", -900, "2026-09-05", "2026-10-05"), id="twice only"),
        pytest.param(
            lines("PRLV ORANGE SA", -1_999, "2026-03-05", "2026-04-06", "2026-05-05"),
            id="nothing any more for two months and more",
        ),
        pytest.param(
            lines("00045 120", -1_999, *(f"{month}-05" for month in _MONTHS)),
            id="a label of numbers, by which nothing is known again",
        ),
    ],
)  # fmt: skip
def test_what_only_looks_like_it_is_left(seen: list[SeenLine]) -> None:
    assert found(seen) == ()


def test_a_party_that_sends_invoices_is_left_to_its_invoices() -> None:
    seen = lines("PRLV SEPA MOULIN DE LA TOUR", -45_000, *(f"{month}-05" for month in _MONTHS))

    assert len(found(seen)) == 1
    assert found(seen, Asked(told_until=TOLD_UNTIL, parties=["Moulin de la Tour"])) == ()


def test_what_the_calendar_of_taxes_foresees_is_not_doubled() -> None:
    seen = lines("PRLV DGFIP TVA", -45_000, *(f"{month}-24" for month in _MONTHS[:-1]))

    told = what_recurs(seen, Asked(told_until=TOLD_UNTIL, foreseen=frozenset({CashCategory.VAT})))

    assert told.proposed == ()
    assert [each.category for each in told.left_to_taxes] == [CashCategory.VAT]


@pytest.mark.parametrize(
    ("label", "left"), [("PRLV SEPA DGFIP IMPOT", 1), ("PRLV DGFIP CFE", 0), ("PRLV URSSAF", 0)]
)
def test_a_debit_of_the_treasury_that_names_no_tax_is_the_calendars(label: str, left: int) -> None:
    seen = lines(label, -45_000, *(f"{month}-24" for month in _MONTHS[:-1]))

    told = what_recurs(seen, Asked(told_until=TOLD_UNTIL, foreseen=frozenset({CashCategory.VAT})))

    assert (len(told.left_to_taxes), len(told.proposed)) == (left, 1 - left)


def test_what_she_answered_is_not_proposed_again_even_raised() -> None:
    known = KnownRecurring(account_id=ACCOUNT, pattern=_RENT[0].pattern, amount=Money(-85_000))

    assert found(_RENT, Asked(told_until=TOLD_UNTIL, known=[known])) == ()


def test_what_comes_again_after_its_end_is_proposed_anew() -> None:
    ended = KnownRecurring(
        account_id=None,
        pattern=_RENT[0].pattern,
        amount=Money(-89_000),
        over_since=date(2026, 7, 31),
    )

    (rent,) = found(_RENT, Asked(told_until=TOLD_UNTIL, known=[ended]))

    assert (rent.times, rent.first_on) == (4, date(2026, 8, 5))


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("VIR LOYER SCI DES TILLEULS 1105", "Loyer SCI Tilleuls"),
        ("Prlv sepa Électricité de Rennes", "Électricité Rennes"),
        ("PRLV SEPA EDF CLIENTS PROS", "EDF Clients Pros"),
    ],
)
def test_it_is_named_by_the_words_that_stay(label: str, name: str) -> None:
    seen = lines(label, -4_500, *(f"{month}-10" for month in _MONTHS))

    assert [each.label for each in found(seen)] == [name]


def test_purchases_at_random_are_hardly_ever_taken_for_something_that_comes_back() -> None:
    drawn = Random(7)
    seen = [
        line(date(2025, 1, 1) + timedelta(days=drawn.randrange(680)), -drawn.randrange(900, 20_000),
             f"CB MAGASIN {shop:03}".translate(_LETTERS))
        for shop in range(150)
        for _each in range(8)
    ]  # fmt: skip

    assert len(found(seen)) <= 1
