"""DataMatrix: what we draw, a reader that is not ours reads, at every size."""

import pytest
import zxingcpp
from hypothesis import given
from hypothesis.strategies import characters, text
from PIL import Image

from merchant_desk.values.data_matrix import FNC1, matrix_cells

_DOTS, _QUIET = 4, 2


def read(told: str) -> zxingcpp.Barcode:
    rows = matrix_cells(told)
    side = (len(rows) + 2 * _QUIET) * _DOTS
    paper = Image.new("L", (side, side), 255)
    for down, row in enumerate(rows):
        for right, cell in enumerate(row):
            if cell == "1":
                x, y = (right + _QUIET) * _DOTS, (down + _QUIET) * _DOTS
                paper.paste(0, (x, y, x + _DOTS, y + _DOTS))
    (found,) = zxingcpp.read_barcodes(paper)
    return found


@given(told=text(characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=87))
def test_any_text_is_read_back(told: str) -> None:
    assert read(told).text == told


@pytest.mark.parametrize(
    ("length", "side"),
    [(3, 10), (5, 12), (8, 14), (12, 16), (18, 18), (22, 20), (30, 22), (36, 24), (44, 26),
     (62, 32), (86, 36), (114, 40), (144, 44), (174, 48)],
)  # fmt: skip
def test_every_size_is_filled_to_its_last_word_and_read(length: int, side: int) -> None:
    told = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 7

    assert len(matrix_cells(told[:length])) == side
    assert read(told[:length]).text == told[:length]


def test_a_gs1_symbol_says_that_it_is_one_and_keeps_its_separators() -> None:
    found = read(f"{FNC1}010952123454321310ABC123{FNC1}2112345")

    assert str(found.content_type) == "ContentType.GS1"
    assert found.symbology_identifier == "]d2"
    assert found.bytes == b"010952123454321310ABC123\x1d2112345"


@pytest.mark.parametrize("told", ["", "é", "A" * 175, "€"])
def test_what_no_label_holds_is_refused(told: str) -> None:
    with pytest.raises(ValueError, match="DataMatrix"):
        matrix_cells(told)
