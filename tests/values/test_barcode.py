import pytest
from hypothesis import given
from hypothesis.strategies import integers, text

from merchant_desk.values.barcode import (
    BarcodeFault,
    canonical_code,
    check_digit,
    gtin14,
    make_internal_ean13,
    spoken_code,
    validate,
)


@pytest.mark.parametrize(
    ("code", "canonical"),
    [
        ("3760123456784", "03760123456784"),
        ("96385074", "00000096385074"),
        ("036000291452", "00036000291452"),
        ("0036000291452", "00036000291452"),
        ("13760123456781", "13760123456781"),
        ("3 760123 456784", "03760123456784"),
        ("3\u202f760123\u00a0456784", "03760123456784"),
        ("978-2-07-036822-8", "09782070368228"),
    ],
)
def test_every_printed_length_has_one_canonical_form(code: str, canonical: str) -> None:
    assert gtin14(code) == canonical
    assert canonical_code(code) == canonical


@pytest.mark.parametrize(
    ("code", "fault", "expected"),
    [
        ("3760123456785", BarcodeFault.WRONG_CHECK_DIGIT, 4),
        ("376012345678", BarcodeFault.WRONG_CHECK_DIGIT, 6),
        ("12345", BarcodeFault.WRONG_LENGTH, None),
        ("", BarcodeFault.NOT_DIGITS, None),
        ("ABC-12", BarcodeFault.NOT_DIGITS, None),
        ("٣٧٦٠١٢٣٤٥٦٧٨٤", BarcodeFault.NOT_DIGITS, None),
        ("00000000", BarcodeFault.ONLY_ZEROS, None),
        ("1234567-0", BarcodeFault.NOT_DIGITS, None),
    ],
)
def test_a_refused_number_says_why(code: str, fault: BarcodeFault, expected: int | None) -> None:
    result = validate(code)

    assert not result.valid
    assert (result.fault, result.expected_check_digit) == (fault, expected)


@given(number=integers(0, 10**10 - 1), place=integers(0, 12), other=integers(1, 9))
def test_an_internal_number_is_valid_and_one_wrong_digit_is_seen(
    number: int, place: int, other: int
) -> None:
    code = make_internal_ean13(number)
    wrong = code[:place] + str((int(code[place]) + other) % 10) + code[place + 1 :]

    assert gtin14(code) == f"0{code}"
    assert gtin14(wrong) is None


def test_an_internal_number_has_ten_digits_at_most() -> None:
    with pytest.raises(ValueError, match="no code of twelve digits"):
        make_internal_ean13(10**10)


@given(payload=integers(1, 10**12 - 1))
def test_leading_zeros_never_change_the_check_digit(payload: int) -> None:
    assert check_digit(f"{payload:012d}") == check_digit(f"{payload:013d}")


@given(anything=text())
def test_the_canonical_form_of_a_canonical_form_is_itself(anything: str) -> None:
    once = canonical_code(anything)

    assert canonical_code(once) == once


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        ("3760123456784", "3 760123 456784"),
        ("03760123456784", "3 760123 456784"),
        ("96385074", "9638 5074"),
        ("036000291452", "0 36000 29145 2"),
        ("13760123456781", "1 37 60123 45678 1"),
        ("AB-12", "AB-12"),
    ],
)
def test_a_code_is_spoken_as_it_is_printed_under_the_bars(code: str, printed: str) -> None:
    assert spoken_code(code) == printed
