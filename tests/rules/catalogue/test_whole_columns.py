"""A column understood at once says what its cells say one by one, or leaves them to be read."""

import random

import pytest

from merchant_desk.rules.catalogue.codes import article_number
from merchant_desk.rules.catalogue.numbers import Fault, cents
from merchant_desk.rules.catalogue.whole_columns import hundredths, sound_ean13s

_CODES = ("3000000000007", "3017620422003", "0000000000000", "3017620422004", "96385074", "", "A-1")


@pytest.mark.parametrize("seed", range(20))
def test_barcodes_read_at_once_are_those_read_one_by_one(seed: int) -> None:
    pick = random.Random(seed)
    made = [f"{pick.randrange(10**13):013d}" for _code in range(200)]
    cells = [pick.choice((*_CODES, *made)) for _row in range(300)]

    found = sound_ean13s(cells)

    assert len(found) == len(cells)
    for cell, code in zip(cells, found, strict=True):
        alone = article_number(cell)
        sound = len(cell) == len(made[0]) and not isinstance(alone, Fault)
        assert code == (alone if sound else None), cell


def test_barcodes_in_digits_of_another_script_are_left_to_be_read_one_by_one() -> None:
    assert not sound_ean13s(["3000000000007", "٣٠٠٠٠٠٠٠٠٠٠٠٧"])
    assert not sound_ean13s(["30000000000é7"])


@pytest.mark.parametrize("decimal", [",", "."])
def test_amounts_read_at_once_are_those_read_one_by_one(decimal: str) -> None:
    cells = [f"{amount // 100}{decimal}{amount % 100:02d}" for amount in range(0, 10**7, 9973)]

    assert list(hundredths(cells, decimal)) == [cents(cell, decimal) for cell in cells]


@pytest.mark.parametrize(
    "odd", ["", "12", "12,5", "12,505", "-1,00", "1 200,00", "12,00 €", "1,00;2,00", "1.00", "x,00"]
)
def test_one_odd_amount_leaves_the_column_to_be_read_one_by_one(odd: str) -> None:
    assert not hundredths(["1,00", odd, "2,00"], ",")
