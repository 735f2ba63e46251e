"""Amounts and days as banks write them."""

from datetime import date

import pytest

from merchant_desk.documents.bank.amounts import cents_of, decimal_sign
from merchant_desk.documents.bank.days import Calendar, packed_french, read_day
from merchant_desk.documents.bank.labels import tidy


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("12,50", 1250),
        ("-12.5", -1250),
        ("+7", 700),
        ("1 234,56", 123456),
        ("1\u00a0234,56", 123456),
        ("1\u202f234,56", 123456),
        ("1.234,56", 123456),
        ("1,234.56", 123456),
        ("1'234.56", 123456),
        ("1 234 567,89 €", 123456789),
        ("\u22121\u202f234,56 EUR", -123456),
        ("12,50-", -1250),
        ("(12,50)", -1250),
        ("€ 12,50", 1250),
        ("- 12,50", -1250),
        ("0,00", 0),
        (",50", 50),
        ("100.00000", 10000),
        ("1.234.567", 123456700),
    ],
)
def test_an_amount_is_read_to_the_cent(text: str, cents: int) -> None:
    assert cents_of(text) == cents


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "abc", "=1+1", "=12,50", "+cmd|' /C calc'!A0", "@SUM(A1)", "12,505", "1,2,3",
        "1.23,45,67", "--5", "-+5", "12,50 USD", "1e5", "1_000", "١٢٣", "NaN", "inf", "-", "€",
        "()", "99999999999,00", "9" * 5000, "1.234", "12.34.56", "1 234,5x", "-,-", "²,50", "1²,50",
        "- 1-,50", "-_1,50", "+-1,50",
    ],
)  # fmt: skip
def test_what_is_no_amount_is_not_taken_for_one(text: str) -> None:
    with pytest.raises(ValueError, match="montant"):
        cents_of(text)


def test_three_digits_after_a_sign_are_thousands_where_the_column_tells_its_decimals() -> None:
    assert cents_of("1.234", ",") == 123400
    assert cents_of("1,234", ".") == 123400
    with pytest.raises(ValueError, match="montant"):
        cents_of("1.234", ".")
    assert decimal_sign(["5", "1.234,50"]) == ","
    assert decimal_sign(["1.234"]) == ""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/10/2026", date(2026, 10, 31)),
        ("31/10/26", date(2026, 10, 31)),
        ("1.2.2026", date(2026, 2, 1)),
        ("2026-10-31", date(2026, 10, 31)),
        ("2026-10-31T23:59:59+02:00", date(2026, 10, 31)),
        ("20261031", date(2026, 10, 31)),
        ("20261031120000.000[+1:CET]", date(2026, 10, 31)),
        ("31/10/2026 10:11", date(2026, 10, 31)),
    ],
)
def test_a_day_is_read_as_it_is_written(text: str, day: date) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(
    "text", ["31/02/2026", "00000000", "10/31/2026", "hier", "", "2026", "1/1/1", "0000-01-01"]
)
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="date"):
        read_day(text)


@pytest.mark.parametrize("text", ["01/01/1970", "19700101", "01/01/70", "31/12/1999", "01/03/2027"])
def test_a_day_of_1970_or_to_come_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="impossible"):
        Calendar(date(2026, 11, 22)).booked(text)


def test_the_next_working_day_may_be_booked_and_a_value_may_come_later() -> None:
    calendar = Calendar(date(2026, 11, 22))

    assert calendar.booked("23/11/2026") == date(2026, 11, 23)
    assert calendar.valued("15/12/2026") == date(2026, 12, 15)


def test_days_of_six_digits_are_day_month_year() -> None:
    assert packed_french("311026") == date(2026, 10, 31)
    with pytest.raises(ValueError, match="date"):
        packed_french("31102x")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("  VIR   SEPA\r\n RECU ", "VIR SEPA RECU"),
        ("A\x00B\x07C", "ABC"),
        ("évil\u202etxt\u200b", "éviltxt"),
        ("a\u00a0\u202fb", "a b"),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("x" * 5000, "x" * 1000),
        ("\ud800a", "a"),
    ],
)
def test_a_label_is_one_line_of_what_can_be_read(text: str, label: str) -> None:
    assert tidy(text) == label
