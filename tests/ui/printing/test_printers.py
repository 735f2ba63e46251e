"""The real painting on a real QPrinter, into files: pages, sizes and what is on them."""

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from PySide6.QtGui import QImage

from merchant_desk.documents import draw_packing_slip, draw_picking_slip
from merchant_desk.documents.writing.label_file import label_pdf
from merchant_desk.documents.writing.pdf_pages import PageSize, joined, page_sizes
from merchant_desk.errors import RefusedError, UnavailableError
from merchant_desk.ui.printing.paper import page_count, render
from merchant_desk.ui.printing.printers import Printers, fitting_dots
from tests.documents.reading import page_codes, page_picture
from tests.documents.samples import BATCH, SLIP
from tests.ui.printing.trays import Trays

pytestmark = pytest.mark.usefixtures("qapp")
_MM = 72 / 25.4
_A4 = PageSize(210 * _MM, 297 * _MM)


@pytest.fixture
def trays(tmp_path: Path) -> Trays:
    return Trays(tmp_path, "Bureau")


def _sent(trays: Trays, pdf: bytes, copies: int = 1) -> bytes:
    trays.send("Bureau", pdf, "Essai", copies)
    return (trays.folder / "Bureau-1.pdf").read_bytes()


def _millimetres(pdf: bytes) -> list[tuple[int, int]]:
    return [(round(page.width / _MM), round(page.height / _MM)) for page in page_sizes(pdf)]


def _difference(one: Image.Image, other: Image.Image) -> float:
    """Return the mean difference of two pages in grey levels."""
    return ImageStat.Stat(ImageChops.difference(one, other.resize(one.size))).mean[0]


def test_what_is_printed_is_what_was_drawn_at_its_exact_size(trays: Trays) -> None:
    drawn = draw_picking_slip(BATCH)

    printed = _sent(trays, drawn)

    assert page_count(printed) == page_count(drawn) == 2
    assert _millimetres(printed) == [(210, 297)] * 2
    for place in range(2):
        assert _difference(page_picture(drawn, place), page_picture(printed, place)) < 3
    assert page_codes(printed, 1) == page_codes(drawn, 1)


def test_each_page_lies_on_its_own_size_of_paper(trays: Trays, tmp_path: Path) -> None:
    label = tmp_path / "label.png"
    Image.new("RGB", (1218, 812), "black").save(label)
    mixed = joined([draw_packing_slip(SLIP), label_pdf(label)])

    assert _millimetres(_sent(trays, mixed)) == [(210, 297), (150, 100)]


def test_copies_come_out_one_after_the_other(trays: Trays) -> None:
    assert page_count(_sent(trays, draw_picking_slip(BATCH), copies=3)) == 6


@pytest.mark.qt_log_ignore("Returned false")
def test_a_printer_that_cannot_be_painted_on_is_told(trays: Trays) -> None:
    trays.folder = trays.folder / "no such folder"

    with pytest.raises(UnavailableError, match="n’a pas pris le document"):
        trays.send("Bureau", draw_packing_slip(SLIP), "Essai", 1)


def test_a_printer_that_is_not_there_is_told_by_name() -> None:
    printers = Printers()

    for ask in (printers.require, printers.open):
        with pytest.raises(UnavailableError, match="«\u00a0Zebra\u00a0» est absente"):
            ask("Zebra")


@pytest.mark.parametrize(
    ("page", "dots", "used"),
    [
        (_A4, 300, 300),
        (_A4, 600, 300),
        (_A4, 1200, 300),
        (PageSize(100 * _MM, 150 * _MM), 203, 203),
        (PageSize(100 * _MM, 150 * _MM), 600, 600),
    ],
)
def test_pages_are_drawn_at_the_dots_of_the_printer_or_a_whole_part_of_them(
    page: PageSize, dots: int, used: int
) -> None:
    assert fitting_dots(page, dots) == used


def test_a_page_is_pictured_on_white_paper() -> None:
    picture = render(draw_packing_slip(SLIP), 0, 96)

    assert (picture.width(), picture.height()) == (794, 1123)
    assert picture.format() is QImage.Format.Format_RGB888
    assert picture.pixelColor(2, 2).name() == "#ffffff"


def test_a_damaged_pdf_is_refused_with_a_sentence() -> None:
    with pytest.raises(RefusedError, match="pas un PDF lisible"):
        page_count(b"%PDF-1.7 cut sho")
