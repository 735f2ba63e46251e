"""Reads a PDF back as a stranger would: its text by PDFium, its barcodes by ZXing."""

from collections.abc import Sequence

import pypdfium2  # type: ignore[import-untyped]  # ships no types
import zxingcpp
from PIL import Image

_SPACES = {ord("\u00a0"): " ", ord("\u202f"): " "}
DOTS = 200  # an inch: what a poor office scanner sees


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page, its odd spaces made ordinary."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = []
        for page in document:
            words = page.get_textpage()
            texts.append(words.get_text_bounded())
            words.close()
            page.close()
    # PDFium gives a hyphen at the end of a line as U+0002.
    return [" ".join(text.replace("\x02", "-").split()) for text in texts]


def whole_text(pdf: bytes) -> str:
    """Return the text of the document on one line."""
    return " ".join(page_texts(pdf))


def place_of(pdf: bytes, told: str, page: int = 0) -> tuple[float, float]:
    """Return where a text begins, in millimetres from the left and from the top of its page."""
    with pypdfium2.PdfDocument(pdf) as document:
        sheet = document[page]
        words = sheet.get_textpage()
        said = words.get_text_range().translate(_SPACES)
        assert told.translate(_SPACES) in said, f"{told} is not on the page"
        left, _bottom, _right, top = words.get_charbox(said.index(told.translate(_SPACES)))
        high = sheet.get_height()
        words.close()
        sheet.close()
    return left * 25.4 / 72, (high - top) * 25.4 / 72


def page_picture(pdf: bytes, place: int = 0, dots: int = DOTS) -> Image.Image:
    """Return a page as a printer would put it on paper."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[place]
        picture: Image.Image = page.render(scale=dots / 72, grayscale=True).to_pil().copy()
        page.close()
    return picture


def page_codes(pdf: bytes, place: int = 0, dots: int = DOTS) -> list[tuple[str, str]]:
    """Return the barcodes of a page as (symbology, text), from the top down."""
    found: Sequence[zxingcpp.Barcode] = zxingcpp.read_barcodes(page_picture(pdf, place, dots))
    seen = sorted(found, key=lambda code: (code.position.top_left.y, code.position.top_left.x))
    return [(str(code.format), code.text) for code in seen]
