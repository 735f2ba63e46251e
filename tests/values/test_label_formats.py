"""Sheets and rolls by measure: labels stay on their page, and made-up measures are refused."""

import contextlib

import pytest
from hypothesis import given
from hypothesis.strategies import integers, text

from merchant_desk.errors import RefusedError
from merchant_desk.values.label_formats import (
    LABEL_FORMATS,
    LabelFormat,
    format_text,
    format_words,
    label_format,
)
from merchant_desk.values.labels import LabelCode, LabelContent, read_content


@pytest.mark.parametrize("form", LABEL_FORMATS, ids=lambda form: form.key)
def test_labels_stay_on_their_page_and_never_lie_on_each_other(form: LabelFormat) -> None:
    places = [form.place(rank) for rank in range(form.a_page)]

    width, height = form.page_mm
    assert all(page == 0 for page, _left, _top in places)
    assert all(left >= 0 and left + form.width <= width + 0.01 for _page, left, _top in places)
    assert all(top >= 0 and top + form.height <= height + 0.01 for _page, _left, top in places)
    assert len(set(places)) == form.a_page
    assert form.place(form.a_page) == (1, form.left, form.top)


# As Avery prints them on its packs: labels a sheet, left and top margins, step to the next label.
@pytest.mark.parametrize(
    ("key", "count", "left", "top", "step_x", "step_y"),
    [
        ("L7160", 21, 7.25, 15.15, 66.0, 38.1),
        ("L7159", 24, 7.25, 12.9, 66.0, 33.9),
        ("L7163", 14, 4.65, 15.15, 101.6, 38.1),
        ("L7651", 65, 4.75, 10.7, 40.6, 21.2),
        ("3474", 24, 0.0, 0.5, 70.0, 37.0),
    ],
)
def test_known_sheets_have_the_measures_of_their_maker(
    key: str, count: int, left: float, top: float, step_x: float, step_y: float
) -> None:
    form = label_format(key.lower())

    _page, x, y = form.place(form.columns + 1)
    assert (form.a_page, form.left, form.top) == (count, left, top)
    assert (x - left, y - top) == pytest.approx((step_x, step_y))


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("L7160", "Avery L7160, 21 étiquettes de 63,5 × 38,1\u00a0mm"),
        ("40 x 12,5", "Rouleau, 40 × 12,5\u00a0mm"),
        ("70x37/3x8", "A4, 24 étiquettes de 70 × 37\u00a0mm"),
        ("63,5x38,1/3x7@7,25;15,15+2,5;0", "A4, 21 étiquettes de 63,5 × 38,1\u00a0mm"),
    ],
)
def test_a_format_is_named_or_measured(told: str, words: str) -> None:
    form = label_format(told)

    assert format_words(form) == words
    assert label_format(format_text(form)) == form


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("", "n’est pas un format"),
        ("A3", "n’est pas un format"),
        ("57", "n’est pas un format"),
        ("57x32/0x3", "au moins une étiquette"),
        ("0x0", "au moins 8"),
        ("5x5", "au moins 8"),
        ("9.9.9x30", "n’est pas une mesure"),
        ("5000x30", "aucun rouleau"),
        ("70x37/4x8", "dépassent"),
        ("63,5x38,1/3x7@20;15,15+2,5;0", "dépassent de la feuille A4, de 5,5"),
        ("70x37/3x9@0;0", "dépassent"),
        ("70x37/99999999x8", "au moins une étiquette|dépassent"),
    ],
)
def test_measures_that_no_paper_has_are_refused(told: str, why: str) -> None:
    with pytest.raises(RefusedError, match=why):
        label_format(told)


@given(anything=text())
def test_no_text_breaks_the_reading_of_formats_and_choices(anything: str) -> None:
    with contextlib.suppress(RefusedError):
        label_format(anything)
    assert read_content(anything) == LabelContent()


@given(width=integers(8, 100), height=integers(8, 100))
def test_own_rolls_come_back_as_they_were(width: int, height: int) -> None:
    form = label_format(f"{width}x{height}")

    assert (form.width, form.height, form.on_roll) == (width, height, True)
    assert label_format(format_text(form)) == form


def test_choices_come_back_as_they_were_kept() -> None:
    content = LabelContent(name=False, price=False, code=LabelCode.DATAMATRIX)

    assert read_content(content.text()) == content
    assert read_content('{"code": "qr"}') == LabelContent()
    assert read_content("[]") == LabelContent()
