import pytest
from hypothesis import given
from hypothesis.strategies import from_regex, text

from merchant_desk.rules.catalogue.codes import article_number
from merchant_desk.rules.catalogue.numbers import Fault
from merchant_desk.values.barcode import gtin14


@given(cell=from_regex(r"\A[0-9]{7,14}\Z") | text(max_size=14))
def test_a_barcode_cell_is_taken_exactly_when_it_is_an_article_number(cell: str) -> None:
    found = article_number(cell)

    assert (found if isinstance(found, str) and cell else None) == gtin14(cell)


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        ("3,76012E+12", "derniers chiffres"),
        ("3.76012E+12", "derniers chiffres"),
        ("3760123456785", "4"),
        ("0000000000000", "zéros"),
        ("12345", "5"),
        ("37601234S6784", "chiffres"),
        ("=A1", "formule"),
    ],
)
def test_a_mangled_barcode_is_refused_with_its_reason(cell: str, word: str) -> None:
    found = article_number(cell)

    assert isinstance(found, Fault)
    assert word in found.reason


def test_the_zero_that_a_spreadsheet_took_from_an_ean8_is_proposed() -> None:
    found = article_number("1234565")  # 01234565 is right

    assert isinstance(found, Fault)
    assert found.proposal == "01234565"
