"""The keys of French company numbers, by numbers that exist."""

import pytest
from hypothesis import given
from hypothesis.strategies import integers

from merchant_desk.rules.company_numbers import is_siren, is_siret, vat_number_of


def test_a_siren_with_one_digit_wrong_never_passes() -> None:
    assert is_siren("732829320")
    for place in range(9):
        for digit in "0123456789".replace("732829320"[place], ""):
            assert not is_siren(f"{'732829320'[:place]}{digit}{'732829320'[place + 1 :]}")


@pytest.mark.parametrize("text", ["", "73282932", "7328293200", "73282932A", "-32829320"])
def test_what_is_not_nine_digits_is_no_siren(text: str) -> None:
    assert not is_siren(text)


def test_a_siret_belongs_to_its_siren() -> None:
    assert is_siret("73282932000074", "732829320")
    assert not is_siret("73282932000074", "356000000")
    assert not is_siret("7328293200007", "732829320")


def test_an_office_of_la_poste_passes_though_its_key_is_another() -> None:
    assert is_siret("35600000049837", "356000000")


def test_the_vat_number_carries_the_key_of_its_siren() -> None:
    assert vat_number_of("732829320") == "FR44732829320"
    assert vat_number_of("404833048") == "FR83404833048"
    assert vat_number_of("que des lettres") == "FR00"


@given(number=integers(0, 999_999_999))
def test_every_vat_number_has_thirteen_signs(number: int) -> None:
    assert len(vat_number_of(f"{number:09d}")) == 13
