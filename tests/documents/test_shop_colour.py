"""The colour of a shop: whatever she picks, words in it are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merchant_desk.documents.drawing.shop_colour import contrast, shop_colour

READABLE = 4.5


def _parts(ink: str) -> tuple[float, float, float]:
    red, green, blue = (float(part) for part in ink.split())
    return red, green, blue


@given(st.integers(0, 0xFFFFFF))
def test_any_colour_reads_on_white_and_on_its_own_tint(code: int) -> None:
    colour = shop_colour(f"#{code:06X}")

    words, tint = _parts(colour.words), _parts(colour.tint)
    assert contrast(words, tint) >= READABLE
    assert contrast(words, (1.0, 1.0, 1.0)) >= READABLE
    assert contrast(_parts(colour.band), (1.0, 1.0, 1.0)) > 1.2


def test_a_colour_that_reads_is_taken_as_it_is() -> None:
    colour = shop_colour("#4B3BB5")

    assert colour.words == colour.band == "0.294 0.231 0.71"


def test_a_pale_colour_keeps_its_hue_and_gets_darker_in_words() -> None:
    red, green, blue = _parts(shop_colour("#F2C94C").words)

    assert red > green > blue


@pytest.mark.parametrize("written", ["", "violet", "#12", "#GGGGGG", "#4B3BB5;x", "4B3BB5"])
def test_what_is_no_colour_gives_a_quiet_grey(written: str) -> None:
    assert shop_colour(written) == shop_colour("")


def test_black_and_white_are_known_to_be_far_apart() -> None:
    assert contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)
