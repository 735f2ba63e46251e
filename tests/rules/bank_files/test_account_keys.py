"""Two files of one account may name it more or less fully."""

import pytest

from merchant_desk.rules.bank_files.account_keys import same_account

_RIB = "1027807000" + "00020012301"


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("00020012301", True),
        ("20012301", True),
        (f"{_RIB}65", True),
        ("10278" + "00020012301", True),
        ("00020012302", False),
        ("30004" + "00020012301", False),
        ("3000407000" + "00020012301", False),
        ("12301", False),
        ("0000000", False),
        ("01a205c0822574779b9c5a9224e24051", False),
    ],
)
def test_a_number_alone_is_the_account_that_ends_with_it(other: str, same: bool) -> None:
    assert same_account(_RIB, other) is same
    assert same_account(other, _RIB) is same


def test_numbers_alone_are_compared_without_their_zeros() -> None:
    assert same_account("00020012301", "20012301")
    assert not same_account("00020012301", "20012302")
