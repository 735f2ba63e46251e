import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis.strategies import integers
from PIL import Image, ImageDraw

from merchant_desk.values.barcode import check_digit
from merchant_desk.values.ean13 import QUIET_MODULES, WIDTH_IN_MODULES, ean13_positions

SCALE = 3


@settings(deadline=None)
@given(payload=integers(1, 10**12 - 1))
def test_an_independent_reader_reads_every_article_back(payload: int) -> None:
    code = f"{payload:012d}{check_digit(f'{payload:012d}')}"
    image = Image.new("L", ((WIDTH_IN_MODULES + 2 * QUIET_MODULES) * SCALE, 80), 255)
    draw = ImageDraw.Draw(image)
    for left, width in ean13_positions(code):
        start = (left + QUIET_MODULES) * SCALE
        draw.rectangle((start, 5, start + width * SCALE - 1, 75), fill=0)

    found = zxingcpp.read_barcodes(image)

    assert [each.text.zfill(13) for each in found] == [code]


@pytest.mark.parametrize("code", ["3760123456785", "13760123456781", "ABC", ""])
def test_what_is_no_ean13_has_no_bars(code: str) -> None:
    with pytest.raises(ValueError, match="thirteen digits"):
        ean13_positions(code)
