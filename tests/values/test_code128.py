from collections.abc import Sequence

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis.strategies import characters, integers, text
from PIL import Image, ImageDraw

from merchant_desk.values.code128 import (
    FNC1,
    QUIET_MODULES,
    bar_positions,
    bar_widths,
    symbols,
    width_in_modules,
)

CODE_128 = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.Code128)
SCALE = 3
HEIGHT = 60


def _picture(code: str) -> Image.Image:
    width = (width_in_modules(code) + 2 * QUIET_MODULES) * SCALE
    image = Image.new("L", (width, HEIGHT), 255)
    draw = ImageDraw.Draw(image)
    for left, bar in bar_positions(code):
        start = (left + QUIET_MODULES) * SCALE
        draw.rectangle((start, 8, start + bar * SCALE - 1, HEIGHT - 8), fill=0)
    return image


def _read(code: str) -> Sequence[zxingcpp.Barcode]:
    return zxingcpp.read_barcodes(_picture(code), formats=CODE_128)


@settings(deadline=None)
@given(code=text(characters(min_codepoint=0, max_codepoint=127), min_size=1, max_size=24))
def test_an_independent_reader_reads_every_ascii_text_back(code: str) -> None:
    found = _read(code)

    assert [each.bytes for each in found] == [code.encode("ascii")]


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("3760123456784", 11),  # 6 pairs in C, one switch, one digit; start, checksum, stop
        ("MDO10234", 10),  # 5 letters and one digit cheaper in B
        ("0123", 5),
        ("AB", 5),
        ("a\tb", 7),  # one shift, never two switches
        ("\t\t\ta", 8),
        ("A1234B", 9),
        ("A123456B", 10),
    ],
)
def test_the_bars_are_as_short_as_the_sets_allow(code: str, count: int) -> None:
    assert len(symbols(code)) == count


@given(number=integers(0, 10**12 - 1))
def test_even_runs_of_digits_take_one_symbol_a_pair(number: int) -> None:
    assert len(symbols(f"{number:012d}")) == 3 + 6


def test_a_gs1_128_label_is_recognised_as_gs1() -> None:
    found = _read(f"{FNC1}0103760123456784{FNC1}10LOT-7{FNC1}17271231")

    assert [each.symbology_identifier for each in found] == ["]C1"]
    assert [each.bytes for each in found] == [b"0103760123456784\x1d10LOT-7\x1d17271231"]


def test_every_symbol_is_eleven_modules_and_the_stop_thirteen() -> None:
    assert sum(bar_widths("A")) == 3 * 11 + 13
    assert sum(width for _left, width in bar_positions("A")) < sum(bar_widths("A"))


@pytest.mark.parametrize("code", ["", "é", "€"])
def test_what_has_no_bars_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match=r"bars|ASCII"):
        symbols(code)
