"""The option is told once."""

import pytest

from merchant_desk.values.product_names import plain_name


@pytest.mark.parametrize(
    ("name", "option", "plain"),
    [
        ("T-shirt Cigale - Bleu lavande, M", "Bleu lavande, M", "T-shirt Cigale"),
        ("T-shirt Cigale", "Bleu lavande, M", "T-shirt Cigale"),
        ("Savon", "", "Savon"),
        ("M", "M", "M"),
    ],
)
def test_a_name_loses_the_option_it_repeats(name: str, option: str, plain: str) -> None:
    assert plain_name(name, option) == plain
