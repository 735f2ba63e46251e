import pytest
from hypothesis import given
from hypothesis.strategies import text

from merchant_desk.values.order_code import is_order_code, order_code


@pytest.mark.parametrize(
    ("number", "code"),
    [("10234", "MDO10234"), ("#web/2026 é12", "MDOWEB-2026-12"), ("A-1", "MDOA-1")],
)
def test_the_code_holds_only_what_every_keyboard_can_type(number: str, code: str) -> None:
    assert order_code(number) == code
    assert is_order_code(code.lower())


@pytest.mark.parametrize("text_", ["MDO", "MDO-", "3760123456784", "MDO 1", "MDO1é", ""])
def test_other_codes_are_not_slips(text_: str) -> None:
    assert not is_order_code(text_)


@given(number=text(min_size=1).filter(lambda each: any(c.isascii() and c.isalnum() for c in each)))
def test_every_number_with_a_letter_or_digit_has_a_code(number: str) -> None:
    assert is_order_code(order_code(number))


def test_a_number_without_letter_or_digit_is_refused() -> None:
    with pytest.raises(ValueError, match="letter or a digit"):
        order_code("#é")
