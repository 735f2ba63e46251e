"""Labels on paper: each where its format says, and read by a scanner at 203 and 300 dots."""

from datetime import date

import pytest
import zxingcpp

from merchant_desk.documents import draw_label_ruler, draw_labels
from merchant_desk.documents.writing.pdf_pages import page_sizes
from merchant_desk.errors import RefusedError
from merchant_desk.values.label_formats import LABEL_FORMATS, LabelFormat, label_format
from merchant_desk.values.labels import Label, LabelCode, LabelContent, LabelRuler, LabelRun
from merchant_desk.values.money import Money
from tests.documents.reading import page_picture, page_texts, place_of, whole_text

_A_MM = 25.4
EAN = "3760123456784"
SOAP = Label("Savon lavande 100 g", "SAV-100", Money(590), f"0{EAN}")
DATED = Label("Crème à l’ail", "CREME", Money(450), f"0{EAN}", "L2611", date(2027, 12, 31))
SHEETS = [each for each in LABEL_FORMATS if not each.on_roll and each.key != "L4731"]
ROLLS = [each for each in LABEL_FORMATS if each.on_roll]
SMALL = label_format("L4731")
CODES = [LabelCode.EAN13, LabelCode.CODE128, LabelCode.DATAMATRIX]


def run(
    form: LabelFormat, *labels: tuple[Label, int], start: int = 1, code: LabelCode = CODES[0]
) -> LabelRun:
    return LabelRun(form, LabelContent(code=code), "Étiquettes", labels, start)


def read_at(pdf: bytes, form: LabelFormat, rank: int, dots: int) -> list[tuple[str, str]]:
    """Return what a scanner reads on one label, its neighbours out of sight."""
    page, left, top = form.place(rank)
    picture = page_picture(pdf, page, dots)
    edges = (left, top, left + form.width, top + form.height)
    seen = zxingcpp.read_barcodes(picture.crop([round(each * dots / _A_MM) for each in edges]))  # type: ignore[arg-type]  # four edges
    return [(str(each.format), each.text) for each in seen]


@pytest.mark.parametrize("dots", [203, 300])
@pytest.mark.parametrize("form", SHEETS, ids=lambda form: form.key)
def test_every_label_of_a_sheet_is_read(form: LabelFormat, dots: int) -> None:
    last = form.a_page - 1

    pdf = draw_labels(run(form, (SOAP, form.a_page)))

    assert read_at(pdf, form, 0, dots) == [("EAN-13", EAN)]
    assert read_at(pdf, form, last, dots) == [("EAN-13", EAN)]


@pytest.mark.parametrize("dots", [203, 300])
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("form", ROLLS, ids=lambda form: form.key)
def test_a_roll_is_read_at_the_dots_of_its_printer(
    form: LabelFormat, code: LabelCode, dots: int
) -> None:
    wanted = run(form.at(dots), (DATED, 1), code=code)

    (read,) = read_at(draw_labels(wanted), form, 0, dots)

    gs1 = f"(01)0{EAN}(17)271231(10)L2611"
    assert (
        read
        == {
            LabelCode.EAN13: ("EAN-13", EAN),
            LabelCode.CODE128: ("Code 128", "CREME"),
            LabelCode.DATAMATRIX: ("Data Matrix", gs1),
        }[code]
    )


@pytest.mark.parametrize("dots", [203, 300])
def test_the_smallest_label_holds_a_datamatrix_and_a_name(dots: int) -> None:
    content = LabelContent(sku=False, price=False, lot=False, code=LabelCode.DATAMATRIX)
    wanted = LabelRun(SMALL, content, "Étiquettes", ((SOAP, 189),))

    pdf = draw_labels(wanted)

    assert read_at(pdf, SMALL, 188, dots) == [("Data Matrix", f"(01)0{EAN}")]


@pytest.mark.parametrize("form", LABEL_FORMATS, ids=lambda form: form.key)
def test_a_page_has_the_exact_size_of_the_paper(form: LabelFormat) -> None:
    content = LabelContent(sku=False, lot=False, price=False, code=LabelCode.NONE)

    pdf = draw_labels(LabelRun(form, content, "Étiquettes", ((SOAP, 1),)))

    width, height = form.page_mm
    (size,) = page_sizes(pdf)
    assert size.width == pytest.approx(width * 72 / _A_MM, abs=0.01)
    assert size.height == pytest.approx(height * 72 / _A_MM, abs=0.01)


@pytest.mark.parametrize("form", SHEETS, ids=lambda form: form.key)
def test_a_name_stands_inside_its_label_wherever_that_is(form: LabelFormat) -> None:
    for rank in (0, form.columns - 1, form.a_page - 1):
        pdf = draw_labels(run(form, (SOAP, 1), start=rank + 1))

        _page, left, top = form.place(rank)
        x, y = place_of(pdf, "Savon")
        assert left + form.padding - 0.3 <= x <= left + form.width / 2
        assert top + form.padding - 0.3 <= y <= top + form.height / 2


def test_the_labels_that_are_gone_from_a_sheet_are_left_out_and_the_rest_goes_on_the_next() -> None:
    wanted = run(label_format("L7651"), (SOAP, 2), (DATED, 1), start=65)

    pdf = draw_labels(wanted)

    assert [page.count("€") for page in page_texts(pdf)] == [1, 2]
    assert wanted.next_start == 3


def test_lot_and_expiry_are_said_whole_even_on_a_narrow_label() -> None:
    text = whole_text(draw_labels(run(label_format("32x25"), (DATED, 1), code=CODES[2])))

    assert "Lot L2611" in text
    assert "Exp. 31/12/2027" in text


def test_a_price_is_never_cut_and_a_long_name_ends_in_an_ellipsis() -> None:
    dear = Label("Huile d’amande douce " * 20, "HUI", Money(123_456_789), f"0{EAN}")

    text = whole_text(draw_labels(run(label_format("L7651"), (dear, 1))))

    assert "1 234 567,89 €" in text
    assert "…" in text


@pytest.mark.parametrize("form", LABEL_FORMATS, ids=lambda form: form.key)
def test_the_ruler_frames_every_label_and_measures(form: LabelFormat) -> None:
    pdf = draw_label_ruler(LabelRuler(form))

    (size,) = page_sizes(pdf)
    assert size.pixels(_A_MM) == tuple(round(each) for each in form.page_mm)
    dark = page_picture(pdf, dots=300)
    for rank in {0, form.a_page - 1}:
        _page, left, top = form.place(rank)
        inside = form.padding if form.on_roll else 0.0
        at = (
            round((left + inside + 0.08) * 300 / _A_MM),
            round((top + form.height / 2) * 300 / _A_MM),
        )
        assert dark.getpixel(at) < 128  # type: ignore[operator]  # a grey picture


def test_the_same_labels_give_the_same_bytes() -> None:
    wanted = run(label_format("L7160"), (SOAP, 3), (DATED, 4))

    assert draw_labels(wanted) == draw_labels(wanted)


@pytest.mark.parametrize(
    ("label", "code", "why"),
    [
        (Label("Bougie", "BOU-1", Money(990)), LabelCode.EAN13, r"Bougie.*BOU-1.*n’a pas"),
        (Label("Bougie", "BOU-1", Money(990)), LabelCode.DATAMATRIX, "n’a pas de code EAN"),
        (Label("Bougie", "BOUGIE-É", Money(990)), LabelCode.CODE128, "ne s’écrit pas en Code 128"),
        (Label("B", "B" * 60, Money(990)), LabelCode.CODE128, "n’a pas la place"),
        (
            Label("B", "B", Money(9), f"0{EAN}", "LOT É"),
            LabelCode.DATAMATRIX,
            "ne s’écrit pas en GS1",
        ),
        (Label("B", "B", Money(9), f"0{EAN}", "L" * 21), LabelCode.DATAMATRIX, "ne s’écrit pas en"),
    ],
)
def test_what_cannot_be_scanned_is_refused_by_name(label: Label, code: LabelCode, why: str) -> None:
    with pytest.raises(RefusedError, match=why):
        draw_labels(run(label_format("57x32"), (label, 1), code=code))


@pytest.mark.parametrize(
    ("labels", "start", "why"),
    [
        ((), 1, "aucune à imprimer"),
        (((SOAP, 0),), 1, "aucune à imprimer"),
        (((SOAP, 5), (DATED, -1)), 1, "aucune à imprimer"),
        (((SOAP, 100_000),), 1, "plus de 20"),
        (((SOAP, 1),), 0, "pas de place 0"),
        (((SOAP, 1),), 22, "pas de place 22"),
    ],
)
def test_a_run_that_makes_no_sense_is_refused(
    labels: tuple[tuple[Label, int], ...], start: int, why: str
) -> None:
    with pytest.raises(RefusedError, match=why):
        draw_labels(run(label_format("L7160"), *labels, start=start))


def test_a_code_that_has_no_room_is_refused_rather_than_squeezed() -> None:
    with pytest.raises(RefusedError, match="25,4 × 10"):
        draw_labels(run(SMALL, (SOAP, 1)))
