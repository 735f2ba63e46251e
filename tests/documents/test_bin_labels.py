"""Labels of bins: a scanner reads on each what a count takes for the bin."""

import pytest
import zxingcpp
from PIL import Image

from merchant_desk.documents import draw_labels
from merchant_desk.errors import RefusedError
from merchant_desk.values.bin_code import bin_code, is_code_of_bin
from merchant_desk.values.bin_labels import bin_run
from merchant_desk.values.label_formats import LABEL_FORMATS, LabelFormat
from merchant_desk.values.labels import Label
from merchant_desk.values.money import ZERO
from tests.documents.reading import page_picture, whole_text

_NAMES = ("A1", "B-12-3", "Tiroir 4")
_WIDE = [each for each in LABEL_FORMATS if each.width >= 50]


_MM_AN_INCH, _LARGER = 25.4, 4


def read_at(pdf: bytes, form: LabelFormat, rank: int, dots: int) -> list[tuple[str, str]]:
    """Return what is read on one label, each dot of the printer seen by several of the reader."""
    page, left, top = form.place(rank)
    edges = [
        round(each * dots / _MM_AN_INCH)
        for each in (left, top, left + form.width, top + form.height)
    ]
    label = page_picture(pdf, page, dots).crop((edges[0], edges[1], edges[2], edges[3]))
    size = (label.width * _LARGER, label.height * _LARGER)
    seen = zxingcpp.read_barcodes(label.resize(size, Image.Resampling.NEAREST))
    return [(str(each.format), each.text) for each in seen]


@pytest.mark.parametrize("dots", [203, 300])
@pytest.mark.parametrize("form", _WIDE, ids=lambda form: form.key)
def test_each_label_is_read_as_the_bin_it_names(form: LabelFormat, dots: int) -> None:
    sharp = form.at(dots) if form.on_roll else form
    labels = [Label(name, bin_code(name), ZERO) for name in _NAMES]

    pdf = draw_labels(bin_run(labels, sharp))

    for rank, name in enumerate(_NAMES):
        ((kind, text),) = read_at(pdf, sharp, rank, dots)
        assert kind == "Code 128"
        assert is_code_of_bin(text, name)
    assert "A1" in whole_text(pdf)


def test_a_used_sheet_begins_at_its_first_free_label() -> None:
    form = next(each for each in LABEL_FORMATS if not each.on_roll and each.width >= 50)
    labels = [Label("A1", bin_code("A1"), ZERO)]

    pdf = draw_labels(bin_run(labels, form, start=3))

    assert read_at(pdf, form, 2, 300) == [("Code 128", "MDE-A1")]
    assert read_at(pdf, form, 0, 300) == []
    with pytest.raises(RefusedError):
        draw_labels(bin_run(labels, form, start=form.a_page + 1))
