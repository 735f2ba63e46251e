"""Labels that carriers and storefronts give: PDF as it is, pictures at their size on paper."""

import io
from pathlib import Path

import pytest
from PIL import Image

from merchant_desk.documents import draw_invoice, draw_packing_slip
from merchant_desk.documents.writing.label_file import label_pdf
from merchant_desk.documents.writing.pdf_pages import PageSize, joined, page_sizes
from merchant_desk.errors import RefusedError
from tests.documents.reading import page_picture, page_texts
from tests.documents.samples import SLIP, invoice

_MM = 72 / 25.4


def _picture(path: Path, size: tuple[int, int], dots: float | None = None) -> Path:
    picture = Image.new("RGBA", size, (0, 0, 0, 0))
    picture.paste((0, 0, 0, 255), (0, 0, size[0] // 2, size[1]))
    if dots is None:
        picture.save(path)
    else:
        picture.save(path, dpi=(dots, dots))
    return path


def _millimetres(page: PageSize) -> tuple[int, int]:
    return round(page.width / _MM), round(page.height / _MM)


@pytest.mark.parametrize(
    ("pixels", "dots", "paper"),
    [
        ((812, 1218), None, (100, 150)),
        ((1218, 812), None, (150, 100)),
        ((1240, 1748), 300.0, (105, 148)),
        ((812, 1218), 72.0, (100, 150)),
        ((30, 30), 300.0, (100, 150)),
    ],
)
def test_a_picture_lies_on_paper_of_its_size(
    tmp_path: Path, pixels: tuple[int, int], dots: float | None, paper: tuple[int, int]
) -> None:
    pdf = label_pdf(_picture(tmp_path / "label.png", pixels, dots))

    assert [_millimetres(page) for page in page_sizes(pdf)] == [paper]


def test_what_is_clear_in_a_picture_comes_out_white(tmp_path: Path) -> None:
    shown = page_picture(label_pdf(_picture(tmp_path / "label.png", (812, 1218))))

    assert shown.getpixel((shown.width // 4, shown.height // 2)) == 0
    assert shown.getpixel((3 * shown.width // 4, shown.height // 2)) == 255


def test_a_pdf_label_is_not_touched(tmp_path: Path) -> None:
    given = draw_packing_slip(SLIP)
    path = tmp_path / "label.bin"
    path.write_bytes(given)

    assert label_pdf(path) == given


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 broken", b"<html>session expired</html>"])
def test_what_is_no_label_is_refused_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "label.pdf"
    path.write_bytes(content)

    with pytest.raises(RefusedError, match="n’a pas été"):
        label_pdf(path)


def test_a_missing_label_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="n’a pas pu être lu"):
        label_pdf(tmp_path / "gone.pdf")


def test_a_picture_that_would_fill_the_memory_is_not_opened(tmp_path: Path) -> None:
    huge = io.BytesIO()
    Image.new("1", (9000, 9000)).save(huge, "PNG")
    path = tmp_path / "huge.png"
    path.write_bytes(huge.getvalue())

    with pytest.raises(RefusedError, match="ni un PDF, ni une image"):
        label_pdf(path)


def test_documents_are_joined_in_their_order() -> None:
    together = joined([draw_packing_slip(SLIP), draw_invoice(invoice())])

    texts = page_texts(together)
    assert len(texts) == 2
    assert "C1042" in texts[0]
    assert "Facture" in texts[1]
